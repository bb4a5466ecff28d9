"""The names that stay: the questionnaire's canonical address, its code systems, the link ids.

Kept files are read by these names for years; changing one makes every older file unreadable.
"""

from __future__ import annotations

from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

from decision_aid.core.schema import Choice, Question, Questionnaire

# We hold no domain whose addresses could promise to stay: R4 allows `urn:uuid:` where there is none.
_ROOT = uuid5(NAMESPACE_URL, "decision-aid/fhir")

STARS = "stars"
DECLINE = "computed.decline"
# The last group of all: the stars and what is worked out. No question can be called this: its id has no full stop.
CLOSING = "stars.group"


@lru_cache(maxsize=1024)
def _urn(of: UUID, name: str) -> str:
    return uuid5(of, name).urn


def canonical(questionnaire: Questionnaire) -> str:
    """Return the address of the questionnaire, the same for each of its versions and in every clinic."""
    return _urn(_ROOT, questionnaire.id)


def versioned(questionnaire: Questionnaire) -> str:
    """Return the canonical address with the version, as a response names its questionnaire."""
    return f"{canonical(questionnaire)}|{questionnaire.version}"


def digests(questionnaire: Questionnaire) -> str:
    """Return the system of the digests that name the exact content."""
    return _urn(UUID(canonical(questionnaire)), "digest")


def local(questionnaire: Questionnaire) -> str:
    """Return the system of the tag with the version of the clinic's own file that was laid over the questionnaire."""
    return _urn(UUID(canonical(questionnaire)), "local")


def wordings(questionnaire: Questionnaire) -> str:
    """Return the system of the tag that says which wording of each question was asked (`core.changes`)."""
    return _urn(UUID(canonical(questionnaire)), "wordings")


def system(questionnaire: Questionnaire, question: Question) -> str:
    """Return the code system of a question's choices; questions that share a scale share it."""
    shared = question.scale if isinstance(question, Choice) else None
    return _urn(UUID(canonical(questionnaire)), f"scale/{shared}" if shared else f"question/{question.id}")


def star_system(questionnaire: Questionnaire) -> str:
    """Return the code system of what may be starred: question ids and ids of warning signs."""
    return _urn(UUID(canonical(questionnaire)), "stars")


def part(name: str, level: int = 0) -> str:
    return f"part.{name}" + (f".{level}" if level else "")


def page(name: str, level: int = 0) -> str:
    """Return the link id of a page's group; `level` counts the groups around it that only carry a condition."""
    return f"page.{name}" + (f".{level}" if level else "")


OFFER = "offer"


def offer(run: int) -> str:
    """Return the link id of the group that stands once for each offer; later runs of offer parts have a number."""
    return OFFER if run == 1 else f"{OFFER}.{run}"


def place(run: int) -> str:
    """Return the link id of the offer's number, 1 to 3, inside its group: other programs drop empty groups."""
    return f"computed.{offer(run)}"


def note(question: str) -> str:
    """Return the link id of the person's own words beside a question."""
    return f"{question}.note"


def exact(question: str) -> str:
    """Return the link id of the exact number beside a question."""
    return f"{question}.exact"


def year(question: str) -> str:
    return f"{question}.year"


def month(question: str) -> str:
    return f"{question}.month"


def day(question: str) -> str:
    return f"{question}.day"


def help_of(question: str) -> str:
    return f"{question}.help"

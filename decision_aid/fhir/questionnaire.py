"""The questionnaire as a FHIR R4 Questionnaire: https://hl7.org/fhir/R4/questionnaire.html."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from decision_aid.core.answers import MOST_OFFERS, MOST_STARS
from decision_aid.core.errors import ExchangeImpossible, Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.checks.plan import Plan
from decision_aid.fhir import codes, model, naming
from decision_aid.fhir.coding import WORDS, stars
from decision_aid.fhir.extensions import bounds, most
from decision_aid.fhir.invariants import broken
from decision_aid.fhir.items import choice, items
from decision_aid.fhir.layout import WHICH_OFFER, Chapter, Frame, Group, Run, runs
from decision_aid.fhir.when import Enabling


def questionnaire(asked: Questionnaire, digest: str, *, snomed: bool = False) -> model.Questionnaire:
    """Return the whole questionnaire, in the person's voice; nothing of a person is in it.

    `digest` names the exact content. Raises ExchangeImpossible with a sentence for everything R4 cannot say.
    """
    made = model.Questionnaire(
        meta=model.Meta(tag=(model.Coding(system=naming.digests(asked), code=digest),)),
        language=asked.language,
        url=naming.canonical(asked),
        version=asked.version,
        name="".join(word.capitalize() for word in asked.id.split("_")),
        title=WORDS(asked.title),
        status="active",
        subject_type=("Patient",),
        date=asked.published.isoformat(),
        description=WORDS(asked.texts.start.lead),
        purpose=WORDS(asked.texts.start.decision),
        copyright=codes.notice(asked, snomed=snomed),
        code=codes.subject_matter(asked, snomed=snomed),
        item=(*(item for run in runs(asked) for item in _run(asked, run)), _closing(asked)),
    )
    faults = broken(made)
    if faults:
        raise ExchangeImpossible(tuple(_fault(asked, fault) for fault in faults))
    return made


def _fault(asked: Questionnaire, told: str) -> Fault:
    """Return what FHIR cannot say at the question whose link id it begins with, or of the whole."""
    name = told.partition(":")[0].partition(".")[0]
    found = Plan(asked).question.get(name)
    sentence = f"FHIR R4 cannot say this questionnaire: {told} Change the id or the condition that it names."
    return Fault(found.path if found else (), name if found else "", sentence, rule="exchange-impossible")


def _run(asked: Questionnaire, run: Run) -> Iterator[model.Item]:
    chapters = (_group(chapter.group, _pages(asked, chapter)) for chapter in run.chapters if chapter.frames)
    if run.offer is None:
        yield from chapters
    else:
        repeated = {"repeats": True, "extension": (most(MOST_OFFERS),)}
        yield _group(run.offer, (_place(run), *chapters)).model_copy(update=repeated)


def _place(run: Run) -> model.Item:
    return model.Item(
        link_id=run.place,
        text=WORDS.ui(WHICH_OFFER),
        type="integer",
        read_only=True,
        extension=bounds(Decimal(1), Decimal(MOST_OFFERS), 0),
    )


def _pages(asked: Questionnaire, chapter: Chapter) -> Iterator[model.Item]:
    for frame in chapter.frames:
        yield from _page(asked, frame)


def _page(asked: Questionnaire, frame: Frame) -> Iterator[model.Item]:
    inner = (item for question in frame.page.questions for item in items(asked, question))
    within = tuple(item.model_copy(update=_enabled(frame.enabling)) for item in inner)
    for group in reversed(frame.groups):
        within = (_group(group, within),)
    yield from within


def _group(group: Group, within: Iterable[model.Item]) -> model.Item:
    made = model.Item(link_id=group.link_id, text=group.text, type="group", item=tuple(within))
    return made.model_copy(update=_enabled(group.enabling))


def _enabled(enabling: Enabling | None) -> dict[str, object]:
    if enabling is None:
        return {}
    return {"enable_when": enabling.looks_at, "enable_behavior": enabling.behavior}


def _closing(asked: Questionnaire) -> model.Item:
    texts = asked.texts
    starred = choice(naming.STARS, WORDS(texts.stars.title), stars(asked), repeats=True)
    starred = starred.model_copy(update={"extension": (*(starred.extension or ()), most(MOST_STARS))})
    title = WORDS(texts.summary.title)
    return model.Item(link_id=naming.CLOSING, text=title, type="group", item=(starred, *_decline(asked)))


def _decline(asked: Questionnaire) -> Iterator[model.Item]:
    if asked.roles.decline is not None:
        text = WORDS(asked.texts.summary.decline)
        yield model.Item(link_id=naming.DECLINE, text=text, type="decimal", read_only=True)

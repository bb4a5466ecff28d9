"""Where everything stands: the groups that a questionnaire and its responses share, and what enables each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, groupby

from decision_aid.core.schema import Page, Part, Questionnaire
from decision_aid.fhir import naming
from decision_aid.fhir.coding import WORDS
from decision_aid.fhir.when import ALWAYS, Clauses, Enabling, When, both, levels


@dataclass(frozen=True, slots=True)
class Group:
    """A group of items; `enabling` is what it waits for."""

    link_id: str
    text: str | None = None
    enabling: Enabling | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A page with the groups around its items, outermost first; without any, `enabling` stands on the items."""

    page: Page
    groups: tuple[Group, ...]
    enabling: Enabling | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part with its pages; a page that no answers open has no place."""

    part: Part
    frames: tuple[Frame, ...]

    @property
    def group(self) -> Group:
        return Group(naming.part(self.part.id), WORDS(self.part.title))


WHICH_OFFER = "Which offer this is about"


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring parts about the same: the person (no group), or each offer in a group of its own.

    `place` is the link id of the item that says which offer a group is about.
    """

    chapters: tuple[Chapter, ...]
    offer: Group | None = None
    place: str = ""


def runs(asked: Questionnaire) -> Iterator[Run]:
    """Go through the questionnaire in order."""
    numbers = count(1)
    for about, parts in groupby(asked.parts, key=lambda part: part.about):
        chapters = tuple(Chapter(part, tuple(_frames(asked, part))) for part in parts)
        yield _of_offers(asked, chapters, next(numbers)) if about == "offer" else Run(chapters)


def _of_offers(asked: Questionnaire, chapters: tuple[Chapter, ...], run: int) -> Run:
    role = asked.roles.offers
    some = When(asked).one_of(role.question, (code for code, number in role.count.items() if number))
    group = Group(naming.offer(run), WORDS(asked.texts.summary.offers), levels(some)[0])
    return Run(chapters, group, naming.place(run))


def _frames(asked: Questionnaire, part: Part) -> Iterator[Frame]:
    for page in part.pages:
        clauses = _clauses(asked, page)
        if all(clauses):
            yield _frame(page, levels(clauses))


def _clauses(asked: Questionnaire, page: Page) -> Clauses:
    when, length = When(asked), asked.roles.length
    chosen = ALWAYS if page.id in asked.essential else when.one_of(length.question, (length.full,))
    return both(chosen, when.yes(page.when) if page.when else ALWAYS)


def _frame(page: Page, lists: tuple[Enabling, ...]) -> Frame:
    if len(page.questions) == 1 and len(lists) <= 1:
        return Frame(page, (), lists[0] if lists else None)
    inner = Group(naming.page(page.id), WORDS(page.title) if page.title else None, lists[0] if lists else None)
    outer = (Group(naming.page(page.id, level), None, each) for level, each in enumerate(lists[1:], start=1))
    return Frame(page, (*reversed(tuple(outer)), inner))

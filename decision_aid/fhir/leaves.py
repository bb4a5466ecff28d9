"""The items of a response that hold answers, found wherever their groups stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from decision_aid.core.answers import MOST_OFFERS
from decision_aid.core.errors import KeptFileRefused
from decision_aid.core.schema import ExactNumber, Measure, Question, Questionnaire
from decision_aid.fhir import naming
from decision_aid.fhir.model import ResponseItem
from decision_aid.fhir.refusals import CHANGED, refused

_OFFER = re.compile(rf"{re.escape(naming.OFFER)}(?:\.(\d+))?", re.ASCII)
_GROUP = re.compile(r"(part|page)\.([a-z][a-z0-9_-]*)(\.\d+)?", re.ASCII)

About = int | None


@dataclass(slots=True)
class Leaves:
    """What a response holds: its items by what they are about (None: the person) and by link id.

    `pages` are the pages of which a group or an item is present. `strange` are the items with an answer that no
    question of this questionnaire can have there; `twice` the link ids that stand twice; `groups` the groups that
    are none of this questionnaire's.
    """

    found: dict[tuple[About, str], ResponseItem] = field(default_factory=dict)
    pages: set[tuple[About, str]] = field(default_factory=set)
    strange: list[tuple[About, ResponseItem]] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)

    def about(self, offer: About) -> Mapping[str, ResponseItem]:
        """Return the items about the person (None) or an offer, by link id."""
        return {link: item for (about, link), item in self.found.items() if about == offer}


def links(question: Question) -> Iterator[str]:
    """Go through the link ids that hold a question's answer: what was chosen, the exact value, the own words."""
    yield question.id
    if isinstance(question, Measure):
        number = isinstance(question.exact, ExactNumber)
        pieces = (naming.exact,) if number else (naming.year, naming.month, naming.day)
        yield from (piece(question.id) for piece in pieces)
    yield naming.note(question.id)


def gathered(asked: Questionnaire, items: tuple[ResponseItem, ...]) -> Leaves:
    """Return what these items hold. Raises KeptFileRefused for more offers than there can be."""
    gathering = _Gathering(asked, {link: question for question in asked.questions.values() for link in links(question)})
    gathering.walk(items, None)
    return gathering.leaves


@dataclass(slots=True)
class _Gathering:
    asked: Questionnaire
    question: Mapping[str, Question]
    leaves: Leaves = field(default_factory=Leaves)
    offers: set[tuple[str, int]] = field(default_factory=set)

    def walk(self, items: tuple[ResponseItem, ...], about: About) -> None:
        for item in items:
            if about is None and (run := _OFFER.fullmatch(item.link_id)):
                self._offer(item, int(run[1] or 1))
            elif item.link_id in self.question or item.link_id == naming.STARS:
                self._leaf(item, about)
            else:
                self._other(item, about)

    def _offer(self, group: ResponseItem, run: int) -> None:
        """Walk an offer's group; it says which offer it is about, or is about the first one not yet met."""
        says = [item for item in group.item or () if item.link_id == naming.place(run)]
        offer = self._place(group.link_id, says)
        self.offers.add((group.link_id, offer))
        self.walk(tuple(item for item in group.item or () if item not in says), offer)

    def _place(self, link: str, says: list[ResponseItem]) -> int:
        free = [offer for offer in range(1, MOST_OFFERS + 1) if (link, offer) not in self.offers]
        if not free:
            raise KeptFileRefused(
                "This file holds more than {most} offers, so nothing was taken over. "
                "Open the file as you saved it from this form.",
                most=MOST_OFFERS,
            )
        said = [answer.value_integer for item in says for answer in item.answer or ()]
        if not said:
            return free[0]
        if len(said) > 1 or said[0] not in free:
            raise refused(CHANGED)
        return said[0]

    def _leaf(self, item: ResponseItem, about: About) -> None:
        if (about, item.link_id) in self.leaves.found:
            self.leaves.twice.append(item.link_id)
        self.leaves.found[about, item.link_id] = item
        if item.link_id in self.question:
            self._page(self.asked.page_of[self.question[item.link_id].id], about)
        self._below(item, about)

    def _other(self, item: ResponseItem, about: About) -> None:
        """Look at what is no question's: a group, what was worked out, help, or something strange."""
        if item.link_id == naming.DECLINE:
            return
        if item.answer:
            self.leaves.strange.append((about, item))
            self._below(item, about)
            return
        if item.item:
            self._group(item.link_id, about)
        self.walk(item.item or (), about)

    def _group(self, link: str, about: About) -> None:
        named = _GROUP.fullmatch(link)
        kind, name = (named[1], named[2]) if named else ("", "")
        if kind == "page" and name in self.asked.page:
            self._page(name, about)
        elif link != naming.CLOSING and not (kind == "part" and name in self.asked.part):
            self.leaves.groups.append(link)

    def _page(self, page: str, about: About) -> None:
        if (self.asked.page[page][0].about == "offer") == (about is not None):
            self.leaves.pages.add((about, page))

    def _below(self, item: ResponseItem, about: About) -> None:
        """Look below a question, where no other can be: whatever has an answer there is strange."""
        inside = (*(item.item or ()), *(below for answer in item.answer or () for below in answer.item or ()))
        for below in inside:
            if below.answer:
                self.leaves.strange.append((about, below))
            self._below(below, about)

"""The documents that must stay good: what each is made from, on a fixed day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import NamedTuple

from decision_aid.core import journey
from decision_aid.core.draft import Draft
from decision_aid.core.record import Looked
from decision_aid.core.summarise import summarise
from decision_aid.core.words import Words
from decision_aid.fhir.response import response
from decision_aid.locales import day_in, number_in
from decision_aid.services import Paper, Printout
from tests.journeys.walking import TODAY, shipped
from tests.paper.golden import drafts, records

DIGEST = "5f1d0c9a77e2b4361188" + "0" * 44
BLANK = "blank"
BLANK_TITLE = shipped().texts.blank.title
DRAFTS: dict[str, Callable[[], Draft]] = {
    "nothing": drafts.nothing,
    "short": drafts.short,
    "helper": lambda: drafts.short("family"),
    "fullest": drafts.fullest,
    "longest": drafts.longest,
    "every-note": drafts.one_offer_longest,
    "one-word": drafts.one_word,
    "scripts": drafts.scripts,
    "records": drafts.numbered,
    "long-records": drafts.longest_numbered,
}


class Document(NamedTuple):
    """A document on one paper: the name of its draft, or the blank form."""

    name: str
    paper: Paper

    def __str__(self) -> str:
        return f"{self.name}-{self.paper.value}"


SUMMARIES = tuple(Document(name, paper) for name in DRAFTS for paper in Paper)
BLANKS = tuple(Document(BLANK, paper) for paper in Paper)
ALL = (*SUMMARIES, *BLANKS)


@cache
def draft(name: str) -> Draft:
    return DRAFTS[name]()


def looked_up(name: str) -> Mapping[str, Looked]:
    """Return what came of looking up the numbers in a draft; nothing where it has none."""
    return records.RECORDS[name]() if name in records.RECORDS else {}


@cache
def printout(name: str) -> Printout:
    """Return what is printed for a draft, in the words of who answered it."""
    answers = draft(name).answers
    words = Words(journey.voice(shipped(), answers), day=day_in("en"), number=number_in("en"))
    summary = summarise(shipped(), answers, words, TODAY, DIGEST, looked_up(name))
    return Printout(summary, response(shipped(), draft(name), TODAY, DIGEST).as_json())

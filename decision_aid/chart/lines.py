"""What the map shows: a line for each part, with a stop for each page."""

from __future__ import annotations

from dataclasses import dataclass

from decision_aid.core import waiting
from decision_aid.core.schema import Page, Questionnaire
from decision_aid.core.words import Words

_PLAIN = Words()


@dataclass(frozen=True, slots=True)
class Stop:
    """A page: `short` is true where the short way comes by; `when` says what it waits for, or nothing."""

    id: str
    heading: str
    short: bool
    when: str


@dataclass(frozen=True, slots=True)
class Line:
    """A part, gone through once or, where `each_offer`, for each offer."""

    number: int
    title: str
    each_offer: bool
    stops: tuple[Stop, ...]


def lines(questionnaire: Questionnaire) -> tuple[Line, ...]:
    """Return the whole journey, in the words of the person."""
    return tuple(
        Line(
            number, _PLAIN(part.title), part.about == "offer", tuple(_stop(questionnaire, page) for page in part.pages)
        )
        for number, part in enumerate(questionnaire.parts, start=1)
    )


def _stop(questionnaire: Questionnaire, page: Page) -> Stop:
    heading = _PLAIN(page.title or page.questions[0].label)
    when = waiting.said(questionnaire, page.when, _PLAIN) if page.when is not None else ""
    return Stop(page.id, heading, page.id in questionnaire.essential, when)

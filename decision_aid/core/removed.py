"""Answers to questions that are asked no more, since an update or a clinic took them out: their words are not lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Line, Section
from decision_aid.core.words import Words


@dataclass(frozen=True, slots=True)
class Removed:
    """An answer to a question that is asked no more; `offer` is 1 to 3 where it is about an offer."""

    question: str
    offer: int | None
    answer: Answer


def answered(questionnaire: Questionnaire, answers: Answers) -> tuple[Removed, ...]:
    """Return each such answer about the person and the offers there are now."""
    offers = range(1, journey.offer_count(questionnaire, answers) + 1)
    return tuple(
        Removed(name, offer, answer)
        for offer in (None, *offers)
        for name, answer in answers.about(offer).items()
        if answer and name not in questionnaire.questions
    )


def section(
    questionnaire: Questionnaire, answers: Answers, words: Words, title: Callable[[int], str]
) -> Section | None:
    """Return the person's own words beside such answers; nothing where there are none.

    A question that the clinic left out is told by its words; of any other they are not known any more. `title` gives
    what an offer is called.
    """
    left_out = questionnaire.local.left_out if questionnaire.local else ()
    labels = {left.id: words(left.label) for left in left_out}
    before = words.ui("A question asked before")
    lines = tuple(
        Line(_about(found, labels.get(found.question, before), title), "", found.answer.note)
        for found in answered(questionnaire, answers)
        if found.answer.note
    )
    return Section(words.ui("Asked no more"), lines) if lines else None


def _about(found: Removed, label: str, title: Callable[[int], str]) -> str:
    return f"{title(found.offer)}: {label}" if found.offer else label

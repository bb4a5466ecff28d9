"""What stands on each screen of the journey, as pieces of text in one voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from decision_aid.core.schema import Measure, Page, Question, Questionnaire, Signs, Text, Voice, voiced


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen's name and what a person reads on it, piece by piece."""

    name: str
    voice: Voice
    pieces: tuple[str, ...]


def screens(questionnaire: Questionnaire) -> Iterator[Screen]:
    """Go through the start page, every question page and the options, in the person's and in the helper's voice."""
    for name, texts in _all(questionnaire):
        pieces = tuple(texts)
        for voice in Voice:
            yield Screen(name, voice, tuple(voiced(text, voice) for text in pieces))


def _all(questionnaire: Questionnaire) -> Iterator[tuple[str, Iterable[str]]]:
    start = questionnaire.texts.start
    yield "start", (start.title, start.lead, start.decision, *start.what_you_need, *start.who_sees, start.button)
    shown = _Shown(questionnaire)
    for _, page in questionnaire.pages():
        yield page.id, chain(_of_page(page), _of_questions(questionnaire, page), shown.beside(page))
    grid = questionnaire.option_grid
    cells = (cell.text for row in grid.rows for cell in row.cells)
    heads = chain((option.title for option in grid.options), (row.title for row in grid.rows))
    yield "options", (questionnaire.texts.options.title, questionnaire.texts.options.lead, *heads, *cells)


class _Shown:
    """What stands beside the questions of a page: words explained, facts and studies."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._words = {word.id: f"{word.word}: {word.meaning}" for word in questionnaire.glossary}
        self._facts = {fact.id: fact.text for fact in questionnaire.facts}
        self._studies = {card.id: card for card in questionnaire.evidence}

    def beside(self, page: Page) -> Iterator[str]:
        explained = dict.fromkeys(name for question in page.questions for name in question.words)
        yield from (self._words[name] for name in explained)
        yield from (self._facts[name] for name in page.facts)
        for card in (self._studies[name] for name in page.evidence):
            yield from (card.primary_endpoint.goal, card.primary_endpoint.result, card.subgroup or "")


def _of_page(page: Page) -> Iterator[str]:
    yield from (text for text in (page.title, page.intro) if text)


def _of_questions(questionnaire: Questionnaire, page: Page) -> Iterator[str]:
    for question in page.questions:
        yield from (text for text in _said(question) if text)
        if isinstance(question, Signs):
            yield from (questionnaire.sign[name].label for name in question.signs)
        if not isinstance(question, Text):
            yield from (option.label for option in question.options)
        if isinstance(question, Measure):
            yield question.exact.label


def _said(question: Question) -> tuple[str | None, ...]:
    return (
        question.label,
        question.hint,
        question.why,
        question.say,
        question.specific,
        question.vague,
        question.note,
    )

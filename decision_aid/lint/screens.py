"""What stands on each screen of the journey in whole sentences, in one voice.

Only sentences are read as text. An option, a heading or the name of a thing is no sentence: counted as one, each would
make the text look easier than it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from decision_aid.core.schema import Page, Question, Questionnaire, RegistryTexts, Voice, voiced
from decision_aid.core.schema.checks.plan import Path, Plan

_ENDS = re.compile(r"[.!?…][\"”’)]*$")


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen's name, its place in the questionnaire, and the sentences a person reads on it, text by text."""

    name: str
    path: Path
    voice: Voice
    pieces: tuple[str, ...]


def screens(questionnaire: Questionnaire) -> Iterator[Screen]:
    """Go through the start page, every question page, the options, the about page and the summary, in both voices.

    A screen without a sentence is left out.
    """
    for name, path, texts in _all(questionnaire):
        written = tuple(texts)
        for voice in Voice:
            pieces = tuple(said for said in (voiced(text, voice) for text in written) if is_sentence(said))
            if pieces:
                yield Screen(name, path, voice, pieces)


def is_sentence(text: str) -> bool:
    """Tell whether a text ends as sentences do."""
    return _ENDS.search(text) is not None


def _all(questionnaire: Questionnaire) -> Iterator[tuple[str, Path, Iterable[str]]]:
    start, grid = questionnaire.texts.start, questionnaire.option_grid
    yield "start", ("texts", "start"), (start.lead, start.decision, *start.what_you_need, *start.who_sees)
    shown = _Shown(questionnaire)
    for visited in Plan(questionnaire).pages:
        page = visited.page
        yield page.id, visited.path, chain([page.intro or ""], _of_questions(page), shown.beside(page))
    if questionnaire.registry:
        yield "trial record", ("registry",), _of_records(questionnaire.registry)
    cells = (cell.text for row in grid.rows for cell in row.cells)
    yield "options", ("option_grid",), (questionnaire.texts.options.lead, *cells)
    yield "about", ("texts", "about"), _lines(dict(questionnaire.texts.about).values())
    summary = _lines(dict(questionnaire.texts.summary).values())
    yield "summary", ("texts", "summary"), chain(summary, _of_rules(questionnaire))


class _Shown:
    """What stands beside the questions of a page: words explained, facts and studies."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self._words = {word.id: word.meaning for word in questionnaire.glossary}
        self._facts = {fact.id: fact.text for fact in questionnaire.facts}
        self._studies = {card.id: card for card in questionnaire.evidence}

    def beside(self, page: Page) -> Iterator[str]:
        explained = dict.fromkeys(name for question in page.questions for name in question.words)
        yield from (self._words[name] for name in explained)
        yield from (self._facts[name] for name in page.facts)
        for card in (self._studies[name] for name in page.evidence):
            yield from (card.primary_endpoint.goal, card.primary_endpoint.result, card.subgroup or "")


def _of_questions(page: Page) -> Iterator[str]:
    for question in page.questions:
        yield from (text for text in _said(question) if text)


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


def _of_rules(questionnaire: Questionnaire) -> Iterator[str]:
    for note in questionnaire.notes:
        yield from (note.text, note.why, note.ask)
    for sign in questionnaire.warning_signs:
        yield from (sign.brief_why, sign.why, sign.ask)


def _of_records(said: RegistryTexts) -> Iterator[str]:
    yield from (said.question, said.wrong_number, said.always, said.nothing_listed, said.unread, said.gates_lead)
    yield from (said.search.lead, *said.search.number_steps, *said.search.steps)
    for row in said.rows:
        yield from (text for case in row.cases.values() for text in (case.says, case.ask))
    yield from (gate.ask for gate in said.gates)


def _lines(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            yield from value

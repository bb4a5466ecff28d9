"""The empty questionnaire as it stands on paper: every question once, with room to answer by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from decision_aid.core.schema import (
    GlossaryWord,
    Measure,
    Option,
    Page,
    Part,
    Question,
    Questionnaire,
    Signs,
    Text,
    WarningSign,
)

_TEXT_LINES = 2
_GRID_ROWS = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its choices and signs to tick, the words it explains, and the labels of its lines to write on."""

    question: Question
    options: tuple[Option, ...]
    signs: tuple[WarningSign, ...]
    words: tuple[GlossaryWord, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is asked together; as a grid, the choices stand once above all its questions."""

    page: Page
    asked: tuple[Asked, ...]
    grid: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part; `begins_run` where the questions turn from the person to an offer or back."""

    part: Part
    begins_run: bool
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Form:
    questionnaire: Questionnaire
    chapters: tuple[Chapter, ...]


def blank(questionnaire: Questionnaire) -> Form:
    """Return the empty form. A word is explained where it first stands in each run of parts."""
    chapters: list[Chapter] = []
    for _, run in groupby(questionnaire.parts, key=lambda part: part.about):
        explained: set[str] = set()
        for place, part in enumerate(run):
            sheets = tuple(_sheet(questionnaire, page, explained) for page in part.pages)
            chapters.append(Chapter(part, place == 0 and bool(chapters), sheets))
    return Form(questionnaire, tuple(chapters))


def _sheet(questionnaire: Questionnaire, page: Page, explained: set[str]) -> Sheet:
    return Sheet(
        page, tuple(_asked(questionnaire, asked, explained) for asked in page.questions), _shares_choices(page)
    )


def _asked(questionnaire: Questionnaire, question: Question, explained: set[str]) -> Asked:
    glossary = {word.id: word for word in questionnaire.glossary}
    words = tuple(glossary[name] for name in question.words if name not in explained)
    explained.update(question.words)
    signs = tuple(questionnaire.sign[name] for name in question.signs) if isinstance(question, Signs) else ()
    options = () if isinstance(question, Text) else question.options
    return Asked(question, options, signs, words, tuple(_lines(question)))


def _lines(question: Question) -> Iterator[str]:
    if isinstance(question, Text):
        yield from ("",) * _TEXT_LINES
    if isinstance(question, Measure):
        yield question.exact.label
    if question.note:
        yield question.note


def _shares_choices(page: Page) -> bool:
    first, *others = page.questions
    if isinstance(first, Text | Signs) or len(page.questions) < _GRID_ROWS:
        return False
    return all(not isinstance(asked, Text | Signs) and asked.options == first.options for asked in others)

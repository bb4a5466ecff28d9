"""A page's questions as a form: it gathers raw values and hands them to the core, which alone says what is valid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from string import ascii_uppercase
from typing import Any
from zlib import crc32

from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Form, SelectMultipleField, StringField

from decision_aid.core.answers import Answer
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.parsing import Raw, parse, raw_of, refusals
from decision_aid.core.schema import Measure, Option, Page, Question, Questionnaire, Several, Signs
from decision_aid.core.text import MOST_CHARACTERS
from decision_aid.core.words import Words

PARTS = ("codes", "exact", "day", "month", "year", "note")
# A browser stops here, at twice what all texts may have: so much English can still be sent, also once more after the
# visit has ended. It counts characters, the body's limit bytes, 6 for a Cyrillic letter and 9 for a Chinese one: of
# those 43,000 and 29,000 can be sent, and more gets the page for what is too large. A lower stop would cut English.
MOST_TYPED = 60 * MOST_CHARACTERS
_OF_A_DATE = ("day", "month", "year")
_MOST_BUTTONS = 6  # with back, note, Continue and settings there are ten stops on the way down the page
WORDS = tuple(f"-{part}" for part in PARTS if part != "codes")  # how the names of typed fields end


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer that was given, and the id of the control to mend it in."""

    question: Question
    refused: AnswerRefused
    control: str
    given: Raw

    @property
    def sentence(self) -> str:
        """Return the id of the sentence that says what is wrong, which the control names."""
        return f"{self.control}-error"

    @property
    def mark(self) -> str:
        """Return which part of which answer it is, and of what was given there: only that is left once it was told."""
        part = self.refused.field
        said = repr([getattr(self.given, each) for each in _parts_beside(part)])
        return f"{self.question.id}:{part}:{crc32(said.encode(errors='replace')):08x}"

    def said(self, words: Words) -> str:
        """Return what to tell the person."""
        values = {
            name: words(value) if isinstance(value, str) else value for name, value in self.refused.values.items()
        }
        return words.ui(self.refused.sentence, **values)


@lru_cache(maxsize=512)
def _form_of(asked: tuple[tuple[str, tuple[str, ...]], ...]) -> type[Form]:
    """Return the form of a page: a field for every control. Codes are not checked here: the core does it once.

    It depends on nothing but what is asked, so it is made once.
    """
    fields = {
        f"{name}-{part}": SelectMultipleField(validate_choice=False) if part == "codes" else StringField()
        for name, parts in asked
        for part in parts
    }
    return type("QuestionsForm", (Form,), fields)


def given(questions: tuple[Question, ...], posted: MultiDict[str, str]) -> dict[str, Raw]:
    """Return what a posted form gave for each question, untouched."""
    asked = tuple((question.id, _parts(question)) for question in questions)
    values = _form_of(asked)(posted).data
    return {name: _raw({part: values[f"{name}-{part}"] or "" for part in parts}) for name, parts in asked}


def _raw(values: dict[str, Any]) -> Raw:
    return Raw(tuple(values.pop("codes", ())), **values)


def kept(questions: tuple[Question, ...], answers: Mapping[str, Answer]) -> dict[str, Raw]:
    """Return what the form showed when these answers were given."""
    return {question.id: raw_of(question, answers.get(question.id, Answer())) for question in questions}


def shown(raws: Mapping[str, Raw]) -> dict[str, str]:
    """Return what stands in the blanks of these questions' controls: ticks, and texts as they were given."""
    values: dict[str, str] = {}
    for name, raw in raws.items():
        values |= {f"{name}-is-{code}": " checked" for code in raw.codes}
        values |= {f"{name}-exact": raw.exact, f"{name}-day": raw.day}
        values |= {f"{name}-month": raw.month, f"{name}-year": raw.year}
        # a browser passes over the first line feed of a text area, so it gets one of ours
        values[f"{name}-note"] = raw.note and f"\n{raw.note}"
    return values


def shown_as_buttons(question: Question, raw: Raw) -> dict[str, str]:
    """Return what stands in the blanks of a question whose choices are buttons: Continue sends the same one again."""
    values: dict[str, str] = {f"{question.id}-is-{code}": Markup(' aria-current="true"') for code in raw.codes}
    for code in raw.codes:
        values["same"] = Markup(' name="{}-codes" value="{}"').format(question.id, code)
    return values


def goes_on_at_once(questions: tuple[Question, ...]) -> bool:
    """Tell whether one choice of few is all that a page asks, so that choosing it can go on."""
    asked = questions[0]
    return len(questions) == 1 and asked.type == "choice" and len(asked.options) <= _MOST_BUTTONS


def read(
    questions: tuple[Question, ...], raws: Mapping[str, Raw], today: date
) -> tuple[dict[str, Answer], tuple[Problem, ...]]:
    """Return the valid answers, and the problems of the others."""
    answers: dict[str, Answer] = {}
    problems: list[Problem] = []
    for question in questions:
        try:
            answers[question.id] = parse(question, raws[question.id], today)
        except AnswerRefused:
            found = refusals(question, raws[question.id], today)
            problems += (Problem(question, one, control(question, one.field), raws[question.id]) for one in found)
    return answers, tuple(problems)


def without(
    raws: Mapping[str, Raw], problems: tuple[Problem, ...], answers: Mapping[str, Answer], today: date
) -> dict[str, Raw]:
    """Return what was given, but where these mistakes are, what is kept there and goes with the rest, or nothing."""
    left = dict(raws)
    for problem in problems:
        question, part = problem.question, problem.refused.field
        before = kept((question,), answers)[question.id]
        left[question.id] = _without(question, left[question.id], part, before, today)
    return left


def _without(question: Question, given: Raw, part: str, before: Raw, today: date) -> Raw:
    """Return the first of these that goes: the ticks but for one that says there are none, what is kept, nothing."""
    ways = [_with(given, part, before), _with(given, part, Raw())]
    if isinstance(question, Several) and part == "codes":
        ways.insert(0, replace(given, codes=tuple(code for code in given.codes if code not in question.lonely)))
    return next(way for way in ways if way != given and not _is_refused(question, way, part, today))


def _is_refused(question: Question, raw: Raw, part: str, today: date) -> bool:
    """Tell whether this part is among what an answer is refused for."""
    return any(refused.field in _parts_beside(part) for refused in refusals(question, raw, today))


def _with(raw: Raw, part: str, other: Raw) -> Raw:
    """Return what was given with one part of another."""
    return replace(raw, **{each: getattr(other, each) for each in _parts_beside(part)})


def _parts_beside(part: str) -> tuple[str, ...]:
    """Return the parts that are one value together: those of a date, or this one alone."""
    return _OF_A_DATE if part in _OF_A_DATE else (part,)


def as_chosen_before(
    questions: tuple[Question, ...], raws: Mapping[str, Raw], answers: Mapping[str, Answer]
) -> dict[str, Raw]:
    """Return what was typed now, with the choices of the answers that are kept."""
    before = kept(questions, answers)
    return {name: replace(raw, codes=before[name].codes) for name, raw in raws.items()}


def field_names(questions: tuple[Question, ...]) -> frozenset[str]:
    """Return every name that a form with these questions can send."""
    return frozenset(f"{question.id}-{part}" for question in questions for part in _parts(question))


def _parts(question: Question) -> tuple[str, ...]:
    choices = () if question.type == "text" else ("codes",)
    exact = {"number": ("exact",), "date": _OF_A_DATE}.get(exact_kind(question), ())
    return (*choices, *exact, *(("note",) if question.note or question.type == "text" else ()))


def control(question: Question, field: str) -> str:
    """Return the id of the control that a problem's link leads to."""
    if field in {"", "codes"}:
        return f"{question.id}-is-{first_code(question)}"
    return f"{question.id}-{field}"


def first_code(question: Question) -> str:
    """Return the code of the first choice shown."""
    if isinstance(question, Signs):
        return question.signs[0]
    return "" if question.type == "text" else question.options[0].code


def label_of(questionnaire: Questionnaire, question: Question, code: str) -> str:
    """Return the label of a choice; the code itself for one that does not exist."""
    if isinstance(question, Signs) and code in question.signs:
        return questionnaire.sign[code].label
    return next((option.label for option in _choices(question) if option.code == code), code)


def exact_kind(question: Question) -> str:
    """Return `number`, `date` or nothing: which exact controls a question has."""
    return question.exact.kind if isinstance(question, Measure) else ""


def tab_stops(page: Page, *, buttons: bool) -> int:
    """Return how often Tab stops at what a page asks; radios are one stop, `buttons` are one each."""
    return sum(_stops(question, buttons=buttons) for question in page.questions)


def _stops(question: Question, *, buttons: bool) -> int:
    choices = len(_choices(question))
    if isinstance(question, Signs):
        choices = len(question.signs) + 1
    elif question.type != "several" and not buttons:
        choices = min(choices, 1)
    return choices + len([part for part in _parts(question) if part != "codes"])


def letters(page: Page) -> dict[str, str]:
    """Return "A" for the first question of a page whose choices are called as another's there, "B" for the second.

    It stands before each of its choices: each has a name of its own, to be said or pointed at.
    """
    called = Counter(option.label for question in page.questions for option in _choices(question))
    alike = [question for question in page.questions if any(called[each.label] > 1 for each in _choices(question))]
    return {question.id: letter for question, letter in zip(alike, ascii_uppercase, strict=False)}


def _choices(question: Question) -> tuple[Option, ...]:
    return () if question.type == "text" else question.options

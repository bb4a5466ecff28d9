"""Every error of every kind of question on one page, for those who edit the questionnaire and for tests.

Shown only where the setting says so. Each error is provoked: what stands here is what the core really refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from decision_aid.core.errors import AnswerRefused
from decision_aid.core.parsing import THOUSAND, Raw, parse
from decision_aid.core.schema import Choice, ExactDate, ExactNumber, Measure, Question, Several, Signs
from decision_aid.core.text import MOST_CHARACTERS, MOST_LINE_BREAKS
from decision_aid.web import current, forms
from decision_aid.web.forms import Problem
from decision_aid.web.pages import render_filled

pages = Blueprint("errors", __name__)


@pages.get("/errors")
def every_error() -> ResponseReturnValue:
    if not current.settings().authoring:
        abort(404)
    return of(_kinds())


def of(questions: Iterable[Question]) -> ResponseReturnValue:
    """Return the page of every error of these questions."""
    found = [_problem(question, raw, number) for number, (question, raw) in enumerate(_provoked(questions), start=1)]
    shown: dict[str, str] = {}
    for problem in found:
        shown |= forms.shown({problem.question.id: problem.given})
    return render_filled("errors.html", shown, key=None, problems=found)


def _problem(question: Question, raw: Raw, number: int) -> Problem:
    """Return what the core says, at a copy of the question: each stands on the page with ids of its own."""
    own = question.model_copy(update={"id": f"{question.id}-{number}"})
    try:
        parse(question, raw, current.today())
    except AnswerRefused as refused:
        return Problem(own, refused, forms.control(own, refused.field), raw)
    message = f"nothing is wrong with what was given for {question.id}"
    raise ValueError(message)


def _kinds() -> Iterable[Question]:
    """Return one question of each kind that this questionnaire has."""
    kinds: dict[str, Question] = {}
    for question in current.questionnaire().questions.values():
        kinds.setdefault(_kind(question), question)
    return kinds.values()


def _provoked(questions: Iterable[Question]) -> Iterator[tuple[Question, Raw]]:
    """Give each question with what it refuses."""
    for question in questions:
        for raw in _refused(question, current.today()):
            yield question, raw


def _kind(question: Question) -> str:
    if not isinstance(question, Measure):
        return question.type
    if isinstance(question.exact, ExactDate):
        return f"date {question.exact.when}"
    return f"number {question.exact.decimals}" + " of thousands" * (question.exact.maximum >= THOUSAND)


def _refused(question: Question, today: date) -> Iterator[Raw]:
    if question.note or question.type == "text":
        yield Raw(note="x" * (MOST_CHARACTERS + 1))
        yield Raw(note="x\n" * (MOST_LINE_BREAKS + 1) + "x")
    if question.type != "text":
        yield Raw(codes=("no-such-code",))
    if isinstance(question, Choice | Measure):
        yield Raw(codes=tuple(option.code for option in question.options[:2]))
    if isinstance(question, Several):
        yield Raw(codes=(question.options[0].code, question.options[-1].code))
    if isinstance(question, Signs):
        yield Raw(codes=tuple(option.code for option in question.options))
    if isinstance(question, Measure):
        yield from _inexact(question, today)


def _inexact(question: Measure, today: date) -> Iterator[Raw]:
    unknown = (question.options[-1].code,)
    if isinstance(question.exact, ExactNumber):
        yield Raw(exact="about three")
        yield Raw(exact=str(question.exact.maximum + 1))
        yield Raw(exact=f"{question.exact.minimum}.{'0' * question.exact.decimals}1")
        yield Raw(codes=unknown, exact=str(question.exact.maximum))
        if question.exact.maximum >= THOUSAND:
            yield Raw(exact="20.000")
        return
    near = today + timedelta(days=-400 if question.exact.when == "past" else 400)
    far = today - timedelta(days=-400 if question.exact.when == "past" else 400)
    yield Raw(day="1", month="2", year="25")
    yield Raw(month="soon", year="25")
    yield Raw(month="soon", year=str(near.year))
    yield Raw(day="first", month="2", year=str(near.year))
    yield Raw(day="31", month="2", year=str(near.year))
    yield Raw(codes=unknown, month=str(near.month), year=str(near.year))
    if question.exact.when != "any":
        yield Raw(month=str(far.month), year=str(far.year))

"""From the items of one question to what a form would have given: `core.parsing.parse` decides the rest."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from decision_aid.core.parsing import Raw
from decision_aid.core.schema import ExactNumber, Measure, Question, Questionnaire, Text
from decision_aid.fhir import naming
from decision_aid.fhir.model import Coding, ResponseAnswer, ResponseItem

Items = Mapping[str, ResponseItem]
_VALUES = ("value_coding", "value_decimal", "value_integer", "value_string")


class Unfit(ValueError):
    """An item whose answer is of the wrong kind or number; its text never says what the answer was."""


def raw(asked: Questionnaire, question: Question, items: Items) -> Raw:
    """Return the question's answer as a form would have given it. Raises Unfit."""
    if isinstance(question, Text):
        if naming.note(question.id) in items:
            raise Unfit
        return Raw(note=words(items.get(question.id)))
    chosen = codes(items.get(question.id), naming.system(asked, question))
    given = Raw(codes=chosen, note=words(items.get(naming.note(question.id))))
    return _with_exact(question, given, items) if isinstance(question, Measure) else given


def _with_exact(question: Measure, given: Raw, items: Items) -> Raw:
    if isinstance(question.exact, ExactNumber):
        value = _number(items.get(naming.exact(question.id)), whole=question.exact.decimals == 0)
        return Raw(given.codes, value, note=given.note)
    pieces = (naming.day, naming.month, naming.year)
    day, month, year = (_number(items.get(piece(question.id)), whole=True) for piece in pieces)
    return Raw(given.codes, "", day, month, year, given.note)


def codes(item: ResponseItem | None, system: str) -> tuple[str, ...]:
    """Return the codes chosen, all of this system. Raises Unfit."""
    answers = item.answer or () if item else ()
    return tuple(_code(answer, system) for answer in answers)


def _code(answer: ResponseAnswer, system: str) -> str:
    coding = _only(answer, "value_coding")
    if not isinstance(coding, Coding) or coding.system != system:
        raise Unfit
    return coding.code


def words(item: ResponseItem | None) -> str:
    """Return the words of a text item; none if it has no answer. Raises Unfit."""
    answer = _one(item)
    return str(_only(answer, "value_string")) if answer else ""


def _number(item: ResponseItem | None, *, whole: bool) -> str:
    answer = _one(item)
    if answer is None:
        return ""
    value = _only(answer, "value_integer" if whole else "value_decimal")
    return format(Decimal(repr(value)), "f")


def _one(item: ResponseItem | None) -> ResponseAnswer | None:
    answers = item.answer or () if item else ()
    if len(answers) > 1:
        raise Unfit
    return answers[0] if answers else None


def _only(answer: ResponseAnswer, kind: str) -> object:
    """Return the value of this kind. Raises Unfit if there is none, or one of another kind."""
    values = {name: value for name in _VALUES if (value := getattr(answer, name)) is not None}
    if values.keys() != {kind}:
        raise Unfit
    return values[kind]

"""An answer as FHIR response items."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.answers import Answer
from decision_aid.core.dates import PartialDate
from decision_aid.core.schema import ExactNumber, Measure, Question, Questionnaire, Text
from decision_aid.fhir import naming
from decision_aid.fhir.coding import WORDS, chosen
from decision_aid.fhir.model import ResponseAnswer, ResponseItem


def answered(asked: Questionnaire, question: Question, answer: Answer) -> Iterator[ResponseItem]:
    """Go through the items of a question that was shown; one that was not answered has an item without answer."""
    if isinstance(question, Text):
        yield _words(question.id, question.brief, answer.note)
        return
    given = tuple(ResponseAnswer(value_coding=coding) for coding in chosen(asked, question, answer.codes))
    yield ResponseItem(link_id=question.id, text=WORDS(question.brief), answer=given or None)
    if isinstance(question, Measure) and answer.exact:
        yield from _exact(question, answer.exact)
    if question.note and answer.note:
        yield _words(naming.note(question.id), question.note, answer.note)


def _words(name: str, label: str, said: str) -> ResponseItem:
    given = (ResponseAnswer(value_string=said),) if said else None
    return ResponseItem(link_id=name, text=WORDS(label), answer=given)


def _exact(question: Measure, exact: str) -> Iterator[ResponseItem]:
    label = WORDS(question.exact.label)
    if isinstance(question.exact, ExactNumber):
        number = ResponseAnswer(value_decimal=float(exact)) if question.exact.decimals else _whole(int(exact))
        yield ResponseItem(link_id=naming.exact(question.id), text=label, answer=(number,))
        return
    found = PartialDate.read(exact)
    yield ResponseItem(link_id=naming.year(question.id), text=label, answer=(_whole(found.year),))
    yield ResponseItem(link_id=naming.month(question.id), text=label, answer=(_whole(found.month),))
    if found.day:
        yield ResponseItem(link_id=naming.day(question.id), text=label, answer=(_whole(found.day),))


def _whole(value: int) -> ResponseAnswer:
    return ResponseAnswer(value_integer=value)

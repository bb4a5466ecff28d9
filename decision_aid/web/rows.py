"""The rows of check answers: each rendered once with blanks, so that the longest list is quick to fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count, groupby
from typing import NamedTuple

from flask import render_template
from markupsafe import Markup, escape

from decision_aid.core.answers import Answer
from decision_aid.core.journey import Step, Walk
from decision_aid.core.parsing import codes_of
from decision_aid.core.phrases import answer_words, note_of
from decision_aid.core.schema import Question, Questionnaire
from decision_aid.core.words import Words
from decision_aid.web import current
from decision_aid.web.addresses import address
from decision_aid.web.blanks import Blanked

_NONE = Answer()


class Row(NamedTuple):
    """One question's row, without and with a note, and what each single choice says; other answers are put in words."""

    question: Question
    plain: Blanked
    noted: Blanked
    said: Mapping[tuple[str, ...], Markup]


def run_of_rows(walk: Walk) -> Iterator[tuple[str, int | None, Markup]]:
    """Go through the parts on the path: each part's id, the offer it is about, and the rows of its answers."""
    rows, part_of, numbers = _rows(), current.questionnaire().part_of, count(1)
    for (part, offer), run in groupby(walk.steps, key=lambda step: (part_of[step[0]], step[1])):
        given = walk.answers.about(offer)
        found = [_filled(row, next(numbers), given.get(row.question.id, _NONE)) for step in run for row in rows[step]]
        yield part, offer, Markup("\n".join(found))  # noqa: S704 - templates filled with what was escaped


def _filled(row: Row, number: int, answer: Answer) -> str:
    value = None if answer.exact else row.said.get(answer.codes)
    if value is None:
        value = escape(answer_words(current.questionnaire(), row.question, answer, current.words()))
    note = answer.note and note_of(row.question, answer)
    if note:
        return row.noted.text({"number": number, "value": value, "note": escape(note)})
    return row.plain.text({"number": number, "value": value})


def _rows() -> Mapping[Step, tuple[Row, ...]]:
    """Return the rows of every page there can be, made once for each voice and language."""
    key = ("rows", current.language().code, current.words().voice)
    return current.kept().get(key, lambda: _made(current.questionnaire(), current.words()))


def _made(questionnaire: Questionnaire, words: Words) -> Mapping[Step, tuple[Row, ...]]:
    steps = [step for leg in questionnaire.legs[True] for stretch in leg.stretches for step in stretch.steps]
    asked = {step: questionnaire.page[step.page][1].questions for step in steps}
    return {step: tuple(_row(questionnaire, one, step, words) for one in asked[step]) for step in steps}


def _row(questionnaire: Questionnaire, question: Question, step: Step, words: Words) -> Row:
    there = f"{address(step)}?then=answers#{question.id}"
    plain, noted = (
        Blanked(render_template("page/row.html", words=words, question=question, address=there, noted=noted))
        for noted in (False, True)
    )
    choices = [(), *((code,) for code in codes_of(question))] if question.type != "text" else []
    said = {codes: escape(answer_words(questionnaire, question, Answer(codes), words)) for codes in choices}
    return Row(question, plain, noted, said)

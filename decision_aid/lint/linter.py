"""All that can be told of a questionnaire that loads: every rule's faults, as findings at their places in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path as Folder

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.lint import (
    balance,
    branches,
    cautions,
    choices,
    conditions,
    contact,
    dates,
    grades,
    judging,
    marks,
    numbers,
    reworded,
    scales,
    statuses,
    translations,
    unused,
    wording,
)
from decision_aid.lint.finding import Finding, finding
from decision_aid.lint.pieces import pieces
from decision_aid.lint.registry import RULE
from decision_aid.lint.stops import Mark, as_weighty

_NOWHERE = (0, 0)


def faults(questionnaire: Questionnaire, today: date, languages: Folder | None = None) -> Iterator[Fault]:
    """Go through everything that could be better on this day; `languages` is the folder of the translations."""
    yield from conditions.faults(questionnaire)
    yield from branches.faults(questionnaire)
    yield from grades.faults(questionnaire)
    yield from balance.of_options(questionnaire)
    yield from judging.faults(questionnaire)
    yield from statuses.faults(questionnaire)
    yield from scales.faults(questionnaire)
    yield from cautions.faults(questionnaire)
    yield from numbers.of_facts(questionnaire)
    yield from choices.faults(questionnaire)
    yield from unused.faults(questionnaire)
    yield from reworded.faults(questionnaire)
    yield from dates.faults(questionnaire, today)
    if languages is not None:
        yield from translations.faults(questionnaire, languages)
    for piece in pieces(questionnaire):
        for of_piece in (wording.faults, marks.faults, contact.faults, numbers.of_piece, balance.of_piece):
            yield from of_piece(piece)


def located(told: Iterable[Fault], file: str, mark: Mark) -> tuple[Finding, ...]:
    """Return faults as findings, in the order of the file; `mark` gives file, line and column of a place in the data.

    What is in another file, a clinic's own, comes after what is in `file`.
    """
    found = (
        finding(RULE[fault.rule], mark(fault.path) if fault.path else (file, *_NOWHERE), fault.sentence, fault.path)
        for fault in (as_weighty(one, mark) for one in told)
    )
    return tuple(sorted(found, key=lambda one: (one.file != file, one.line, one.column, one.rule.code)))

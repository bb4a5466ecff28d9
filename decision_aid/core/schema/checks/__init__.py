"""What must hold between the pieces of a questionnaire; every fault is found, not only the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks import (
    choices,
    codes,
    conditions,
    dates,
    grid,
    identifiers,
    ipdas,
    notes,
    numbers,
    pages,
    printout,
    questions,
    references,
    registry,
    roles,
    scales,
    signs,
)
from decision_aid.core.schema.checks.plan import Plan
from decision_aid.core.schema.checks.scales import with_scales

if TYPE_CHECKING:
    from decision_aid.core.schema.questionnaire import Questionnaire

__all__ = ["faults", "with_scales"]

# Each with the rule that its faults break, where the fault names none of its own.
_CHECKS: tuple[tuple[str, Callable[[Plan], Iterator[Fault]]], ...] = (
    ("id-twice", identifiers.faults),
    ("number-out-of-order", numbers.faults),
    ("scale-unclear", scales.faults),
    ("title-missing", pages.faults),
    ("asking-incomplete", questions.faults),
    ("choices-unclear", choices.faults),
    ("condition-misplaced", conditions.faults),
    ("sign-not-asked-once", signs.faults),
    ("name-unknown", references.faults),
    ("name-unknown", notes.faults),
    ("role-unfit", roles.faults),
    ("printout-unfit", printout.faults),
    ("record-unfit", registry.faults),
    ("date-impossible", dates.faults),
    ("cell-missing", grid.faults),
    ("rating-dishonest", ipdas.faults),
    ("code-unfit", codes.faults),
)


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through everything that is wrong between the pieces."""
    plan = Plan(questionnaire)
    for rule, check in _CHECKS:
        yield from (fault if fault.rule else replace(fault, rule=rule) for fault in check(plan))

"""What must hold between the pieces of a questionnaire; every fault is found, not only the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks import (
    choices,
    conditions,
    dates,
    grid,
    identifiers,
    ipdas,
    numbers,
    pages,
    printout,
    questions,
    references,
    roles,
    scales,
    signs,
)
from decision_aid.core.schema.checks.plan import Plan
from decision_aid.core.schema.checks.scales import with_scales

if TYPE_CHECKING:
    from decision_aid.core.schema.questionnaire import Questionnaire

__all__ = ["faults", "with_scales"]

_CHECKS: tuple[Callable[[Plan], Iterator[Fault]], ...] = (
    identifiers.faults,
    numbers.faults,
    scales.faults,
    pages.faults,
    questions.faults,
    choices.faults,
    conditions.faults,
    signs.faults,
    references.faults,
    roles.faults,
    printout.faults,
    dates.faults,
    grid.faults,
    ipdas.faults,
)


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through everything that is wrong between the pieces."""
    plan = Plan(questionnaire)
    for check in _CHECKS:
        yield from check(plan)

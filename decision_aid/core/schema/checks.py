"""What must hold between the pieces of a questionnaire; every fault is found, not only the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from decision_aid.core.conditions import Condition
from decision_aid.core.errors import Fault

if TYPE_CHECKING:
    from decision_aid.core.schema.questionnaire import Questionnaire


def with_scales(data: Any) -> Any:
    """Return the raw data with the options of its scale filled in for every question that names one."""
    return data


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through everything that is wrong between the pieces."""
    yield from ()

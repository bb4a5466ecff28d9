"""Our own rating against the IPDAS criteria is whole and honest.

The 44 items (6 qualifying, 10 certification, 28 quality) are those of IPDASi v4.0,
https://doi.org/10.1177/0272989X13501721.
"""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Plan

_GROUPS = {"Q": "qualifying", "C": "certification", "b": "quality"}
_ITEMS = (
    *(f"Q{number}" for number in range(1, 7)),
    *(f"C{number}" for number in range(1, 11)),
    *(f"b{number}" for number in range(1, 29)),
)
# People outside the project must have taken part in these: only a dated record shows it.
_NEED_A_RECORD = {"b12", "b13", "b14", "b15", "b16", "b17", "b22", "b23"}


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through items that are missing, in the wrong group, or claimed without proof."""
    rated = {item.id for item in plan.questionnaire.ipdas}
    missing = [name for name in _ITEMS if name not in rated]
    if missing:
        yield Fault(("ipdas",), "", f"items are missing: {', '.join(missing)}. Add them.", tuple(missing))
    for at, item in enumerate(plan.questionnaire.ipdas):
        if item.group != _GROUPS[item.id[0]]:
            sentence = f"belongs to the group {_GROUPS[item.id[0]]}. Correct the group."
            yield Fault(("ipdas", at, "group"), item.id, sentence)
        if item.id in _NEED_A_RECORD and item.rating == "met" and item.record is None:
            sentence = "can be met only with the date of a record. Add record, or rate it not met."
            yield Fault(("ipdas", at, "rating"), item.id, sentence)

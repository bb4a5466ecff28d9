"""The blocks of the printout name questions that are there and in the right part."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Plan
from decision_aid.core.schema.checks.roles import placed


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through what the printout names in vain."""
    printout = plan.questionnaire.printout
    for key in ("decision", "due", "wants"):
        yield from placed(plan, getattr(printout, key), "person", ("printout", key))
    for key in ("numbers", "matters"):
        for at, name in enumerate(getattr(printout, key)):
            yield from placed(plan, name, "person", ("printout", key, at))
    for at, line in enumerate(printout.box):
        yield from placed(plan, line.question, "offer", ("printout", "box", at, "question"))

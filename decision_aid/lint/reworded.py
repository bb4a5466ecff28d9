"""Questions that a clinic asks in other words, and gates that it helps with: each must still be the same question."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.checks.plan import Plan
from decision_aid.core.schema.checks.printout import GATES
from decision_aid.core.schema.local import FREE


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through fields that are part of the question, or help with a gate, at their place in the clinic's own file."""
    if questionnaire.local is None:
        return
    reworded = {one.question: one.was for one in questionnaire.local.reworded}
    for asked in Plan(questionnaire).asked:
        name = asked.question.id
        for field in reworded.get(name, {}):
            if mend := _mend(name, field):
                told = f"question {name}: its {field} is reworded. {mend}"
                yield Fault((*asked.path, field), name, told, rule="local-reworded")


def _mend(name: str, field: str) -> str:
    if field not in FREE:
        return "Compare both wordings, or reword hint, why or note instead."
    if name in GATES:
        return "Compare both wordings: none of NCT number, IND and review board may be said to prove another."
    return ""

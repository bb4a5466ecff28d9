"""Questions that a clinic asks in other words: somebody must see that each is still the same question."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.checks.plan import Plan
from decision_aid.core.schema.local import FREE


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through each reworded field that is part of the question, at its place in the clinic's own file."""
    if questionnaire.local is None:
        return
    reworded = {one.question: one.was for one in questionnaire.local.reworded}
    for asked in Plan(questionnaire).asked:
        name = asked.question.id
        for field in (field for field in reworded.get(name, {}) if field not in FREE):
            told = (
                f"question {name}: its {field} is reworded. Compare both wordings, or reword hint, why or note instead."
            )
            yield Fault((*asked.path, field), name, told, rule="local-reworded")

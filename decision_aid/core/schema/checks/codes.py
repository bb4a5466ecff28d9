"""A code of others for a question's number names a question that has one."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Plan
from decision_aid.core.schema.questions import ExactNumber, Measure


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through codes of a question that is not there or has no exact number."""
    for at, code in enumerate(plan.questionnaire.codes):
        if code.question is not None:
            yield from _question(plan, code.question, at)


def _question(plan: Plan, name: str, at: int) -> Iterator[Fault]:
    path = ("codes", at, "question")
    asked = plan.question.get(name)
    if asked is None:
        yield Fault(path, "", f"there is no question {name}. Correct the name.", (name,))
    elif not (isinstance(asked.question, Measure) and isinstance(asked.question.exact, ExactNumber)):
        sentence = f"question {name} has no exact number to code. Name a measure with an exact number."
        yield Fault(path, "", sentence, (name,))

"""What a question must bring so that it can be asked aloud."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Plan
from decision_aid.core.schema.questions import Question

_ALOUD = {
    "say": "the sentence to say out loud",
    "specific": "what a specific answer sounds like",
    "vague": "what a vague answer sounds like",
}


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through questions to ask somebody that lack what is needed for asking."""
    for asked in plan.asked:
        question = asked.question
        for key, meaning in _needed(question).items():
            if getattr(question, key) is None:
                yield Fault(asked.path, question.id, f"{key} is missing. Add {meaning}.")


def _needed(question: Question) -> dict[str, str]:
    if question.asks != "self":
        return {**_ALOUD, "topic": "the topic it belongs to"}
    return _ALOUD if question.number is not None else {}

"""Scales and topics that no question uses: whoever edits the file would change them and see no difference."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.checks.plan import Plan


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through both; where a clinic leaves questions out, nothing is told, since theirs wait for them."""
    if questionnaire.local and questionnaire.local.left_out:
        return
    questions = [asked.question for asked in Plan(questionnaire).asked]
    scales, topics = [one.id for one in questionnaire.scales], [one.id for one in questionnaire.topics]
    yield from _of_kind("scale", scales, {getattr(question, "scale", None) for question in questions})
    yield from _of_kind("topic", topics, {question.topic for question in questions})


def _of_kind(kind: str, there: list[str], named: set[str | None]) -> Iterator[Fault]:
    for at, name in enumerate(there):
        if name not in named:
            told = f"{kind} {name}: no question uses it. Name it as the {kind} of one, or take it away."
            yield Fault((f"{kind}s", at), name, told, rule=f"unused-{kind}")

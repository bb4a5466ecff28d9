"""What is there and never seen: scales and topics that no question uses, and answers that no block of paper shows."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.checks.plan import Plan

_MATTER = "matter_"  # by the ids that every questionnaire keeps for what matters to the person


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through all of it."""
    yield from _unprinted(questionnaire)
    yield from _unnamed(questionnaire)


def _unprinted(questionnaire: Questionnaire) -> Iterator[Fault]:
    printout, summary = questionnaire.printout, questionnaire.texts.summary
    shown = {*printout.matters, *printout.numbers}
    for asked in Plan(questionnaire).asked:
        name = asked.question.id
        if name.startswith(_MATTER) and asked.part.about == "person" and name not in shown:
            told = f"question {name}: no block of the printout shows it. Add it to printout.matters."
            yield Fault(asked.path, name, told, rule="unprinted")
    if summary.decline and questionnaire.roles.decline is None:
        told = "texts.summary: decline is the heading of a monthly loss that nothing works out. "
        mend = "Write roles.decline, or take the heading away."
        yield Fault(("texts", "summary", "decline"), "decline", told + mend, rule="unprinted")


def _unnamed(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through scales and topics; where a clinic leaves questions out, none is told: theirs wait for them."""
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

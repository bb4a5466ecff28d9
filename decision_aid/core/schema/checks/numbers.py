"""Numbers that people refer to stand once and run from 1, so that none of the core content vanishes quietly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Path, Plan


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through every number of a question or warning sign that is used a second time, or left out."""
    yield from _repeated((asked.question.number, asked.question.id, asked.path) for asked in plan.asked)
    signs = enumerate(plan.questionnaire.warning_signs)
    yield from _repeated((sign.number, sign.id, ("warning_signs", at)) for at, sign in signs)
    asked = {asked.question.number for asked in plan.asked if asked.question.number}
    yield from _gap(asked | _left_out(plan), "parts", "questions")
    yield from _gap({sign.number for sign in plan.questionnaire.warning_signs}, "warning_signs", "warning signs")


def _left_out(plan: Plan) -> set[int]:
    """Return the numbers of what a clinic leaves out: it says so, and nothing takes their place."""
    local = plan.questionnaire.local
    return {left.number for left in local.left_out if left.number} if local else set()


def _repeated(items: Iterable[tuple[int | None, str, Path]]) -> Iterator[Fault]:
    first: dict[int, str] = {}
    for number, name, path in items:
        if number is None:
            continue
        if number in first:
            sentence = f"number {number} is already the number of {first[number]}. Give it another number."
            yield Fault((*path, "number"), name, sentence, (name, first[number]))
        first.setdefault(number, name)


def _gap(numbers: set[int], key: str, noun: str) -> Iterator[Fault]:
    """Go through the first number that is left out. A piece mended away still counts: each has a label."""
    missing = next(number for number in count(1) if number not in numbers)
    if any(number > missing for number in numbers):
        sentence = f"number {missing} is missing: the {noun} are numbered from 1 without a gap."
        yield Fault((key,), "", f"{sentence} Put it back, or close the gap.", ("label",))

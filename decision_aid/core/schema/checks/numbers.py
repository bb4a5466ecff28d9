"""Numbers that people refer to stand once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Path, Plan


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through every number of a question or warning sign that is used a second time."""
    yield from _repeated((asked.question.number, asked.question.id, asked.path) for asked in plan.asked)
    signs = enumerate(plan.questionnaire.warning_signs)
    yield from _repeated((sign.number, sign.id, ("warning_signs", at)) for at, sign in signs)


def _repeated(items: Iterable[tuple[int | None, str, Path]]) -> Iterator[Fault]:
    first: dict[int, str] = {}
    for number, name, path in items:
        if number is None:
            continue
        if number in first:
            sentence = f"number {number} is already the number of {first[number]}. Give it another number."
            yield Fault((*path, "number"), name, sentence, (name, first[number]))
        first.setdefault(number, name)

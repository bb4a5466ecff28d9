"""Every warning sign is asked exactly once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Path, Plan
from decision_aid.core.schema.questions import Signs


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through signs that no question asks, that two ask, and that are asked but do not exist."""
    known = {sign.id for sign in plan.questionnaire.warning_signs}
    groups = _groups(plan)
    for name, places in groups.items():
        if name not in known:
            path, question = places[0]
            sentence = f"there is no warning sign {name}. Add it under warning_signs, or correct the name."
            yield Fault(path, question, sentence, (name,))
        for path, question in places[1:]:
            sentence = f"asks the warning sign {name}, which {places[0][1]} asks already. Ask it once."
            yield Fault(path, question, sentence, (name,))
    yield from _unasked(plan, set(groups))
    yield from _misplaced(plan)


def _groups(plan: Plan) -> dict[str, list[tuple[Path, str]]]:
    groups: dict[str, list[tuple[Path, str]]] = defaultdict(list)
    for asked in plan.asked:
        if isinstance(asked.question, Signs):
            for at, name in enumerate(asked.question.signs):
                groups[name].append(((*asked.path, "signs", at), asked.question.id))
    return groups


def _unasked(plan: Plan, asked: set[str]) -> Iterator[Fault]:
    for at, sign in enumerate(plan.questionnaire.warning_signs):
        if sign.id not in asked:
            sentence = "no question asks this sign. Add it to a question of type signs."
            yield Fault(("warning_signs", at), sign.id, sentence, (sign.id,))


def _misplaced(plan: Plan) -> Iterator[Fault]:
    for asked in plan.asked:
        if isinstance(asked.question, Signs) and asked.part.about == "person":
            sentence = "warning signs are about an offer. Move the question to a part about an offer."
            yield Fault(asked.path, asked.question.id, sentence)

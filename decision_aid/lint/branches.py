"""Branches of a condition that change nothing: without one, the condition holds for exactly the same answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from decision_aid.core.conditions import All, AnyOf, Condition, Is, Not
from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.checks.plan import Path, Plan
from decision_aid.lint.answering import TooMany
from decision_aid.lint.reach import Reach

_IDLE = "a branch of its condition changes nothing, whatever is answered. Correct the branch, or take it away."


@dataclass(frozen=True, slots=True)
class Without:
    """A condition without one of its branches; `path` leads from the condition to the branch, `of` to what holds it."""

    path: Path
    of: Path
    condition: Condition


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through branches and codes that decide nothing; of branches beside each other, the last alone."""
    reach = Reach(questionnaire)
    for path, name, called, condition in _conditions(questionnaire):
        for place, code in doubled(condition):
            told = f"{called}: its condition names the code {code} twice. Take one away, or write the other one."
            yield Fault((*path, *place), name, told, rule="branch-idle")
        for place in _idle(reach, condition):
            yield Fault((*path, *place), name, f"{called}: {_IDLE}", rule="branch-idle")


def _conditions(questionnaire: Questionnaire) -> Iterator[tuple[Path, str, str, Condition]]:
    for visited in Plan(questionnaire).pages:
        if visited.page.when is not None:
            yield (*visited.path, "when"), visited.page.id, f"page {visited.page.id}", visited.page.when
    for at, note in enumerate(questionnaire.notes):
        yield ("notes", at, "when"), note.id, f"note {note.id}", note.when
    for at, sign in enumerate(questionnaire.warning_signs):
        if sign.also_when is not None:
            yield ("warning_signs", at, "also_when"), sign.id, f"warning sign {sign.id}", sign.also_when


def _idle(reach: Reach, condition: Condition) -> Iterator[Path]:
    shorter = list(without(condition))
    try:
        if not shorter or len(reach.alone(condition)) == 1:  # what holds always or never is told as such
            return
        same = reach.alike(condition, [one.condition for one in shorter])
    except TooMany:
        return
    told: set[Path] = set()
    for one in (one for one, is_same in zip(shorter, same, strict=True) if is_same):
        if not any(one.path[: len(of)] == of for of in told):
            told.add(one.of)
            yield one.path


def without(condition: Condition) -> Iterator[Without]:
    """Go through the condition without each of its branches, and without a branch of these, the last branch first."""
    if isinstance(condition, Not):
        for inner in without(condition.condition):
            yield Without(("not", *inner.path), ("not", *inner.of), _not(inner.condition))
    elif isinstance(condition, All | AnyOf):
        yield from _of_list(condition)


def doubled(condition: Condition) -> Iterator[tuple[Path, str]]:
    """Go through the codes that stand twice where one is enough."""
    if isinstance(condition, Is):
        yield from ((("is", at), code) for at, code in enumerate(condition.codes) if code in condition.codes[:at])
    elif isinstance(condition, Not):
        yield from ((("not", *path), code) for path, code in doubled(condition.condition))
    elif isinstance(condition, All | AnyOf):
        for at, branch in enumerate(condition.conditions):
            yield from (((_key(condition), at, *path), code) for path, code in doubled(branch))


def _of_list(condition: All | AnyOf) -> Iterator[Without]:
    key, branches = _key(condition), condition.conditions
    for at in reversed(range(len(branches))):
        before, after = branches[:at], branches[at + 1 :]
        if before or after:
            yield Without((key, at), (key,), _with(condition, (*before, *after)))
        for inner in without(branches[at]):
            path, of = (key, at, *inner.path), (key, at, *inner.of)
            yield Without(path, of, _with(condition, (*before, inner.condition, *after)))


def _key(condition: All | AnyOf) -> str:
    return "all" if isinstance(condition, All) else "any"


def _with(condition: All | AnyOf, branches: tuple[Condition, ...]) -> Condition:
    return condition.model_copy(update={"conditions": branches})


def _not(condition: Condition) -> Condition:
    return Not.model_validate({"not": condition})

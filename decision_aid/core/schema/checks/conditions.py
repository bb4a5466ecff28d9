"""Conditions look only at what has been asked before, and at answers that can be given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from decision_aid.core.conditions import All, AnyOf, Condition, Is, Known, Not, Noted
from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Asked, Path, Plan, Visited
from decision_aid.core.schema.checks.scales import spoilt
from decision_aid.core.schema.questions import Text

Atom = tuple[Path, Is | Known | Noted]


@dataclass(frozen=True, slots=True)
class _Owner:
    """Whose condition it is: what it may look at, and how to say so."""

    name: str
    about: str
    noun: str


def atoms(condition: Condition, path: Path) -> Iterator[Atom]:
    """Go through the parts of a condition that look at a question, each with its path."""
    if isinstance(condition, Not):
        yield from atoms(condition.condition, (*path, "not"))
    elif isinstance(condition, All | AnyOf):
        key = "all" if isinstance(condition, All) else "any"
        for at, inner in enumerate(condition.conditions):
            yield from atoms(inner, (*path, key, at))
    else:
        yield path, condition


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through every condition that looks at something it cannot or must not look at."""
    for visited in plan.pages:
        if visited.page.when is not None:
            yield from _page(plan, visited, visited.page.when)
    for at, sign in enumerate(plan.questionnaire.warning_signs):
        if sign.also_when is not None:
            owner = _Owner(sign.id, "offer", "warning sign")
            yield from _rule(plan, owner, sign.also_when, ("warning_signs", at, "also_when"))
    for at, note in enumerate(plan.questionnaire.notes):
        yield from _rule(plan, _Owner(note.id, note.about, "note"), note.when, ("notes", at, "when"))


def _rule(plan: Plan, owner: _Owner, condition: Condition, path: Path) -> Iterator[Fault]:
    for atom in atoms(condition, path):
        yield from _atom(plan, owner, atom)


def _page(plan: Plan, visited: Visited, condition: Condition) -> Iterator[Fault]:
    owner = _Owner(visited.page.id, visited.part.about, "page")
    late = partial(_late, plan, visited)
    for atom in atoms(condition, (*visited.path, "when")):
        yield from _atom(plan, owner, atom)
        yield from late(atom)


def _atom(plan: Plan, owner: _Owner, atom: Atom) -> Iterator[Fault]:
    path, looks_at = atom
    asked = plan.question.get(looks_at.question)
    if asked is None:
        sentence = f"its condition looks at question {looks_at.question}, which does not exist. Correct the name."
        yield Fault(path, owner.name, sentence, (looks_at.question,), "condition-lost")
        return
    yield from _scope(owner, path, asked)
    if isinstance(looks_at, Is):
        yield from _values(plan, owner, path, looks_at)
    if isinstance(looks_at, Noted) and not (asked.question.note or isinstance(asked.question, Text)):
        sentence = f"its condition looks at the words beside question {looks_at.question}, which has no room for any."
        mend = "Give the question a note."
        yield Fault(path, owner.name, f"{sentence} {mend}", (looks_at.question,), "condition-lost")


def _scope(owner: _Owner, path: Path, asked: Asked) -> Iterator[Fault]:
    if owner.about == "person" and asked.part.about == "offer":
        sentence = (
            f"a {owner.noun} about the person cannot look at question {asked.question.id}, "
            "which is asked for each offer. Look at a question about the person."
        )
        yield Fault(path, owner.name, sentence, (asked.question.id,))


def _values(plan: Plan, owner: _Owner, path: Path, looks_at: Is) -> Iterator[Fault]:
    asked = [one for one in plan.asked if one.question.id == looks_at.question]
    if any(spoilt(one.question) for one in asked):
        return
    possible = [code for one in asked for code in one.codes]
    ways = f"one of: {', '.join(possible)}" if possible else "known: instead, since it takes free words"
    for at, code in enumerate(looks_at.codes):
        if code not in possible:
            sentence = f"its condition waits for {code}, which is no option of question {looks_at.question}."
            rests_on = (code, looks_at.question)
            yield Fault((*path, "is", at), owner.name, f"{sentence} Use {ways}.", rests_on, "condition-lost")


def _late(plan: Plan, visited: Visited, atom: Atom) -> Iterator[Fault]:
    path, looks_at = atom
    asked = plan.question.get(looks_at.question)
    if asked is None or asked.position < visited.position:
        return
    if visited.part.about == "person" and asked.part.about == "offer":
        return
    sentence = f"its condition looks at question {asked.question.id}, which is asked {_when(plan, visited, asked)}"
    yield Fault(path, visited.page.id, sentence, (asked.question.id,))


def _when(plan: Plan, visited: Visited, asked: Asked) -> str:
    if asked.position == visited.position:
        return "on the same page. Ask it on an earlier page."
    if _waits_for(plan, asked.page.id, visited.page.id, set()):
        return f"later, on page {asked.page.id}, and that waits for this page: a loop. Ask it on an earlier page."
    return f"later, on page {asked.page.id}. Ask it on an earlier page."


def _waits_for(plan: Plan, page: str, goal: str, seen: set[str]) -> bool:
    if page == goal:
        return True
    if page in seen:
        return False
    seen.add(page)
    return any(_waits_for(plan, earlier, goal, seen) for earlier in _looked_at(plan, page))


def _looked_at(plan: Plan, page: str) -> set[str]:
    conditions = [visited.page.when for visited in plan.pages if visited.page.id == page and visited.page.when]
    questions = [look.question for condition in conditions for _, look in atoms(condition, ())]
    return {plan.question[question].page.id for question in questions if question in plan.question}

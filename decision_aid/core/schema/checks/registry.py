"""What is said beside a trial record: every row and case is there, and every name leads to a fit question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from string import Formatter
from typing import TYPE_CHECKING

from decision_aid.core.errors import Fault
from decision_aid.core.schema.checks.plan import Path, Plan
from decision_aid.core.schema.checks.roles import placed
from decision_aid.core.schema.questions import Text
from decision_aid.core.schema.registry import CASES

if TYPE_CHECKING:
    from decision_aid.core.schema.registry import RecordRow, RegistryTexts

_PATH: Path = ("registry",)


def faults(plan: Plan) -> Iterator[Fault]:
    """Go through what is wrong with the section on trial records, where there is one."""
    said = plan.questionnaire.registry
    if said is None:
        return
    yield from _questions(plan, said)
    yield from _pages(plan, said)
    yield from _complete(_PATH, "rows", CASES, [row.id for row in said.rows])
    for at, row in enumerate(said.rows):
        if row.id in CASES:
            yield from _row(plan, row, ("registry", "rows", at))
    for at, gate in enumerate(said.gates):
        for number, name in enumerate(gate.numbers):
            yield from placed(plan, name, "person", ("registry", "gates", at, "numbers", number))
    yield from _braces(said.nothing_listed, frozenset(), (*_PATH, "nothing_listed"), "")


def _questions(plan: Plan, said: RegistryTexts) -> Iterator[Fault]:
    for key in ("number", "same_study"):
        yield from placed(plan, getattr(said, key), "offer", (*_PATH, key))
    for key in ("places", "names"):
        for at, name in enumerate(getattr(said, key)):
            yield from placed(plan, name, "offer", (*_PATH, key, at))
    yield from _number(plan, said.number)
    yield from _codes(plan, said.same_study, said.other_study, (*_PATH, "other_study"))


def _number(plan: Plan, name: str) -> Iterator[Fault]:
    asked = plan.question.get(name)
    if asked and not isinstance(asked.question, Text) and not asked.question.note:
        sentence = f"question {name} has no room for a number. Give it a note, or name another question."
        yield Fault((*_PATH, "number"), "", sentence, (name,))


def _codes(plan: Plan, name: str, codes: Iterable[str], path: Path) -> Iterator[Fault]:
    asked = plan.question.get(name)
    for code in codes:
        if asked and code not in asked.codes:
            sentence = f"{code} is no option of question {name}. Use one of: {', '.join(asked.codes)}."
            yield Fault(path, "", sentence, (code, name))


def _pages(plan: Plan, said: RegistryTexts) -> Iterator[Fault]:
    about = {visited.page.id: visited.part.about for visited in plan.pages}
    for at, name in enumerate(said.pages):
        if about.get(name) != "offer":
            sentence = f"there is no page {name} in a part about an offer. Correct the name."
            yield Fault((*_PATH, "pages", at), "", sentence, (name,))
    left_out = bool(plan.questionnaire.local)  # a clinic may do without such a page
    for at, name in enumerate(said.search.pages):
        if name not in about and not left_out:
            yield Fault((*_PATH, "search", "pages", at), "", f"there is no page {name}. Correct the name.", (name,))


def _row(plan: Plan, row: RecordRow, path: Path) -> Iterator[Fault]:
    for at, name in enumerate(row.told):
        yield from placed(plan, name, "offer", (*path, "told", at))
    yield from _codes(plan, row.told[0], row.same, (*path, "same"))
    yield from _complete(path, "cases", CASES[row.id], row.cases, row.id)
    for name, case in row.cases.items():
        there, known = (*path, "cases", name), CASES[row.id].get(name, frozenset())
        yield from _braces(case.says, known, (*there, "says"), row.id, f"case {name}: ")
        yield from _braces(case.ask, frozenset(), (*there, "ask"), row.id, f"case {name}: ")


def _complete(path: Path, key: str, wanted: Iterable[str], given: Iterable[str], owner: str = "") -> Iterator[Fault]:
    wanted, given = list(wanted), list(given)
    if missing := [name for name in wanted if name not in given]:
        yield Fault((*path, key), owner, f"{', '.join(missing)} is missing. Add it to {key}.", tuple(missing))
    if unknown := [name for name in given if name not in wanted]:
        sentence = f"{', '.join(unknown)} is not one of {', '.join(wanted)}. Take it away, or correct the name."
        yield Fault((*path, key), owner, sentence, tuple(unknown))


def _braces(text: str, known: frozenset[str], path: Path, owner: str, where: str = "") -> Iterator[Fault]:
    try:
        named = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        yield Fault(path, owner, where + "a brace has no partner. Write both { and }, or none.")
        return
    for name in sorted(named - known):
        there = f"Use {', '.join(sorted(known))}." if known else "Nothing can stand in braces here."
        yield Fault(path, owner, f"{where}{{{name}}} is not known here. {there}", (name,))

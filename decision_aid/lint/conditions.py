"""Conditions that can never hold or always do, and the pages, notes and warning signs that nobody meets for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from decision_aid.core.conditions import Condition
from decision_aid.core.errors import Fault
from decision_aid.core.schema import Page, Questionnaire
from decision_aid.core.schema.checks.plan import Path, Plan, Visited
from decision_aid.lint.answering import TooMany
from decision_aid.lint.reach import Reach

_LENGTHS = (True, False)
_NEVER = "its condition can never hold, whatever is answered. Correct the condition, or take the {noun} away."
_NOT_TOGETHER = "its condition waits for answers that nobody can give together on the way"
_ALWAYS = "its condition holds whatever is answered. Take the condition away, or correct it."
_ALWAYS_SAID = "its condition holds whatever is answered, so that all are told. Correct the condition."
_NOT_DECIDED = "its condition rests on more answers than can be gone through. Make it simpler to have it decided."


@dataclass(frozen=True, slots=True)
class _Ruled:
    """Something with a condition: where it stands, what it is, and in which lengths it is looked at."""

    path: Path
    name: str
    noun: str
    about: str
    condition: Condition
    lengths: tuple[bool, ...] = _LENGTHS

    def fault(self, rule: str, sentence: str) -> Fault:
        return Fault(self.path, self.name, f"{self.noun} {self.name}: {sentence}", rule=rule)


def errors(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through conditions for which something is never asked, said or raised: they stop the form."""
    return (fault for fault in faults(questionnaire) if fault.rule in _ERRORS)


_ERRORS = {"condition-never-true", "page-unreachable", "sign-never-raised", "note-never-said", "also-when-never-met"}


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through everything that no answers, or all answers, bring about."""
    plan, reach = Plan(questionnaire), Reach(questionnaire)
    closed: set[str] = set()
    for visited in plan.pages:
        if visited.page.when is not None:
            found = list(_decided(reach, _page(questionnaire, visited, visited.page.when)))
            closed |= {visited.page.id for fault in found if fault.rule in _ERRORS}
            yield from found
    for at, note in enumerate(questionnaire.notes):
        ruled = _Ruled(("notes", at, "when"), note.id, "note", note.about, note.when)
        yield from _decided(reach, ruled)
    yield from _signs(questionnaire, reach, closed)


def _page(questionnaire: Questionnaire, visited: Visited, condition: Condition) -> _Ruled:
    page: Page = visited.page
    lengths = _LENGTHS if page.id in questionnaire.essential else _LENGTHS[:1]
    return _Ruled((*visited.path, "when"), page.id, "page", visited.part.about, condition, lengths)


def _signs(questionnaire: Questionnaire, reach: Reach, closed: set[str]) -> Iterator[Fault]:
    for at, sign in enumerate(questionnaire.warning_signs):
        path: Path = ("warning_signs", at)
        found: list[Fault] = []
        if sign.also_when is not None:
            ruled = _Ruled((*path, "also_when"), sign.id, "warning sign", "offer", sign.also_when)
            found = list(_decided(reach, ruled))
            yield from found
        page = questionnaire.page_of[questionnaire.question_of_sign[sign.id].id]
        if page in closed and (sign.also_when is None or any(fault.rule in _ERRORS for fault in found)):
            sentence = f"no answers raise it, since nobody reaches page {page}. Let that page be reached."
            yield Fault(path, sign.id, f"warning sign {sign.id}: {sentence}", rule="sign-never-raised")


def _decided(reach: Reach, ruled: _Ruled) -> Iterator[Fault]:
    try:
        by_length = {full: reach.on_the_way(ruled.condition, ruled.about, full=full) for full in ruled.lengths}
        alone = reach.alone(ruled.condition)
    except TooMany:
        yield ruled.fault("condition-not-decided", _NOT_DECIDED)
        return
    outcomes = frozenset[bool]().union(*by_length.values())
    if True not in alone:
        yield ruled.fault("condition-never-true", _NEVER.format(noun=ruled.noun))
    elif True not in outcomes:
        yield _together(ruled)
    elif False not in outcomes:
        yield ruled.fault("condition-always-true", _ALWAYS if ruled.noun == "page" else _ALWAYS_SAID)
    elif ruled.noun == "page" and True not in by_length.get(False, {True}):
        sentence = "it is marked short, and on the short form nobody reaches it. Mark what it waits for short as well."
        yield ruled.fault("short-page-unreachable", sentence)


def _together(ruled: _Ruled) -> Fault:
    if ruled.noun == "page":
        return ruled.fault("page-unreachable", f"{_NOT_TOGETHER}: nobody reaches it. Correct one of the conditions.")
    rule = "note-never-said" if ruled.noun == "note" else "also-when-never-met"
    return ruled.fault(rule, f"{_NOT_TOGETHER}. Correct one of the conditions.")

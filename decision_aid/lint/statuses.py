"""How the statuses of trial records are said: each in words of its own."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.registry import STATUSES

_PATH = ("registry", "words", "status")
_RULE = "status-unclear"


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through statuses that would be shown as the registry's code, or in the words of another one."""
    if questionnaire.registry is None:
        return
    said = questionnaire.registry.words.status
    for code in STATUSES:
        if code not in said:
            yield Fault(_PATH, code, f"trial records: status {code} has no words. Add them.", rule=_RULE)
    first: dict[str, str] = {}
    for code, words in said.items():
        same = first.setdefault(words.casefold(), code)
        if same != code:
            told = f"trial records: status {code} says “{words}”, as {same} does. Word each otherwise."
            yield Fault((*_PATH, code), code, told, rule=_RULE)

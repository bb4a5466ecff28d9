"""Scales of answers that lean to one side: far more words of praise than of blame, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Option, Questionnaire, Several, Signs, Text, both_voices
from decision_aid.core.schema.checks.plan import Path, Plan

_MOST_APART = 1
_GOOD = re.compile(
    r"\b(good|well|better|best|excellent|great|perfect|helpful|useful|happy|pleased|satisfied|(?<!dis)agree|likely|easy"
    r"|clear|strong|kind|safe|positive)\b",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"\b(bad|badly|poor|poorly|worse|worst|terrible|awful|unhelpful|useless|unhappy|dissatisfied|disagree|unlikely"
    r"|hard|difficult|unclear|weak|unkind|unsafe|negative)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(not|no|never|hardly|less|isn['’]t|wasn['’]t)\b", re.IGNORECASE)


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through scales, and answers of which one is chosen, that lean to one side."""
    for at, scale in enumerate(questionnaire.scales):
        yield from _lopsided(f"scale {scale.id}", scale.id, scale.options, ("scales", at))
    for asked in Plan(questionnaire).asked:
        question = asked.question
        if not isinstance(question, Text | Several | Signs) and not getattr(question, "scale", None):
            yield from _lopsided(f"question {question.id}", question.id, question.options, asked.path)


def _lopsided(owner: str, name: str, options: Iterable[Option], path: Path) -> Iterator[Fault]:
    leans = [lean(both_voices(option.label)[0]) for option in options if option.state != "not_known"]
    good, bad = leans.count(1), leans.count(-1)
    if abs(good - bad) > _MOST_APART:
        told = f"{owner}: {good} of its answers praise and {bad} blame. Give both sides the same number."
        yield Fault((*path, "options"), name, told, rule="scale-lopsided")


def lean(label: str) -> int:
    """Return 1 for words of praise, -1 for words of blame, 0 for neither or both."""
    told = bool(_GOOD.search(label)) - bool(_BAD.search(label))
    return -told if _DENIED.search(label) else told

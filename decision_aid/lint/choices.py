"""Answers that can be told apart and say what they tell, and questions that can be printed for asking."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Option, Questionnaire, Text, both_voices
from decision_aid.core.schema.checks.plan import Asked, Path, Plan

MOST_TO_SAY = 90
_NO = re.compile(r"no\b", re.IGNORECASE)
_NO_ALONE = re.compile(r"no(?!\w| \w)", re.IGNORECASE)


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through answers in the same words or without a state, and sentences to say that are too long to be printed."""
    for at, scale in enumerate(questionnaire.scales):
        yield from _alike(f"scale {scale.id}", scale.options, ("scales", at))
        yield from _stateless(f"scale {scale.id}", scale.options, ("scales", at))
    for asked in Plan(questionnaire).asked:
        question = asked.question
        if not isinstance(question, Text) and not getattr(question, "scale", None):
            yield from _alike(f"question {question.id}", question.options, asked.path)
            yield from _stateless(f"question {question.id}", question.options, asked.path)
        yield from _said(asked)


def _alike(owner: str, options: Iterable[Option], path: Path) -> Iterator[Fault]:
    seen: dict[tuple[int, str], str] = {}
    for at, option in enumerate(options):
        voices = list(enumerate(text.casefold() for text in both_voices(option.label)))
        first = next((seen[voice] for voice in voices if voice in seen), None)
        if first:
            told = f"{owner}: option {option.code} reads like option {first}. Use other words for one of them."
            yield Fault((*path, "options", at, "label"), option.code, told, rule="answers-alike")
        for voice in voices:
            seen.setdefault(voice, option.code)


def _stateless(owner: str, options: Sequence[Option], path: Path) -> Iterator[Fault]:
    """Go through answers that begin with “No” and count as known: where nobody wrote that they shall."""
    begun = _NO if any(option.state in ("claimed", "no") for option in options) else _NO_ALONE
    for at, option in enumerate(options):
        if "state" not in option.model_fields_set and any(map(begun.match, both_voices(option.label))):
            told = f"{owner}: option {option.code} begins with “No” and has no state, so that it counts as known."
            mend = 'Give it state: "no", or state: known if it is no denial.'
            yield Fault((*path, "options", at), option.code, f"{told} {mend}", rule="state-missing")


def _said(asked: Asked) -> Iterator[Fault]:
    question = asked.question
    if question.say is None or all(text.endswith("?") for text in both_voices(question.brief)):
        return
    longest = max(map(len, both_voices(question.say)))
    if longest > MOST_TO_SAY:
        told = f"question {question.id}: say has {longest} characters and is printed, since brief is no question."
        mend = f"Use {MOST_TO_SAY} or fewer, or make brief a question."
        yield Fault((*asked.path, "say"), question.id, f"{told} {mend}", rule="say-long")

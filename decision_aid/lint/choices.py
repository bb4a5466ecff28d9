"""Answers that can be told apart, and questions that can be printed for asking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from decision_aid.core.errors import Fault
from decision_aid.core.schema import Option, Questionnaire, Text, both_voices
from decision_aid.core.schema.checks.plan import Asked, Path, Plan

MOST_TO_SAY = 90


def faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    """Go through answers in the same words, and through sentences to say that are too long to be printed."""
    for at, scale in enumerate(questionnaire.scales):
        yield from _alike(f"scale {scale.id}", scale.options, ("scales", at))
    for asked in Plan(questionnaire).asked:
        question = asked.question
        if not isinstance(question, Text) and not getattr(question, "scale", None):
            yield from _alike(f"question {question.id}", question.options, asked.path)
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


def _said(asked: Asked) -> Iterator[Fault]:
    question = asked.question
    if question.say is None or all(text.endswith("?") for text in both_voices(question.brief)):
        return
    longest = max(map(len, both_voices(question.say)))
    if longest > MOST_TO_SAY:
        told = f"question {question.id}: say has {longest} characters and is printed, since brief is no question."
        mend = f"Use {MOST_TO_SAY} or fewer, or make brief a question."
        yield Fault((*asked.path, "say"), question.id, f"{told} {mend}", rule="say-long")

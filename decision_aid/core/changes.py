"""What is new or changed in the questionnaire since somebody was last asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import NamedTuple

from decision_aid.core.schema import Question, Questionnaire, Signs

_DIGITS = 8  # kept files hold them: see fhir/reading
# What a person reads and chooses from; a reason or a source may change without making an answer another.
_READ = {"label", "hint", "note", "options", "signs", "exact"}


class Changes(NamedTuple):
    """The ids of the questions that are new and of those that have changed, in the questionnaire's order."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed)


def fingerprints(questionnaire: Questionnaire, names: Iterable[str] | None = None) -> Mapping[str, str]:
    """Return what tells one wording of a question from another, by question id: of these, or of all."""
    asked = questionnaire.questions
    return {name: _fingerprint(questionnaire, asked[name]) for name in names or asked}


def changes(now: Mapping[str, str], before: Mapping[str, str]) -> Changes:
    """Return what differs between two sets of fingerprints; without any from before, nothing can be told."""
    if not before:
        return Changes()
    new = tuple(name for name in now if name not in before)
    return Changes(new, tuple(name for name in now if name in before and now[name] != before[name]))


def _fingerprint(questionnaire: Questionnaire, question: Question) -> str:
    signs = [questionnaire.sign[name].label for name in question.signs] if isinstance(question, Signs) else []
    text = question.model_dump_json(include=_READ) + "\0".join(map(str, signs))
    return sha256(text.encode()).hexdigest()[:_DIGITS]

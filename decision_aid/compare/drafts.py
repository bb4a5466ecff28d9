"""What an update means for drafts in flight: what is asked anew, and which kept answers fit no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from decision_aid.core import changes
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.carrying import carried
from decision_aid.core.parsing import codes_of
from decision_aid.core.schema import ExactNumber, Measure, Question, Questionnaire, Text


@dataclass(frozen=True, slots=True)
class Unfit:
    """An answer that was possible and is no more: its question, its code or value, and its words."""

    question: str
    answer: str
    label: str


@dataclass(frozen=True, slots=True)
class Affected:
    """`new` and `changed` are told to people who come back; answers to `gone` are kept and shown nowhere.

    `same` is false where kept answers do not belong to the new questionnaire at all.
    """

    same: bool
    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    unfit: tuple[Unfit, ...]


def affected(old: Questionnaire, new: Questionnaire, today: date) -> Affected:
    """Return what somebody who began under the old questionnaire meets under the new one."""
    found = changes.changes(changes.fingerprints(new), changes.fingerprints(old))
    gone = tuple(name for name in old.questions if name not in new.questions)
    return Affected(old.id == new.id, found.new, found.changed, gone, tuple(_unfit(old, new, today)))


def _unfit(old: Questionnaire, new: Questionnaire, today: date) -> Iterator[Unfit]:
    for question in old.questions.values():
        if question.id in new.questions:
            for answer, label in _possible(old, question):
                kept = carried(new, Answers(person=MappingProxyType({question.id: answer})), today)
                if kept.person[question.id] != answer:
                    yield Unfit(question.id, answer.exact or ", ".join(answer.codes), label)


def _possible(asked: Questionnaire, question: Question) -> Iterator[tuple[Answer, str]]:
    """Go through one answer for each code, and the least and the most of an exact number."""
    if isinstance(question, Text):
        return
    labels = {option.code: option.label for option in question.options}
    labels |= {name: sign.label for name, sign in asked.sign.items()}
    yield from ((Answer((code,)), labels[code]) for code in codes_of(question))
    if isinstance(question, Measure) and isinstance(question.exact, ExactNumber):
        for value in (question.exact.minimum, question.exact.maximum):
            yield Answer(exact=str(value)), question.exact.label

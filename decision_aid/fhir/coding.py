"""The choices of a question as FHIR codings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from decision_aid.core.schema import Question, Questionnaire, Signs, Text
from decision_aid.core.words import Words
from decision_aid.fhir import naming
from decision_aid.fhir.model import Coding

WORDS = Words()


def codings(asked: Questionnaire, question: Question) -> tuple[Coding, ...]:
    """Return every choice of a question in the order it is shown; none for a question in free words."""
    return _codings(asked, question, _choices(asked, question))


def chosen(asked: Questionnaire, question: Question, codes: Collection[str]) -> tuple[Coding, ...]:
    """Return the choices with these codes, in the order they are shown."""
    return _codings(asked, question, (choice for choice in _choices(asked, question) if choice[0] in codes))


def _codings(asked: Questionnaire, question: Question, choices: Iterable[tuple[str, str]]) -> tuple[Coding, ...]:
    system = naming.system(asked, question)
    return tuple(Coding(system=system, code=code, display=WORDS(label)) for code, label in choices)


def _choices(asked: Questionnaire, question: Question) -> Iterator[tuple[str, str]]:
    if isinstance(question, Text):
        return
    for sign in question.signs if isinstance(question, Signs) else ():
        yield sign, asked.sign[sign].label
    for option in question.options:
        yield option.code, option.label


def stars(asked: Questionnaire) -> tuple[Coding, ...]:
    """Return everything that may be starred: each question that can be said aloud, and each warning sign."""
    system = naming.star_system(asked)
    found = (_starred(asked, question) for question in asked.questions.values())
    return tuple(Coding(system=system, code=code, display=WORDS(brief)) for each in found for code, brief in each)


def _starred(asked: Questionnaire, question: Question) -> Iterator[tuple[str, str]]:
    if isinstance(question, Signs):
        yield from ((sign, asked.sign[sign].brief) for sign in question.signs)
    elif question.say:
        yield question.id, question.brief

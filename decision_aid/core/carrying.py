"""Answers given under one version of the questionnaire, read under another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.parsing import parse_given, raw_of
from decision_aid.core.schema import Questionnaire


def carried(questionnaire: Questionnaire, answers: Answers, today: date) -> Answers:
    """Return the answers that still fit their questions; of the others, only the person's own words.

    An answer that only time has left behind fits. Answers to questions that are gone are kept as they are: they are on
    no path and appear nowhere.
    """
    return replace(
        answers,
        person=_fitting(questionnaire, answers.person, today),
        offers=tuple(_fitting(questionnaire, offer, today) for offer in answers.offers),
    )


def _fitting(questionnaire: Questionnaire, given: Mapping[str, Answer], today: date) -> Mapping[str, Answer]:
    return MappingProxyType({name: _fit(questionnaire, name, answer, today) for name, answer in given.items()})


def _fit(questionnaire: Questionnaire, name: str, answer: Answer, today: date) -> Answer:
    question = questionnaire.questions.get(name)
    if question is None:
        return answer
    try:
        return parse_given(question, raw_of(question, answer), today)
    except (AnswerRefused, ValueError):
        return Answer(note=answer.note)

"""What an answer tells: known, only claimed, no, or not known; and what conditions may ask of all answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.conditions import Truth, truth
from decision_aid.core.parsing import fits
from decision_aid.core.schema import ExactNumber, Measure, Question, Questionnaire, Signs, State, Text

_NONE = Answer()


def state(question: Question, answer: Answer | None) -> State:
    """Return what the answer tells; no answer and "don't know" are both not known."""
    if not answer:
        return "not_known"
    if isinstance(question, Text):
        return "known"
    if isinstance(question, Measure) and answer.exact:
        return "known"
    if isinstance(question, Signs) and set(answer.codes) & set(question.signs):
        return "known"
    for option in question.options:
        if option.state != "not_known" and option.code in answer.codes:
            return option.state
    return "not_known"


def sign_seen(question: Signs, answer: Answer | None, sign: str) -> Truth:
    """Tell whether a warning sign was seen, was not, or is not known."""
    codes = answer.codes if answer else ()
    if sign in codes:
        return Truth.YES
    return Truth.NO if question.options[0].code in codes else Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Given:
    """The answers about the person and one offer, as conditions ask for them."""

    questionnaire: Questionnaire
    person: Mapping[str, Answer]
    offer: Mapping[str, Answer]

    @classmethod
    def of(cls, questionnaire: Questionnaire, answers: Answers, offer: int | None = None) -> Given:
        return cls(questionnaire, answers.person, {} if offer is None else answers.about(offer))

    def _answer(self, question: str) -> Answer:
        return self.offer.get(question) or self.person.get(question) or _NONE

    def known(self, question: str) -> Truth:
        found = state(self.questionnaire.questions[question], self._answer(question))
        return truth(found != "not_known")

    def noted(self, question: str) -> Truth:
        return truth(self._answer(question).note)

    def chosen(self, question: str, code: str) -> Truth:
        answer = self._answer(question)
        if code in answer.codes:
            return Truth.YES
        asked = self.questionnaire.questions[question]
        if isinstance(asked, Signs):
            return sign_seen(asked, answer, code)
        if isinstance(asked, Measure) and answer.exact:
            return _band(asked, answer.exact, code)
        return Truth.UNKNOWN if state(asked, answer) == "not_known" else Truth.NO


def _band(question: Measure, exact: str, code: str) -> Truth:
    if not isinstance(question.exact, ExactNumber):
        return Truth.UNKNOWN
    option = next(option for option in question.options if option.code == code)
    return truth(option.state != "not_known" and fits(option, Decimal(exact)))

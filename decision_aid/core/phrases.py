"""Answers and their state in plain words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from decision_aid.core.answers import Answer, Answers
from decision_aid.core.decline import from_answers
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.known import state
from decision_aid.core.schema import Measure, Question, Questionnaire, Signs, Text
from decision_aid.core.words import Words


def answer_words(questionnaire: Questionnaire, question: Question, answer: Answer | None, words: Words) -> str:
    """Return the answer without its note; "not answered" words where there is none."""
    if not answer:
        return words(questionnaire.texts.summary.states.nothing_given)
    if isinstance(question, Text):
        return answer.note
    if isinstance(question, Measure) and answer.exact:
        return exact_words(question, answer.exact, words)
    labels = [words(label) for label in _labels(questionnaire, question, answer)]
    return "; ".join(labels) or words(questionnaire.texts.summary.states.nothing_given)


def known_words(questionnaire: Questionnaire, question: Question, answer: Answer | None, words: Words) -> str:
    """Return the answer's words; in few words that it is not known."""
    if state(question, answer) == "not_known":
        return status_words(questionnaire, question, answer, words)
    return answer_words(questionnaire, question, answer, words)


def note_of(question: Question, answer: Answer | None) -> str:
    """Return the person's own words beside the answer; a text question's words are the answer itself."""
    return "" if answer is None or isinstance(question, Text) else answer.note


def exact_words(question: Measure, exact: str, words: Words) -> str:
    """Return an exact value with its unit, a date with its month's name."""
    if question.exact.kind == "date":
        return words.day(exact)
    value = words.number(Decimal(exact))
    if question.exact.unit == "%":
        return f"{value}%"
    return f"{value} {words(question.exact.unit)}" if question.exact.unit else value


def status_words(questionnaire: Questionnaire, question: Question, answer: Answer | None, words: Words) -> str:
    """Return given, only said, not given, asked without an answer, or not known."""
    states = questionnaire.texts.summary.states
    found = state(question, answer)
    if found != "not_known":
        return words({"known": states.written, "claimed": states.claimed, "no": states.no}[found])
    return words(states.no_answer if _asked_in_vain(question, answer) else states.not_known)


def decline_words(questionnaire: Questionnaire, answers: Answers, words: Words, today: date) -> str:
    """Say the monthly loss with its inputs, why it cannot be worked out, or nothing without a total."""
    try:
        found = from_answers(questionnaire, answers.person, today)
    except AnswerRefused as refused:
        return words.ui("Not worked out.") + " " + words.ui(refused.sentence, **refused.values)
    if found is None:
        return ""
    return words.ui(
        "({maximum} − {total}) / {months} months from {onset} to {scored} = {points} points a month",
        maximum=found.maximum,
        total=found.total,
        months=found.months,
        onset=words.day(found.onset),
        scored=words.day(found.scored_on),
        points=found.points,
    )


def _asked_in_vain(question: Question, answer: Answer | None) -> bool:
    if question.type not in {"choice", "measure"} or not answer or not answer.codes:
        return False
    return answer.codes[0] != question.options[-1].code


def _labels(questionnaire: Questionnaire, question: Question, answer: Answer) -> list[str]:
    signs = question.signs if isinstance(question, Signs) else ()
    ticked = [questionnaire.sign[name].label for name in signs if name in answer.codes]
    if isinstance(question, Text):
        return []
    return ticked + [option.label for option in question.options if option.code in answer.codes]

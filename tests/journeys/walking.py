"""Somebody walks the shipped questionnaire page by page, as the form leads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from decision_aid import assets, loader
from decision_aid.core import journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.draft import Draft
from decision_aid.core.journey import Step
from decision_aid.core.parsing import Raw, parse, raw_of
from decision_aid.core.schema import Question, Questionnaire, Several, Signs, Text
from decision_aid.core.summarise import summarise
from decision_aid.core.summary import Summary
from decision_aid.core.words import Words

TODAY = date(2026, 11, 23)
Choose = Callable[[Question], Answer]


@cache
def shipped() -> Questionnaire:
    return loader.load(assets.questions()).questionnaire


def skip(_: Question) -> Answer:
    return Answer()


def first(question: Question) -> Answer:
    """Choose what stands first; write where there is nothing to choose."""
    if isinstance(question, Text):
        return Answer(note="In my words")
    return Answer((question.signs[0] if isinstance(question, Signs) else question.options[0].code,))


def last(question: Question) -> Answer:
    """Choose "don't know"."""
    return Answer() if isinstance(question, Text) else Answer((question.options[-1].code,))


def everything(question: Question) -> Answer:
    """Tick whatever can be ticked together."""
    if isinstance(question, Signs):
        return Answer((*question.signs, question.options[0].code))
    if isinstance(question, Several):
        lonely = {question.none, question.options[-1].code}
        return Answer(tuple(option.code for option in question.options if option.code not in lonely))
    return first(question)


def walk(choose: Choose, **fixed: str) -> tuple[Draft, list[Step]]:
    """Return the draft after Continue on every page, and the pages in the order they were shown.

    `fixed` gives the code of some questions. Every answer goes through a form and is read back by the core.
    """
    asked, draft, shown = shipped(), Draft(), []
    step = journey.first_unseen(journey.path(asked, draft.answers), draft.pages)
    while step:
        assert step not in shown, f"{step} is asked twice"
        shown.append(step)
        given = {question.id: _given(question, choose, fixed) for question in journey.questions(asked, step)}
        draft = draft.with_page(step.key, step.offer, given)
        step = journey.next_step(journey.path(asked, draft.answers), step, draft.pages)
    return draft, shown


def _given(question: Question, choose: Choose, fixed: dict[str, str]) -> Answer:
    wanted = Answer((fixed[question.id],)) if question.id in fixed else choose(question)
    answer = parse(question, raw_of(question, wanted), TODAY)
    assert answer == wanted
    return answer


def answers_of(person: dict[str, object], offers: list[dict[str, object]]) -> Answers:
    """Return the answers that stand in a case; each is a code, codes, or {exact: ..., note: ...}."""
    answers = Answers().merged(None, {name: _read(name, given) for name, given in person.items()})
    for number, about in enumerate(offers, start=1):
        answers = answers.merged(number, {name: _read(name, given) for name, given in about.items()})
    return answers


def _read(name: str, given: object) -> Answer:
    question = shipped().questions[name]
    if isinstance(given, dict):
        return parse(question, Raw(**given), TODAY)
    codes = given if isinstance(given, list) else [given]
    return parse(question, Raw(tuple(map(str, codes))), TODAY)


def summary_of(answers: Answers) -> Summary:
    """Return the summary in the voice of who is answering."""
    words = Words(journey.voice(shipped(), answers))
    return summarise(shipped(), answers, words, TODAY, "0" * 64)


def visible(answers: Answers) -> Iterator[tuple[int | None, Question]]:
    """Go through every question on the path, with the offer it is about."""
    for step in journey.path(shipped(), answers):
        for question in journey.questions(shipped(), step):
            yield step.offer, question

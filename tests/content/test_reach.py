"""Everything in the shipped questionnaire is met by somebody's answers."""

from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from decision_aid import assets
from decision_aid.core import findings, journey
from decision_aid.core.answers import Answer, Answers
from decision_aid.core.schema import Questionnaire
from decision_aid.loader import load
from tests.content.chance import answers_by

SHIPPED = load(assets.questions()).questionnaire
WALKS = 300


@cache
def walked(length: str, offers: int = 3) -> tuple[Answers, ...]:
    """Return the answers of many walks of one length with so many offers."""
    chance = Random(2026)  # noqa: S311 - no secret
    role = SHIPPED.roles.offers
    code = next(code for code, count in role.count.items() if count == offers)
    fixed = {SHIPPED.roles.length.question: length, role.question: code}
    return tuple(journey.asked_only(SHIPPED, answers_by(SHIPPED, chance, **fixed)) for _ in range(WALKS))


def asked(length: str) -> Iterator[str]:
    for answers in (*walked(length), *walked(length, offers=0)):
        for step in journey.path(SHIPPED, answers):
            yield from (question.id for question in journey.questions(SHIPPED, step))


def test_every_question_is_asked_on_the_full_path() -> None:
    assert set(SHIPPED.questions) - set(asked(SHIPPED.roles.length.full)) == set()


def test_every_short_question_is_asked_on_the_short_path() -> None:
    short = {question.id for question in SHIPPED.questions.values() if question.short}
    assert short - set(asked("short")) == set()


def test_the_short_path_is_short() -> None:
    steps = max(len(journey.path(SHIPPED, answers)) for answers in walked("short"))
    full = max(len(journey.path(SHIPPED, answers)) for answers in walked(SHIPPED.roles.length.full))
    assert steps < full / 2


@pytest.mark.parametrize("sign", [sign.id for sign in SHIPPED.warning_signs])
def test_a_warning_sign_is_raised_when_it_is_ticked(sign: str, shipped: Questionnaire) -> None:
    one = next(code for code, count in shipped.roles.offers.count.items() if count == 1)
    group = shipped.question_of_sign[sign]
    given = Answers().merged(None, {shipped.roles.offers.question: Answer((one,))})
    given = given.merged(1, {group.id: Answer((sign,))})
    raised = findings.signs(shipped, journey.asked_only(shipped, given))
    assert sign in {finding.rule.id for finding in raised}


@pytest.mark.parametrize("sign", [sign.id for sign in SHIPPED.warning_signs if sign.also_when])
def test_a_warning_sign_is_raised_by_other_answers_too(sign: str) -> None:
    group = SHIPPED.question_of_sign[sign]
    walks = (without(group.id, answers) for answers in walked(SHIPPED.roles.length.full))
    assert any(sign in {finding.rule.id for finding in findings.signs(SHIPPED, walk)} for walk in walks)


def without(question: str, answers: Answers) -> Answers:
    """Return the answers with a question about each offer left out."""
    for offer in (1, 2, 3):
        answers = answers.merged(offer, {question: Answer()})
    return answers


@cache
def visited() -> tuple[Answers, ...]:
    """Return the answers of many walks of any length with any number of offers."""
    chance = Random(2027)  # noqa: S311 - no secret
    return tuple(journey.asked_only(SHIPPED, answers_by(SHIPPED, chance)) for _ in range(WALKS))


@pytest.mark.parametrize("note", [note.id for note in SHIPPED.notes])
def test_a_note_is_said_to_somebody_and_not_to_everybody(note: str) -> None:
    said = [
        note in {finding.rule.id for finding in findings.notes(SHIPPED, answers)} for answers in (*visited(), Answers())
    ]
    assert any(said)
    assert not all(said)

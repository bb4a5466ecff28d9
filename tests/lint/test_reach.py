"""Conditions are decided exactly: as the journey itself judges every answer that could be given."""

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from pydantic import TypeAdapter

from decision_aid.core import findings, journey
from decision_aid.core.conditions import Condition, Truth
from decision_aid.core.known import Given
from decision_aid.core.parsing import codes_of
from decision_aid.core.schema import Measure, Questionnaire
from decision_aid.lint import conditions
from decision_aid.lint.answering import MOST_TICKS, TooMany, ways
from decision_aid.lint.reach import Reach
from decision_aid.loader import Loaded
from tests.content.chance import answers_by
from tests.lint.conftest import changed

WANTS: list[str | int] = ["parts", 0, "pages", 2, "questions", 3]
ALONE: list[str | int] = ["notes", 1, "when"]


def seen(questionnaire: Questionnaire, question: str, code: str) -> set[Truth]:
    """Return what a look at this code can tell, over all ways to answer the question."""
    answers = ways(questionnaire.questions[question], {code})
    return {Given(questionnaire, {question: answer}, {}).chosen(question, code) for answer in answers}


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("who", "self"),
        ("wants", "advice"),
        ("wants", "nothing"),
        ("score", "high"),
        ("due", "soon"),
        ("signs_1", "pay"),
    ],
)
def test_every_code_can_be_chosen_and_not_and_left_open(question: str, code: str, smallest: Questionnaire) -> None:
    assert seen(smallest, question, code) == set(Truth)


def test_a_number_between_two_bands_is_gone_through(smallest: Questionnaire) -> None:
    score = smallest.questions["score"]
    assert isinstance(score, Measure)
    low, high, unsure = score.options
    apart = score.model_copy(update={"options": (low, high.model_copy(update={"low": Decimal(30)}), unsure)})
    exact = {answer.exact for answer in ways(apart, {"low", "high"})}
    assert {"0", "24", "25", "29", "30", "48"} <= exact


def test_chance_never_meets_what_is_called_never(shipped: Loaded) -> None:
    asked = shipped.questionnaire
    reach = Reach(asked)
    pages = {page.id for _, page in asked.pages() if page.when}
    never = {
        page.id
        for part, page in asked.pages()
        if page.when and True not in reach.on_the_way(page.when, part.about, full=True)
    }
    chance = Random(7)  # noqa: S311 - no secret
    walked = [journey.walk(asked, answers_by(asked, chance)) for _ in range(200)]
    met = {step.page for walk in walked for step in walk.steps} & pages
    assert never == set()
    assert len(met) > len(pages) / 2


def test_what_the_way_shuts_out_is_met_by_no_chance(smallest: Questionnaire) -> None:
    shut = changed(smallest, ["notes", 0, "when"], {"all": [{"known": "ind"}, {"not": {"known": "offer_kind"}}]})
    assert {fault.rule for fault in conditions.errors(shut)} == {"note-never-said"}
    chance = Random(7)  # noqa: S311 - no secret
    for _ in range(500):
        answers = journey.asked_only(shut, answers_by(shut, chance, length="full"))
        assert "lockout" not in {finding.rule.id for finding in findings.notes(shut, answers)}


def by_chance(questionnaire: Questionnaire, chance: Random, depth: int = 2) -> Any:
    """Return a condition as it is written in a file, on any of the questions."""
    kind = chance.choice(["is", "is", "known", "noted", "not", "all", "any"] if depth else ["is", "known"])
    if kind == "noted":
        return {"noted": chance.choice([asked.id for asked in questionnaire.questions.values() if asked.note])}
    name = chance.choice([question.id for question in questionnaire.questions.values() if codes_of(question)])
    if kind == "is":
        return {"question": name, "is": [chance.choice(codes_of(questionnaire.questions[name]))]}
    if kind == "known":
        return {"known": name}
    if kind == "not":
        return {"not": by_chance(questionnaire, chance, depth - 1)}
    return {kind: [by_chance(questionnaire, chance, depth - 1) for _ in range(2)]}


@pytest.mark.parametrize("seed", range(25))
def test_whatever_chance_brings_about_was_decided_to_be_possible(seed: int, smallest: Questionnaire) -> None:
    chance = Random(seed)  # noqa: S311 - no secret
    asked = changed(smallest, ["notes", 0, "when"], by_chance(smallest, chance))
    condition, met = asked.notes[0].when, set()
    for _ in range(100):
        answers = journey.asked_only(asked, answers_by(asked, chance, length="full"))
        for offer in range(1, journey.offer_count(asked, answers) + 1):
            met.add(condition.holds(Given.of(asked, answers, offer)) is Truth.YES)
    decided = Reach(asked).on_the_way(condition, "offer", full=True)
    assert met <= decided
    assert decided <= Reach(asked).alone(condition)


def test_words_beside_whatever_was_chosen_are_gone_through(smallest: Questionnaire) -> None:
    noted = {"noted": "decision"}
    for waits, rules in (
        (noted, set()),
        ({"all": [noted, {"question": "decision", "is": ["unsure"]}]}, set()),
        ({"all": [noted, {"not": noted}]}, {"condition-never-true"}),
        ({"any": [noted, {"not": noted}]}, {"condition-always-true"}),
    ):
        asked = changed(smallest, ["notes", 0, "when"], waits)
        assert {fault.rule for fault in conditions.faults(asked) if fault.name == "lockout"} == rules, waits


def test_an_error_is_no_warning(smallest: Questionnaire) -> None:
    assert [fault.rule for fault in conditions.faults(smallest)] == ["condition-always-true"]
    assert list(conditions.errors(smallest)) == []


def with_ticks(questionnaire: Questionnaire, count: int) -> Questionnaire:
    """Return the questionnaire with so many wants, and a note that waits for all of them and for none."""
    codes = [f"want_{number}" for number in range(count)]
    options: list[Any] = [{"code": code, "label": f"Want {code[5:]}"} for code in codes]
    options += [{"code": "nothing", "label": "None"}, {"code": "unsure", "label": "Not sure", "state": "not_known"}]
    more = changed(questionnaire, [*WANTS, "options"], options, (ALONE, {"known": "wants"}))
    return changed(more, ALONE, {"all": [{"question": "wants", "is": [code]} for code in (*codes, "nothing")]})


def test_what_rests_on_too_many_ticks_is_said_to_be_open(smallest: Questionnaire) -> None:
    decided = {fault.rule for fault in conditions.faults(with_ticks(smallest, MOST_TICKS))}
    assert "condition-never-true" in decided
    assert "condition-not-decided" not in decided
    told = [fault for fault in conditions.faults(with_ticks(smallest, MOST_TICKS + 1)) if fault.name == "alone"]
    assert [fault.rule for fault in told] == ["condition-not-decided"]
    assert told[0].sentence == (
        "note alone: its condition rests on more answers than can be gone through. Make it simpler to have it decided."
    )


def test_what_rests_on_too_many_questions_is_not_guessed(smallest: Questionnaire) -> None:
    names = ["who", "time", "wants", "score", "onset", "due"]
    always = TypeAdapter[Condition](Condition).validate_python(
        {"all": [{"any": [{"known": name}, {"not": {"known": name}}]} for name in names]}
    )
    assert Reach(smallest).alone(always) == {True}
    with pytest.raises(TooMany):
        Reach(smallest, most=100).alone(always)

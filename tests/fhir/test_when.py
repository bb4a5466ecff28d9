"""What enables an item agrees with the conditions of the questionnaire, in every case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from decision_aid.core.answers import Answer
from decision_aid.core.conditions import Condition, Truth
from decision_aid.core.known import Given
from decision_aid.core.parsing import codes_of, exact_value, fits
from decision_aid.core.schema import ExactNumber, Measure, Question, Questionnaire, Several, Signs, Text
from decision_aid.fhir.when import ALWAYS, NEVER, Clauses, When, both, either, levels
from tests.fhir.filling import enabled, values

ADAPTER: TypeAdapter[Condition] = TypeAdapter(Condition)
DAY = date(2026, 11, 23)
LOOKED_AT = ("who", "wants", "score", "dose", "onset", "offer_name", "signs_1", "ind", "decision")


def condition(data: object) -> Condition:
    return ADAPTER.validate_python(data)


def conditions(asked: Questionnaire) -> st.SearchStrategy[Any]:
    known = st.sampled_from(LOOKED_AT).map(lambda name: {"known": name})
    noted = st.sampled_from([name for name in LOOKED_AT if has_words(asked.questions[name])]).map(
        lambda name: {"noted": name}
    )
    chosen = st.sampled_from([name for name in LOOKED_AT if name != "offer_name"]).flatmap(
        lambda name: st.lists(st.sampled_from(codes_of(asked.questions[name])), min_size=1, max_size=2).map(
            lambda codes: {"question": name, "is": codes}
        )
    )
    return st.recursive(
        known | noted | chosen,
        lambda inner: st.one_of(
            inner.map(lambda one: {"not": one}),
            st.lists(inner, min_size=1, max_size=2).map(lambda some: {"all": some}),
            st.lists(inner, min_size=1, max_size=2).map(lambda some: {"any": some}),
        ),
        max_leaves=4,
    )


def has_words(question: Question) -> bool:
    return isinstance(question, Text) or bool(question.note)


def answer_to(question: Question) -> st.SearchStrategy[Answer]:
    """Return answers that the form could give, a note alone among them."""
    if isinstance(question, Text):
        return st.sampled_from([Answer(), Answer(note="Some words")])
    options = [option.code for option in question.options]
    one = st.sampled_from([Answer(note="Some words"), *(Answer((code,)) for code in options)])
    if isinstance(question, Signs):
        return st.builds(
            lambda seen, rest: Answer((*sorted(seen), *rest)),
            st.sets(st.sampled_from(question.signs)),
            st.sampled_from([(), *((code,) for code in options)]),
        )
    if isinstance(question, Several):
        several = st.sets(st.sampled_from([code for code in options[:-1] if code != question.none]), min_size=1)
        return one | several.map(lambda codes: Answer(tuple(sorted(codes))))
    return one | exact_answer(question) if isinstance(question, Measure) else one


def exact_answer(question: Measure) -> st.SearchStrategy[Answer]:
    if not isinstance(question.exact, ExactNumber):
        return st.just(Answer(exact="2025-03"))
    steps = 10**question.exact.decimals
    return st.integers(0, 48 * steps).flatmap(lambda number: agreeing(question, f"{number / steps:g}"))


def agreeing(question: Measure, exact: str) -> st.SearchStrategy[Answer]:
    """Return the exact value alone, and beside each choice it agrees with: no others come out of the form."""
    bands = [option for option in question.options if option.state != "not_known"]
    fitting = [option.code for option in bands if fits(option, exact_value(question, exact, DAY))]
    return st.sampled_from([Answer(exact=exact), *(Answer((code,), exact) for code in fitting)])


def is_enabled(asked: Questionnaire, clauses: Clauses, answers: Mapping[str, Answer], *, nothing_differs: bool) -> bool:
    """Tell whether an item inside one group for each list would be shown."""
    look = partial(values, asked, answers)
    if not all(clauses):
        return False
    return all(
        enabled(
            {
                "enableWhen": [one.model_dump(by_alias=True, exclude_none=True) for one in each.looks_at],
                "enableBehavior": each.behavior,
            },
            look,
            nothing_differs=nothing_differs,
        )
        for each in levels(clauses)
    )


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_an_item_is_enabled_when_its_condition_certainly_holds(kinds: Questionnaire, data: st.DataObject) -> None:
    asked = condition(data.draw(conditions(kinds)))
    names = dict.fromkeys(name for name, _ in asked.atoms())
    answers = {name: data.draw(answer_to(kinds.questions[name]), label=name) for name in names}
    answers = {name: answer for name, answer in answers.items() if answer}
    clauses = When(kinds).yes(asked)
    assume(len(clauses) < 40)
    holds = asked.holds(Given(kinds, answers, {})) is Truth.YES
    for nothing_differs in (True, False):
        assert is_enabled(kinds, clauses, answers, nothing_differs=nothing_differs) is holds


@pytest.mark.parametrize("name", ["score", "dose"])
@pytest.mark.parametrize("code", ["low", "high", "not_scored", "unsure"])
def test_an_exact_number_is_in_a_band_to_its_very_edge(kinds: Questionnaire, name: str, code: str) -> None:
    chosen, question = {"question": name, "is": [code]}, kinds.questions[name]
    assert isinstance(question, Measure)
    assert isinstance(question.exact, ExactNumber)
    steps = 10**question.exact.decimals
    for asked in (condition(chosen), condition({"not": chosen})):
        clauses = When(kinds).yes(asked)
        for number in range(48 * steps + 1):
            answers = {name: Answer(exact=f"{number / steps:g}")}
            holds = asked.holds(Given(kinds, answers, {})) is Truth.YES
            assert is_enabled(kinds, clauses, answers, nothing_differs=True) is holds, answers


def told(asked: Questionnaire, data: object) -> list[tuple[str | None, list[tuple[str, str, object]]]]:
    return [
        (
            each.behavior,
            sorted(
                (one.question, one.operator, one.answer_coding.code if one.answer_coding else one.answer_boolean)
                for one in each.looks_at
            ),
        )
        for each in levels(When(asked).yes(condition(data)))
    ]


def test_one_of_several_codes_is_one_list_joined_by_any(kinds: Questionnaire) -> None:
    assert told(kinds, {"question": "who", "is": ["self", "family"]}) == [
        ("any", [("who", "=", "family"), ("who", "=", "self")])
    ]


def test_a_single_thing_to_wait_for_needs_no_joining(kinds: Questionnaire) -> None:
    assert told(kinds, {"question": "who", "is": ["self"]}) == [(None, [("who", "=", "self")])]


def test_what_must_all_hold_stands_in_one_list_and_each_choice_in_its_own(kinds: Questionnaire) -> None:
    both_and_either = {
        "all": [
            {"question": "who", "is": ["self"]},
            {"question": "length", "is": ["full"]},
            {"question": "decision", "is": ["whether", "which"]},
        ]
    }
    assert told(kinds, both_and_either) == [
        ("all", [("length", "=", "full"), ("who", "=", "self")]),
        ("any", [("decision", "=", "whether"), ("decision", "=", "which")]),
    ]


def test_a_question_not_answered_is_not_known(kinds: Questionnaire) -> None:
    assert told(kinds, {"not": {"known": "who"}}) == [("any", [("who", "=", "not_said"), ("who", "exists", False)])]


def test_words_beside_a_question_are_an_item_of_their_own(kinds: Questionnaire) -> None:
    assert told(kinds, {"noted": "ind"}) == [(None, [("ind.note", "exists", True)])]
    assert told(kinds, {"not": {"noted": "offer_name"}}) == [(None, [("offer_name", "exists", False)])]


def test_a_code_not_chosen_is_another_one_that_was(kinds: Questionnaire) -> None:
    assert told(kinds, {"not": {"question": "who", "is": ["self"]}}) == [(None, [("who", "=", "family")])]


def test_none_of_several_codes_is_any_of_the_others(kinds: Questionnaire) -> None:
    assert told(kinds, {"not": {"question": "how_many", "is": ["two", "three"]}}) == [
        ("any", [("how_many", "=", "none"), ("how_many", "=", "one")])
    ]


def test_what_can_never_hold_has_an_empty_clause(kinds: Questionnaire) -> None:
    never = condition({"not": {"question": "signs_1", "is": ["not_seen"]}})
    assert When(kinds).yes(never) == NEVER


@pytest.mark.parametrize("other", [ALWAYS, NEVER])
def test_always_and_never_join_as_they_should(kinds: Questionnaire, other: Clauses) -> None:
    some = When(kinds).one_of("who", ["self"])
    assert both(some, other) == (some if other is ALWAYS else NEVER)
    assert either(some, other) == (ALWAYS if other is ALWAYS else some)

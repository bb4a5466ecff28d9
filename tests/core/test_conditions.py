"""Conditions have three values: not known is never no."""

from dataclasses import dataclass, field
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from decision_aid.core.conditions import Condition, Truth, every, some

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
ADAPTER: TypeAdapter[Condition] = TypeAdapter(Condition)


@dataclass
class Facts:
    """Answers by question and code; what is not there is not known."""

    answers: dict[tuple[str, str], Truth] = field(default_factory=dict)
    answered: dict[str, Truth] = field(default_factory=dict)
    written: dict[str, Truth] = field(default_factory=dict)

    def chosen(self, question: str, code: str) -> Truth:
        return self.answers.get((question, code), UNKNOWN)

    def known(self, question: str) -> Truth:
        return self.answered.get(question, UNKNOWN)

    def noted(self, question: str) -> Truth:
        return self.written.get(question, UNKNOWN)


def condition(data: object) -> Condition:
    return ADAPTER.validate_python(data)


def about(truths: dict[str, Truth]) -> Facts:
    """Return facts in which each letter is a question whose code x was chosen, or not, or that is not known."""
    return Facts({(name, "x"): value for name, value in truths.items()})


def atom(name: str) -> dict[str, object]:
    return {"question": name, "is": ["x"]}


ALL = {
    (YES, YES): YES, (YES, NO): NO, (YES, UNKNOWN): UNKNOWN,
    (NO, YES): NO, (NO, NO): NO, (NO, UNKNOWN): NO,
    (UNKNOWN, YES): UNKNOWN, (UNKNOWN, NO): NO, (UNKNOWN, UNKNOWN): UNKNOWN,
}  # fmt: skip
ANY = {
    (YES, YES): YES, (YES, NO): YES, (YES, UNKNOWN): YES,
    (NO, YES): YES, (NO, NO): NO, (NO, UNKNOWN): UNKNOWN,
    (UNKNOWN, YES): YES, (UNKNOWN, NO): UNKNOWN, (UNKNOWN, UNKNOWN): UNKNOWN,
}  # fmt: skip


@pytest.mark.parametrize(("left", "right"), ALL)
def test_all_is_no_when_one_is_no_and_not_known_when_one_is_not_known(left: Truth, right: Truth) -> None:
    both = condition({"all": [atom("a"), atom("b")]})
    assert both.holds(about({"a": left, "b": right})) is ALL[left, right]


@pytest.mark.parametrize(("left", "right"), ANY)
def test_any_is_yes_when_one_is_yes_and_not_known_when_one_is_not_known(left: Truth, right: Truth) -> None:
    either = condition({"any": [atom("a"), atom("b")]})
    assert either.holds(about({"a": left, "b": right})) is ANY[left, right]


@pytest.mark.parametrize(("value", "negated"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_not_leaves_not_known_as_it_is(value: Truth, negated: Truth) -> None:
    assert condition({"not": atom("a")}).holds(about({"a": value})) is negated


@pytest.mark.parametrize(("first", "second"), list(product(Truth, repeat=2)))
def test_is_holds_when_one_of_its_values_was_chosen(first: Truth, second: Truth) -> None:
    looks_at = condition({"question": "a", "is": ["x", "y"]})
    assert looks_at.holds(Facts({("a", "x"): first, ("a", "y"): second})) is ANY[first, second]


@pytest.mark.parametrize("value", Truth)
def test_known_tells_what_the_answers_tell(value: Truth) -> None:
    assert condition({"known": "a"}).holds(Facts(answered={"a": value})) is value


@pytest.mark.parametrize("value", Truth)
def test_noted_tells_whether_there_are_words(value: Truth) -> None:
    assert condition({"noted": "a"}).holds(Facts(written={"a": value})) is value
    assert condition({"any": [atom("a"), {"noted": "a"}]}).holds(Facts(written={"a": value})) is ANY[UNKNOWN, value]


def test_nothing_answered_is_not_known() -> None:
    nested = condition({"all": [{"any": [atom("a"), {"not": atom("b")}]}, {"known": "c"}]})
    assert nested.holds(Facts()) is UNKNOWN


def test_the_questions_looked_at_are_told_in_order() -> None:
    nested = condition({"all": [{"any": [atom("a"), {"not": atom("b")}]}, {"known": "c"}, {"noted": "d"}]})
    assert list(nested.atoms()) == [("a", ("x",)), ("b", ("x",)), ("c", ()), ("d", ())]


@given(st.lists(st.sampled_from(Truth), min_size=1, max_size=6))
def test_all_and_any_mirror_each_other(values: list[Truth]) -> None:
    assert every(values).negated() is some(value.negated() for value in values)


@given(st.lists(st.sampled_from(Truth), min_size=1, max_size=6))
def test_the_order_of_the_values_does_not_matter(values: list[Truth]) -> None:
    turned = values[::-1]
    assert (every(values), some(values)) == (every(turned), some(turned))


@pytest.mark.parametrize(
    "data",
    [
        {}, {"question": "a"}, {"question": "a", "is": []}, {"question": "a", "is": "x"}, {"all": []}, {"any": []},
        {"not": []}, {"known": 1}, {"known": "a", "is": ["x"]}, {"noted": []}, {"noted": "a", "known": "a"},
        {"all": [atom("a")], "any": [atom("b")]}, "a == x", 5, None, {"question": "a", "is": ["x"], "or": True},
        {"eval": "1"},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_condition_is_refused(data: object) -> None:
    with pytest.raises(ValidationError):
        condition(data)


@pytest.mark.parametrize(
    "data",
    [atom("a"), {"known": "a"}, {"noted": "a"}, {"all": [atom("a")]}, {"any": [atom("a")]}, {"not": atom("a")}],
    ids=str,
)
def test_a_condition_made_once_is_a_condition_again(data: object) -> None:
    made = condition(data)
    assert ADAPTER.validate_python(made) == made
    assert ADAPTER.validate_python(made.model_dump(by_alias=True)) == made

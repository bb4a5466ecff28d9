"""Every list has a way out, and what is chosen from is short enough to say."""

import re
from collections import Counter

import pytest

from decision_aid import assets
from decision_aid.core.schema import Question, Questionnaire, Several, both_voices
from decision_aid.loader import load

SHIPPED = load(assets.questions()).questionnaire
NONE = re.compile(r"^(None of these|Nobody for now)\b")
LISTS = [question for question in SHIPPED.questions.values() if question.type in ("several", "signs")]
OPEN = [question for question in SHIPPED.questions.values() if question.type != "text"]
MOST_IN_A_CHOICE = 8
MOST_IN_A_SIGN = 12  # a sign is a statement to agree with, and says in full what was seen


def labels(question: Question) -> list[str]:
    return [] if question.type == "text" else [option.label for option in question.options]


def named(question: Question) -> str:
    return question.id


def test_there_are_lists() -> None:
    assert len(LISTS) == 9


@pytest.mark.parametrize("question", LISTS, ids=named)
def test_every_list_has_none_of_these(question: Question) -> None:
    none = question.none if isinstance(question, Several) else SHIPPED.questions[question.id].options[0].code  # type: ignore[union-attr]
    (label,) = [option.label for option in question.options if option.code == none]  # type: ignore[union-attr]
    assert NONE.match(label)


@pytest.mark.parametrize("question", OPEN, ids=named)
def test_a_choice_has_at_most_eight_words(question: Question) -> None:
    long = [text for label in labels(question) for text in both_voices(label) if len(text.split()) > MOST_IN_A_CHOICE]
    assert long == []


def test_a_sign_has_at_most_twelve_words() -> None:
    texts = [text for sign in SHIPPED.warning_signs for text in both_voices(sign.label)]
    assert [text for text in texts if len(text.split()) > MOST_IN_A_SIGN] == []


@pytest.mark.parametrize("question", list(SHIPPED.questions.values()), ids=named)
def test_a_hint_is_one_sentence(question: Question) -> None:
    for text in both_voices(question.hint or "One."):
        assert re.search(r"[.?!](?=\s)", text) is None
        assert text.endswith((".", "?"))


@pytest.mark.parametrize("question", OPEN, ids=named)
def test_no_two_choices_of_a_question_are_called_the_same(question: Question) -> None:
    for voice in (0, 1):
        counts = Counter(both_voices(label)[voice] for label in labels(question))
        assert {name: count for name, count in counts.items() if count > 1} == {}


def test_a_list_without_a_way_out_is_noticed() -> None:
    assert not NONE.match("Other")


def test_the_shipped_questionnaire_is_what_is_looked_at(shipped: Questionnaire) -> None:
    assert shipped == SHIPPED

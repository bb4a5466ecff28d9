"""What something waits for is said in words that mean the same."""

from typing import Any

import pytest
from pydantic import TypeAdapter

from decision_aid.core import waiting
from decision_aid.core.conditions import Condition
from decision_aid.core.schema import Questionnaire, Voice
from decision_aid.core.words import Words
from decision_aid.loader import load
from tests.lint.conftest import SMALLEST

READ: TypeAdapter[Condition] = TypeAdapter(Condition)
SELF = {"question": "who", "is": ["self"]}
KNOWN = {"known": "length"}


@pytest.fixture(scope="module")
def smallest() -> Questionnaire:
    return load(SMALLEST).questionnaire


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (SELF, "“Who is answering?” is “The person”"),
        ({"question": "who", "is": ["self", "family"]}, "“Who is answering?” is “The person” or “Family”"),
        (KNOWN, "“How long?” is known"),
        ({"noted": "decision"}, "“What is the choice?” has words beside it"),
        ({"not": {"noted": "decision"}}, "“What is the choice?” has no words beside it"),
        ({"any": [KNOWN, {"noted": "length"}]}, "“How long?” is known or has words beside it"),
        ({"not": SELF}, "“Who is answering?” is not “The person”"),
        ({"not": KNOWN}, "“How long?” is not known"),
        ({"all": [SELF, KNOWN]}, "“Who is answering?” is “The person” and “How long?” is known"),
        ({"any": [SELF, {"not": {"known": "who"}}]}, "“Who is answering?” is “The person” or is not known"),
        (
            {"all": [KNOWN, {"any": [SELF, {"question": "signs_1", "is": ["cure"]}]}]},
            "“How long?” is known and (“Who is answering?” is “The person” or “Which were seen?” is “Promises a cure”)",
        ),
        ({"not": {"all": [SELF, KNOWN]}}, "not (“Who is answering?” is “The person” and “How long?” is known)"),
        ({"all": [{"any": [SELF]}]}, "“Who is answering?” is “The person”"),
    ],
)
def test_a_condition_in_words(condition: Any, words: str, smallest: Questionnaire) -> None:
    assert waiting.said(smallest, READ.validate_python(condition), Words()) == words


def test_it_is_said_in_the_voice_that_is_asked_for(smallest: Questionnaire) -> None:
    condition = READ.validate_python({"question": "ind", "is": ["told"]})
    assert waiting.said(smallest, condition, Words(Voice.HELPER)).endswith("is “They told us”")

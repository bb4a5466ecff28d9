"""Whatever is answered, nothing we say is a verdict on an offer or a person."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decision_aid import assets
from decision_aid.loader import load
from tests.content.verdicts import CLAIMS, boldly, looked_up, spoken_of_records, verdicts, verdicts_of_number

SHIPPED = load(assets.questions()).questionnaire


@pytest.mark.parametrize(
    "claim",
    [
        "This offer is safe.", "The clinic looks very trustworthy.", "This is an approved treatment.",
        "You are not pressed, so this is right for you.", "They are eligible.", "You may be ineligible.",
        "You qualify for this trial.", "The person meets the rules.", "Score of this offer: 7", "2 of 18 signs",
        "It is FDA approved.", "The best choice is a trial.",
    ],
)  # fmt: skip
def test_a_claim_would_be_found(claim: str) -> None:
    assert CLAIMS.search(claim)


@settings(max_examples=2000, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nothing_said_is_a_verdict(seed: int) -> None:
    assert verdicts(SHIPPED, seed) == []


@settings(max_examples=1000, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_nothing_said_of_a_number_without_an_offer_is_a_verdict(seed: int) -> None:
    assert verdicts_of_number(SHIPPED, seed) == []


def test_such_words_of_a_record_are_among_what_is_shown() -> None:
    """Else nothing would show that they stand only where the record is quoted."""
    assert any(boldly(looked_up(SHIPPED, seed)) for seed in range(200))


def test_records_are_among_what_is_said() -> None:
    """Else no verdict beside a record would be found."""
    assert any(spoken_of_records(SHIPPED, seed) for seed in range(20))

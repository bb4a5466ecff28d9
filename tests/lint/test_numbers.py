"""Numbers that hide how many there were are found, and harmless ones beside them are not."""

import pytest

from decision_aid.lint import numbers
from decision_aid.lint.pieces import Piece

HIDING = [
    ("Two people in ten got worse.", "one-in-n"),
    ("Two in ten had harm.", "one-in-n"),
    ("Three people out of every four got worse.", "one-in-n"),
    ("1/10 had harm.", "one-in-n"),
    ("It helped in 80 percent.", "share-without-denominator"),
    ("About half of the people got worse.", "share-without-denominator"),
    ("Treatment doubled the score.", "change-alone"),
    ("Harm was halved.", "change-alone"),
]
HARMLESS = [
    "1 out of 10 had harm.",  # all are told: how many, and of how many
    "1 of 10 people had harm.",
    "Two people in ten days.",
    "One person in our clinic.",
    "A score of 31 out of 48.",
    "In phase 1/2 it went on.",
    "It is shut since 11/10.",
    "It helped 80 percent of 50 people.",
    "Half of the 40 people got worse.",
    "Half the dose was given.",
    "The score doubled from 10 to 20 points.",
    "They doubled the dose.",
    "The dose was halved.",
    "Nobody knew: it was a double-blind study.",
]


def told(text: str) -> list[str]:
    return [fault.rule for fault in numbers.of_piece(Piece("fact", "some", "text", text, ("facts", 0, "text")))]


@pytest.mark.parametrize(("text", "rule"), HIDING)
def test_a_number_without_its_total_or_comparison_is_told(text: str, rule: str) -> None:
    assert told(text) == [rule]


@pytest.mark.parametrize("text", HARMLESS)
def test_a_number_that_says_of_how_many_or_no_number_of_people_is_not_told(text: str) -> None:
    assert told(text) == []

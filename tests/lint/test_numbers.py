"""Numbers that hide how many there were are found, and harmless ones beside them are not."""

import pytest

from decision_aid.core.schema import Questionnaire
from decision_aid.lint import numbers
from decision_aid.lint.pieces import Piece
from tests.lint.conftest import changed

HIDING = [
    ("Two people in ten got worse.", "one-in-n"),
    ("Two in ten had harm.", "one-in-n"),
    ("Three people out of every four got worse.", "one-in-n"),
    ("1/10 had harm.", "one-in-n"),
    ("It helped in 80 percent.", "share-without-denominator"),
    ("About half of the people got worse.", "share-without-denominator"),
    ("Treatment doubled the score.", "change-alone"),
    ("Harm was halved.", "change-alone"),
    ("One in seven people got worse.", "one-in-n"),
    ("One in twelve", "one-in-n"),
    ("1 person in 20", "one-in-n"),
    ("One patient in ten had harm.", "one-in-n"),
    ("Nine in ten people felt well.", "one-in-n"),
    ("Every second person got worse.", "one-in-n"),
    ("Harm was twice as common.", "change-alone"),
    ("The cells grew tenfold.", "change-alone"),
    ("A 5-fold rise", "change-alone"),
    ("A 30-percent drop", "change-alone"),
    ("Of 100 people, 3 were hurt. Of 50 people, 2 died.", "totals-differ"),
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
    "One person in 12 weeks of care.",
    "One person in 2026.",
    "Every second week.",
    "It lasts as long as a year.",
    "Of 100 people, 3 were hurt. Of 100 people, 2 died.",
    "With it, 3 of 1,000, and without it 2 of 1,000.",
    "A score of 36, then 34 of 48.",
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


def test_an_amount_is_quoted_whole(smallest: Questionnaire) -> None:
    asked = changed(smallest, ["facts", 0, "text"], "It hurt 30 out of 100 people.")
    assert {fault.sentence.split("“")[1].split("”")[0] for fault in numbers.of_facts(asked)} == {"30 out of 100"}

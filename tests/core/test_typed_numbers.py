"""Numbers and months as people type them: read as they were meant, or refused."""

from datetime import date

import pytest

from decision_aid.core.errors import AnswerRefused
from decision_aid.core.parsing import Raw, parse
from decision_aid.core.schema import Questionnaire

TODAY = date(2026, 11, 23)
ONLY_DIGITS = "Write only a number, in digits."
WHOLE = "Write a whole number."
THOUSANDS = "Write thousands with a comma or with nothing between, like 20,000 or 20000."


def refusal(shipped: Questionnaire, question: str, raw: Raw) -> str:
    with pytest.raises(AnswerRefused) as refused:
        parse(shipped.questions[question], raw, TODAY)
    return str(refused.value)


@pytest.mark.parametrize(
    ("question", "typed", "number"),
    [
        ("price", "20,000", "20000"),
        ("price", "20 000", "20000"),
        ("price", "1,250,000.00", "1250000"),
        ("price", "1\u202f250\u00a0000", "1250000"),
        ("price", "$20,000", "20000"),
        ("price", "20000 $", "20000"),
        ("breathing", "72 %", "72"),
        ("alsfrs", "36.", "36"),
        ("alsfrs", "36.0", "36"),
    ],
)
def test_thousands_and_the_sign_of_the_unit_are_understood(
    shipped: Questionnaire, question: str, typed: str, number: str
) -> None:
    assert parse(shipped.questions[question], Raw(exact=typed), TODAY).exact == number


@pytest.mark.parametrize(
    ("question", "typed", "sentence"),
    [
        ("breathing", "12,5", WHOLE),
        ("alsfrs", "3,6", WHOLE),
        ("alsfrs", "1,2,3", ONLY_DIGITS),
        ("alsfrs", "4 0", ONLY_DIGITS),
        ("alsfrs", "3_6", ONLY_DIGITS),
        ("alsfrs", "1e1", ONLY_DIGITS),
        ("alsfrs", "$30", ONLY_DIGITS),
        ("alsfrs", "30%", ONLY_DIGITS),
        ("breathing", "$72", ONLY_DIGITS),
        ("price", "20%", ONLY_DIGITS),
        ("price", "€20,000", ONLY_DIGITS),
        ("price", "2,0000", ONLY_DIGITS),
        ("price", "0,125", ONLY_DIGITS),
        ("price", "1,000 000", ONLY_DIGITS),
        ("price", "20.000", THOUSANDS),
        ("price", "1.250.000", THOUSANDS),
        ("price", "$20.000", THOUSANDS),
        ("price", "20.000 dollars", THOUSANDS),
        ("price", "20.000,00", THOUSANDS),
        ("price", "20.000,50", THOUSANDS),
        ("price", "20.000.-", THOUSANDS),
        ("price", "US$ 20.000", THOUSANDS),
        ("price", "20.000 to 30.000", THOUSANDS),
        ("price", "20,000 dollars", ONLY_DIGITS),
        ("price", "12.05.2026", ONLY_DIGITS),
        ("price", "20.00.000", ONLY_DIGITS),
        ("price", "0.125.000", ONLY_DIGITS),
        ("price", "20.00000", WHOLE),
        ("alsfrs", "36.000", WHOLE),
    ],
)
def test_marks_that_stand_elsewhere_are_never_dropped(
    shipped: Questionnaire, question: str, typed: str, sentence: str
) -> None:
    assert refusal(shipped, question, Raw(exact=typed)) == sentence


@pytest.mark.parametrize(("typed", "month"), [("mar", "03"), ("March", "03"), ("Sept.", "09"), ("DECEM", "12")])
def test_a_month_may_be_begun(shipped: Questionnaire, typed: str, month: str) -> None:
    assert parse(shipped.questions["onset"], Raw(month=typed, year="2025"), TODAY).exact == f"2025-{month}"


@pytest.mark.parametrize("typed", ["decide", "marble", "ma", "j", "junk"])
def test_a_word_that_only_begins_like_a_month_is_none(shipped: Questionnaire, typed: str) -> None:
    sentence = "Write the month as a number from 1 to 12."
    assert refusal(shipped, "onset", Raw(month=typed, year="2025")) == sentence

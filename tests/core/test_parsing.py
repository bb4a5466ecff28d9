from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core.answers import Answer
from decision_aid.core.errors import AnswerRefused
from decision_aid.core.parsing import Raw, codes_of, parse, raw_of, refusals
from decision_aid.core.schema import Questionnaire

TODAY = date(2026, 11, 23)


def refusal(small: Questionnaire, question: str, raw: Raw) -> tuple[str, str]:
    with pytest.raises(AnswerRefused) as refused:
        parse(small.questions[question], raw, TODAY)
    return str(refused.value), refused.value.field


@pytest.mark.parametrize(
    ("question", "raw", "answer"),
    [
        ("ind", Raw(("told",)), Answer(("told",))),
        ("ind", Raw(), Answer()),
        ("ind", Raw(("no",), note=" they\r\nrefused "), Answer(("no",), note="they\nrefused")),
        ("wants", Raw(("advice",)), Answer(("advice",))),
        ("signs_1", Raw(("not_seen", "cure")), Answer(("cure", "not_seen"))),
        ("score", Raw(exact=" 36. "), Answer(exact="36")),
        ("score", Raw(("high",), exact="36"), Answer(("high",), "36")),
        ("score", Raw(exact="0"), Answer(exact="0")),
        ("onset", Raw(month="March", year="2025"), Answer(exact="2025-03")),
        ("onset", Raw(day="4", month="3", year="2025"), Answer(exact="2025-03-04")),
        ("onset", Raw(month="11", year="2026"), Answer(exact="2026-11")),
        ("due", Raw(month="11", year="2026"), Answer(exact="2026-11")),
        ("offer_name", Raw(note="Clinic <A>"), Answer(note="Clinic <A>")),
    ],
)
def test_what_is_valid_is_taken(small: Questionnaire, question: str, raw: Raw, answer: Answer) -> None:
    assert parse(small.questions[question], raw, TODAY) == answer


@pytest.mark.parametrize(
    ("question", "raw", "sentence", "field"),
    [
        ("ind", Raw(("maybe",)), "Choose from the answers on the page.", "codes"),
        ("ind", Raw(("told", "no")), "Choose one answer only.", "codes"),
        ("signs_1", Raw(("not_seen", "unsure")), "Choose one answer only about the rest.", "codes"),
        ("wants", Raw(("advice", "nothing")), "Keep “None of these” or the other ticks, not both.", "codes"),
        ("wants", Raw(("advice", "unsure")), "Keep “Not sure” or the other ticks, not both.", "codes"),
        ("score", Raw(exact="49"), "Write a number from 0 to 48.", "exact"),
        ("score", Raw(exact="-1"), "Write a number from 0 to 48.", "exact"),
        ("score", Raw(exact="NaN"), "Write only a number, in digits.", "exact"),
        ("score", Raw(exact="36.5"), "Write a whole number.", "exact"),
        ("score", Raw(exact="many"), "Write only a number, in digits.", "exact"),
        (
            "score",
            Raw(("low",), exact="36"),
            "What is written here does not fit “0 to 24”. Change one of them.",
            "exact",
        ),
        (
            "score",
            Raw(("unsure",), exact="36"),
            "What is written here does not fit “Not sure”. Change one of them.",
            "exact",
        ),
        ("onset", Raw(month="3"), "Write the year with four digits, like 2025.", "year"),
        ("onset", Raw(month="3", year="25"), "Write the year with four digits, like 2025.", "year"),
        ("onset", Raw(year="2025"), "Write the month as a number from 1 to 12.", "month"),
        ("onset", Raw(month="13", year="2025"), "Write the month as a number from 1 to 12.", "month"),
        ("onset", Raw(day="x", month="3", year="2025"), "Write the day as a number, or leave it empty.", "day"),
        ("onset", Raw(month="13", year="1"), "Write the month and the year as numbers, like 3 and 2025.", "month"),
        (
            "onset",
            Raw(day="x", month="3", year="1"),
            "Write the month and the year as numbers, like 3 and 2025.",
            "year",
        ),
        ("onset", Raw(day="31", month="2", year="2025"), "There is no such day in this month.", "day"),
        (
            "onset",
            Raw(month="12", year="2026"),
            "This date is in the future. Write the date when it happened.",
            "year",
        ),
        (
            "due",
            Raw(month="10", year="2026"),
            "This date is in the past. Write the date that is coming.",
            "year",
        ),
        (
            "ind",
            Raw(note="x" * 2001),
            "Shorten this text to 2,000 characters or fewer. It has 2,001 now.",
            "note",
        ),
        ("ind", Raw(note="x\n" * 41 + "x"), "Use 40 line breaks or fewer in this text. It has 41 now.", "note"),
    ],
)
def test_what_is_not_valid_is_refused_with_the_mend(
    small: Questionnaire, question: str, raw: Raw, sentence: str, field: str
) -> None:
    assert refusal(small, question, raw) == (sentence, field)


def test_everything_that_is_wrong_is_told_at_once_in_the_order_of_the_page(small: Questionnaire) -> None:
    wrong = Raw(exact="many", note="x" * 2001)
    assert [refused.field for refused in refusals(small.questions["score"], wrong, TODAY)] == ["exact", "note"]
    assert refusals(small.questions["score"], Raw(exact="36", note="x"), TODAY) == ()


@given(st.data())
def test_what_was_shown_gives_the_same_answer(small: Questionnaire, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(list(small.questions.values())))
    codes = codes_of(question)
    raw = Raw(
        tuple(data.draw(st.lists(st.sampled_from(codes), unique=True))) if codes else (),
        data.draw(st.sampled_from(["", "0", "12", "36"])),
        data.draw(st.sampled_from(["", "4"])),
        data.draw(st.sampled_from(["", "3", "Nov"])),
        data.draw(st.sampled_from(["", "2025", "2030"])),
        data.draw(st.text(max_size=30)),
    )
    try:
        answer = parse(question, raw, TODAY)
    except AnswerRefused:
        return
    assert parse(question, raw_of(question, answer), TODAY) == answer


def test_characters_are_counted_after_cleaning(small: Questionnaire) -> None:
    text = "x\r\n" * 20 + "e\u0301" * 1900
    assert len(parse(small.questions["ind"], Raw(note=text), TODAY).note) == 1940

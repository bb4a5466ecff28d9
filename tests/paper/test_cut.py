import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aid.paper.cut import cut, one_line, rightwards, width


def test_a_short_text_stays_as_it_is() -> None:
    assert cut("three words here", 16) == "three words here"


def test_a_long_text_ends_at_a_word() -> None:
    assert cut("one two three four five", 15) == "one two three…"


def test_a_long_word_is_cut_inside() -> None:
    assert cut("a" * 50, 10) == "a" * 9 + "…"


def test_wide_letters_take_two_places() -> None:
    assert cut("漢" * 20, 11) == "漢" * 5 + "…"


def test_a_mark_stays_with_its_letter() -> None:
    assert width("e\u0301") == 1


def test_line_breaks_become_spaces() -> None:
    assert cut("one\n\ntwo\r\nthree", 40) == "one two three"


@given(st.text(max_size=300), st.integers(min_value=2, max_value=80))
def test_a_cut_text_is_never_wider_than_its_room(text: str, room: int) -> None:
    assert width(cut(text, room)) <= room


@given(st.text(max_size=300))
def test_a_cut_text_begins_as_the_whole_does(text: str) -> None:
    assert one_line(text).startswith(cut(text, 40).removesuffix("…"))


@pytest.mark.parametrize(
    ("text", "right"), [("שלום", True), ("12. مرحبا", True), ("Hello שלום", False), ("123", False)]
)
def test_the_first_strong_letter_gives_the_direction(text: str, *, right: bool) -> None:
    assert rightwards(text) is right

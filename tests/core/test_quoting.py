from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core.quoting import around, blocks, brief, listed, plain_line
from decision_aid.core.words import Words


def test_a_short_text_stays_as_it_is() -> None:
    assert brief("Hospital of\n the  Town") == "Hospital of the Town"


def test_a_long_text_is_cut_after_a_word() -> None:
    assert brief("one two three", 9) == "one two…"


def test_three_names_are_listed_and_the_rest_counted() -> None:
    assert listed(["a", "b", "", "a", "c", "d", "e"], Words()) == "a, b, c and 2 more"


def test_few_names_are_listed_alone() -> None:
    assert listed(["a", "b"], Words(), between="; ") == "a; b"


def test_words_are_quoted_with_those_around_them() -> None:
    text = "first words then the fee is paid and last words"
    start = text.index("fee")
    assert around(text, start, start + 3, 12) == "…then the fee is paid…"


def test_paragraphs_and_items_are_parted_and_lines_of_one_joined() -> None:
    text = "A summary\nof two lines.\n\n* Age \\>= 18\n  or more\n1\\. Cells\n- **No** tube"
    assert list(blocks(text)) == ["A summary of two lines.", "Age >= 18 or more", "1. Cells", "No tube"]


def test_lines_lose_the_marks_of_markdown_alone() -> None:
    assert [plain_line(line) for line in "* \\> 18\n> 18\n-2 points\n**Key:**".splitlines()] == [
        "> 18",
        "> 18",
        "-2 points",
        "Key:",
    ]


@given(st.text(), st.integers(0, 40), st.integers(0, 40), st.integers(1, 30))
def test_a_quotation_is_never_longer_than_its_room(text: str, start: int, more: int, room: int) -> None:
    start, end = min(start, len(text)), min(start + more, len(text))
    assert len(around(text, start, end, room)) <= 2 * room + (end - start) + 2

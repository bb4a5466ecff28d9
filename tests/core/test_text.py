import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_aid.core.text import clean, is_blank, plain


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("two\r\nlines", "two\nlines"),
        ("old\rmac", "old\nmac"),
        ("NUL\x00 and bell\x07", "NUL and bell"),
        ("Dose: \u202e01 mg", "Dose: 01 mg"),
        ("isolate \u2066x\u2069", "isolate x"),
        ("\ud800 lone surrogate", "lone surrogate"),
        ("nonchar\ufffe\U0001ffff", "nonchar"),
        ("e\u0301", "\u00e9"),
        ("tab\tstays", "tab\tstays"),
        ("zero\u200dwidth joiner stays", "zero\u200dwidth joiner stays"),
        ("<b>&amp;", "<b>&amp;"),
        ("שלום 你好 🙂", "שלום 你好 🙂"),
    ],
)
def test_text_is_made_clean(given_: str, kept: str) -> None:
    assert clean(given_) == kept


@given(st.text())
def test_clean_text_is_clean_already(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\r" not in once
    once.encode()


def test_a_short_value_is_read_as_dictated_or_in_full_width() -> None:
    assert plain("  \uff13\uff16. ") == "36"
    assert plain("March\n2025") == "March 2025"


def test_a_text_that_can_be_printed_as_it_is_holds_nothing_to_remove() -> None:
    printable = "".join(sign for sign in map(chr, range(sys.maxunicode + 1)) if sign.isprintable())
    assert clean("x" + printable + "x") == clean(f"x\t{printable}\tx").replace("\t", "")


@pytest.mark.parametrize("text", ["", " \n\u00a0", "\u200b", "\u200e\u2060", "\u00ad \u200d", "\u3164", "\u0301"])
def test_a_text_of_which_nothing_can_be_seen_is_blank(text: str) -> None:
    assert is_blank(text)
    assert not is_blank(f"{text}.")

from dataclasses import replace

from decision_aid.paper.letters import MOST_PICTURES, numbered, numbers, pictures_over
from decision_aid.paper.pool import Pool
from decision_aid.services import Paper, Printout
from tests.paper import pdf, summaries

SECONDS = 60.0
STRANGE = "\U0010fffd"


def test_letters_are_shown_by_their_numbers_wherever_they_stand() -> None:
    summary = replace(summaries.some(), wants_note=f"a {STRANGE} b", wants=(STRANGE, "plain"))
    shown = numbered(summary, numbers(["U+10FFFD"]))
    assert shown == replace(summary, wants_note="a [U+10FFFD] b", wants=("[U+10FFFD]", "plain"))


def test_with_every_letter_drawn_nothing_changes() -> None:
    summary = summaries.fullest()
    assert numbered(summary, numbers([])) is summary


def test_what_explains_a_letter_is_never_replaced_itself() -> None:
    assert numbers(["U+005B", "U+0055"]) == {}


def test_of_very_many_different_emoji_the_last_are_shown_by_their_numbers(pool: Pool) -> None:
    emoji = "".join(chr(0x1F300 + at) for at in range(MOST_PICTURES + 1))
    summary = replace(summaries.some(), wants_note=emoji[:50], wants=(emoji * 3,))
    assert pictures_over(replace(summary, wants=(emoji[:-1],))) == {}
    assert pictures_over(summary) == {0x1F364: "[U+1F364]"}
    assert "[U+1F364]" in pdf.pages(pool.summary(Printout(summary, b""), Paper.LETTER, SECONDS).pdf)[1]


def test_no_letter_is_lost_on_paper(pool: Pool) -> None:
    summary = replace(summaries.some(), wants_note=f"before {STRANGE} after")
    printed = pool.summary(Printout(summary, b""), Paper.LETTER, SECONDS)
    pages = pdf.pages(printed.pdf)
    assert printed.missing == ()
    assert "before[U+10FFFD]after" in pages[1]
    assert all("shownbyitsnumber,like[U+10FFFD]" in page for page in pages)


def test_a_draft_of_letters_that_no_font_has_still_makes_two_pages(pool: Pool) -> None:
    printed = pool.summary(Printout(summaries.fullest(STRANGE * 200), b""), Paper.LETTER, SECONDS)
    annex = pdf.bare(f"Annex: {summaries.TEXTS.annex}")
    assert [number for number, text in enumerate(pdf.pages(printed.pdf), 1) if annex in text] == [3]
    assert printed.missing == ()

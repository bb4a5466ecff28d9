from dataclasses import replace
from itertools import pairwise

import pytest

from decision_aid.core.summary import Summary
from decision_aid.core.words import Words
from decision_aid.paper.fit import Fit
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.sheet import Sheet, own
from tests.paper import summaries

TEXTS = summaries.TEXTS
SHEET = Sheet(Words(), Letterhead("North <Clinic>", "Tel. 1"))


def written(summary: Summary) -> str:
    return SHEET.summary(summary, Fit(0, 0))


def test_the_blocks_of_page_1_stand_in_their_order() -> None:
    blocks = [
        TEXTS.title, "2026-11-23", TEXTS.name_line, TEXTS.answered_by, TEXTS.decision, TEXTS.due, TEXTS.starred,
        TEXTS.doctor_line, "ask again", TEXTS.offers, TEXTS.signs, TEXTS.still_open, TEXTS.numbers, TEXTS.decline,
    ]  # fmt: skip
    page = written(summaries.some()).partition('id="page-1"')[2].partition('id="page-2"')[0]
    places = [page.find(f">{block}") if block != "ask again" else page.find(block) for block in blocks]
    assert -1 not in places
    assert places == sorted(places)


def test_the_blocks_of_page_2_stand_in_their_order() -> None:
    page = written(summaries.some()).partition('id="page-2"')[2]
    blocks = [
        TEXTS.open_questions,
        TEXTS.matters,
        TEXTS.wants,
        TEXTS.notes,
        TEXTS.sources,
        "5f1d0c9a77e2",
        "2027-05-01",
    ]
    places = [page.find(block) for block in blocks]
    assert -1 not in places
    assert places == sorted(places)


def test_how_many_questions_are_open_is_told() -> None:
    assert "Still open: 14 of 31, page 2." in written(summaries.some())


def test_each_starred_question_has_three_boxes_to_tick() -> None:
    page = written(summaries.some()).partition('id="page-2"')[0]
    assert page.count('class="tick"') == 3 * len(summaries.some().starred)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "<img src=file:///etc/passwd>", "{{ 7 * 7 }} {% if %} &amp;"]
)
def test_peoples_words_are_never_markup(text: str) -> None:
    html = written(replace(summaries.some(), wants_note=text))
    assert str(own(text)) in html
    assert "<script" not in html
    assert "<img" not in html


def test_words_from_the_right_say_so() -> None:
    assert str(own("שלום <b>")) == '<span dir="rtl" lang="he">שלום &lt;b&gt;</span>'


def test_what_could_hide_a_number_is_taken_out() -> None:
    assert str(own("Dose \u202e01\u202c mg")) == "Dose 01 mg"


def test_the_clinics_name_is_text() -> None:
    assert "<b>North &lt;Clinic&gt;</b> · Tel. 1" in written(summaries.NOTHING)


def test_past_review_is_said_plainly() -> None:
    late = replace(summaries.IDENTITY, overdue=True)
    assert "That day is past" in written(replace(summaries.some(), identity=late))
    assert "That day is past" not in written(summaries.some())


def test_no_heading_level_is_skipped() -> None:
    html = written(summaries.fullest())
    levels = [int(piece[0]) for piece in html.split("<h")[1:] if piece[0].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_interface_words_come_from_the_translation_given() -> None:
    sheet = Sheet(
        Words(interface=lambda text: text.replace("Still", "Noch").replace("ask again", "noch einmal")), Letterhead()
    )
    assert "noch einmal" in sheet.summary(summaries.some(), Fit(0, 0))


def test_a_long_word_may_break_and_an_address_of_usual_length_may_not() -> None:
    assert str(own("W" * 40)) == "\u200b".join(["W" * 12] * 3 + ["W" * 4])
    assert "\u200b" not in own("www.fda.gov/medwatch 48 漢字")


def test_a_sentence_ends_with_one_full_stop() -> None:
    told = summaries.answers_about(1, "Offer 1")
    html = written(replace(summaries.some(), answers=(told,), beyond_front=True))
    assert "They told me. “a note”" in html

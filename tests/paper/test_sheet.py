from dataclasses import replace
from itertools import pairwise

import pytest

from decision_aid.core.summary import Line, Section, Summary
from decision_aid.core.words import Words
from decision_aid.paper.fit import Fit
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.sheet import Sheet, own
from tests.paper import listings, summaries
from tests.paper.listings import FOUND, NOT_LISTED, OTHER, UNREAD, listed

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


@pytest.fixture
def page_1() -> str:
    some = summaries.some()
    noted = replace(
        some, decision=replace(some.decision, note="in my words"), due=replace(some.due, note="before spring")
    )
    return written(noted).partition('id="page-2"')[0]


def test_what_was_written_about_the_choice_and_its_day_says_so(page_1: str) -> None:
    for said in (f"<b>{TEXTS.decision}:</b> “in my words”", f"<b>{TEXTS.due}:</b> “before spring”"):
        assert said in page_1


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


def test_words_beside_what_is_asked_no_more_are_printed_after_the_two_pages_as_text() -> None:
    gone = Section("Asked no more", (Line("<i>Kolibri</i>\u202e: A question asked before", "", "<b>Two days</b>"),))
    page = written(replace(summaries.NOTHING, asked_no_more=gone)).partition('class="annex"')[2]
    assert ">Asked no more</h3>" in page
    assert "&lt;i&gt;Kolibri&lt;/i&gt;: A question asked before" in page
    assert "&lt;b&gt;Two days&lt;/b&gt;" in page
    assert "<b>Two days" not in page


def test_past_review_is_said_plainly() -> None:
    late = replace(summaries.IDENTITY, overdue=True)
    assert "That day is past" in written(replace(summaries.some(), identity=late))
    assert "That day is past" not in written(summaries.some())


def test_the_version_of_a_clinics_own_file_stands_on_page_two() -> None:
    told = "This clinic&#39;s own file: version 2026.3."
    local = replace(summaries.IDENTITY, local="2026.3")
    assert told in written(replace(summaries.some(), identity=local))
    assert "own file" not in written(summaries.some())


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


def annexed(summary: Summary) -> str:
    return written(summary).partition('class="annex"')[2]


def test_records_stand_first_in_the_annex_in_the_order_that_they_are_read() -> None:
    page = annexed(listed(replace(FOUND, first=("An old record.",), notices=("A second number.",))))
    pieces = [
        ">What the record says</h3>", "An old record.", "A second number.", ">1. Offer 1: NCT01234567</h4>",
        "Cells for People With ALS", "Sponsor of the Study", f'href="{listings.ADDRESS}"', "Is this the study?",
        listings.ALWAYS, "<svg", "The public record says", "You were told", "Ask", "Phase 1.", "Phase 2",
        "These are not the same.", "What is it meant to show?", "Bring these", "Only the team can tell.",
        "“At least 30”", "36 of 48", "Which total?", "A source",
    ]  # fmt: skip
    places = [page.find(piece) for piece in pieces]
    assert -1 not in places
    assert places == sorted(places)
    assert page.partition("<h3")[2].startswith(' id="annex-records">What the record says</h3>')


def test_rows_and_columns_beside_a_record_have_headers() -> None:
    page = annexed(listed(FOUND))
    assert page.count('scope="col"') == 6
    assert [name in page for name in ("Phase", "Payment", "ALSFRS-R")] == [True] * 3
    assert page.count('<th scope="row">') == 3


def test_what_differs_is_said_in_words_where_it_does() -> None:
    assert annexed(listed(FOUND)).count('class="differs"') == 1


def test_the_picture_of_the_address_has_words() -> None:
    assert f"<title>QR code of the address {listings.ADDRESS}</title>" in annexed(listed(FOUND))


def test_a_number_without_a_record_to_show_has_its_address_with_a_code_and_no_table() -> None:
    page = annexed(listed(OTHER, NOT_LISTED, UNREAD)).partition("</h3>")[2].partition("<h3>")[0]
    for said in (
        "Cells for People With ALS",
        "What is the right number?",
        "Not in our list.",
        "Eight digits are needed.",
    ):
        assert page.count(said) == 1, said
    assert "<table" not in page
    for shown in ("<svg", f'href="{listings.ADDRESS}"', listings.ALWAYS):
        assert page.count(shown) == 2, shown  # of the third there is no number, and so no address


def test_what_must_be_said_before_all_else_has_a_frame_where_there_is_no_record_too() -> None:
    page = annexed(listed(replace(NOT_LISTED, first=("Our list is old.",)), UNREAD))
    assert '<p class="banner">Our list is old.</p>' in page
    assert page.index("Our list is old.") < page.index("Not in our list.")


def test_a_record_names_whose_it_is_beside_its_day() -> None:
    page = annexed(listed(replace(FOUND, source="Source: the registry")))
    assert page.index("As of") < page.index("Source: the registry") < page.index("<table")


def test_what_a_record_holds_is_never_markup() -> None:
    bad = "<script>alert(1)</script> {{ 7 * 7 }} &amp;"
    row, gate = replace(FOUND.rows[0], says=bad, told=bad), replace(FOUND.gates[0], quotes=(bad,))
    about = (Line("Sponsor", bad),)
    page = annexed(listed(replace(FOUND, title=bad, about=about, rows=(row,), gates=(gate,))))
    assert page.count(str(own(bad))) == 5
    assert "<script" not in page


def test_without_a_number_no_record_is_mentioned() -> None:
    page = written(summaries.fullest())
    assert not [word for word in ("record:", "public records:", "NCT numbers:", "<h4", "<svg") if word in page]


def test_the_two_pages_lead_to_the_records_and_say_what_must_be_said_of_a_number() -> None:
    summary = replace(listed(FOUND), notes=summaries.fullest().notes)
    page = written(summary).partition('id="annex"')[0]
    assert 'NCT01234567 (record: page <span class="page" data-to="#record-1"></span>)</td>' in page
    assert f"NCT numbers: {listings.ALWAYS}" in page


def test_what_must_be_said_of_a_record_stands_behind_its_page() -> None:
    page = written(listed(replace(FOUND, heed="differs: Phase"))).partition('id="annex"')[0]
    assert 'data-to="#record-1"></span>; differs: Phase)</td>' in page

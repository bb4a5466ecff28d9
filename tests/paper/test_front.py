from dataclasses import asdict, replace
from itertools import pairwise

import pytest

from decision_aid.core.summary import Line, Listing, LocalChanges, Section
from decision_aid.paper.annex import annex
from decision_aid.paper.fit import FIRST, SECOND, FirstFit, Fit, SecondFit
from decision_aid.paper.front import front
from tests.paper import listings, summaries
from tests.paper.listings import FOUND, NOT_LISTED, OTHER, UNREAD, listed

ROOMY = Fit(0, 0)


def test_more_than_eight_signs_are_counted() -> None:
    shown = front(replace(summaries.some(), signs=summaries.signs(11)), ROOMY)
    assert (len(shown.signs), shown.more_signs) == (8, 3)


def test_what_is_counted_stands_in_the_annex() -> None:
    summary = replace(summaries.some(), signs=summaries.signs(11))
    full = annex(summary, front(summary, ROOMY))
    assert full
    assert [sign.id for sign in full.signs] == ["sign_8", "sign_9", "sign_10"]


def test_the_first_24_questions_stand_in_front_and_the_others_in_the_annex() -> None:
    summary = replace(summaries.some(), open_topics=summaries.topics(28), open_count=28)
    shown = front(summary, ROOMY)
    full = annex(summary, shown)
    assert full
    assert shown.more_open == 4
    assert sum(len(topic.questions) for topic in full.topics) == 4


def test_a_fourth_star_does_not_stand_in_front() -> None:
    stars = summaries.topics(4)[0].questions
    assert len(front(replace(summaries.some(), starred=stars), ROOMY).starred) == 3


def test_a_note_is_cut_at_240_and_needs_an_annex() -> None:
    summary = replace(summaries.some(), wants_note="word " * 100)
    shown = front(summary, ROOMY)
    assert len(shown.wants_note) <= 240
    assert shown.wants_note.endswith("…")
    assert annex(summary, shown)


def test_words_beside_what_is_asked_no_more_need_an_annex_and_stand_there() -> None:
    gone = Section("Asked no more", (Line("A question asked before", "", "Two days by car"),))
    summary = replace(summaries.NOTHING, asked_no_more=gone)
    full = annex(summary, front(summary, ROOMY))
    assert full
    assert full.answers[-1] == gone


def test_what_a_clinic_changed_is_said_in_full_where_there_is_room() -> None:
    summary = replace(summaries.NOTHING, local=LocalChanges("Questions left out: 1", "Left out: “Where?”", ()))
    shown = front(summary, ROOMY)
    assert (shown.local, shown.local_counts, shown.over) == ("Left out: “Where?”", "", False)


def test_of_much_that_a_clinic_changed_the_counts_are_said_first() -> None:
    counts = "Questions reworded: 3; Questions left out: 22"
    shown = front(replace(summaries.NOTHING, local=LocalChanges(counts, "Reworded: " + "“Where?”; " * 25, ())), ROOMY)
    assert (shown.local_counts, shown.over) == (counts, True)
    assert shown.local.startswith("Reworded: “Where?”")
    assert len(shown.local_counts + shown.local) <= 200


def test_nothing_over_needs_no_annex() -> None:
    summary = summaries.some()
    assert annex(summary, front(summary, ROOMY)) is None


def test_an_answer_beyond_the_front_needs_an_annex() -> None:
    summary = replace(summaries.some(), beyond_front=True)
    assert annex(summary, front(summary, ROOMY))


def test_a_note_that_stands_on_neither_page_needs_an_annex() -> None:
    answers = (summaries.section(Line("Devices", "Mask", "Only at night")),)
    summary = replace(summaries.some(), answers=answers)
    assert annex(summary, front(summary, ROOMY))


def test_a_note_that_stands_in_front_needs_no_annex() -> None:
    decision = Line("The choice", "Which trial", "My sister asks too", "decision")
    summary = replace(summaries.some(), decision=decision, answers=(summaries.section(decision),))
    assert annex(summary, front(summary, ROOMY)) is None


def test_of_a_note_with_no_room_only_its_mark_is_left() -> None:
    summary = replace(summaries.fullest(), offers=(summaries.box(1, "x" * 90), summaries.box(2), summaries.box(3)))
    assert front(summary, Fit(6, 0)).rows[0].cells[0] == "said, not in writing…"


@pytest.mark.parametrize("steps", [FIRST, SECOND], ids=["page 1", "page 2"])
def test_each_step_is_at_most_as_full_as_the_one_before(steps: tuple[FirstFit | SecondFit, ...]) -> None:
    for before, after in pairwise(asdict(step) for step in steps):
        assert all(after[name] <= before[name] for name in before if name != "name")


def test_the_offers_name_is_short_in_the_annexs_headings() -> None:
    summary = summaries.fullest()
    full = annex(summary, front(summary, Fit(5, 3)))
    assert full
    assert max(len(section.title) for section in full.answers) < 120


def test_an_offer_without_a_name_is_not_numbered_twice() -> None:
    named, unnamed = replace(summaries.box(1), title="Lake clinic"), replace(summaries.box(2), named=False)
    summary = replace(
        summaries.fullest(),
        offers=(named, unnamed),
        answers=(summaries.answers_about(1, "Lake clinic"), summaries.answers_about(2, "Offer 2")),
    )
    shown = front(summary, ROOMY)
    full = annex(summary, shown)
    assert full
    assert [(head.number, head.title) for head in shown.heads] == [(1, "Lake clinic"), (None, "Offer 2")]
    assert [section.title for section in full.answers] == ["1. Lake clinic: Risks", "Offer 2: Risks"]


def places(count: int, note: str = listings.NUMBER, fit: Fit = ROOMY) -> tuple[frozenset[int], bool]:
    """Return after which cells of the NCT row the front leads to a record, and if it does so above the boxes."""
    shown = front(listed(*([FOUND] * count), note=note), fit)
    return next(row.recorded for row in shown.rows if row.label == "NCT number"), shown.records


@pytest.mark.parametrize("count", [1, 2, 3])
def test_an_offers_number_leads_to_its_record(count: int) -> None:
    assert places(count) == (frozenset(range(count)), False)


def test_a_number_without_room_for_more_leads_to_its_record_above_the_boxes() -> None:
    assert places(3, fit=Fit(3, 0)) == (frozenset(), True)


def number_cell(note: str, *found: Listing) -> tuple[str, frozenset[str]]:
    """Return the first cell of the NCT row without the answer before it, and what must stand in the annex."""
    shown = front(listed(*found, note=note), ROOMY)
    cell = next(row.cells[0] for row in shown.rows if row.label == "NCT number")
    return cell.partition(": ")[2], shown.shortened


@pytest.mark.parametrize("note", [listings.ADDRESS + "?tab=table&rank=1#main", "nct 0123 4567", "NCT-0123-4567"])
@pytest.mark.parametrize("found", [FOUND, NOT_LISTED])
def test_a_number_stands_as_it_was_read_however_it_was_given(note: str, found: Listing) -> None:
    assert number_cell(note, found) == (listings.NUMBER, frozenset())


def test_several_numbers_stand_all() -> None:
    assert number_cell(f"{listings.ADDRESS}, nct07654321", FOUND)[0] == f"{listings.NUMBER}, NCT07654321"


def test_words_beside_a_number_stay_with_it_where_there_is_room() -> None:
    assert number_cell(f"{listings.NUMBER} in May", FOUND)[0] == f"{listings.NUMBER} in May"


def test_of_more_words_beside_a_number_it_is_said_that_they_stand_in_the_annex() -> None:
    said, shortened = number_cell(f"{'word ' * 60} {listings.NUMBER}", FOUND)
    assert said == f"{listings.NUMBER}…"
    assert "answer" in shortened
    assert places(1, note=f"{'word ' * 60} {listings.NUMBER}") == (frozenset({0}), False)


def test_what_is_looked_up_nowhere_stands_as_it_was_written() -> None:
    shown = front(replace(listed(FOUND, note="nct 0123 4567"), listings=()), ROOMY)
    assert next(row.cells[0] for row in shown.rows if row.label == "NCT number").endswith(": nct 0123 4567")


@pytest.mark.parametrize("more", range(30))
def test_a_number_with_what_leads_to_its_record_keeps_the_cells_quota(more: int) -> None:
    shown = front(listed(FOUND, FOUND, FOUND, note=f"{listings.NUMBER} {'x' * more}"), Fit(1, 0))
    row = next(row for row in shown.rows if row.label == "NCT number")
    wide = len(f"{row.cells[0]} (record: page 12)")
    assert wide <= shown.first.cell if row.recorded else shown.records


def test_only_a_number_with_a_record_leads_to_one() -> None:
    shown = front(listed(NOT_LISTED, OTHER, UNREAD), ROOMY)
    assert [row.recorded for row in shown.rows if row.recorded] == [frozenset({1})]
    assert not shown.records
    assert not any(row.recorded for row in front(replace(listed(FOUND), listings=()), ROOMY).rows)


def test_what_must_be_said_of_a_number_is_said_where_no_note_shown_says_it() -> None:
    assert front(listed(FOUND), ROOMY).always == listings.ALWAYS
    assert front(replace(listed(FOUND), listings=()), ROOMY).always == ""


def test_what_must_be_said_of_a_number_is_not_said_twice() -> None:
    grounds = tuple(Line(f"Offer {offer}: NCT number", "given in writing", "", "nct number") for offer in (1, 2))
    note = replace(summaries.fullest().notes[2], grounds=grounds)
    assert front(replace(listed(FOUND), notes=(note,)), ROOMY).always == ""
    beyond = (*summaries.fullest().notes[:8], note)
    assert front(replace(listed(FOUND), notes=beyond), ROOMY).always == listings.ALWAYS


def test_a_note_that_rests_on_more_than_the_number_does_not_say_what_must_be_said_of_it() -> None:
    grounds = (Line("NCT number", "given", "", "nct number"), Line("FDA", "Yes", "", "fda_approved"))
    note = replace(summaries.fullest().notes[0], grounds=grounds)
    assert front(replace(listed(FOUND), notes=(note,)), ROOMY).always == listings.ALWAYS


def rests_on(*answers: Line, fit: Fit = ROOMY) -> str:
    """Return what the front says a note rests on."""
    note = replace(summaries.fullest().notes[0], grounds=answers)
    return front(replace(summaries.some(), notes=(note,)), fit).notes[0].grounds


LISTED = Line("What is the NCT number?", "Yes, and in writing")


def test_an_answer_that_a_note_rests_on_stands_after_what_was_asked() -> None:
    assert rests_on(LISTED, Line("Treated before", "Not sure.")) == (
        "What is the NCT number? Yes, and in writing; Treated before: Not sure"
    )


def test_no_answer_stands_without_its_question_where_there_is_no_room_for_both() -> None:
    assert rests_on(LISTED, Line("What is every cost? " * 5, "No")) == "What is the NCT number? Yes, and in writing; …"
    assert rests_on(Line("What is every cost? " * 6, "No"), LISTED) == ""
    assert rests_on(Line("What is the IND number, and may I see the letter?", "No"), fit=Fit(0, 6)) == (
        "What is the IND number, and may I see the letter? No"
    )

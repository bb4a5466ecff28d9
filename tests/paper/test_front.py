from dataclasses import asdict, replace
from itertools import pairwise

import pytest

from decision_aid.core.summary import Line
from decision_aid.paper.annex import annex
from decision_aid.paper.fit import FIRST, SECOND, FirstFit, Fit, SecondFit
from decision_aid.paper.front import front
from tests.paper import summaries

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

"""An answer that was right on its day is shown after it, also where a question has other words by then."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from decision_aid import assets
from decision_aid.core.answers import Answer
from decision_aid.loader import load
from decision_aid.settings import Settings
from tests.web.conftest import Make
from tests.web.fakes import FakeExchange, FakePress, PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.visitor import Visitor
from tests.web.ways import code_of, resumed, session_of

DUE, ONSET = Answer(exact="2026-12-02"), Answer(("to_12",), "2025-11")
SHOWN = ("2 December 2026", "November 2025")
FOUND = "When was ALS found by a doctor?"


@pytest.fixture
def reworded(make: Make, tmp_path: Path) -> Flask:
    """The form with other words for a question that is not about these answers."""
    text = assets.questions().read_text(encoding="utf-8")
    assert FOUND in text
    path = tmp_path / "reworded.yaml"
    path.write_text(text.replace(FOUND, "In which month was ALS found?"), encoding="utf-8")
    return make(load(path), Settings())


@pytest.fixture
def back(visitor: Visitor, reworded: Flask, clock: PassingClock) -> Visitor:
    """Somebody who gave dates in November and comes back in December: one is past, the other 13 months ago."""
    visitor.begin(full=True)
    visitor.answer("/q/due", {"due-day": "2", "due-month": "12", "due-year": "2026"})
    visitor.answer("/q/onset", {"onset-codes": "to_12", "onset-month": "11", "onset-year": "2025"})
    visitor.answer("/q/alsfrs", {"alsfrs-exact": "36"})
    visitor.answer("/q/alsfrs-date", {"alsfrs_date-month": "11", "alsfrs_date-year": "2026"})
    code = code_of(visitor)
    visitor.client.application = reworded
    clock.pass_days(14)
    assert resumed(visitor, code).status == 303
    return visitor


def test_the_answers_stand_on_the_page_that_tells_what_changed(back: Visitor) -> None:
    shown = back.get("/answers").text
    assert "0 new, 1 changed" in shown
    assert all(day in shown for day in SHOWN)


def test_they_stand_on_the_summary_and_are_printed_and_in_the_data_file(
    back: Visitor, press: FakePress, exchange: FakeExchange
) -> None:
    summary = back.get("/summary").text
    assert all(day in summary for day in SHOWN)
    assert "1.00" in summary  # points lost a month, from the first symptom
    back.get("/summary.pdf")
    back.get("/summary.fhir.json")
    printed = repr(press.printed[-1][1].summary)
    assert all(day in printed for day in SHOWN)
    person = exchange.written[-1][0].answers.person
    assert (person["due"], person["onset"]) == (DUE, ONSET)


def test_another_page_that_is_saved_keeps_them(back: Visitor, store: TroubledStore) -> None:
    back.answer("/q/decision", {"decision-codes": "whether"})
    visit = store.open(session_of(back))
    assert visit
    person = visit.draft.answers.person
    assert (person["due"], person["onset"]) == (DUE, ONSET)
    assert visit.draft.questionnaire[2]  # every answer fits: nothing of it is judged again


@pytest.mark.parametrize(
    ("address", "given", "said"),
    [
        ("/q/due", ["2", "12", "2026"], "This date is in the past. Write the date that is coming."),
        ("/q/onset", ["", "11", "2025"], "What is written here does not fit “6 to 12 months ago”. Change one of them."),
    ],
)
def test_continue_on_their_own_page_says_what_time_has_changed_and_keeps_them_meanwhile(
    back: Visitor, address: str, given: list[str], said: str
) -> None:
    name = address.rpartition("/")[2]
    told = back.press(back.get(address))
    assert told.status == 422
    assert said in told.text
    for shown in (told, back.get(address)):
        form = fields(shown.page.form(address))
        assert [form[f"{name}-{part}"][0] for part in ("day", "month", "year")] == given
    assert all(day in back.get("/answers").text for day in SHOWN)


@pytest.mark.parametrize("address", ["/q/due", "/q/onset"])
def test_back_from_their_own_page_as_it_was_found_finds_no_fault_with_them(back: Visitor, address: str) -> None:
    assert back.press(back.get(address), {"pause": "back"}).status == 303
    assert all(day in back.get("/answers").text for day in SHOWN)

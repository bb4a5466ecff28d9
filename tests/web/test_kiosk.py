"""A shared tablet: what the browser is told, and what the next person finds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from decision_aid.store.drafts import Keeping, open_store
from decision_aid.store.keys import Cost
from decision_aid.store.sessions import Lasting
from tests.web.conftest import Make
from tests.web.fakes import PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.visitor import HOME, Visitor
from tests.web.ways import way

SHORT = Lasting(idle=timedelta(minutes=12), notice=timedelta(seconds=10))


@pytest.fixture
def tablet(make: Make, shipped: Loaded, store: TroubledStore, clock: PassingClock, tmp_path: Path) -> Visitor:
    store.store.close()
    keeping = Keeping(session=SHORT)
    store.store = open_store(tmp_path / "tablet" / "drafts", clock=clock, keeping=keeping, cost=Cost(8, 1))
    return Visitor(make(shipped, Settings(kiosk=True)).test_client())


def pass_minutes(clock: PassingClock, minutes: float) -> None:
    clock.time += timedelta(minutes=minutes)


def test_every_page_of_a_visit_leads_to_the_pause_after_ten_minutes(tablet: Visitor) -> None:
    tablet.begin()
    for address in ("/keep", "/q/who", "/answers", "/stars", "/summary", "/settings"):
        assert tablet.get(address).response.headers["Refresh"] == "600; url=/pause"


def test_a_tablet_that_gives_no_files_names_no_file_as_a_way_back(tablet: Visitor, visitor: Visitor) -> None:
    tablet.begin()
    assert "With your own file" not in tablet.get("/keep").html
    visitor.begin()
    assert "With your own file" in visitor.get("/keep").html


def test_what_answers_a_form_leads_to_the_pause_also_without_a_visit(tablet: Visitor) -> None:
    page = tablet.get("/resume")
    slip = tablet.post("/resume", {**fields(way(page, "code")), "code": "0000-0000-0000-0001"})
    ended = tablet.post("/q/who", {"who-codes": "self"})
    for shown in (slip, ended):
        assert shown.response.headers["Refresh"] == "600; url=/pause"


def test_a_printout_on_the_screen_leads_to_the_pause(tablet: Visitor) -> None:
    tablet.begin()
    shown = tablet.get("/summary.pdf")
    assert shown.response.mimetype == "application/pdf"
    assert shown.response.headers["Refresh"] == "600; url=/pause"


def test_a_tablet_keeps_no_file_and_no_link_in_its_history(tablet: Visitor, visitor: Visitor) -> None:
    tablet.begin()
    assert tablet.get("/summary.fhir.json").location == "/summary"
    assert f'href="{HOME}/resume#' not in tablet.get("/keep").html
    visitor.begin()
    assert f'href="{HOME}/resume#' in visitor.get("/keep").html


def test_outside_a_visit_no_page_changes_by_itself(tablet: Visitor) -> None:
    assert "Refresh" not in tablet.get("/about").response.headers


def test_a_form_that_is_no_tablet_changes_no_page_by_itself(visitor: Visitor) -> None:
    visitor.begin()
    assert "Refresh" not in visitor.get("/answers").response.headers


def test_the_pause_shows_no_answer_and_one_large_way_on(tablet: Visitor, clock: PassingClock) -> None:
    tablet.answer(tablet.begin(), {"decision-note": "Kolibri-7731"})
    pass_minutes(clock, 10)
    shown = tablet.get("/pause")
    assert "Kolibri" not in shown.html
    assert shown.response.headers["Refresh"] == "120; url=/ended"
    (on,) = shown.page.by_class("main")
    assert on.text == "I need more time"
    assert tablet.get(on.get("href")).status == 200


def test_more_time_can_be_asked_for_any_number_of_times(tablet: Visitor, clock: PassingClock) -> None:
    tablet.begin()
    for _ in range(20):
        pass_minutes(clock, 11.5)
        (on,) = tablet.get("/pause").page.by_class("main")
        assert tablet.get(on.get("href")).status == 200


def test_looking_at_the_pause_gives_no_more_time(tablet: Visitor, clock: PassingClock) -> None:
    tablet.begin()
    pass_minutes(clock, 10)
    tablet.get("/pause")
    pass_minutes(clock, 2)
    over = tablet.get("/ended")
    assert over.status == 200
    assert "cookies" in over.response.headers["Clear-Site-Data"]
    assert tablet.get("/answers").status == 303


def test_the_end_is_not_shown_while_somebody_goes_on(tablet: Visitor) -> None:
    tablet.begin()
    assert tablet.get("/ended").location == "/pause"


def test_the_tablet_prints_and_keeps_no_file(tablet: Visitor) -> None:
    tablet.begin()
    assert tablet.get("/summary.pdf").response.headers["Content-Disposition"].startswith("inline")
    assert "/summary.fhir.json" not in tablet.get("/summary").html
    assert "Print the two pages" in tablet.get("/summary").text


def test_the_about_page_says_when_a_visit_ends_there(tablet: Visitor) -> None:
    assert "a visit ends after 12 minutes" in tablet.get("/about").text

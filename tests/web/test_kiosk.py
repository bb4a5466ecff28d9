"""A shared tablet: what the browser is told, and what the next person finds."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from decision_aid.core.errors import PressBusy
from decision_aid.loader import Loaded
from decision_aid.settings import Settings
from decision_aid.store.drafts import open_store
from decision_aid.store.keys import Cost
from decision_aid.store.passing import open_passing
from decision_aid.store.sessions import AT_A_TABLET, Keeping
from tests.web.conftest import Make
from tests.web.fakes import FakePress, PassingClock, TroubledStore
from tests.web.page import fields
from tests.web.visitor import HOME, OURS, Shown, Visitor
from tests.web.ways import way

FRAMED = "/summary.pdf?paper=letter&framed=yes"
UNTRUE_WHERE_NOTHING_IS_KEPT = (
    "code or a saved file",
    "A saved file",
    "saved files",
    "The ways back",
    "come back later",
    "How to come back",
    "Come back to answers",
    "Get the two pages",
    "or save",
    "have by then",
    "saved from this form",
)


@pytest.fixture
def tablet(make: Make, shipped: Loaded, store: TroubledStore, clock: PassingClock, tmp_path: Path) -> Visitor:
    store.store.close()
    keeping = Keeping(session=AT_A_TABLET)
    store.store = open_store(tmp_path / "tablet" / "drafts", clock=clock, keeping=keeping, cost=Cost(8, 1))
    return Visitor(make(shipped, Settings(kiosk=True)).test_client())


@pytest.fixture
def keeping_nothing(make: Make, shipped: Loaded, store: TroubledStore, clock: PassingClock) -> Visitor:
    """A tablet of a clinic where nothing is kept either."""
    store.store.close()
    store.store = open_passing(clock=clock, session=AT_A_TABLET)
    return Visitor(make(shipped, Settings(kiosk=True, no_retention=True)).test_client())


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


def test_where_nothing_is_kept_either_only_the_printed_pages_are_promised(
    keeping_nothing: Visitor, clock: PassingClock
) -> None:
    started = keeping_nothing.get("/")
    keeping_nothing.begin()
    kept = keeping_nothing.get("/keep")
    assert "Print the two pages to have them later" in started.text
    assert kept.page.one("h1").text == "Nothing is kept here"
    assert not list(kept.page.all("ol"))
    pages = ("/about", "/settings", "/summary", "/finish", "/resume")
    shown = [started, kept, *map(keeping_nothing.get, pages)]
    pass_minutes(clock, 13)
    for page in (*shown, keeping_nothing.get("/ended")):
        assert [untrue for untrue in UNTRUE_WHERE_NOTHING_IS_KEPT if untrue in page.text] == []
        if "another device" not in page.text:
            assert "data file" not in page.text
            assert "your own file" not in page.text


def test_what_is_said_before_clearing_names_a_file_only_where_one_can_be_had(tablet: Visitor, visitor: Visitor) -> None:
    for at, told in (
        (tablet, "Print the two pages first to keep them. What was already printed is not deleted."),
        (visitor, "Print or save the two pages first to keep them. What was already printed or saved is not deleted."),
    ):
        at.begin()
        assert [told in at.get(page).text for page in ("/finish", "/summary")] == [True, True]


def test_the_about_page_says_whose_paper_and_files_are(keeping_nothing: Visitor, visitor: Visitor) -> None:
    assert (
        "Paper belongs to the person it is about. Keep it where only the right people can see it."
        in keeping_nothing.get("/about").text
    )
    assert "Paper and saved files belong to the person they are about." in visitor.get("/about").text


def test_a_file_that_somebody_brings_along_is_not_said_to_be_saved_on_the_tablet(
    tablet: Visitor, keeping_nothing: Visitor, visitor: Visitor
) -> None:
    from_elsewhere = "The PDF or the data file of this form that you saved on another device"
    for at in (tablet, keeping_nothing):
        assert from_elsewhere in at.get("/resume").text
    assert from_elsewhere not in visitor.get("/resume").text


def test_a_tablet_of_a_clinic_that_keeps_answers_leads_back_to_them(tablet: Visitor) -> None:
    assert "Come back to answers you gave before" in tablet.get("/").text


def test_a_tablet_that_keeps_nothing_leads_to_where_a_file_that_somebody_brings_along_is_opened(
    keeping_nothing: Visitor,
) -> None:
    links = keeping_nothing.get("/").page.all("a")
    assert [link.text for link in links if link.get("href") == "/resume"] == ["Open a saved file"]


def test_what_answers_a_form_leads_to_the_pause_also_without_a_visit(tablet: Visitor) -> None:
    page = tablet.get("/resume")
    slip = tablet.post("/resume", {**fields(way(page, "code")), "code": "0000-0000-0000-0001"})
    ended = tablet.post("/q/who", {"who-codes": "self"})
    for shown in (slip, ended):
        assert shown.response.headers["Refresh"] == "600; url=/pause"


IN_A_WINDOW = {**OURS, "Sec-Fetch-Dest": "document"}
IN_A_FRAME = {**OURS, "Sec-Fetch-Dest": "iframe"}
DOCUMENTS = [("/summary.pdf", b"%PDF-summary"), ("/questions.pdf", b"%PDF-blank")]
CLOSED = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'"


def framed(page: Shown) -> str:
    """Return what the frame of a page asks for."""
    return page.page.one("iframe").get("src")


@pytest.mark.parametrize("headers", [OURS, IN_A_WINDOW], ids=["no word of a window", "a window"])
@pytest.mark.parametrize(("address", "document"), DOCUMENTS)
def test_a_document_stands_in_a_page_that_leads_to_the_pause(
    tablet: Visitor, address: str, document: bytes, headers: dict[str, str]
) -> None:
    tablet.begin()
    page = tablet.get(address, headers)
    assert (page.status, page.response.mimetype) == (200, "text/html")
    assert page.response.headers["Refresh"] == "600; url=/pause"
    assert framed(page) == f"{address}?paper=letter&framed=yes"
    assert tablet.get(framed(page), IN_A_FRAME).response.data == document
    assert tablet.get(framed(page)).response.data == document


@pytest.mark.parametrize("address", ["/summary.pdf", "/questions.pdf"])
def test_a_window_is_never_filled_by_the_document_itself(tablet: Visitor, address: str) -> None:
    tablet.begin()
    led = tablet.get(f"{address}?paper=a4&framed=yes", IN_A_WINDOW)
    assert (led.status, led.location) == (303, f"{address}?paper=a4")
    assert framed(tablet.get(led.location, IN_A_WINDOW)) == f"{address}?paper=a4&framed=yes"


def test_a_document_by_itself_leads_to_the_pause_in_browsers_that_listen(tablet: Visitor) -> None:
    tablet.begin()
    shown = tablet.get("/summary.pdf?framed=yes")
    assert shown.response.mimetype == "application/pdf"
    assert shown.response.headers["Refresh"] == "600; url=/pause"


def test_in_its_frame_a_document_leads_nowhere_so_that_the_page_around_it_does(tablet: Visitor) -> None:
    tablet.begin()
    assert "Refresh" not in tablet.get(FRAMED, IN_A_FRAME).response.headers
    assert tablet.get(FRAMED).response.headers["Refresh"]
    assert tablet.get("/summary", IN_A_FRAME).response.headers["Refresh"]


def test_only_the_page_may_hold_a_frame_and_only_the_document_may_stand_in_one(tablet: Visitor) -> None:
    tablet.begin()
    page, document, other = (tablet.get(each).response.headers for each in ("/summary.pdf", FRAMED, "/summary"))
    assert page["Content-Security-Policy"] == f"{CLOSED}; frame-ancestors 'none'; frame-src 'self'"
    assert document["Content-Security-Policy"] == f"{CLOSED}; frame-ancestors 'self'"
    assert other["Content-Security-Policy"] == f"{CLOSED}; frame-ancestors 'none'"
    assert [each["X-Frame-Options"] for each in (page, document, other)] == ["DENY", "SAMEORIGIN", "DENY"]


def test_where_it_cannot_be_printed_the_frame_says_so_and_its_links_lead_out_of_it(
    tablet: Visitor, press: FakePress
) -> None:
    tablet.begin()
    press.trouble = PressBusy
    shown = tablet.get(FRAMED, IN_A_FRAME)
    assert (shown.status, shown.response.headers["X-Frame-Options"]) == (503, "SAMEORIGIN")
    assert shown.page.one("base").get("target") == "_top"
    assert "/summary.pdf?paper=letter" in {link.get("href") for link in shown.page.all("a")}
    assert not list(tablet.get("/summary").page.all("base"))


def test_the_page_around_the_printout_prints_nothing_itself(tablet: Visitor, press: FakePress) -> None:
    tablet.begin()
    tablet.get("/summary.pdf")
    assert not press.printed


def test_without_a_visit_no_page_is_put_around_a_printout(tablet: Visitor) -> None:
    assert tablet.get("/summary.pdf").location == "/"


def test_a_form_that_is_no_tablet_frames_nothing(visitor: Visitor) -> None:
    visitor.begin()
    given = visitor.get(FRAMED, IN_A_WINDOW).response
    assert (given.mimetype, given.headers["X-Frame-Options"]) == ("application/pdf", "DENY")


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


@pytest.mark.parametrize("seconds", range(1, 10, 2))
def test_more_time_can_be_asked_for_until_shortly_before_the_end(
    tablet: Visitor, clock: PassingClock, seconds: int
) -> None:
    tablet.begin()
    pass_minutes(clock, seconds / 60)
    tablet.get("/answers")
    pass_minutes(clock, 10)
    (on,) = tablet.get("/pause").page.by_class("main")
    pass_minutes(clock, 115 / 60)
    assert tablet.get(on.get("href")).status == 200


def test_looking_at_the_pause_gives_no_more_time(tablet: Visitor, clock: PassingClock) -> None:
    tablet.begin()
    pass_minutes(clock, 10)
    tablet.get("/pause")
    pass_minutes(clock, 2)
    over = tablet.get("/ended")
    assert over.status == 200
    assert over.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert tablet.get("/answers").status == 303


def test_the_end_is_not_shown_while_somebody_goes_on(tablet: Visitor) -> None:
    tablet.begin()
    assert tablet.get("/ended").location == "/pause"


def test_the_tablet_prints_and_keeps_no_file(tablet: Visitor) -> None:
    tablet.begin()
    assert tablet.get(FRAMED).response.headers["Content-Disposition"].startswith("inline")
    assert "/summary.fhir.json" not in tablet.get("/summary").html
    assert "Print the two pages" in tablet.get("/summary").text


def test_the_about_page_says_when_a_visit_ends_there(tablet: Visitor) -> None:
    assert "After 12 minutes the visit ends" in tablet.get("/about").text


def test_the_about_page_says_that_words_not_sent_are_lost_when_the_page_is_put_away(tablet: Visitor) -> None:
    told = "the page is put away after 10 minutes without a press. Words not yet sent with Continue are lost then."
    assert told in tablet.get("/about").text

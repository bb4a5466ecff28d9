"""A shared tablet in a real browser: each page with answers leads to the pause by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import Window
from tests.browser.places import answer_some, begin, press, refused
from tests.serving import serving

TO_THE_PAUSE = "600; url=/pause"
IN_THE_FRAME = "?paper=letter&framed=yes"
PATIENCE = 60_000  # milliseconds
WITH_ANSWERS = ("/keep", "/q/who", "/answers", "/stars", "/summary", "/settings", "/resume", "/")


@pytest.fixture(scope="module")
def tablet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("tablet"), kiosk="1") as address:
        yield address


@pytest.fixture
def at_tablet(browser: Browser, tablet: str) -> Iterator[Page]:
    with closing(browser.new_context(base_url=tablet, java_script_enabled=False)) as context:
        yield context.new_page()


@pytest.fixture
def file(window: Window, downloads: Path) -> Path:
    """Return a data file that somebody brings along."""
    page = window()
    begin(page, "one", "short")
    page.goto("/summary")
    with page.expect_download() as download:
        page.locator("a[href='/summary.fhir.json']").click()
    kept = downloads / "brought-along.json"
    download.value.save_as(kept)
    return kept


def refresh(answer: Response | None) -> str | None:
    assert answer
    return answer.header_value("Refresh")


def test_every_page_with_answers_leads_to_the_pause(at_tablet: Page) -> None:
    begin(at_tablet)
    answer_some(at_tablet)
    assert {address: refresh(at_tablet.goto(address)) for address in WITH_ANSWERS} == dict.fromkeys(
        WITH_ANSWERS, TO_THE_PAUSE
    )
    with at_tablet.expect_response(lambda answer: answer.request.method == "POST") as sent:
        refused(at_tablet)
    assert (sent.value.status, refresh(sent.value)) == (422, TO_THE_PAUSE)


def show_the_printout(page: Page) -> list[Response]:
    """Press what prints, once it is printed; return what came for the page and for its frame."""
    came: list[Response] = []

    def keep(answer: Response) -> None:
        if urlsplit(answer.url).path == "/summary.pdf":
            came.append(answer)

    assert page.request.get(f"/summary.pdf{IN_THE_FRAME}", timeout=PATIENCE).ok
    page.goto("/summary")
    page.on("response", keep)
    with page.expect_response(lambda answer: "framed" in answer.url):
        page.locator("a[href='/summary.pdf']").click()
    return came


def test_the_printout_stands_in_a_page_that_leads_to_the_pause(at_tablet: Page) -> None:
    begin(at_tablet, "none", "short")
    page, document = show_the_printout(at_tablet)
    assert page.headers["content-type"].startswith("text/html")
    assert refresh(page) == TO_THE_PAUSE
    assert document.headers["content-type"] == "application/pdf"
    assert document.headers["content-disposition"].startswith("inline")
    back = at_tablet.get_by_role("link", name="Back to the summary")
    press(at_tablet, back)
    assert urlsplit(at_tablet.url).path == "/summary"


def test_the_browser_shows_the_printout_in_the_frame_and_leaves_both(browser: Browser, quick_tablet: str) -> None:
    with closing(browser.new_context(base_url=quick_tablet)) as context:
        page, said = context.new_page(), list[str]()
        page.on("console", lambda message: said.append(message.text))
        begin(page, "none", "short")
        show_the_printout(page)
        page.wait_for_url("**/pause", timeout=PATIENCE)
        assert page.locator("iframe").count() == 0
        assert said == []  # a browser that refuses to frame says so


@pytest.mark.parametrize("address", ["/summary.pdf?paper=a4", "/summary.pdf?paper=a4&framed=yes"])
def test_the_address_of_the_printout_alone_shows_it_in_its_page(at_tablet: Page, address: str) -> None:
    begin(at_tablet, "none", "short")
    shown = at_tablet.goto(address)
    assert (refresh(shown), urlsplit(at_tablet.url).query) == (TO_THE_PAUSE, "paper=a4")
    assert at_tablet.locator("iframe").get_attribute("src") == "/summary.pdf?paper=a4&framed=yes"


def test_what_is_in_a_kept_file_leads_to_the_pause_before_it_is_taken_over(at_tablet: Page, file: Path) -> None:
    at_tablet.goto("/resume")
    at_tablet.set_input_files("#file", file)
    with at_tablet.expect_response(lambda answer: answer.request.method == "POST") as shown:
        press(at_tablet, at_tablet.get_by_role("button", name="Open this file"))
    assert at_tablet.get_by_role("button", name="Take these answers over").is_visible()
    assert (shown.value.status, refresh(shown.value)) == (200, TO_THE_PAUSE)

"""A shared tablet in a real browser: each page with answers leads to the pause by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response

from tests.browser.conftest import Window
from tests.browser.places import answer_some, begin, press, refused
from tests.serving import serving

TO_THE_PAUSE = "600; url=/pause"
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


def test_the_printout_in_the_window_leads_to_the_pause(at_tablet: Page) -> None:
    begin(at_tablet, "none", "short")
    at_tablet.goto("/summary")
    with at_tablet.context.expect_event(
        "response", lambda answer: answer.url.partition("?")[0].endswith("/summary.pdf")
    ) as shown:
        at_tablet.locator("a[href^='/summary.pdf']").first.click()
    assert shown.value.headers["content-type"] == "application/pdf"
    assert shown.value.headers["content-disposition"].startswith("inline")
    assert refresh(shown.value) == TO_THE_PAUSE


def test_what_is_in_a_kept_file_leads_to_the_pause_before_it_is_taken_over(at_tablet: Page, file: Path) -> None:
    at_tablet.goto("/resume")
    at_tablet.set_input_files("#file", file)
    with at_tablet.expect_response(lambda answer: answer.request.method == "POST") as shown:
        press(at_tablet, at_tablet.get_by_role("button", name="Open this file"))
    assert at_tablet.get_by_role("button", name="Take these answers over").is_visible()
    assert (shown.value.status, refresh(shown.value)) == (200, TO_THE_PAUSE)

"""Lighthouse gives full marks for accessibility, and no page moves while it loads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests import npm
from tests.browser.conftest import Window
from tests.browser.lighthouse import judged
from tests.browser.places import answer_some, begin, everywhere
from tests.reliability.front import running

LIST = Path(__file__).with_name("lighthouse.sha512")
# the start page last: it gives a cookie, and a browser with one of its own takes no more notice of those it was handed
ADDRESSES = ("/offer/1/q/offer", "/answers", "/summary", "/keep", "/")
LATE_BANNER = b"""<!DOCTYPE html><html lang="en"><title>Moving</title><main><h1 id="top">A heading</h1><img src="x.png">
<p style="font-size: 60px">Text that moves.</p></main><script>setTimeout(() => {
  document.getElementById("top").insertAdjacentHTML("beforebegin", "<p style='height: 300px'>Late</p>")
}, 50)</script></html>"""
# how much of the window moved while the page loaded, as Chromium itself saw it
SHIFT = """() => new Promise(told => {
  const moved = list => list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
  const watch = new PerformanceObserver(list => told(moved(list)))
  watch.observe({type: 'layout-shift', buffered: true})
  requestAnimationFrame(() => requestAnimationFrame(() => told(moved({getEntries: () => watch.takeRecords()}))))
})"""


class Moving(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(LATE_BANNER)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def moving() -> Iterator[str]:
    """Serve a page with an image that nobody describes and a banner that comes late."""
    with running(ThreadingHTTPServer(("127.0.0.1", 0), Moving)) as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="module")
def packages() -> Path:
    return npm.packages(LIST, "lighthouse")


@pytest.fixture
def chromium(browser: Browser, chromium_path: str | None) -> str:
    return chromium_path or browser.browser_type.executable_path


def cookie_of(page: Page) -> str:
    return "; ".join(f"{one.get('name')}={one.get('value')}" for one in page.context.cookies())


def test_lighthouse_gives_full_marks_and_finds_what_is_planted(
    window: Window, home: str, packages: Path, chromium: str
) -> None:
    page = window()
    begin(page)
    answer_some(page)
    with moving() as wrong:
        *ours, planted = judged(packages, chromium, cookie_of(page), *(home + place for place in ADDRESSES), wrong)
    assert [urlsplit(one.address).path for one in ours] == list(ADDRESSES)
    assert min(one.judged for one in ours) >= 10
    assert [one for one in ours if (one.accessibility, one.failed, one.shift) != (1, [], 0)] == []
    assert "image-alt" in planted.failed
    assert planted.accessibility < 1
    assert planted.shift > 0


def test_no_page_moves_while_it_loads(window: Window) -> None:
    page = window(scripts=True)
    begin(page)
    answer_some(page)
    moved = {place: page.evaluate(SHIFT) for place in everywhere(page)}
    assert {place: shift for place, shift in moved.items() if shift} == {}


def test_a_page_that_moves_is_found(window: Window) -> None:
    with moving() as wrong:
        page = window(at=wrong, scripts=True)
        page.goto("/")
        page.wait_for_selector("p >> text=Late")
        assert page.evaluate(SHIFT) > 0

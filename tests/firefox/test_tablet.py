"""A shared tablet in Firefox, whose own reader of PDF obeys no header: the page around it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.places import begin, press
from tests.firefox.conftest import USUAL
from tests.firefox.marionette import MarionetteError, firefox
from tests.firefox.tab import FirefoxTab, wait_until

# how many pages of paper the reader shows in the frame
PAGES = """() => {
  const frame = document.querySelector('iframe')
  return frame && frame.contentDocument ? frame.contentDocument.querySelectorAll('.page').length : 0
}"""


@pytest.fixture(scope="module")
def at_tablet(program: str, quick_tablet: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirefoxTab]:
    """Begin a visit in a Firefox that reads PDF itself, as it comes; no page may run a script."""
    preferences = {**USUAL, "javascript.enabled": False}
    with firefox(program, tmp_path_factory.mktemp("firefox-at-tablet"), preferences) as driver:
        tab = FirefoxTab(driver, quick_tablet, Path()).new_page()
        begin(tab, "none", "short")
        yield tab


def path(tab: FirefoxTab) -> str:
    return urlsplit(tab.url).path


def pages_shown(tab: FirefoxTab) -> int:
    """Return how many pages are shown; where the window was left before they came, come to them once more."""
    with suppress(MarionetteError):  # between two pages
        if path(tab) != "/summary.pdf":
            tab.goto("/summary.pdf")
        return int(tab.evaluate(PAGES))
    return 0


def leaves(tab: FirefoxTab) -> None:
    wait_until(lambda: path(tab) == "/pause", "the pause")


def test_firefox_shows_the_printout_in_the_frame_and_leaves_both(at_tablet: FirefoxTab) -> None:
    at_tablet.goto("/summary")
    press(at_tablet, at_tablet.locator("a[href='/summary.pdf']"))
    assert wait_until(lambda: pages_shown(at_tablet), "the printout in its frame") == 2
    leaves(at_tablet)


@pytest.mark.parametrize("address", ["/summary.pdf?paper=a4", "/summary.pdf?paper=a4&framed=yes"])
def test_firefox_leaves_the_printout_also_where_its_address_was_typed(at_tablet: FirefoxTab, address: str) -> None:
    at_tablet.goto(address)
    leaves(at_tablet)

"""Firefox at 400 %: a window of 1280 px is 320 px wide then, and no page scrolls sideways."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.places import answer_some, begin, everywhere
from tests.browser.width import scrolls_sideways
from tests.firefox.conftest import Opening
from tests.firefox.tab import FirefoxTab

WIDE, TIMES = 1280, 4
TOO_WIDE = "() => { document.querySelector('main').style.minWidth = '400px' }"


@pytest.fixture
def wide(tab: Opening) -> Iterator[FirefoxTab]:
    opened = tab(preferences={"javascript.enabled": False})
    opened.driver.send("WebDriver:SetWindowRect", width=WIDE, height=900)
    yield opened
    opened.magnify(1, WIDE)


def is_too_wide(tab: FirefoxTab) -> bool:
    tab.magnify(TIMES, WIDE // TIMES)
    return scrolls_sideways(tab)


def test_in_firefox_no_page_scrolls_sideways_at_320_px(wide: FirefoxTab) -> None:
    begin(wide)
    answer_some(wide)
    assert [place for place in everywhere(wide) if is_too_wide(wide)] == []


def test_in_firefox_a_page_that_is_too_wide_is_found(wide: FirefoxTab) -> None:
    wide.goto("/")
    wide.evaluate(TOO_WIDE)
    assert is_too_wide(wide)

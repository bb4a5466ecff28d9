"""Firefox without JavaScript: a whole journey by Tab, Space and Enter, and where the focus is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pypdf import PdfReader

from tests.browser.keyboard import Keyboard
from tests.browser.places import QUESTION_PAGES, begin, refused, too_many_stars
from tests.browser.tab import Tab
from tests.firefox.conftest import Opening
from tests.firefox.marionette import Preference
from tests.firefox.tab import FirefoxTab, wait_until

WITHOUT: dict[str, Preference] = {"javascript.enabled": False}
SUMMARY_FOCUSED = "() => document.activeElement.matches('.errors')"
# the outline of what has the focus, and how much of the page it may be lost in
FOCUS = """() => {
  const at = document.activeElement, shown = at.closest('label') || at
  const rings = [at, shown].map(one => getComputedStyle(one))
    .filter(style => style.outlineStyle !== 'none').map(style => parseFloat(style.outlineWidth))
  const box = shown.getBoundingClientRect()
  return {ring: Math.max(0, ...rings), inside: box.bottom > 0 && box.top < innerHeight,
          name: at.tagName + ' ' + at.textContent.trim().slice(0, 40)}
}"""
LEAST_RING = 3  # CSS px
HIDE_RINGS = """() => {
  for (const one of document.querySelectorAll('*')) one.style.setProperty('outline', 'none', 'important')
}"""


@pytest.fixture
def still(tab: Opening) -> FirefoxTab:
    return tab(preferences=WITHOUT)


def unseen(keys: Keyboard, stops: int) -> list[str]:
    """Press Tab so often, or until the page ends; return where nobody would see the focus."""
    lost = []
    for _ in range(stops):
        keys.press("Tab")
        if keys.focused["tag"] == "BODY":
            break
        focus = keys.page.evaluate(FOCUS)
        if focus["ring"] < LEAST_RING or not focus["inside"]:
            lost.append(focus["name"])
    return lost


def test_in_firefox_the_keyboard_alone_leads_from_start_to_paper(still: FirefoxTab) -> None:
    still.goto("/")
    keys = Keyboard(still)
    keys.begin()
    while keys.here != "/answers":
        keys.choose()
    keys.tab_to(tag="A", href="/stars")
    keys.go()
    keys.tab_to(type="checkbox")
    keys.press("Space")
    keys.go()
    keys.tab_to(tag="A", href="/summary.pdf")
    with still.expect_download() as download:
        keys.press("Enter")
    print(f"Firefox: {keys.presses} keys for {keys.pages} question pages")  # noqa: T201 - a measure to read
    assert len(PdfReader(download.value.path()).pages) >= 2
    assert keys.pages >= 8
    assert keys.presses <= 12 * keys.pages


@pytest.mark.parametrize("come", [refused, too_many_stars])
def test_in_firefox_the_problem_has_the_focus_after_a_mistake(still: FirefoxTab, come: Callable[[Tab], None]) -> None:
    begin(still)
    come(still)
    assert wait_until(lambda: still.evaluate(SUMMARY_FOCUSED), "the focus on the problem")


def test_in_firefox_the_first_tab_after_a_mistake_leads_to_the_control(still: FirefoxTab) -> None:
    begin(still)
    refused(still)
    wait_until(lambda: still.evaluate(SUMMARY_FOCUSED), "the focus on the problem")
    keys = Keyboard(still)
    assert keys.tab_to(tag="A", href="#alsfrs-exact") == 1
    keys.press("Enter")
    wait_until(lambda: keys.focused["name"] == "alsfrs-exact", "the focus on the control")


def test_in_firefox_the_focus_is_seen_wherever_it_goes(still: FirefoxTab) -> None:
    begin(still)
    lost = {}
    for address in ("/", *QUESTION_PAGES[:6], "/answers", "/stars", "/summary", "/keep", "/resume"):
        still.goto(address)
        lost[address] = unseen(Keyboard(still), 6)
    assert {address: names for address, names in lost.items() if names} == {}


def test_in_firefox_a_focus_that_nobody_sees_is_found(still: FirefoxTab) -> None:
    still.goto("/")
    still.evaluate(HIDE_RINGS)
    assert unseen(Keyboard(still), 2)

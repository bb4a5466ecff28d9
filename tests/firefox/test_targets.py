"""In Firefox too every control is large and has room around it, and no question page has more than ten Tab stops."""

from __future__ import annotations

from tests.browser.places import answer_some, begin, everywhere
from tests.browser.test_targets import faults
from tests.effort.view import stops
from tests.firefox.conftest import Opening
from tests.firefox.tab import FirefoxTab

MOST_STOPS = 10
WITHOUT_SCRIPTS = {"javascript.enabled": False}


def wrong(tab: FirefoxTab, place: str) -> list[str]:
    count = stops(tab) if "/q/" in place else 0
    return [*faults(tab), *([f"{count} stops"] if count > MOST_STOPS else [])]


def test_in_firefox_every_control_is_large_and_has_room_around_it(tab: Opening) -> None:
    opened = tab(preferences=WITHOUT_SCRIPTS)
    begin(opened)
    answer_some(opened)
    found = {place: wrong(opened, place) for place in everywhere(opened)}
    assert {place: faulty for place, faulty in found.items() if faulty} == {}


def test_in_firefox_a_small_control_is_found(tab: Opening) -> None:
    opened = tab(preferences=WITHOUT_SCRIPTS)
    opened.goto("/")
    opened.evaluate("() => { document.querySelector('button').style.cssText = 'min-block-size:40px;padding:0' }")
    assert faults(opened)

"""Every kind of page against axe-core in Firefox, with JavaScript and without."""

from __future__ import annotations

import pytest

from tests.browser import axe
from tests.browser.places import answer_some, begin, everywhere, turn
from tests.firefox.conftest import Opening
from tests.firefox.marionette import Preference
from tests.firefox.tab import FirefoxTab

RUN = f"{axe.SCRIPT}; const end = arguments[0]; axe.run(document, {axe.OPTIONS}).then(end, wrong => end(String(wrong)))"
WITHOUT: dict[str, Preference] = {"javascript.enabled": False}
DARK: dict[str, Preference] = {"layout.css.prefers-color-scheme.content-override": 0}
FORCED: dict[str, Preference] = {"browser.display.document_color_use": 2}
LOOKS = {"light": {}, "without JavaScript": WITHOUT, "dark": DARK | WITHOUT, "forced colours": FORCED | WITHOUT}
SEEN = """() => [matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('(forced-colors: active)').matches]"""


def violations(tab: FirefoxTab) -> list[str]:
    return axe.violations(tab.wait_for(RUN))


def all_violations(tab: FirefoxTab) -> dict[str, list[str]]:
    begin(tab)
    answer_some(tab)
    found = {place: violations(tab) for place in everywhere(tab)}
    return {place: wrong for place, wrong in found.items() if wrong}


@pytest.mark.parametrize("look", LOOKS)
def test_every_kind_of_page_has_no_violation_in_firefox(tab: Opening, look: str) -> None:
    opened = tab(preferences=LOOKS[look])
    assert all_violations(opened) == {}
    assert opened.evaluate(SEEN) == [look == "dark", look == "forced colours"]


def test_no_page_has_a_violation_when_firefox_shows_it_from_right_to_left(tab: Opening, turned: str) -> None:
    opened = tab(turned)
    turn(opened)
    assert opened.evaluate("() => document.dir") == "rtl"
    assert all_violations(opened) == {}


@pytest.mark.parametrize("preferences", [{}, WITHOUT], ids=["with JavaScript", "without"])
def test_planted_violations_of_every_level_are_found_in_firefox(
    tab: Opening, preferences: dict[str, Preference]
) -> None:
    opened = tab(preferences=preferences)
    opened.goto("/")
    opened.evaluate(axe.PLANT)
    assert axe.rules(violations(opened)) >= axe.PLANTED


def test_without_javascript_firefox_runs_no_script_of_a_page(tab: Opening) -> None:
    opened = tab(preferences=WITHOUT)
    opened.goto("data:text/html,<title>still</title><script>document.title = 'ran'</script>")
    assert opened.evaluate("() => document.title") == "still"

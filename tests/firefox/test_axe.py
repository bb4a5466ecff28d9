"""Every kind of page against axe-core in Firefox, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pytest

from tests.browser import axe
from tests.browser.places import answer_some, begin, everywhere, turn
from tests.firefox.conftest import USUAL, Opening
from tests.firefox.marionette import Preference
from tests.firefox.tab import FirefoxTab, wait_until

RUN = f"const end = arguments[0]; window.axe.run(document, {axe.OPTIONS}).then(end, wrong => end(String(wrong)))"
WITHOUT: dict[str, Preference] = {"javascript.enabled": False}
DARK: dict[str, Preference] = {"layout.css.prefers-color-scheme.content-override": 0}
FORCED: dict[str, Preference] = {"browser.display.document_color_use": 2}
LOOKS: dict[str, dict[str, Preference]] = {"light": {}, "dark": DARK, "forced colours": FORCED}
SEEN = """() => [matchMedia('(prefers-color-scheme: dark)').matches, matchMedia('(forced-colors: active)').matches]"""


def violations(tab: FirefoxTab) -> list[str]:
    if not tab.evaluate(axe.LOADED):
        tab.driver.run(axe.SCRIPT)
    return axe.violations(tab.wait_for(RUN))


def is_shown(tab: FirefoxTab, look: str) -> bool:
    return bool(tab.evaluate(SEEN) == [look == "dark", look == "forced colours"])


def in_each_look(tab: FirefoxTab, others: Mapping[str, Preference]) -> list[str]:
    found = []
    for name, look in LOOKS.items():
        tab.driver.prefer({**USUAL, **others, **look})
        wait_until(partial(is_shown, tab, name), name)
        found += [f"{name}: {fault}" for fault in violations(tab)]
    tab.driver.prefer({**USUAL, **others})
    return found


def test_without_javascript_no_page_has_a_violation_in_any_look_in_firefox(tab: Opening) -> None:
    opened = tab(preferences=WITHOUT)
    begin(opened)
    answer_some(opened)
    found = {place: in_each_look(opened, WITHOUT) for place in everywhere(opened)}
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


def test_with_javascript_no_page_has_a_violation_in_firefox_from_right_to_left(tab: Opening, turned: str) -> None:
    opened = tab(turned)
    turn(opened)
    assert opened.evaluate("() => document.dir") == "rtl"
    begin(opened)
    answer_some(opened)
    found = {place: violations(opened) for place in everywhere(opened)}
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


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

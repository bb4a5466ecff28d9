"""Every kind of page against axe-core: WCAG A, AA and AAA, and its best practice, none of its rules switched off."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.conftest import Window
from tests.browser.places import answer_some, begin, everywhere, turn

RUN = f"() => axe.run(document, {axe.OPTIONS})"
# where a page may run no script no timer goes off: what axe-core puts off comes next instead
AT_ONCE = """() => {
  window.setTimeout = (call, wait, ...given) => { if (!wait) Promise.resolve().then(() => call(...given)) }
}"""
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active", "color_scheme": "dark"},
    "more contrast": {"contrast": "more", "color_scheme": "light"},
    "more contrast in the dark": {"contrast": "more", "color_scheme": "dark"},
}
AS_USUAL = {"forced_colors": "none", "contrast": "no-preference"}


def violations(page: Page) -> list[str]:
    if not page.evaluate(axe.LOADED):
        page.evaluate(axe.SCRIPT)
        page.evaluate(AT_ONCE)
    return axe.violations(page.evaluate(RUN))


def in_each_look(page: Page) -> list[str]:
    found = []
    for name, look in LOOKS.items():
        page.emulate_media(**{**AS_USUAL, **look})
        found += [f"{name}: {fault}" for fault in violations(page)]
    return found


def test_without_javascript_no_page_has_a_violation_in_any_look(window: Window) -> None:
    page = window()
    begin(page)
    answer_some(page)
    found = {place: in_each_look(page) for place in everywhere(page)}
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


def test_with_javascript_no_page_has_a_violation_when_it_is_written_from_right_to_left(
    window: Window, turned: str
) -> None:
    page = window(at=turned, scripts=True)
    turn(page)
    assert page.evaluate("() => document.dir") == "rtl"
    begin(page)
    answer_some(page)
    found = {place: violations(page) for place in everywhere(page)}
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_a_contrast_that_is_too_low_is_found_in_every_look_that_has_colours(window: Window, look: str) -> None:
    page = window()
    page.goto("/")
    page.emulate_media(**{**AS_USUAL, **LOOKS[look]})
    page.evaluate("() => { document.querySelector('.lead').style.cssText = 'color: #777; background: #888' }")
    assert ("color-contrast" in axe.rules(violations(page))) == (look != "forced colours")


@pytest.mark.parametrize("scripts", [True, False])
def test_planted_violations_of_every_level_are_found(window: Window, *, scripts: bool) -> None:
    page = window(scripts=scripts)
    page.goto("/")
    page.evaluate(axe.PLANT)
    assert axe.rules(violations(page)) >= axe.PLANTED

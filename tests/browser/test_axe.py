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
    "light": {"color_scheme": "light", "scripts": True},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active", "color_scheme": "dark"},
    "more contrast": {"contrast": "more"},
    "more contrast in the dark": {"contrast": "more", "color_scheme": "dark"},
}


def violations(page: Page) -> list[str]:
    page.evaluate(axe.SCRIPT)
    page.evaluate(AT_ONCE)
    return axe.violations(page.evaluate(RUN))


def all_violations(page: Page) -> dict[str, list[str]]:
    begin(page)
    answer_some(page)
    found = {place: violations(page) for place in everywhere(page)}
    return {place: wrong for place, wrong in found.items() if wrong}


@pytest.mark.parametrize("look", LOOKS)
def test_every_kind_of_page_has_no_violation(window: Window, look: str) -> None:
    assert all_violations(window(**LOOKS[look])) == {}


def test_no_page_has_a_violation_when_it_is_written_from_right_to_left(window: Window, turned: str) -> None:
    page = window(at=turned)
    turn(page)
    assert page.evaluate("() => document.dir") == "rtl"
    assert all_violations(page) == {}


@pytest.mark.parametrize("scripts", [True, False])
def test_planted_violations_of_every_level_are_found(window: Window, *, scripts: bool) -> None:
    page = window(scripts=scripts)
    page.goto("/")
    page.evaluate(axe.PLANT)
    assert axe.rules(violations(page)) >= axe.PLANTED

"""Every kind of page against axe-core: WCAG A, AA and AAA, and its best practice."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.places import OTHER_PAGES, QUESTION_PAGES, SITUATIONS, answer_some, begin

TAGS = ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active", "color_scheme": "dark"},
}


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]}).response["violations"]
    return [f"{rule['id']}: {node['target']}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("look", LOOKS)
def test_every_kind_of_page_has_no_violation(window: Window, look: str) -> None:
    page = window(scripts=True, **LOOKS[look])
    begin(page)
    answer_some(page)
    found: dict[str, list[str]] = {}
    for address in (*QUESTION_PAGES, *OTHER_PAGES):
        page.goto(address)
        found[address] = violations(page)
    for name, come in SITUATIONS.items():
        come(page)
        found[name] = violations(page)
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


def test_planted_violations_of_every_level_are_found(window: Window) -> None:
    page = window(scripts=True)
    page.goto("/")
    page.evaluate("() => { document.querySelector('.lead').style.color = '#6a6a6a' }")
    page.evaluate("() => { document.documentElement.lang = '' }")
    page.evaluate("() => { document.querySelector('h1').outerHTML = '<p>No heading</p>' }")
    rules = {fault.partition(":")[0] for fault in violations(page)}
    assert {"color-contrast-enhanced", "html-has-lang", "page-has-heading-one"} <= rules

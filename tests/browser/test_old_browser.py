"""A browser of 2015, which knows no logical sizes, no gaps, no custom properties: rows stay large and apart.

It is made from today's by taking out of the stylesheet what such a browser passes over.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Window
from tests.browser.places import QUESTION_PAGES, begin, press
from tests.browser.test_targets import GAP, LEAST, ROUNDING
from tests.browser.width import scrolls_sideways

BLOCK = r"\{(?:[^{}]|\{[^{}]*\})*\}"
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
UNKNOWN = re.compile(
    rf"@supports[^{{]*{BLOCK}|@media[^{{]*(?:prefers|forced)[^{{]*{BLOCK}|:root\s*{BLOCK}"
    r"|[^{}]*:(?:has\(|focus-visible|focus-within)[^{}]*\{[^{}]*\}"
    r"|(?<=[;{\s])(?:[\w-]*(?:inline|block)[\w-]*|[\w-]*gap|grid[\w-]*|accent-color|object-[\w-]+)\s*:[^;}]*;?"
    r"|(?<=[;{\s])[\w-]+:[^;{}]*(?:var\(|: ?grid)[^;}]*;?|display: grid;?",
    re.DOTALL,
)
ROWS = """() => [...document.querySelectorAll('.choice, main button')].map(one => one.getBoundingClientRect())
  .map(box => [box.top, box.bottom])"""
TO_THE_WORDS = """() => document.querySelector('.choice span').getBoundingClientRect().left
  - document.querySelector('.choice input').getBoundingClientRect().right"""
BIGGER = 96
RING = "() => parseFloat(getComputedStyle(document.activeElement).outlineWidth)"
STYLE = "() => getComputedStyle(document.activeElement).outlineStyle"
EDGE = "() => document.querySelector('main h1').getBoundingClientRect().left"


def old(sheet: str) -> str:
    return UNKNOWN.sub("", COMMENT.sub("", sheet))


@pytest.fixture
def page(window: Window) -> Page:
    def give(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=old(answer.text()))

    opened = window(width=360)
    opened.route("**/*.css", give)
    return opened


def test_rows_are_large_and_apart_and_text_keeps_off_the_edge(page: Page) -> None:
    begin(page)
    found = {}
    for address in QUESTION_PAGES:
        page.goto(address)
        rows = page.evaluate(ROWS)
        small = [bottom - top for top, bottom in rows if bottom - top < LEAST - ROUNDING]
        near = [low - high for (_, high), (low, _) in pairwise(rows) if low - high < GAP]
        found[address] = [*small, *near]
        assert page.evaluate(EDGE) >= GAP
        assert not scrolls_sideways(page)
    assert {address: wrong for address, wrong in found.items() if wrong} == {}


def test_bigger_buttons_and_larger_text_are_bigger_and_larger_there_too(page: Page) -> None:
    page.goto("/settings")
    page.locator("input[name=buttons][value=bigger]").check()
    page.locator("input[name=text][value=larger]").check()
    press(page, page.get_by_role("button", name="Use these settings"))
    begin(page)
    found = {}
    for address in QUESTION_PAGES:
        page.goto(address)
        found[address] = min(bottom - top for top, bottom in page.evaluate(ROWS)) >= BIGGER - ROUNDING
        assert page.evaluate("() => getComputedStyle(document.body).fontSize") == "25.6px"
    assert all(found.values()), found


def test_what_is_pressed_keeps_off_its_words(page: Page) -> None:
    begin(page)
    page.goto("/offer/1/q/ind")
    assert page.evaluate(TO_THE_WORDS) >= GAP
    assert page.evaluate("() => document.querySelector('.choice input').offsetWidth") == 28


def test_a_whole_answer_is_given_and_kept(page: Page) -> None:
    begin(page)
    page.goto("/q/decision")
    page.locator("#decision-is-which").check()
    press(page, page.get_by_role("button", name="Continue"))
    assert page.goto("/answers")
    assert "Which offer to choose" in page.locator("main").inner_text()


@pytest.mark.parametrize("kind", ["a", "button", "input[type=radio]", "input[type=text]", "textarea"])
def test_what_has_the_focus_has_a_ring(page: Page, kind: str) -> None:
    begin(page)
    page.goto("/answers" if kind == "a" else "/offer/1/q/price")
    page.locator(f"main {kind}").first.focus()
    assert (page.evaluate(STYLE), page.evaluate(RING)) == ("solid", 4)


def test_what_such_a_browser_passes_over_is_gone() -> None:
    sheet = ".a { min-height: 64px; min-block-size: var(--t); gap: 1rem; color: #000; color: var(--x); padding: 1px }"
    assert " ".join(old(sheet).split()) == ".a { min-height: 64px; color: #000; padding: 1px }"

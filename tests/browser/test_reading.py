"""What readers change for themselves: text spacing, text of twice the size; and where they are on the page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.places import OTHER_PAGES, QUESTION_PAGES, answer_some, begin, each, everywhere
from tests.browser.width import scrolls_sideways

# WCAG 2.2 success criterion 1.4.12
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-block-end: 2em !important }"""
TWICE = "html { font-size: 200% !important }"
WEAR = """style => {
  const own = document.querySelector('style') || document.head.appendChild(document.createElement('style'))
  own.textContent = style
}"""
CUT_OFF = """() => [...document.querySelectorAll('body *')]
  .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'visible')
  .filter(one => !['INPUT', 'TEXTAREA'].includes(one.tagName))
  .map(one => one.tagName + ' ' + one.className)"""
# A choice shows its focus on its whole row.
FOCUS = """() => {
  const at = document.activeElement, shown = at.closest('label.choice') || at, box = shown.getBoundingClientRect()
  const style = getComputedStyle(shown)
  return {tag: at.tagName, name: at.textContent.trim() || at.name, top: box.top + scrollY, left: box.left,
          width: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)}
}"""
STOPS_AT_MOST = 200
# Lines of running text: how far apart (WCAG 2.2 asks for 1.5; a browser rounds), how long; in their own size of text.
LINES = """() => [...document.querySelectorAll('main p, main li, main dd, main label')]
  .filter(one => one.innerText.trim() && !one.closest('.cell, .rows'))
  .map(one => [one, parseFloat(getComputedStyle(one).fontSize), parseFloat(getComputedStyle(one).lineHeight)])
  .filter(([one, size, line]) => line / size < 1.49 || (!one.matches('.choice, .go') && one.clientWidth / size > 34.5))
  .map(([one, size, line]) => `${one.tagName} ${one.className} ${one.clientWidth / size} ${line / size}`)"""


def lost(page: Page) -> list[str]:
    """Return what is cut off, or lies beside the window."""
    cut: list[str] = page.evaluate(CUT_OFF)
    return [*cut, "sideways scroll"] if scrolls_sideways(page) else cut


def changed(page: Page, style: str) -> dict[str, list[str]]:
    """Look at every kind of page with a reader's own style; return what is cut off on each."""
    found = {}
    for place in everywhere(page):
        page.evaluate(WEAR, style)
        found[place] = lost(page)
    return {place: wrong for place, wrong in found.items() if wrong}


@pytest.mark.parametrize(("style", "width"), [(SPACING, 320), (TWICE, 640)])
def test_no_text_is_lost_when_a_reader_spaces_or_doubles_it(window: Window, style: str, width: int) -> None:
    page = window(width=width, bypass_csp=True)
    begin(page)
    answer_some(page)
    assert changed(page, style) == {}


def test_lines_are_far_apart_and_not_long(window: Window) -> None:
    page = window()
    begin(page)
    answer_some(page)
    found = {address: page.evaluate(LINES) for address in each(page, (*QUESTION_PAGES, *OTHER_PAGES))}
    assert {place: wrong for place, wrong in found.items() if wrong} == {}
    page.evaluate("() => { document.querySelector('main p').style.cssText = 'max-width: none; line-height: 1.2' }")
    assert page.evaluate(LINES)


def test_text_that_is_cut_off_is_found(window: Window) -> None:
    page = window(bypass_csp=True)
    page.goto("/")
    page.evaluate(WEAR, "h1 { inline-size: 4em; overflow: hidden; white-space: nowrap }")
    assert "H1 " in page.evaluate(CUT_OFF)


def stops(page: Page) -> list[dict[str, Any]]:
    """Press Tab to the end of the page; return every place where the focus came."""
    found: list[dict[str, Any]] = []
    for _ in range(STOPS_AT_MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["tag"] == "BODY" or stop in found[:1]:
            break
        found.append(stop)
    return found


@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_focus_is_seen_and_goes_down_the_page(window: Window, colours: str) -> None:
    page = window(forced_colors=colours)
    begin(page)
    for address in each(page, ("/", "/q/who", "/q/matters", "/offer/1/q/signs-1", "/q/onset", "/keep", "/resume")):
        found = stops(page)
        assert len(found) > 2
        assert [stop["name"] for stop in found if stop["width"] < 4] == []
        assert found == sorted(found, key=lambda stop: (round(stop["top"], -1), stop["left"])), address

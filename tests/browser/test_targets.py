"""Room for hands that tire and for eyes that steer: sizes, gaps, stops, sideways scroll."""

from __future__ import annotations

from itertools import combinations
from typing import TypedDict

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.places import OTHER_PAGES, QUESTION_PAGES, SITUATIONS, answer_some, begin, go_on, press

# A choice is its whole row; a control inside a label counts as the label.
TARGETS = """() => [...document.querySelectorAll('a[href], button, input, textarea, select')]
  .filter(one => one.type !== 'hidden' && !one.hidden)
  .map(one => one.closest('label') || one)
  .map(one => {
    const box = one.getBoundingClientRect()
    return {name: one.textContent.trim().slice(0, 40) || one.id, left: box.left, top: box.top,
            right: box.right, bottom: box.bottom}
  })"""
SMALL_TEXT = """() => [...document.querySelectorAll('body *')]
  .filter(one => [...one.childNodes].some(piece => piece.nodeType === 3 && piece.textContent.trim()))
  .filter(one => parseFloat(getComputedStyle(one).fontSize) < 20)
  .map(one => one.tagName + ' ' + one.className)"""
SIDEWAYS = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
STOPS = """() => {
  const seen = new Set()
  return [...document.querySelectorAll('a[href], button, input, textarea, select, [tabindex]')]
    .filter(one => one.type !== 'hidden' && !one.hidden && one.tabIndex >= 0)
    .filter(one => one.type !== 'radio' || !(seen.has(one.name) || !seen.add(one.name))).length
}"""
ROWS = "() => [...document.querySelectorAll('.choice')].map(one => one.getBoundingClientRect().width)"
LEAST, GAP, ROUNDING, NARROWEST_ROW = 64, 8, 0.5, 280


class Box(TypedDict):
    name: str
    left: float
    top: float
    right: float
    bottom: float


def small(boxes: list[Box], least: float) -> list[str]:
    return [
        f"{box['name']}: {box['right'] - box['left']:.0f} x {box['bottom'] - box['top']:.0f}"
        for box in boxes
        if min(box["right"] - box["left"], box["bottom"] - box["top"]) < least - ROUNDING
    ]


def crowded(boxes: list[Box]) -> list[str]:
    return [f"{one['name']} / {other['name']}" for one, other in combinations(boxes, 2) if gap(one, other) < GAP]


def gap(one: Box, other: Box) -> float:
    """Return the room between two boxes, in CSS px; negative where they overlap."""
    across = max(one["left"], other["left"]) - min(one["right"], other["right"])
    down = max(one["top"], other["top"]) - min(one["bottom"], other["bottom"])
    return max(across, down) + ROUNDING


def faults(page: Page, least: float = LEAST) -> list[str]:
    boxes: list[Box] = page.evaluate(TARGETS)
    found = [*small(boxes, least), *crowded(boxes), *page.evaluate(SMALL_TEXT)]
    return [*found, "sideways scroll"] if page.evaluate(SIDEWAYS) else found


def all_faults(page: Page, least: float = LEAST) -> dict[str, list[str]]:
    """Look at every kind of page; return what is wrong on each."""
    found: dict[str, list[str]] = {}
    for address in (*QUESTION_PAGES, *OTHER_PAGES):
        page.goto(address)
        found[address] = faults(page, least)
    for name, come in SITUATIONS.items():
        come(page)
        found[name] = faults(page, least)
    return {place: wrong for place, wrong in found.items() if wrong}


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_every_control_is_large_and_has_room_around_it(window: Window, width: int) -> None:
    page = window(width=width)
    begin(page)
    answer_some(page)
    assert all_faults(page) == {}


@pytest.mark.parametrize("width", [360, 1280])
def test_bigger_buttons_and_larger_text_are_larger_everywhere(window: Window, width: int) -> None:
    page = window(width=width)
    begin(page)
    page.goto("/settings")
    page.locator("input[name=buttons][value=bigger]").check()
    page.locator("input[name=text][value=larger]").check()
    press(page, page.get_by_role("button", name="Use these settings"))
    assert all_faults(page, 96) == {}


def test_a_choice_is_a_row_as_wide_as_the_page(window: Window) -> None:
    page = window(width=320)
    begin(page)
    narrow = {}
    for address in QUESTION_PAGES:
        page.goto(address)
        narrow[address] = [width for width in page.evaluate(ROWS) if width < NARROWEST_ROW]
    assert {address: widths for address, widths in narrow.items() if widths} == {}


def test_a_page_with_a_small_or_crowded_control_is_found(window: Window) -> None:
    page = window(scripts=True)
    page.goto("/")
    page.evaluate("() => document.querySelector('button').style.cssText = 'min-block-size:40px;padding:0'")
    assert [fault for fault in faults(page) if " x 40" in fault or " x 3" in fault]
    page.evaluate(
        "() => document.querySelectorAll('.links li').forEach(one => one.style.cssText = 'margin:0;border:0')"
    )
    assert [fault for fault in faults(page) if " / " in fault]
    page.evaluate("() => document.querySelector('main p').style.fontSize = '19px'")
    assert "P" in "".join(faults(page))
    page.evaluate("() => document.querySelector('main p').style.width = '2000px'")
    page.evaluate("() => document.querySelector('main p').style.maxWidth = 'none'")
    assert "sideways scroll" in faults(page)


def test_a_question_page_has_at_most_ten_tab_stops(window: Window) -> None:
    page = window()
    begin(page)
    stops = {}
    for address in QUESTION_PAGES:
        page.goto(address)
        stops[address] = page.evaluate(STOPS)
    assert {address: count for address, count in stops.items() if count > 10} == {}


def test_a_long_word_does_not_scroll_sideways(window: Window) -> None:
    page = window(width=320)
    begin(page)
    page.goto("/offer/1/q/offer")
    page.locator("#offer_name-note").fill("x" * 2000)
    go_on(page)
    sideways = []
    for address in ("/offer/1/q/price", "/answers", "/stars", "/summary"):
        page.goto(address)
        if page.evaluate(SIDEWAYS):
            sideways.append(address)
    assert sideways == []

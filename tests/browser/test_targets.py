"""Room for hands that tire and for eyes that steer: sizes, gaps, stops, sideways scroll."""

from __future__ import annotations

from itertools import combinations
from typing import TypedDict

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.mistakes import WRONG_ANSWERS
from tests.browser.places import QUESTION_PAGES, answer_some, begin, each, everywhere, go_on, press
from tests.browser.tab import Tab
from tests.browser.width import scrolls_sideways
from tests.effort.view import stops

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
HEIGHTS = "() => [...document.querySelectorAll('.choice')].map(one => one.getBoundingClientRect().height)"
ROWS = "() => [...document.querySelectorAll('.choice')].map(one => one.getBoundingClientRect().width)"
LEAST, GAP, ROUNDING, NARROWEST_ROW, MOST_STOPS = 64, 8, 0.5, 280, 10


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


def faults(page: Tab, least: float = LEAST) -> list[str]:
    boxes: list[Box] = page.evaluate(TARGETS)
    found = [*small(boxes, least), *crowded(boxes), *page.evaluate(SMALL_TEXT)]
    return [*found, "sideways scroll"] if scrolls_sideways(page) else found


def all_faults(page: Page, least: float = LEAST) -> dict[str, list[str]]:
    """Look at every kind of page; return what is wrong on each."""
    found = {place: faults(page, least) for place in everywhere(page)}
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
    rows = {address: page.evaluate(ROWS) for address in each(page, QUESTION_PAGES)}
    narrow = {address: [width for width in widths if width < NARROWEST_ROW] for address, widths in rows.items()}
    assert {address: widths for address, widths in narrow.items() if widths} == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_choosing_moves_nothing(window: Window, width: int) -> None:
    page = window(width=width)
    begin(page)
    moved: dict[str, bool] = {}
    for address in QUESTION_PAGES:
        page.goto(address)
        for box in page.locator(".choice input").all():
            before = page.evaluate(HEIGHTS)
            box.check()
            moved[address] = moved.get(address, False) or page.evaluate(HEIGHTS) != before
    assert [address for address, any_row in moved.items() if any_row] == []


def test_a_page_with_a_small_or_crowded_control_is_found(window: Window) -> None:
    page = window(scripts=True)
    page.goto("/")
    page.evaluate("() => document.querySelector('button').style.cssText = 'min-block-size:40px;padding:0'")
    assert [fault for fault in faults(page) if " x 40" in fault or " x 3" in fault]
    page.evaluate(
        "() => document.querySelectorAll('.links li').forEach(one => one.style.cssText = 'margin:0;border:0;padding:0')"
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
    found = {address: stops(page) for address in each(page, QUESTION_PAGES)}
    assert {address: count for address, count in found.items() if count > MOST_STOPS} == {}


def test_a_page_with_an_error_on_it_has_at_most_ten_tab_stops_too(window: Window) -> None:
    page = window()
    begin(page)
    found = {}
    for name, come in WRONG_ANSWERS.items():
        come(page)
        assert page.locator(".error").count(), name
        found[name] = stops(page)
    assert {name: count for name, count in found.items() if count > MOST_STOPS} == {}


def test_a_long_word_does_not_scroll_sideways(window: Window) -> None:
    page = window(width=320)
    begin(page)
    page.goto("/offer/1/q/offer")
    page.locator("#offer_name-note").fill("x" * 2000)
    go_on(page)
    shown = each(page, ("/offer/1/q/price", "/answers", "/stars", "/summary"))
    assert [address for address in shown if scrolls_sideways(page)] == []

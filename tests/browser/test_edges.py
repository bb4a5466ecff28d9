"""What an eye rests on: one edge for a whole page, scales that are read down, rows on one line."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.browser.conftest import Window
from tests.browser.places import answer_some, begin, each

EDGES = """() => [...document.querySelectorAll('.clinic, main h1, main h2, main > p, .cell:first-child, footer p')]
  .filter(one => !one.closest('.errors, .card'))
  .map(one => Math.round(one.getBoundingClientRect().left))"""
CHOICES = """() => [...document.querySelectorAll('.many')]
  .map(many => [...many.querySelectorAll('.choice')].map(one => one.getBoundingClientRect())
    .map(box => [Math.round(box.left), Math.round(box.top)]))"""
# how far the first lines of a row's question and answer are from one another
UNEVEN = """() => [...document.querySelectorAll('.rows div')].map(row => {
  const tops = [...row.querySelectorAll('dt, dd:not(.change)')].map(one => {
    const text = document.createRange()
    text.selectNodeContents(one)
    return text.getClientRects()[0].top
  })
  return Math.max(...tops) - Math.min(...tops)
})"""
# how far into its row a link ends, as a part of the row
ENDS = """() => [...document.querySelectorAll('.rows .change a')].map(link => {
  const row = link.closest('div').getBoundingClientRect()
  const text = document.createRange()
  text.selectNodeContents(link)
  return (text.getBoundingClientRect().right - row.left) / row.width
})"""
SCALES = ("/q/matters", "/q/onset", "/offer/1/q/price", "/offer/1/q/cells")


@pytest.mark.parametrize("width", [320, 360, 800, 1000, 1280, 1920])
def test_a_page_begins_at_one_edge(window: Window, width: int) -> None:
    page = window(width=width)
    begin(page)
    answer_some(page)
    found = {place: set(page.evaluate(EDGES)) for place in each(page, ("/", "/options", "/answers", "/q/visit"))}
    assert {place: edges for place, edges in found.items() if len(edges) != 1} == {}


def test_a_scale_in_two_columns_is_read_down_each(window: Window) -> None:
    page = window(width=1280)
    begin(page)
    for place in each(page, SCALES):
        scales = page.evaluate(CHOICES)
        assert scales, place
        for scale in scales:
            assert len({left for left, _ in scale}) == 2
            assert all(one < other for one, other in pairwise(scale)), place


def test_a_scale_stands_in_one_column_where_there_is_no_room(window: Window) -> None:
    page = window(width=360)
    begin(page)
    for _ in each(page, SCALES):
        assert {len({left for left, _ in scale}) for scale in page.evaluate(CHOICES)} == {1}


@pytest.mark.parametrize("buttons", ["usual", "bigger"])
def test_question_and_answer_of_a_row_stand_on_one_line(window: Window, buttons: str) -> None:
    page = window(width=1280)
    begin(page)
    page.goto("/settings")
    page.locator(f"input[name=buttons][value={buttons}]").check()
    page.get_by_role("button", name="Use these settings").click()
    page.goto("/answers")
    uneven = page.evaluate(UNEVEN)
    assert uneven
    assert max(uneven) <= 1


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_the_links_that_change_an_answer_stand_near_the_edge_where_reading_begins(window: Window, width: int) -> None:
    page = window(width=width)
    begin(page)
    answer_some(page)
    page.goto("/answers")
    ends = page.evaluate(ENDS)
    assert ends
    assert max(ends) <= 2 / 3


def test_the_name_of_a_chosen_file_has_a_row_of_its_own_where_there_is_no_room_beside_the_button(
    window: Window,
) -> None:
    page = window(width=320)
    page.goto("/settings")
    page.locator("input[name=buttons][value=bigger]").check()
    page.locator("input[name=text][value=larger]").check()
    page.get_by_role("button", name="Use these sizes").click()
    page.goto("/resume")
    box = page.locator("input[type=file]").bounding_box()
    assert box
    assert box["height"] > 96 + 24  # the button, and a line of letters

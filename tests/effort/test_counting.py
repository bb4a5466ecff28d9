"""The counters count: each promise has a page that breaks it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Browser

from tests.effort.tally import Stop, Tally
from tests.effort.view import Box, View, look, scrolls, stops
from tests.effort.walker import Walker

GOOD = Stop("/q/good", questions=1, presses=2, keys=4, tabs=2, typed=0, stops=4, at_once=False, desk=0, phone=1)
PAGE = """<main><a href="#x">Back</a><form action="about:blank">
<fieldset><label><input type="checkbox" name="seen" value="a">A</label><label><input type="checkbox" name="seen"
value="b">B</label><label><input type="radio" name="rest" value="c">C</label></fieldset>
<fieldset><label><input type="radio" name="other" value="d">D</label><label><input type="radio" name="other"
value="e">E</label></fieldset><button class="main">Continue</button></form></main>"""


def test_a_page_within_the_limits_is_not_named() -> None:
    assert Tally([GOOD]).over(lambda stop: stop.least_keys, 6) == {}


@pytest.mark.parametrize(
    ("broken", "found"),
    [(replace(GOOD, tabs=5), 7), (replace(GOOD, tabs=6, at_once=True), 7)],
    ids=str,
)
def test_a_page_with_too_many_keys_is_named(broken: Stop, found: int) -> None:
    assert Tally([GOOD, broken]).over(lambda stop: stop.least_keys, 6) == {"/q/good": found}


def test_a_list_of_stars_is_no_question_page() -> None:
    assert Tally([replace(GOOD, place="/stars", stops=40)]).over(lambda stop: stop.stops, 10) == {}


@pytest.mark.parametrize(
    ("boxes", "way", "count"),
    [
        ([(0, 64)], (100, 164), 0),
        ([(0, 64)], (737, 801), 1),
        ([(700, 764), (1500, 1564)], (2200, 2264), 3),
        ([(1500, 1564)], (0, 64), 4),
    ],
)
def test_a_control_out_of_sight_is_scrolled_to(boxes: list[tuple[int, int]], way: tuple[int, int], count: int) -> None:
    order = [Box(top=top, bottom=bottom) for top, bottom in boxes]
    assert scrolls(View(1, at_once=False, order=order, ways=[Box(top=way[0], bottom=way[1])]), 800) == count


def test_the_nearer_of_two_ways_on_is_taken() -> None:
    ways = [Box(top=100, bottom=164), Box(top=5000, bottom=5064)]
    assert scrolls(View(1, at_once=False, order=[Box(top=200, bottom=264)], ways=ways), 800) == 0


def test_signs_are_as_many_questions_as_there_are_to_tick(browser: Browser) -> None:
    with browser.new_page() as page:
        page.set_content(PAGE)
        view = look(page, "button.main", {"other": "e"}, None)
        assert view.questions == 3
        assert len(view.order) == 3
        assert stops(page) == 6


def test_a_walker_counts_what_it_presses(browser: Browser) -> None:
    with browser.new_page() as page:
        page.set_content(PAGE)
        walker = Walker(page, {"other": "e"})
        view = look(page, "button.main", walker.chosen, None)
        assert walker._activate(view) == 2  # noqa: SLF001 - without a server there is no page to wait for
        # to the box, tick, over the second to the radio, choose, to the next group, down, send
        assert walker.keys.presses == 2 + 1 + 2 + 1 + 1 + 1 + 1

"""The second press of a double click comes down on the next page, and answers nothing and clears nothing there.

The form has a clock of the test here, so that it depends on no machine's haste how soon a press comes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Page, expect

from decision_aid import assets
from decision_aid.loader import load
from tests.browser.conftest import Window
from tests.browser.places import begin, go_on_by_choosing
from tests.serving import serving_here
from tests.web.fakes import PassingClock
from tests.web.house import House

FIRST, NEXT = "/offer/1/q/fda-approved", "/offer/1/q/ind"
AT_ONCE, LATER = timedelta(milliseconds=200), timedelta(milliseconds=500)
HIT = "([x, y]) => document.elementFromPoint(x, y).closest('button.choice')?.id"


@pytest.fixture
def clock() -> PassingClock:
    return PassingClock(step=timedelta(0))


@pytest.fixture
def at_home(clock: PassingClock, tmp_path: Path) -> Iterator[str]:
    house = House(load(assets.questions()), tmp_path, clock)
    with serving_here(house.app()) as address:
        yield address
    house.store.store.close()


@pytest.fixture(params=[360, 1280])
def page(window: Window, at_home: str, request: pytest.FixtureRequest) -> Page:
    """Return a window in which choosing goes on."""
    opened = window(at=at_home, width=request.param)
    begin(opened, "one")
    go_on_by_choosing(opened)
    return opened


def rows(page: Page, address: str) -> list[FloatRect]:
    page.goto(address)
    return [box for one in page.locator("button.choice").all() if (box := one.bounding_box())]


def point_on_both(page: Page) -> tuple[float, float]:
    """Return where a choice of the next page lies under one of this page: the middle of what they share most."""
    shared = [
        (min(one["y"] + one["height"], other["y"] + other["height"]) - (top := max(one["y"], other["y"])), top)
        for other in rows(page, NEXT)
        for one in rows(page, FIRST)
    ]
    height, top = max(shared)
    return page.viewport_size["width"] / 2, top + height / 2  # type: ignore[index]  # every window here has a size


def press_again(page: Page) -> None:
    """Make the second click of a double one: `click` with a count of two would make both."""
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)


def click_twice(page: Page, clock: PassingClock, between: timedelta) -> tuple[str, str]:
    """Read a page, then click twice without moving, the second time on the next page; return what they hit."""
    x, y = point_on_both(page)
    clock.time += timedelta(seconds=10)
    here: str = page.evaluate(HIT, [x, y])
    with page.expect_navigation(url=f"**{NEXT}"):
        page.mouse.click(x, y)
    clock.time += between
    hit: str = page.evaluate(HIT, [x, y])
    with page.expect_navigation():
        press_again(page)
    return here, hit


def chosen(page: Page, address: str) -> list[str | None]:
    page.goto(address)
    return [one.get_attribute("id") for one in page.locator("button.choice[aria-current]").all()]


def test_the_second_click_answers_nothing_and_the_page_says_so(page: Page, clock: PassingClock) -> None:
    first, second = click_twice(page, clock, AT_ONCE)
    assert second.startswith("ind-is-")
    assert page.url.endswith(NEXT)
    expect(page.locator(".errors")).to_contain_text("so it was not kept")
    assert chosen(page, NEXT) == []
    assert chosen(page, FIRST) == [first]


def test_a_second_click_that_comes_later_answers(page: Page, clock: PassingClock) -> None:
    first, second = click_twice(page, clock, LATER)
    assert (chosen(page, FIRST), chosen(page, NEXT)) == ([first], [second])


def test_a_click_on_what_was_read_after_all_answers(page: Page, clock: PassingClock) -> None:
    click_twice(page, clock, AT_ONCE)
    clock.time += LATER
    page.locator("#ind-is-told").click()
    assert chosen(page, NEXT) == ["ind-is-told"]


def to_clear(page: Page) -> None:
    """Come to the end of a summary that stands so that its last button lies where the next page asks to clear."""
    page.goto("/finish")
    yes = page.locator("button.second").bounding_box()
    page.goto("/summary")
    finish = page.locator("form[action='/finish'] button").bounding_box()
    assert yes
    assert finish
    below = page.evaluate("() => document.documentElement.scrollHeight") - finish["y"]
    page.set_viewport_size({"width": 1280, "height": round(below + yes["y"])})
    page.evaluate("() => scrollTo(0, document.documentElement.scrollHeight)")


@pytest.mark.parametrize(("between", "cleared"), [(AT_ONCE, False), (LATER, True)])
def test_the_second_click_on_finish_and_clear_clears_nothing(
    window: Window, at_home: str, clock: PassingClock, between: timedelta, *, cleared: bool
) -> None:
    page = window(at=at_home)
    begin(page, "one")
    to_clear(page)
    clock.time += timedelta(seconds=10)
    box = page.locator("form[action='/finish'] button").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with page.expect_navigation(url="**/finish"):
        page.mouse.click(x, y)
    clock.time += between
    assert "Yes" in page.evaluate("([x, y]) => document.elementFromPoint(x, y).textContent", [x, y])
    with page.expect_navigation():
        press_again(page)
    assert page.url.endswith("/finished" if cleared else "/finish")


@pytest.mark.parametrize(("wait", "marked"), [(0, 0), (700, 1)])
def test_a_second_click_that_comes_down_on_a_choice_marks_nothing_unread(
    window: Window, at_home: str, wait: int, marked: int
) -> None:
    page = window(at=at_home)
    begin(page, "one")
    page.goto("/q/due")
    page.wait_for_timeout(700)
    box = page.locator("main .choice").first.bounding_box()
    assert box
    page.goto("/q/decision")
    page.wait_for_timeout(wait)
    page.mouse.click(box["x"] + 20, box["y"] + 20)
    assert page.locator("main input:checked").count() == marked

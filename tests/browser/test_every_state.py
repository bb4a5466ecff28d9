"""Every state of the gallery before the checks that journeys pass: names, sizes, gaps, stops, reflow, spacing, lines.

A journey comes to one page of each kind and to few refusals; here is every question, each with every kind of mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import names
from tests.browser.states import HOME, every_state, give
from tests.browser.test_reading import LINES, SPACING, TWICE, WEAR, lost
from tests.browser.test_targets import LEAST, MOST_STOPS, faults
from tests.effort.view import stops
from tests.web.gallery import Gallery

BIGGER = 96
FOR_AUTHORS = "every error"  # every question at once, each with the choices of the others
WIDTHS = (360, 1280)
WORN = {"spaced": (320, SPACING), "doubled": (640, TWICE), "as it is": (320, "")}
SPOIL = """() => {
  document.querySelector('main').innerHTML += '<form id=answers>' + '<a href=x>x</a>'.repeat(9)
  document.querySelector('main p').style.cssText = 'line-height: 1; max-width: none; width: 700px'
}"""
Found = dict[str, dict[str, object]]  # for each check what is wrong in each state


def wide(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})


def checks(page: Page, name: str) -> Iterator[tuple[str, object]]:
    """Give what each check finds on the page that is shown; nothing where all is well."""
    least = BIGGER if page.locator("html.bigger").count() else LEAST
    for width in WIDTHS:
        wide(page, width)
        yield f"room at {width}", faults(page, least)
    yield "lines", page.evaluate(LINES)
    yield "stops", (count := stops(page)) > MOST_STOPS and page.locator("form#answers").count() and count
    yield "names", name != FOR_AUTHORS and names.faults(names.controls(page))
    for worn, (width, style) in WORN.items():
        wide(page, width)
        page.evaluate(WEAR, style)
        yield worn, lost(page)


@pytest.fixture(scope="module")
def found(browser: Browser, made: Gallery) -> Found:
    """Return what is wrong, all checks in one go through the states."""
    wrong: Found = {}
    with closing(browser.new_context(base_url=HOME, java_script_enabled=False)) as context:
        page = context.new_page()
        give(made, page)
        for name in every_state(page, made):
            for check, fault in checks(page, name):
                wrong.setdefault(check, {}).update({name: fault} if fault else {})
    return wrong


def test_every_control_has_a_name_of_its_own_that_is_in_sight(found: Found) -> None:
    assert found["names"] == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_every_control_is_large_and_has_room_around_it(found: Found, width: int) -> None:
    assert found[f"room at {width}"] == {}


def test_a_question_has_at_most_ten_tab_stops_whatever_is_told_on_its_page(found: Found) -> None:
    assert found["stops"] == {}


@pytest.mark.parametrize("worn", WORN)
def test_no_text_is_lost_in_a_narrow_window_nor_when_a_reader_spaces_or_doubles_it(found: Found, worn: str) -> None:
    assert found[worn] == {}


def test_lines_are_far_apart_and_not_long(found: Found) -> None:
    assert found["lines"] == {}


def test_a_fault_of_each_kind_is_found_in_one_state(browser: Browser, made: Gallery) -> None:
    page = browser.new_page(base_url=HOME, java_script_enabled=False)
    with closing(page):
        give(made, page)
        next(every_state(page, made))
        assert [check for check, fault in checks(page, "sound") if fault] == []
        page.evaluate(SPOIL)
        assert {check for check, fault in checks(page, "spoilt") if fault} == {
            "room at 360", "room at 1280", "lines", "stops", "names", *WORN,
        }  # fmt: skip

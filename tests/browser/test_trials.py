"""Looking a trial up in a browser without JavaScript; the three columns stay a table where there is no room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.places import begin, go_on, press
from tests.browser.states import HOME, come, give
from tests.registry.fakes import NUMBER
from tests.web.gallery import Gallery
from tests.web.trials import AS_WRITTEN, ASKED, MATCH, SAME, with_a_record

TITLE = "Cells for People With ALS"
SHOWN = """() => [...document.querySelectorAll('.beside td')].map(cell => {
  const box = cell.getBoundingClientRect(), label = getComputedStyle(cell, '::before').content
  return [Math.round(box.left), label === 'none' ? '' : label]
})"""


@pytest.fixture
def listed(tmp_path: Path) -> Iterator[str]:
    with with_a_record(tmp_path) as address:
        yield address


def with_the_number(page: Page) -> None:
    """Begin with one offer, and write its number as it was written down."""
    begin(page, "one")
    page.goto(ASKED)
    page.locator("#nct-is-told").check()
    page.locator("#nct-note").fill(AS_WRITTEN)
    go_on(page)


def test_a_number_with_spaces_leads_over_its_record_to_three_columns_on_the_summary(
    window: Window, listed: str
) -> None:
    page = window(at=listed, width=360)
    with_the_number(page)
    assert page.url.endswith(SAME)
    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    page.locator("#same_study-is-yes").check()
    go_on(page)
    page.goto("/summary")
    expect(page.get_by_role("table")).to_have_count(1)
    heads = page.get_by_role("columnheader").all_inner_texts()
    assert [head.strip() for head in heads] == ["The public record says", "You were told", "Ask"]


def test_a_trial_is_found_without_typing_and_put_into_an_offer(window: Window, listed: str) -> None:
    page = window(at=listed)
    begin(page, "one")
    page.goto(ASKED)
    press(page, page.get_by_role("button", name="Look a trial up in the public record"))
    press(page, page.get_by_role("button", name="Find trials for Amyotrophic Lateral Sclerosis"))
    press(page, page.get_by_role("button", name=f"Show {NUMBER}"))
    press(page, page.get_by_role("button", name="Put this number into offer 1"))
    assert page.url == f"{listed}{ASKED}"
    expect(page.locator("#nct-note")).to_have_value(NUMBER)


def test_the_pages_own_way_leads_back_to_what_was_found(window: Window, listed: str) -> None:
    page = window(at=listed)
    begin(page, "one")
    page.goto("/trials")
    page.locator("#words").fill("cells als")
    press(page, page.get_by_role("button", name="Look this up"))
    assert page.url == f"{listed}/trials"
    expect(page.locator("#words")).to_have_value("cells als")
    press(page, page.get_by_role("button", name=f"Show {NUMBER}"))
    press(page, page.get_by_role("button", name="See what was found for “cells als”"))
    expect(page.locator("h1")).to_have_text("Studies found: 1 of 1")


def test_the_browsers_own_back_leads_from_what_was_found_to_where_it_was_looked_for(
    window: Window, listed: str
) -> None:
    page = window(at=listed)
    page.goto("/trials")
    press(page, page.get_by_role("button", name="Find trials for Amyotrophic Lateral Sclerosis"))
    expect(page.locator("h1")).to_have_text("Studies found: 1 of 1")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Look a trial up")


def roles(page: Page) -> Counter[str]:
    """Count the roles in the browser's own accessibility tree."""
    session = page.context.new_cdp_session(page)
    nodes: list[dict[str, Any]] = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return Counter(node["role"]["value"] for node in nodes if not node.get("ignored"))


@pytest.mark.parametrize(("width", "columns"), [(320, 1), (360, 1), (1280, 3)])
def test_it_is_a_table_to_those_who_hear_it_and_cards_where_there_is_no_room(
    window: Window, made: Gallery, width: int, columns: int
) -> None:
    page = window(at=HOME, width=width)
    give(made, page)
    come(page, "listing-match with a record")
    found = roles(page)
    assert (found["table"], found["columnheader"], found["cell"]) == (1, 3, 42)
    assert found["rowheader"] + found["columnheader"] >= 3
    cells = page.evaluate(SHOWN)
    assert len({left for left, _ in cells}) == columns
    assert {bool(label) for _, label in cells} == {columns == 1}


def test_a_number_of_digits_that_is_wrong_is_told_with_the_focus_on_the_problem(window: Window, listed: str) -> None:
    page = window(at=listed)
    page.goto("/trials")
    page.locator("#words").fill("nct 012")
    press(page, page.get_by_role("button", name="Look this up"))
    expect(page.locator(".errors")).to_be_focused()
    expect(page.locator("#words")).to_have_value("nct 012")


NEXT = """() => {
  const next = document.querySelector('main input[type=radio], main button[name=offer]')
  return (next.closest('label') || next).getBoundingClientRect().bottom / innerHeight
}"""
HEADS = "() => document.querySelector('.beside thead').getBoundingClientRect().height"
GAP = """() => {
  const table = document.querySelector('.beside').getBoundingClientRect()
  return [...document.querySelectorAll('.beside tr:last-child td:last-child')]
    .map(cell => Math.round(100 * (cell.getBoundingClientRect().width / table.width)))
}"""


def test_two_screens_of_a_telephone_hold_the_question_what_study_it_is_and_the_first_choice(
    window: Window, listed: str
) -> None:
    page = window(at=listed, width=360)
    with_the_number(page)
    for address in (SAME, MATCH):
        page.goto(address)
        assert page.evaluate(NEXT) < 2
    page.goto("/trials")
    page.locator("#words").fill(AS_WRITTEN)
    press(page, page.get_by_role("button", name="Look this up"))
    assert page.evaluate(NEXT) < 1.5


def test_a_link_leads_down_to_the_record_and_another_back_up(window: Window, listed: str) -> None:
    page = window(at=listed, width=360)
    with_the_number(page)
    page.goto(MATCH)
    page.get_by_role("link", name="Go to the whole record").click()
    expect(page.get_by_role("heading", name="What the public record says")).to_be_in_viewport()
    page.get_by_role("link", name="Go back up to the question").click()
    expect(page.locator("h1")).to_be_in_viewport()


def test_the_heads_of_the_columns_take_no_room_where_each_row_is_a_card(window: Window, listed: str) -> None:
    page = window(at=listed, width=360)
    with_the_number(page)
    page.goto(MATCH)
    assert page.evaluate(HEADS) <= 1


def test_two_columns_share_the_whole_width(window: Window, listed: str) -> None:
    page = window(at=listed)
    page.goto("/trials")
    page.locator("#words").fill(AS_WRITTEN)
    press(page, page.get_by_role("button", name="Look this up"))
    assert set(page.evaluate(GAP)) == {50}


def test_the_record_stays_on_the_page_that_compares(window: Window, listed: str) -> None:
    page = window(at=listed)
    with_the_number(page)
    page.goto(MATCH)
    expect(page.get_by_role("rowheader")).to_have_count(14)

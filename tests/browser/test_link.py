"""The third way back in a real browser: the link, and what becomes of the code in it."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.places import begin, go_on, press

TYPED = "My own words that come back"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}")


def left_behind(page: Page) -> str:
    """Answer a page and return the link to it, as the page that tells how to come back gives it."""
    begin(page)
    page.goto("/q/decision")
    page.locator("#decision-note").fill(TYPED)
    go_on(page)
    page.goto("/keep")
    link = page.locator("p.link a").get_attribute("href")
    assert link
    return link


def come_back(page: Page) -> None:
    """Press the one button, and see the answers."""
    press(page, page.get_by_role("button", name="Go on with this code"))
    assert not page.url.endswith("/resume")
    page.goto("/answers")
    expect(page.locator("main")).to_contain_text(TYPED)


def test_the_link_fills_in_the_code_and_one_press_is_enough(window: Window) -> None:
    link = left_behind(window())
    page = window(scripts=True)
    page.goto(link)
    expect(page.locator("#code")).to_have_value(link.partition("#")[2])
    assert page.url == link.partition("#")[0]
    assert page.evaluate("history.length") <= 2, "the address with the code is still in the history"
    expect(page.locator("#with-code")).to_be_focused()
    come_back(page)


def test_a_link_pasted_where_the_page_is_open_already_works_as_well(window: Window) -> None:
    link = left_behind(window())
    page = window(scripts=True)
    page.goto("/resume")
    expect(page.locator("#code")).to_have_value("")
    page.goto(link)  # another fragment of the same page: the browser does not load it anew
    expect(page.locator("#code")).to_have_value(link.partition("#")[2])
    assert page.url == link.partition("#")[0]
    come_back(page)


def test_a_link_that_holds_no_code_fills_in_nothing(window: Window) -> None:
    page = window(scripts=True)
    page.goto("/resume#Call-0900-now%21%21%21%21%21%21")
    expect(page.locator("#code")).to_have_value("")


def test_without_javascript_the_page_says_how_to_go_on(window: Window) -> None:
    link = left_behind(window())
    page = window()
    page.goto(link)
    expect(page.locator("#code")).to_have_value("")
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("copy what stands after the # in the address into the field")
    (code,) = CODE.findall(page.url)
    page.locator("#code").fill(code)
    come_back(page)


def test_with_javascript_nothing_is_to_be_copied(window: Window) -> None:
    page = window(scripts=True)
    page.goto("/resume")
    expect(page.locator("#code")).to_be_visible()
    expect(page.locator("noscript p")).to_have_count(0)

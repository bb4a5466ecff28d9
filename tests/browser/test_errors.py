"""After a mistake the problem has the focus, without JavaScript, and its link leads to the control."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.keyboard import Keyboard
from tests.browser.places import begin, refused, too_many_stars


def test_the_error_summary_takes_the_focus(window: Window) -> None:
    page = window()
    begin(page)
    refused(page)
    expect(page.locator(".errors")).to_be_focused()
    assert page.title().startswith("Error:")


def test_the_first_tab_is_the_link_to_the_control(window: Window) -> None:
    page = window()
    begin(page)
    refused(page)
    expect(page.locator(".errors")).to_be_focused()
    keys = Keyboard(page)
    assert keys.tab_to(tag="A", href="#alsfrs-exact") == 1
    keys.press("Enter")
    expect(page.locator("#alsfrs-exact")).to_be_focused()
    assert page.locator("#alsfrs-exact").input_value() == "49"


def test_too_many_stars_are_told_in_the_focus(window: Window) -> None:
    page = window()
    begin(page)
    too_many_stars(page)
    expect(page.locator(".errors")).to_be_focused()
    assert page.locator("input[name=star]:checked").count() == 4


def test_a_page_without_a_mistake_takes_no_focus(window: Window) -> None:
    page = window()
    begin(page)
    page.goto("/q/alsfrs")
    assert Keyboard(page).focused["tag"] == "BODY"

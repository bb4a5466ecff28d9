"""After a mistake the problem has the focus, without JavaScript, and its link leads to the control."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.keyboard import Keyboard
from tests.browser.mistakes import MISTAKES, WRONG_ANSWERS
from tests.browser.places import begin, refused, too_many_stars


def test_every_problem_has_the_focus_and_stands_in_the_title(window: Window, subtests: pytest.Subtests) -> None:
    page = window()
    begin(page, "two")  # there is room for one offer more
    for name, come in MISTAKES.items():
        with subtests.test(name):
            come(page)
            assert page.title().startswith("Error:")
            expect(page.locator(".errors")).to_be_focused()


def test_the_first_tab_is_the_link_to_the_control(window: Window, subtests: pytest.Subtests) -> None:
    page = window()
    begin(page)
    for name, come in WRONG_ANSWERS.items():
        with subtests.test(name):
            come(page)
            expect(page.locator(".errors")).to_be_focused()
            control = page.locator(".errors a").first.get_attribute("href")
            assert control
            keys = Keyboard(page)
            assert keys.tab_to(tag="A", href=control) == 1
            keys.press("Enter")
            expect(page.locator(control)).to_be_focused()


def test_what_was_given_is_still_there_beside_the_problem(window: Window) -> None:
    page = window()
    begin(page)
    refused(page)
    assert page.locator("#alsfrs-exact").input_value() == "49"
    too_many_stars(page)
    assert page.locator("input[name=star]:checked").count() == 4


def test_a_page_without_a_mistake_takes_no_focus(window: Window) -> None:
    page = window()
    begin(page)
    page.goto("/q/alsfrs")
    assert Keyboard(page).focused["tag"] == "BODY"

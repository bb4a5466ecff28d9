"""After a mistake the problem has the focus, without JavaScript, and its link leads to the control."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.keyboard import Keyboard
from tests.browser.mistakes import MISTAKES, WRONG_ANSWERS, WRONG_ELSEWHERE
from tests.browser.places import begin, refused, too_many_stars

# What the control with the focus, or its group, says is wrong; a radio or a box leaves it to its group.
TOLD = """() => {
  const control = document.activeElement
  const choice = ['radio', 'checkbox'].includes(control.type)
  const named = choice ? control.closest('fieldset') : control
  const told = (named.getAttribute('aria-describedby') || '').split(' ').map(id => document.getElementById(id))
  return {invalid: choice || control.getAttribute('aria-invalid') === 'true',
          told: told.filter(one => one && one.matches('.error')).map(one => one.innerText)}
}"""


def test_every_problem_has_the_focus_and_stands_in_the_title(window: Window, subtests: pytest.Subtests) -> None:
    page = window()
    begin(page, "two")  # there is room for one offer more
    for name, come in MISTAKES.items():
        with subtests.test(name):
            come(page)
            assert page.title().startswith("Error:")
            expect(page.locator(".errors")).to_be_focused()


def test_the_first_tab_is_the_link_to_the_control_which_names_the_problem(
    window: Window, subtests: pytest.Subtests
) -> None:
    page = window()
    begin(page)
    for name, come in {**WRONG_ANSWERS, **WRONG_ELSEWHERE}.items():
        with subtests.test(name):
            come(page)
            expect(page.locator(".errors")).to_be_focused()
            link = page.locator(".errors a").first
            control, said = link.get_attribute("href"), link.inner_text()
            assert control
            keys = Keyboard(page)
            assert keys.tab_to(tag="A", href=control) == 1
            keys.press("Enter")
            expect(page.locator(control)).to_be_focused()
            assert page.evaluate(TOLD) == {"invalid": True, "told": [f"Error: {said}"]}


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

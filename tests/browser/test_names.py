"""Whoever speaks to the form says what stands on a control: each name is in sight, its own, and the whole name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.names import controls, faults
from tests.browser.places import OTHER_PAGES, QUESTION_PAGES, SITUATIONS, answer_some, begin, press


def faults_of(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for address in addresses:
        page.goto(address)
        found[address] = faults(controls(page))
    return {place: wrong for place, wrong in found.items() if wrong}


def test_every_control_has_a_name_of_its_own_that_is_in_sight(window: Window) -> None:
    page = window()
    begin(page)
    answer_some(page)
    assert faults_of(page, (*QUESTION_PAGES, *OTHER_PAGES)) == {}
    found = {}
    for name, come in SITUATIONS.items():
        come(page)
        found[name] = faults(controls(page))
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_choice_that_goes_on_at_once_has_a_name_of_its_own(window: Window) -> None:
    page = window()
    begin(page)
    page.goto("/settings")
    page.locator("input[name=going][value=choice]").check()
    press(page, page.get_by_role("button", name="Use these settings"))
    assert faults_of(page, QUESTION_PAGES) == {}


def test_the_change_links_of_check_answers_say_their_number(window: Window) -> None:
    page = window()
    begin(page)
    page.goto("/answers")
    changes = [one.text for one in controls(page) if one.text.startswith("Change")]
    assert len(changes) > 150
    assert changes == [f"Change answer {number}" for number in range(1, len(changes) + 1)]
    rows = page.locator(".rows dt").all_inner_texts()
    assert [re.match(r"\d+", row).group() for row in rows] == [name.rpartition(" ")[2] for name in changes]  # type: ignore[union-attr]


def test_hidden_text_a_double_and_a_name_that_differs_are_found(window: Window) -> None:
    page = window(scripts=True)
    page.goto("/")
    assert faults(controls(page)) == []
    page.evaluate("() => { document.querySelector('button').setAttribute('aria-label', 'Begin') }")
    page.evaluate("() => { document.querySelector('.links a').innerHTML = 'Start' }")
    page.evaluate("() => { document.querySelector('.big-link').innerHTML += '<span class=\"far\"> to them</span>' }")
    page.evaluate("() => { document.querySelector('.far').style.cssText = 'position:absolute;width:1px;height:1px' }")
    found = " ".join(faults(controls(page)))
    assert "2 controls are called 'Start'" in found
    assert "'Start' is named 'Begin'" in found
    assert "has hidden text" in found

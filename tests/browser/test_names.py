"""Whoever speaks to the form says what stands on a control: each name is in sight, its own, and the whole name."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Window
from tests.browser.names import begins, controls, faults
from tests.browser.places import QUESTION_PAGES, answer_some, begin, each, everywhere, go_on_by_choosing


def faults_of(page: Page, places: Iterable[str]) -> dict[str, list[str]]:
    found = {place: faults(controls(page)) for place in places}
    return {place: wrong for place, wrong in found.items() if wrong}


def test_every_control_has_a_name_of_its_own_that_is_in_sight(window: Window) -> None:
    page = window()
    begin(page)
    answer_some(page)
    assert faults_of(page, everywhere(page)) == {}


def test_every_choice_that_goes_on_at_once_has_a_name_of_its_own(window: Window) -> None:
    page = window()
    begin(page)
    go_on_by_choosing(page)
    assert faults_of(page, each(page, QUESTION_PAGES)) == {}


def test_the_change_links_of_check_answers_say_their_number(window: Window) -> None:
    page = window()
    begin(page)
    changes = []
    for address in ("/answers", "/answers?offer=1", "/answers?offer=2", "/answers?offer=3"):
        page.goto(address)
        here = [one.text for one in controls(page) if one.text.startswith("Change")]
        rows = page.locator(".rows dt").all_inner_texts()
        assert [re.match(r"\d+", row).group() for row in rows] == [name.rpartition(" ")[2] for name in here]  # type: ignore[union-attr]
        changes += here
    assert len(changes) > 150
    assert sorted(changes) == sorted(f"Change answer {number}" for number in range(1, len(changes) + 1))


@pytest.mark.parametrize(
    ("name", "said", "it_begins"),
    [
        ("Continue to the summary", "Continue", True),
        ("The person with ALS, with help", "The person with ALS", True),
        ("A 5, matters most", "A 5", True),
        ("Change answer 12", "Change answer 1", False),
        ("Continue", "Continue", False),
        ("Yes, start again", "Start again", False),
        ("Nothing", "No", False),
        ("Don't know", "Don", False),
        ("1.5 to 2 years", "1", False),
    ],
)
def test_a_name_goes_on_after_whole_words(name: str, said: str, *, it_begins: bool) -> None:
    assert begins(name, said) == it_begins


def test_hidden_text_a_double_and_a_name_that_differs_are_found(window: Window) -> None:
    page = window(scripts=True)
    page.goto("/")
    assert faults(controls(page)) == []
    page.evaluate("() => { document.querySelector('button').setAttribute('aria-label', 'Begin') }")
    page.evaluate("() => { document.querySelector('.links a').innerHTML = 'Start' }")
    page.evaluate("() => { document.querySelectorAll('.links a')[1].innerHTML = 'Start, or read on' }")
    page.evaluate("() => { document.querySelector('.big-link').innerHTML += '<span class=\"far\"> to them</span>' }")
    page.evaluate("() => { document.querySelector('.far').style.cssText = 'position:absolute;width:1px;height:1px' }")
    found = " ".join(faults(controls(page)))
    assert "2 controls are called 'Start'" in found
    assert "'Start' is named 'Begin'" in found
    assert "has hidden text" in found
    assert "'Start' is the beginning of 'Start, or read on'" in found

"""Who begins a visit where somebody else ended one, and goes back: the browser fills in nothing of the person before.

Left pages are not kept (`no-store`), but Chromium keeps what stood in their fields, and puts it into a form that it
takes for the same one. What the person who typed it finds again with Back must stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Window
from tests.browser.places import finished, go_on, press

TYPED = "My own words that nobody else may read"
ANSWERS = {"self", "which", TYPED}
STEPS = 8
GIVEN = """() => [...document.querySelectorAll('main :is(input, textarea)')]
  .filter(field => field.type !== 'hidden' && (!['radio', 'checkbox'].includes(field.type) || field.checked))
  .map(field => field.value).filter(Boolean)"""
OF_SESSION = re.compile(r'<input type="hidden" name="of-[^>]*>')


def begin(page: Page) -> None:
    page.goto("/")
    go_on(page)
    press(page, page.locator("a[href='/q/who']"))


def answer(page: Page) -> None:
    page.locator("#who-is-self").check()
    go_on(page)
    page.goto("/q/decision")
    page.locator("#decision-is-which").check()
    page.locator("#decision-note").fill(TYPED)


def went_back(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Go back page by page; give each address and what stands in its fields."""
    for _ in range(STEPS):
        page.go_back(wait_until="load")
        yield page.url, page.evaluate(GIVEN)


def nameless(route: Route) -> None:
    """Hand on a page without the names that tell one session's forms from another's."""
    if route.request.resource_type != "document":
        return route.continue_()
    answer = route.fetch(max_redirects=0)
    if "text/html" not in answer.headers.get("content-type", ""):
        return route.fulfill(response=answer)
    return route.fulfill(response=answer, body=OF_SESSION.sub("", answer.text()))


@pytest.mark.parametrize("sent", [True, False], ids=["kept words", "words that were never sent"])
def test_nothing_of_the_person_before_is_filled_in(window: Window, *, sent: bool) -> None:
    page = window()
    begin(page)
    answer(page)
    if sent:
        go_on(page)
    finished(page)
    begin(page)
    assert [(address, given) for address, given in went_back(page) if ANSWERS & set(given)] == []


def test_without_the_names_of_its_own_the_browser_fills_it_in(window: Window) -> None:
    page = window()
    page.route("**/*", nameless)
    begin(page)
    answer(page)
    go_on(page)
    finished(page)
    begin(page)
    assert TYPED in str(list(went_back(page)))


def test_who_typed_it_finds_it_again_with_back(window: Window) -> None:
    page = window()
    begin(page)
    answer(page)
    page.goto("/about")
    page.go_back(wait_until="load")
    assert page.evaluate(GIVEN) == ["which", TYPED]


def test_a_file_that_was_chosen_is_not_chosen_again(window: Window) -> None:
    page = window()
    page.goto("/resume")
    page.set_input_files("#file", {"name": "answers.json", "mimeType": "application/json", "buffer": b"{}"})
    page.goto("/about")
    page.go_back(wait_until="load")
    assert page.evaluate("() => document.querySelector('#file').files.length") == 0

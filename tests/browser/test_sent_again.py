"""A page that came back with a note too long for it, sent once more from the browser's history."""

from __future__ import annotations

from contextlib import suppress

from playwright.sync_api import Error, Page

from tests.browser.conftest import Window
from tests.browser.places import begin, go_on, press

TYPED = "My own words that nobody else may read. "
TOO_LONG = TYPED * 60
BACK = 4  # pages lie between the one that came back and the end


def come_back_with_too_much(page: Page) -> None:
    """Type more than a page takes, and go on to another page from what comes back."""
    begin(page, "none", "short")
    page.goto("/q/decision")
    page.locator("#decision-note").fill(TOO_LONG)
    go_on(page)
    assert TYPED.strip() in page.content()
    page.goto("/answers")
    page.goto("/settings")


def shown_going_back(page: Page) -> list[str]:
    """Go back page by page, have each sent or loaded again, and return what there was to see."""
    seen = []
    for _ in range(BACK):
        with page.expect_event("framenavigated"), suppress(Error):  # an error: the browser asks before it sends again
            page.go_back()
        seen.append(page.url + page.content())
        page.reload()
        seen.append(page.url + page.content())
    return seen


def test_sent_once_more_after_finish_and_clear_it_shows_nothing_of_what_was_typed(window: Window) -> None:
    page = window(scripts=True)
    come_back_with_too_much(page)
    press(page, page.get_by_role("button", name="Finish and clear"))
    press(page, page.get_by_role("button", name="Yes, clear everything"))
    seen = shown_going_back(page)
    assert any("What was on the page is not shown" in shown for shown in seen), "it was never sent again"
    assert not any(TYPED.strip() in shown for shown in seen)


def test_sent_once_more_in_the_open_visit_it_shows_what_was_typed(window: Window) -> None:
    page = window(scripts=True)
    come_back_with_too_much(page)
    assert any(TYPED.strip() in shown for shown in shown_going_back(page))

"""After "Finish and clear" the Back button shows nothing, also in a browser that keeps left pages in memory.

Playwright turns that memory (the back-forward cache) off, and then this can't fail. Here it is on, and the same walk
through a front that takes our headers away must show the answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.places import go_on, press
from tests.conftest import FLAGS
from tests.reliability.front import Front, running

TYPED = "My own words that nobody else may read"
CODE = re.compile(r"\b(?:[0-9A-Z]{4}[ -]){3}[0-9A-Z]{4}\b")
STEPS = 6  # six pages lie between the start page and the end
NOTE_WHETHER_KEPT = "() => addEventListener('pageshow', shown => { window.kept = shown.persisted })"
LOOK = """async () => {
    if (document.readyState !== 'complete') await new Promise(loaded => addEventListener('load', loaded));
    const chosen = field => field.checked || !['radio', 'checkbox'].includes(field.type);
    const fields = [...document.querySelectorAll('main :is(input, textarea, select)')];
    const shown = fields.filter(field => field.type !== 'hidden' && chosen(field) && field.value);
    return {
        path: location.pathname,
        kept: window.kept === true,
        text: document.documentElement.innerText,
        values: shown.map(field => field.value),
    };
}"""


class Seen(NamedTuple):
    """What a person who pressed Back or Forward sees; kept means that the browser had the page in memory."""

    path: str
    kept: bool
    text: str
    values: list[str]

    def tells(self, words: str) -> bool:
        return words in self.text or any(words in value for value in self.values)


class Walk(NamedTuple):
    """What was there before "Finish and clear", what nobody may read after it, and each page then seen."""

    before: Seen
    secrets: tuple[str, ...]
    after: list[Seen]

    @property
    def told(self) -> list[Seen]:
        return [seen for seen in self.after if seen.values or any(map(seen.tells, self.secrets))]


Walking = Callable[..., Walk]


@pytest.fixture(scope="module")
def keeping(browser: Browser, chromium_path: str | None) -> Iterator[Browser]:
    """Return a second browser, with its back-forward cache on."""
    keeping = browser.browser_type.launch(
        executable_path=chromium_path,
        channel=None if chromium_path else "chromium",  # of Playwright's own two, the one that people use
        args=list(FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield keeping
    keeping.close()


@pytest.fixture
def walk(keeping: Browser, home: str) -> Walking:
    """Walk through the form behind a front that takes the given headers away."""

    def through(without: Collection[str]) -> Walk:
        port = urlsplit(home).port
        assert port
        with (
            running(Front(port, without=without)) as front,
            closing(keeping.new_context(base_url=f"http://127.0.0.1:{front}")) as context,
        ):
            return _walked(context.new_page())

    return through


def _walked(page: Page) -> Walk:
    page.goto("/")
    go_on(page)
    code = _code(page)
    page.evaluate(NOTE_WHETHER_KEPT)
    page.goto("/q/decision")
    answer = page.locator("label:has(#decision-is-which)").inner_text()
    page.locator("#decision-is-which").check()
    page.locator("#decision-note").fill(TYPED)
    _leave(page)
    page.goto("/summary")
    before = _seen(page)
    page.evaluate(NOTE_WHETHER_KEPT)
    press(page, page.get_by_role("button", name="Finish and clear"))
    page.evaluate(NOTE_WHETHER_KEPT)
    press(page, page.get_by_role("button", name="Yes, clear everything"))
    return Walk(before, (TYPED, answer, code), [_seen(page), *_there_and_back(page)])


def _code(page: Page) -> str:
    """Return the resume code that the page after the start shows."""
    (code,) = set(CODE.findall(_seen(page).text))
    return str(code)


def _leave(page: Page) -> None:
    page.evaluate(NOTE_WHETHER_KEPT)
    go_on(page)


def _there_and_back(page: Page) -> Iterator[Seen]:
    for step in [page.go_back] * STEPS + [page.go_forward] * STEPS:
        step(wait_until="commit")  # a page from memory does not load again
        yield _seen(page)


def _seen(page: Page) -> Seen:
    return Seen(**page.evaluate(LOOK))


@pytest.mark.parametrize("without", [(), ("Clear-Site-Data",)], ids=["as it is", "a browser that clears nothing"])
def test_nothing_is_shown_after_finish_and_clear(walk: Walking, without: Collection[str]) -> None:
    walked = walk(without)
    assert walked.before.tells(TYPED)
    assert walked.told == []
    assert [seen for seen in walked.after if seen.kept] == []
    assert {seen.path for seen in walked.after} == {"/", "/finished", "/resume"}


def test_without_our_headers_the_browser_shows_what_was_typed_and_chosen(walk: Walking) -> None:
    walked = walk(("Cache-Control", "Clear-Site-Data"))
    told = {seen.path: seen for seen in walked.told if seen.kept}
    assert told["/summary"].tells(TYPED)
    assert told["/q/decision"].values == ["which", TYPED]
    assert told["/keep"].tells(walked.secrets[-1])


def test_clearing_alone_would_still_show_the_last_page(walk: Walking) -> None:
    """It is the one that asks: it holds no answers."""
    walked = walk(("Cache-Control",))
    assert {seen.path for seen in walked.after if seen.kept} == {"/finish"}

"""Each state of the gallery as a page for a browser: its HTML, with the files that it asks for.

Each state's stylesheet ends with the colour of its settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import BrowserContext, Page, Route

from tests.web.gallery import Gallery

HOME = "http://states.example"


def give(made: Gallery, window: Page | BrowserContext) -> None:
    """Answer all that this window asks for from the gallery."""

    def answer(route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path)
        if html := made.pages.get(path.removeprefix("/state/")):
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif file := made.files.get(path):
            route.fulfill(body=file.content, content_type=file.kind)
        else:
            route.fulfill(status=404)

    window.route("**/*", answer)


def come(page: Page, name: str) -> None:
    page.goto(f"/state/{quote(name, safe='')}")
    assert page.locator("main").count() == 1


def every_state(page: Page, made: Gallery) -> Iterator[str]:
    """Come to every state, one after the other; give each one's name."""
    for name in made.pages:
        come(page, name)
        yield name

"""Windows of one Chromium, each with a profile of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from decision_aid import assets
from decision_aid.loader import load
from tests.web.gallery import Gallery, gallery

Window = Callable[..., Page]


@pytest.fixture
def window(browser: Browser, home: str) -> Iterator[Window]:
    """Open a fresh profile's window; after the test, no request may have gone to any other host."""
    opened: list[BrowserContext] = []
    asked: list[str] = []
    ours: set[str] = set()

    def open_window(*, at: str = home, scripts: bool = False, width: int = 1280, **look: Any) -> Page:
        ours.add(urlsplit(at).netloc)
        context = browser.new_context(
            base_url=at, java_script_enabled=scripts, viewport={"width": width, "height": 900}, **look
        )
        context.on("request", lambda request: asked.append(request.url))
        opened.append(context)
        return context.new_page()

    yield open_window
    for context in opened:
        context.close()
    assert asked
    assert {urlsplit(address).netloc for address in asked} <= ours


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    return gallery(load(assets.questions()), tmp_path_factory.mktemp("gallery"))


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")

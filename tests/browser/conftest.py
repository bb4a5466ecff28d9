"""One server for all tests of this folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.serving import free_port, wait_for

Window = Callable[..., Page]


@contextmanager
def serving(folder: Path, **settings: str) -> Iterator[str]:
    """Serve the form from a folder as its command does, with these settings, and give its address."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("DECISION_AID_")}
    # a file, not a pipe: a log that nobody reads would fill it and hold the server
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            [sys.executable, "-m", "decision_aid", "serve", "--port", str(port)],
            cwd=folder,
            env={**kept, "DECISION_AID_STATE": str(folder / "var"), **settings},
            stdout=log,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            wait_for(process, f"http://127.0.0.1:{port}/readyz")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the form and give its address."""
    with serving(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture
def window(browser: Browser, home: str) -> Iterator[Window]:
    """Open a fresh profile's window; after the test, no request may have gone to any other host."""
    opened: list[BrowserContext] = []
    asked: list[str] = []

    def open_window(*, scripts: bool = False, width: int = 1280, **look: Any) -> Page:
        context = browser.new_context(
            base_url=home, java_script_enabled=scripts, viewport={"width": width, "height": 900}, **look
        )
        context.on("request", lambda request: asked.append(request.url))
        opened.append(context)
        return context.new_page()

    yield open_window
    for context in opened:
        context.close()
    assert asked
    assert {urlsplit(address).netloc for address in asked} == {urlsplit(home).netloc}


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("downloads")

"""What every test may ask for."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import left_out
from tests.serving import serving

TURNED = Path(__file__).with_name("turned_server.py")
QUICK = Path(__file__).with_name("quick_tablet.py")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_configure(config: pytest.Config) -> None:
    left_out.begin(config)


@pytest.fixture(scope="session")
def chromium_path() -> str | None:
    """Return the system's Chromium, named by CHROMIUM or found on the path; None means Playwright's own."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser(chromium_path: str | None) -> Iterator[Browser]:
    """Return the one browser of the whole run: Playwright allows one at a time. Each window has a fresh profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the form as its command does, and give its address."""
    with serving(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="session")
def turned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the form with a made-up language that is written from right to left."""
    with serving(tmp_path_factory.mktemp("turned"), str(TURNED)) as address:
        yield address


@pytest.fixture(scope="session")
def quick_tablet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the form as at a shared tablet whose ten minutes pass in ten seconds."""
    with serving(tmp_path_factory.mktemp("quick-tablet"), str(QUICK), kiosk="1") as address:
        yield address

"""One Firefox for all tests of this folder; each test finds it without cookies and as it came."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.firefox.marionette import Marionette, Preference, firefox
from tests.firefox.tab import FirefoxTab

NAMES = ("firefox-esr", "firefox")
NONE = "none"  # what scripts/test says where there is none to be had
USUAL: dict[str, Preference] = {
    "javascript.enabled": True,
    "browser.display.document_color_use": 0,
    "layout.css.prefers-color-scheme.content-override": 1,
    "accessibility.tabfocus": 7,  # Tab stops at links too, as everywhere but on a Mac
}
SAVING: dict[str, Preference] = {
    "browser.download.folderList": 2,
    "browser.download.always_ask_before_handling_new_types": False,
    "browser.helperApps.neverAsk.saveToDisk": "application/pdf,application/fhir+json",
    "pdfjs.disabled": True,
}
FORGET = "Services.cookies.removeAll()"
Opening = Callable[..., FirefoxTab]


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("firefox-downloads")


@pytest.fixture(scope="session")
def program() -> str:
    named = os.environ.get("FIREFOX") or next(filter(None, map(shutil.which, NAMES)), None)
    if named is None:
        pytest.fail("There is no Firefox: apt-get install firefox-esr, or name one: FIREFOX=/path/to/firefox.")
    if named == NONE:
        pytest.skip("This system has no package of Firefox ESR: name one yourself, FIREFOX=/path/to/firefox.")
    return named


@pytest.fixture(scope="session")
def driver(program: str, tmp_path_factory: pytest.TempPathFactory, downloads: Path) -> Iterator[Marionette]:
    preferences = {**USUAL, **SAVING, "browser.download.dir": str(downloads)}
    with firefox(program, tmp_path_factory.mktemp("firefox"), preferences) as driver:
        yield driver


@pytest.fixture
def tab(driver: Marionette, home: str, downloads: Path) -> Iterator[Opening]:
    """Open a tab in a Firefox with these preferences."""
    opened: list[FirefoxTab] = []

    def open_tab(at: str = home, preferences: dict[str, Preference] | None = None) -> FirefoxTab:
        driver.prefer({**USUAL, **(preferences or {})})
        driver.run_inside(FORGET)
        opened.append(FirefoxTab(driver, at, downloads).new_page())
        return opened[-1]

    yield open_tab
    for tab in opened:
        tab.close()

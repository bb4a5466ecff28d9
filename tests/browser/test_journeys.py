"""Whole journeys with the keyboard alone, JavaScript off, nothing typed."""

from __future__ import annotations

import time
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.browser.conftest import Window
from tests.browser.keyboard import Keyboard
from tests.browser.places import TO_READ


class Way(NamedTuple):
    """How many arrows lead to each answer on the first pages, and how many pages follow at least."""

    who: int
    length: int
    offers: int
    pages: int


PERSON, HELPER = 0, 2
SHORT, FULL = 0, 1
# what each way takes is counted in tests/effort
WAYS = {
    "person, short, one offer": Way(PERSON, SHORT, 1, 20),
    "helper, full, three offers": Way(HELPER, FULL, 3, 150),
}


def walk(page: Page, way: Way) -> Keyboard:
    """Go from the start page to check answers."""
    page.goto("/")
    keys = Keyboard(page)
    keys.begin()
    for arrows in (way.who, way.length, way.offers):
        keys.choose(arrows)
    while keys.here != "/answers":
        keys.choose()
    return keys


def finish(keys: Keyboard) -> Path:
    """Go on from check answers over the stars to the printout; return the file."""
    keys.tab_to(tag="A", href="/stars")
    keys.go()
    keys.tab_to(type="checkbox")
    keys.press("Space")
    keys.go()
    assert keys.here == "/summary"
    keys.tab_to(tag="A", href="/summary.pdf")
    with keys.page.expect_download() as download:
        keys.press("Enter")
    return download.value.path()


@pytest.mark.parametrize("name", WAYS)
def test_the_keyboard_alone_leads_from_start_to_paper(window: Window, name: str) -> None:
    way = WAYS[name]
    keys = walk(window(), way)
    assert keys.pages >= way.pages
    file = finish(keys)
    assert file.read_bytes().startswith(b"%PDF-")
    assert len(PdfReader(file).pages) >= 2


def test_the_session_cookie_is_kept_over_http_on_this_machine(window: Window) -> None:
    page = window()
    page.goto("/")
    keys = Keyboard(page)
    keys.begin()
    cookie = {cookie["name"]: cookie for cookie in page.context.cookies()}["__Host-decision-aid"]
    assert cookie["httpOnly"]
    assert cookie["secure"]
    assert cookie["sameSite"] == "Strict"
    assert cookie["expires"] == -1
    keys.choose()
    assert keys.here == "/q/length"


def test_finish_and_clear_leaves_nothing_behind_the_back_button(window: Window) -> None:
    page = window()
    page.goto("/")
    keys = Keyboard(page)
    keys.begin()
    keys.choose()
    page.goto("/summary")
    keys.tab_to(tag="BUTTON", text="Finish and clear")
    keys.go()
    keys.tab_to(tag="BUTTON", text="Yes, clear everything")
    time.sleep(TO_READ)
    keys.go()
    assert page.context.cookies() == []
    page.go_back()
    assert keys.here == "/"

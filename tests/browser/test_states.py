"""axe-core on states that a served visit comes to seldom or never: refusals, faults, ended visits, clinics, tablets.

The pages are made without a server and handed to the browser as their HTML, with the files that they ask for: each
state's stylesheet ends with the colour of its settings.
"""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from decision_aid import assets
from decision_aid.loader import load
from decision_aid.settings import Settings
from tests.browser.conftest import Window
from tests.browser.test_axe import AS_USUAL, LOOKS, violations
from tests.web.gallery import ACCENT, Gallery, gallery

HOME = "http://states.example"
OF_QUESTIONS = {"answered", "wrong", "in one press"}
A_PAGE_OF_EACH_KIND = {"who", "helpers", "matters", "alsfrs", "onset", "devices", "signs-1", "price", "proof-people"}
IN_LOOKS = ("light", "dark", "forced colours")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    return gallery(load(assets.questions()), tmp_path_factory.mktemp("states"))


@pytest.fixture(scope="module")
def states(made: Gallery) -> dict[str, str]:
    return made.pages


@pytest.fixture
def page(window: Window, made: Gallery) -> Page:
    def give(route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path)
        if html := made.pages.get(path.removeprefix("/state/")):
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif file := made.files.get(path):
            route.fulfill(body=file.content, content_type=file.kind)
        else:
            route.fulfill(status=404)

    opened = window(at=HOME, scripts=True)
    opened.route("**/*", give)
    return opened


def come(page: Page, name: str) -> None:
    page.goto(f"/state/{quote(name, safe='')}")
    assert page.locator("main").count() == 1


def found(page: Page, name: str) -> list[str]:
    come(page, name)
    faults = []
    for look in IN_LOOKS:
        page.emulate_media(**{**AS_USUAL, **LOOKS[look]})
        faults += [f"{name}, {look}: {fault}" for fault in violations(page)]
    page.evaluate("() => { document.documentElement.dir = 'rtl' }")
    return faults + [f"{name}, right to left: {fault}" for fault in violations(page)]


def is_of_its_own_kind(name: str) -> bool:
    page, _, state = name.partition(" ")
    return "/q/" not in page or state not in OF_QUESTIONS or page.rpartition("/")[2] in A_PAGE_OF_EACH_KIND


def test_no_state_of_any_kind_of_page_has_a_violation_in_any_look(page: Page, states: dict[str, str]) -> None:
    kinds = [name for name in states if is_of_its_own_kind(name)]
    assert len(kinds) > 100
    assert [fault for name in kinds for fault in found(page, name)] == []


@pytest.mark.parametrize(
    ("name", "accent"),
    [("/q/who answered", Settings().accent), ("/q/who in a clinic", ACCENT), ("/resume in a clinic, overdue", ACCENT)],
)
def test_the_main_button_has_the_colour_of_its_settings(page: Page, name: str, accent: str) -> None:
    come(page, name)
    colour = f"rgb({', '.join(map(str, bytes.fromhex(accent.removeprefix('#'))))})"
    expect(page.locator("button.main, .button.main").first).to_have_css("background-color", colour)


def test_a_fault_in_one_state_is_found(page: Page, states: dict[str, str]) -> None:
    states["spoilt"] = states["/q/who answered"].replace(' lang="en"', "")
    assert any("html-has-lang" in fault for fault in found(page, "spoilt"))
    del states["spoilt"]

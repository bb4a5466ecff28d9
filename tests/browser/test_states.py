"""axe-core on states that a served visit comes to seldom or never: refusals, faults, ended visits, clinics, tablets.

The pages are made without a server and handed to the browser as their HTML, with the stylesheet that they ask for.
"""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Page, Route

from decision_aid import assets
from decision_aid.loader import load
from tests.browser.conftest import Window
from tests.browser.test_axe import AS_USUAL, LOOKS, violations
from tests.web.gallery import gallery

HOME = "http://states.example"
OF_QUESTIONS = {"answered", "wrong", "in one press"}
A_PAGE_OF_EACH_KIND = {"who", "helpers", "matters", "alsfrs", "onset", "devices", "signs-1", "price", "proof-people"}
IN_LOOKS = ("light", "dark", "forced colours")


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return gallery(load(assets.questions()), tmp_path_factory.mktemp("states"))


@pytest.fixture
def page(window: Window, states: dict[str, str]) -> Page:
    style = (assets.templates() / "page/style.css").read_text(encoding="utf-8")

    def give(route: Route) -> None:
        name = unquote(urlsplit(route.request.url).path).removeprefix("/state/")
        if html := states.get(name):
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif name.endswith(".css"):
            route.fulfill(body=style, content_type="text/css; charset=utf-8")
        else:
            route.fulfill(status=404)

    opened = window(at=HOME, scripts=True)
    opened.route("**/*", give)
    return opened


def found(page: Page, name: str) -> list[str]:
    page.goto(f"/state/{quote(name, safe='')}")
    assert page.locator("main").count() == 1
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


def test_a_fault_in_one_state_is_found(page: Page, states: dict[str, str]) -> None:
    states["spoilt"] = states["/q/who answered"].replace(' lang="en"', "")
    assert any("html-has-lang" in fault for fault in found(page, "spoilt"))
    del states["spoilt"]

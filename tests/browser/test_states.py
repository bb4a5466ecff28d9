"""axe-core on states that a served visit comes to seldom or never: refusals, faults, ended visits, clinics, tablets."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from decision_aid.settings import Settings
from tests.browser.conftest import Window
from tests.browser.states import HOME, come, give
from tests.browser.test_axe import AS_USUAL, LOOKS, violations
from tests.web.gallery import ACCENT, Gallery

OF_QUESTIONS = {"answered", "wrong", "in one press"}
A_PAGE_OF_EACH_KIND = {"who", "helpers", "matters", "alsfrs", "onset", "devices", "signs-1", "price", "proof-people"}
IN_LOOKS = ("light", "dark", "forced colours")


@pytest.fixture
def states(made: Gallery) -> dict[str, str]:
    return made.pages


@pytest.fixture
def page(window: Window, made: Gallery) -> Page:
    opened = window(at=HOME, scripts=True)
    give(made, opened)
    return opened


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

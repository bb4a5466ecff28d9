"""The preview in a browser: its pages are as accessible as the form's, and come again by themselves after a change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.test_axe import in_each_look
from tests.browser.width import scrolls_sideways
from tests.serving import serving
from tests.test_cli import SMALLEST

BEFORE, AFTER = "label: Do [you|we] know the IND number?", "label: Is the IND number known?"
PLACES = ("/preview", "/preview/open/ind", "/preview/errors/numbers?voice=helper")
TROUBLE = "aside [role=status]"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "questions.yaml"
    found.write_text(SMALLEST.read_text(encoding="utf-8"), encoding="utf-8")
    return found


@pytest.fixture
def preview(path: Path, tmp_path: Path) -> Iterator[str]:
    with serving(tmp_path, "-P", "-m", "decision_aid", "preview", str(path)) as address:
        yield address


def save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def found_on(page: Page, places: tuple[str, ...]) -> dict[str, list[str]]:
    found = {}
    for place in places:
        page.goto(place)
        found[place] = in_each_look(page)
        page.set_viewport_size({"width": 320, "height": 900})
        found[place] += ["wider than the window"] if scrolls_sideways(page) else []
        page.set_viewport_size({"width": 1280, "height": 900})
    return {place: wrong for place, wrong in found.items() if wrong}


def test_without_javascript_its_pages_have_no_violation_also_with_trouble_above(
    window: Window, preview: str, path: Path
) -> None:
    page, whole = window(at=preview), path.read_text(encoding="utf-8")
    assert found_on(page, PLACES) == {}
    save(path, whole[: len(whole) // 2])
    watching = window(at=preview, scripts=True)
    watching.goto("/preview")
    expect(watching.locator(TROUBLE)).to_be_visible(timeout=30_000)
    watching.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(watching.locator(TROUBLE)).to_be_in_viewport()
    assert found_on(page, ("/preview/open/ind",)) == {}


def test_a_page_comes_again_by_itself_with_the_new_words_and_with_what_is_wrong(
    window: Window, preview: str, path: Path
) -> None:
    page, whole = window(at=preview, scripts=True), path.read_text(encoding="utf-8")
    page.goto("/preview/open/ind")
    heading = page.locator("h1")
    expect(heading).to_have_text("Do you know the IND number?")
    save(path, whole.replace(BEFORE, AFTER))
    expect(heading).to_have_text("Is the IND number known?", timeout=30_000)
    save(path, whole.replace(BEFORE, "label: ["))
    expect(page.locator(TROUBLE)).to_contain_text("E002 writing-unclear", timeout=30_000)
    expect(heading).to_have_text("Is the IND number known?")
    save(path, whole)
    expect(heading).to_have_text("Do you know the IND number?", timeout=30_000)
    assert page.locator(TROUBLE).count() == 0


def test_a_page_that_was_sent_comes_again_without_being_sent_once_more(
    window: Window, preview: str, path: Path
) -> None:
    page, whole = window(at=preview, scripts=True), path.read_text(encoding="utf-8")
    page.goto("/preview/open/numbers")
    page.locator("#score-exact").fill("a lot")
    with page.expect_navigation():
        page.locator("main button.main").first.click()
    expect(page.locator(".errors")).to_be_visible()
    save(path, whole.replace(BEFORE, AFTER))
    expect(page.locator(".errors")).to_have_count(0, timeout=30_000)
    assert page.url.endswith("/q/numbers")

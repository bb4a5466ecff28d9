"""A clinic's logo, of whatever shape and however late it comes: nothing moves, and nothing runs off the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, Route

from tests.browser.conftest import Window
from tests.browser.test_lighthouse import SHIFT
from tests.browser.width import scrolls_sideways
from tests.serving import serving

SHAPES = {"wide": (1200, 100), "square": (300, 300)}
LATE = 400  # milliseconds
ROOM = "() => { const box = document.querySelector('.logo').getBoundingClientRect(); return [box.width, box.height] }"


@pytest.fixture(scope="module", params=SHAPES)
def clinic(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("clinic")
    Image.new("RGB", SHAPES[request.param], "#1d4f7a").save(folder / "logo.png")
    with serving(
        folder, clinic_logo=str(folder / "logo.png"), clinic_name="The Neurology Clinic by the Sea"
    ) as address:
        yield address


def late(page: Page) -> None:
    """Have the logo come after the page is there."""

    def wait(route: Route) -> None:
        page.wait_for_timeout(LATE)
        route.continue_()

    page.route("**/logo-*", wait)


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_moves_when_the_logo_comes_and_nothing_runs_off_the_page(
    window: Window, clinic: str, width: int
) -> None:
    page = window(at=clinic, scripts=True, width=width)
    late(page)
    page.goto("/")
    before = page.evaluate(ROOM)
    page.wait_for_function("() => document.querySelector('.logo').complete")
    assert page.evaluate("() => document.querySelector('.logo').naturalWidth") > 0
    assert page.evaluate(ROOM) == before
    assert page.evaluate(SHIFT) == 0
    assert not scrolls_sideways(page)

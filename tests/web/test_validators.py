"""The HTML of every page in every state, and the stylesheet, before the judges of the W3C and html-validate."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from decision_aid.loader import Loaded
from tests import npm
from tests.web.gallery import Gallery, gallery
from tests.web.page import read
from tests.web.validators import Faults, html_validate_faults, vnu_faults

LIST = Path(__file__).with_name("validators.sha512")
WHOLE = (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>A title</title></head>'
    '<body><main><h1>A heading</h1><p id="one">A text</p></main></body></html>\n'
)
PLANTED = {
    "a name twice": '<p id="one">Again</p>',
    "an element that is none": "<blink>Now</blink>",
    "a button in a link": '<a href="/"><button type="button">Press</button></a>',
}


@pytest.fixture(scope="module")
def packages() -> Path:
    if shutil.which("java") is None:
        pytest.fail("Java is not on this machine: apt-get install default-jre-headless.")
    return npm.packages(LIST, "validators")


@pytest.fixture(scope="module")
def made(shipped: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    return gallery(shipped, tmp_path_factory.mktemp("gallery"))


@pytest.fixture(scope="module")
def pages(made: Gallery) -> dict[str, str]:
    return made.pages


def planted() -> dict[str, str]:
    return {name: WHOLE.replace("</main>", f"{wrong}</main>") for name, wrong in PLANTED.items()}


def named(found: Faults) -> set[str]:
    return {fault.partition(":")[0] for fault in found}


def test_every_page_of_the_questionnaire_is_among_them(pages: dict[str, str], shipped: Loaded) -> None:
    for state in (" answered", " wrong"):
        shown = {name.removesuffix(state).rpartition("/")[2] for name in pages if name.endswith(state)}
        assert set(shipped.questionnaire.page) - shown == set()


def test_help_stands_at_the_same_place_on_every_page_that_is_not_the_help_itself(pages: dict[str, str]) -> None:
    feet = {name: list(read(html).all("footer")) for name, html in pages.items()}
    ways = {name: [way.text for foot in feet[name] for way in foot.all("a", "button")] for name in pages}
    without = {name for name in pages if ways[name] != ["Pause, settings and help"]}
    assert {name for name in without if any(not foot.text for foot in feet[name])} == set()
    assert {name.partition(" ")[0] for name in without} == {"/settings", "/pause", "over"}


def test_the_checker_of_the_w3c_finds_nothing_in_any_page_nor_in_any_stylesheet(
    packages: Path, made: Gallery, tmp_path: Path
) -> None:
    sheets = made.sheets()
    assert len(sheets) == 2  # the form's own, and with the clinic's colour
    assert vnu_faults(packages, {**made.pages, **sheets}, tmp_path) == []


def test_html_validate_finds_nothing_in_any_page(packages: Path, pages: dict[str, str], tmp_path: Path) -> None:
    assert html_validate_faults(packages, pages, tmp_path) == []


def test_both_find_what_is_planted_and_nothing_in_a_sound_page(packages: Path, tmp_path: Path) -> None:
    given = {"sound": WHOLE, **planted()}
    style = {"wrong.css": "p { colour: red }", "sound.css": "p { color: red }"}
    assert named(vnu_faults(packages, {**given, **style}, tmp_path)) == {*PLANTED, "wrong.css"}
    assert named(html_validate_faults(packages, given, tmp_path)) == set(PLANTED)

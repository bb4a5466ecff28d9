"""The gallery leaves no kind of page out, and has every file that its pages name."""

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, meta

from decision_aid import assets
from decision_aid.loader import Loaded
from tests.web.gallery import Gallery, gallery
from tests.web.page import read

FILES = ["icon", "logo", "resume", "style", "style"]  # a clinic's colour makes another stylesheet


@pytest.fixture(scope="module")
def made(shipped: Loaded, tmp_path_factory: pytest.TempPathFactory) -> Gallery:
    return gallery(shipped, tmp_path_factory.mktemp("gallery"))


def templates() -> list[Path]:
    return list((assets.templates() / "page").glob("*.html"))


def pieces() -> set[str]:
    """Return the templates that others extend, include or import."""
    look = Environment(loader=FileSystemLoader(assets.templates()), autoescape=True, extensions=["jinja2.ext.i18n"])
    sources = (look.parse(file.read_text(encoding="utf-8")) for file in templates())
    return {name or "" for source in sources for name in meta.find_referenced_templates(source)}


def test_every_template_that_is_not_only_a_piece_of_others_is_among_the_states(made: Gallery) -> None:
    assert pieces()
    assert made.templates == {f"page/{file.name}" for file in templates()} - pieces()


def test_every_file_that_a_page_names_is_there(made: Gallery) -> None:
    assert sorted(address.partition("-")[0].rpartition("/")[2] for address in made.files) == FILES


def test_no_label_that_asks_is_followed_by_a_colon(made: Gallery) -> None:
    assert [name for name, html in made.pages.items() if "?:" in read(html).text] == []

"""The shipped files are found in the package first, then in the checkout beside it."""

import runpy
import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from decision_aid import assets
from tests.house.checkout import ROOT

RESERVED = ("atkinson", "hyperlegible")
STYLES = ("Bold", "Italic", "Regular")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package that holds nothing but the module under test."""
    folder = tmp_path / "decision_aid"
    folder.mkdir()
    shutil.copy(ROOT / "decision_aid/assets.py", folder)
    return folder


def questions(package: Path) -> Path:
    """Return where the module of this package finds the questionnaire."""
    found = runpy.run_path(str(package / "assets.py"))["questions"]()
    assert isinstance(found, Path)
    return found


def test_the_shipped_files_are_there() -> None:
    assert assets.questions().is_file()
    assert assets.templates().is_dir()
    assert assets.translations().is_dir()


def test_a_file_in_the_package_comes_first(package: Path) -> None:
    for folder in (package, package.parent):
        (folder / "questions.yaml").touch()
    assert questions(package) == package / "questions.yaml"


def test_a_file_beside_the_package_is_found(package: Path) -> None:
    (package.parent / "questions.yaml").touch()
    assert questions(package) == package.parent / "questions.yaml"


def test_a_missing_file_is_named(package: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"questions\.yaml is missing .* install the program again"):
        questions(package)


def test_every_style_of_the_letters_is_shipped() -> None:
    assert sorted(path.name for path in assets.fonts().glob("*.ttf")) == [
        f"DecisionAidSans-{name}.ttf" for name in STYLES
    ]


@pytest.mark.parametrize("style", STYLES)
def test_the_letters_carry_no_reserved_name_and_keep_their_licence(style: str) -> None:
    with TTFont(assets.fonts() / f"DecisionAidSans-{style}.ttf") as font:
        names = {record.nameID: str(record) for record in font["name"].names}
    assert [name for name in (names[1], names[4], names[6]) if any(word in name.lower() for word in RESERVED)] == []
    assert "SIL Open Font License" in names[13]
    assert "Braille Institute" in names[0]

"""The documents say what the program does."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from decision_aid import settings as setting
from decision_aid.settings import Settings
from tests.house.checkout import ROOT, text_of, tracked

README = (ROOT / "README.md").read_text(encoding="utf-8") if (ROOT / "README.md").exists() else ""
DOCUMENTS = [path for path in tracked() if path.suffix == ".md"]
SETTINGS = sorted(f"DECISION_AID_{name.upper()}" for name in Settings.model_fields)
DEFAULTS = {
    f"DECISION_AID_{name.upper()}": str(field.default)
    for name, field in Settings.model_fields.items()
    if isinstance(field.default, str | int | Path) and not isinstance(field.default, bool) and str(field.default)
}
LINK = re.compile(r"!?\[[^]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")


def commands() -> list[str]:
    """Return the commands that the program itself names."""
    call = [sys.executable, "-P", "-m", "decision_aid", "--help"]
    said = subprocess.run(call, capture_output=True, check=True, text=True).stdout
    listed = re.findall(r"^ {4}([a-z][a-z-]+)", said, re.MULTILINE)
    assert listed, said
    return listed


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_readme_lists_every_setting(setting: str) -> None:
    assert re.search(rf"\b{setting}\b", README)


@pytest.mark.parametrize("setting", sorted(DEFAULTS))
def test_the_readme_gives_the_default_beside_the_setting(setting: str) -> None:
    lines = [line for line in README.splitlines() if re.search(rf"\b{setting}\b", line)]
    assert any(f"`{DEFAULTS[setting]}`" in line for line in lines)


def plain(cell: str) -> str:
    """Return a table's cell without its marks."""
    return re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", cell).replace("`", "").replace("\\|", "|")


@pytest.mark.parametrize("field", list(Settings.model_fields))
def test_the_readme_says_of_a_setting_what_the_program_says(field: str) -> None:
    rows = [re.split(r"(?<!\\) \| ", line.strip("| ")) for line in README.splitlines() if line.startswith("|")]
    (meaning,) = [row[2] for row in rows if row[0] == f"`{setting.named(field)}`"]
    assert plain(meaning) == Settings.model_fields[field].description


def test_the_readme_names_no_setting_that_is_not_there() -> None:
    assert set(re.findall(r"DECISION_AID_[A-Z0-9_]+\b", README)) <= {*SETTINGS, setting.FILE}


def test_the_readme_names_every_command() -> None:
    assert [name for name in commands() if f"decision-aid {name}" not in README] == []


def test_the_readme_begins_with_the_two_commands() -> None:
    beginning = "\n".join(README.splitlines()[:20])
    assert "./scripts/serve" in beginning
    assert "./scripts/test" in beginning


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_a_link_in_a_document_leads_somewhere(path: Path) -> None:
    document = ROOT / path
    links = LINK.findall(document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_map_of_the_house_names_every_room() -> None:
    architecture = text_of(ROOT / "docs/architecture.md") if (ROOT / "docs/architecture.md").exists() else ""
    rooms = {path.parts[1].removesuffix(".py") for path in tracked("decision_aid") if not path.name.startswith("__")}
    code = {
        room for room in rooms if (ROOT / "decision_aid" / room).is_dir() or (ROOT / f"decision_aid/{room}.py").exists()
    }
    assert [room for room in sorted(code) if room not in architecture] == []

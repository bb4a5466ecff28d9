"""Stop, update, start: what any earlier program kept is there after it; what a later one kept is left alone."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from decision_aid import bootstrap
from decision_aid.store.tables import SCHEMAS
from tests import releases
from tests.house.checkout import text_of
from tests.releases import Release
from tests.reliability.writers import NOTED, Browser
from tests.serving import serving
from tests.test_cli import refused, run, said

BEFORE_CODES = Path(__file__).parent / "store/formats/0001.sql"


def schema(state: Path) -> str:
    with closing(sqlite3.connect(state / "drafts.sqlite")) as kept:
        return str(kept.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def drafts(state: Path) -> int:
    with closing(sqlite3.connect(state / "drafts.sqlite")) as kept:
        return int(kept.execute("SELECT count(*) FROM draft").fetchone()[0])


def laid_out(release: Release, folder: Path) -> Path:
    releases.lay_out(release, folder / "var", bootstrap.now().date())
    return folder / "var"


def note_by(port: int, code: str) -> str:
    """Come back with a code and return the note."""
    address, question, _ = NOTED[0]
    with closing(Browser(port)) as browser:
        browser.come_back(code)
        return browser.form(address)[f"{question}-note"][0]


@pytest.mark.parametrize("name", releases.names())
def test_drafts_of_every_release_open_by_their_codes_and_are_kept_on(tmp_path: Path, name: str) -> None:
    release = releases.read(name)
    state = laid_out(release, tmp_path)
    for _ in range(2):  # the first start brings the database up to date, the second finds it so
        with serving(tmp_path) as address:
            port = int(address.rpartition(":")[2])
            assert {code: note_by(port, code) for code in release.notes} == release.notes
        assert schema(state) == SCHEMAS[-1]
    assert "WRONG" not in run("doctor", state=tmp_path).stdout


def test_every_release_has_left_what_it_kept() -> None:
    released = re.findall(r"^## (\d\S*)(?! \(unreleased\))$", text_of(Path("CHANGELOG.md")), re.MULTILINE)
    assert [version for version in released if version not in releases.names()] == []


def test_a_state_folder_from_before_there_were_codes_is_served_with_all_its_drafts(tmp_path: Path) -> None:
    made = date(2026, 11, 22)
    release = Release(made.isoformat(), {}, BEFORE_CODES.read_text(encoding="utf-8").splitlines(), {})
    state = laid_out(release, tmp_path)
    assert (schema(state), drafts(state)) == ("0001", 2)
    with serving(tmp_path):
        assert drafts(state) == 2
    assert schema(state) == SCHEMAS[-1]


def test_an_older_program_refuses_the_database_of_a_newer_one_and_changes_nothing(tmp_path: Path) -> None:
    state = laid_out(releases.read(releases.names()[-1]), tmp_path)
    with closing(sqlite3.connect(state / "drafts.sqlite")) as kept:
        kept.execute("UPDATE alembic_version SET version_num = '9999'")
        kept.commit()
    before = {path: path.read_bytes() for path in state.rglob("*") if path.is_file()}
    for command in (("serve", "--port", "0"), ("purge",), ("new-key",), ("backup", "copies")):
        sentence = refused(run(*command, state=tmp_path))
        assert re.search(r"was written by a newer version of this program: start that version", sentence), command
    assert "newer version of this program" in run("doctor", state=tmp_path).stdout
    assert {path: path.read_bytes() for path in state.rglob("*") if path.is_file()} == before


def test_settings_are_looked_at_before_anything_is_kept(tmp_path: Path) -> None:
    state = laid_out(releases.read(releases.names()[-1]), tmp_path)
    refused(run("serve", "--port", "0", state=tmp_path, keep_days="0"), 78)
    assert drafts(state) == 2
    assert said(run("purge", state=tmp_path)) == ["Drafts past their day, and forgotten now: 0."]

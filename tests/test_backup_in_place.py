"""The commands of docs/operate.md to restore, done where the form has run before."""

from __future__ import annotations

import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from decision_aid import bootstrap
from decision_aid.core.draft import Draft
from decision_aid.store.drafts import SealedDrafts, open_store
from tests.deploy import guide
from tests.test_backup import saying, settings
from tests.test_cli import SMALLEST, run


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


@dataclass
class Before:
    """What there was when the backup was made: codes of drafts that were saved twice by then."""

    changed: str
    finished: str
    secrets: Path
    backups: Path
    backup: Path


@pytest.fixture
def before(here: Path, tmp_path: Path) -> Before:
    """Make a backup; then one draft is saved again, another is finished."""
    with closing(bootstrap.storing(settings(here))) as store:
        tokens = [store.start(saying("Kolibri, revision 1")) for _ in range(2)]
        visits = [store.save(visit, saying("Kolibri, revision 2")) for token in tokens if (visit := store.open(token))]
        backup = bootstrap.copying(settings(here), tmp_path / "backups" / "2026-11-27")
        shutil.copytree(here / "var" / "secrets", tmp_path / "key" / "secrets-2026-11-01")
        store.save(visits[0], saying("Kolibri, revision 3"))
        store.finish(tokens[1])
        store.start(saying("begun after the backup"))
    return Before(visits[0].code, visits[1].code, tmp_path / "key", tmp_path / "backups", backup)


def restored_as_written(folder: Path, before: Before) -> None:
    """Run the commands of docs/operate.md where the form has run before; here is neither its user nor its service."""
    script = next(block.script for block in guide.blocks("operate.md") if block.section == "Restore")
    script = re.sub(r"^(systemctl|chown|decision-aid) .*\n", "", script, flags=re.MULTILINE)
    places = {
        "/var/lib/decision-aid": folder / "var",
        "/var/backups/decision-aid": before.backups,
        "/media/key": before.secrets,
    }
    for written, real in places.items():
        script = script.replace(written, str(real))
    subprocess.run(["bash", "-e", "-c", script], check=True)


def crash(database: Path) -> Path:
    """Leave the journal of a save that a crash broke off, and return its name."""
    journal = database.with_name("drafts.sqlite-journal")
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE draft SET sealed = zeroblob(200000)")
        begun = journal.read_bytes()
        connection.execute("ROLLBACK")
    journal.write_bytes(begun)
    return journal


def content(database: Path) -> object:
    """Return what SQLite reads in a database, or that it is damaged."""
    with closing(sqlite3.connect(database)) as connection:
        try:
            return connection.execute("SELECT id, revision, sealed FROM draft ORDER BY id").fetchall()
        except sqlite3.DatabaseError as damaged:
            return str(damaged)


def note_of(store: SealedDrafts, code: str) -> Draft | None:
    token = store.resume(code)
    visit = store.open(token) if token else None
    return visit.draft if visit else None


def test_restored_in_place_it_is_as_it_was_and_what_was_deleted_since_is_back_until_its_day(
    here: Path, before: Before
) -> None:
    restored_as_written(here, before)
    looked = run("doctor", state=here, questions=str(SMALLEST))
    assert "WRONG   The" not in looked.stdout
    with closing(bootstrap.storing(settings(here))) as store:
        for code in (before.changed, before.finished):
            assert note_of(store, code) == saying("Kolibri, revision 2")
    later = bootstrap.now() + timedelta(days=31)
    with closing(open_store(settings(here).database_file, clock=lambda: later)) as store:
        assert store.purge() == 2
        assert note_of(store, before.finished) is None


def test_a_journal_of_the_database_before_is_not_played_back_over_the_backup(here: Path, before: Before) -> None:
    database, wanted = settings(here).database_file, content(before.backup)
    journal = crash(database).read_bytes()
    restored_as_written(here, before)
    assert content(database) == wanted
    database.with_name("drafts.sqlite-journal").write_bytes(journal)
    assert content(database) != wanted, "the journal would do no harm, so its absence proves nothing"

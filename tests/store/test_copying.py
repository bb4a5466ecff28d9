"""A copy of the database: whole, never over another file, and nothing left of one that failed."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from decision_aid.core.errors import StoreRefused
from decision_aid.store.copying import copy
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.unfinished import check_apart
from tests.store.conftest import CHEAP, StandingClock, saying
from tests.store.rows import all_bytes, column, rows
from tests.store.test_checkup import damaged


def drafts(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM draft").fetchone()[0])


def test_a_copy_is_made_while_a_save_is_under_way(path: Path, store: SealedDrafts, tmp_path: Path) -> None:
    store.start(saying("kept"))
    with closing(sqlite3.connect(path)) as writing:
        writing.execute("BEGIN IMMEDIATE")
        writing.execute("DELETE FROM draft")
        assert drafts(copy(path, tmp_path / "copy")) == 1
        writing.rollback()


def test_a_copy_needs_no_secrets(path: Path, store: SealedDrafts, tmp_path: Path) -> None:
    store.start(saying("kept"))
    (path.parent / "secrets" / "salt").unlink()
    assert copy(path, tmp_path / "copy") == tmp_path / "copy" / path.name


def test_a_copy_holds_no_session_and_no_counter(path: Path, store: SealedDrafts, tmp_path: Path) -> None:
    token = store.start(saying("kept"))
    opens = column(path, token, "sealed_key")
    assert opens in all_bytes(path.parent)
    made = copy(path, tmp_path / "copy")
    assert (rows(made, "draft"), rows(made, "session"), rows(made, "bucket")) == (1, 0, 0)
    assert opens not in all_bytes(tmp_path / "copy")
    with closing(open_store(made, clock=StandingClock(), secrets=path.parent / "secrets", cost=CHEAP)) as restored:
        assert restored.open(token) is None


def test_a_new_folder_is_closed_to_others(path: Path, store: SealedDrafts, tmp_path: Path) -> None:
    assert store.ready()
    copy(path, tmp_path / "far" / "copy")
    assert (tmp_path / "far" / "copy").stat().st_mode & 0o777 == 0o700


def test_a_second_backup_into_one_folder_waits_for_nobody(path: Path, store: SealedDrafts, tmp_path: Path) -> None:
    assert store.ready()
    part = tmp_path / f"{path.name}.part"
    part.write_bytes(b"somebody else's")
    with pytest.raises(StoreRefused, match="another backup"):
        copy(path, tmp_path)
    assert part.read_bytes() == b"somebody else's"


def test_of_a_damaged_database_no_copy_is_left(path: Path, store: SealedDrafts, tmp_path: Path) -> None:
    for number in range(30):
        store.start(saying(f"{number}" * 100))
    store.close()
    damaged(path)
    with pytest.raises(StoreRefused, match="damaged"):
        copy(path, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_backup_that_fails_takes_the_folders_away_that_it_made_and_no_other(
    path: Path, store: SealedDrafts, tmp_path: Path
) -> None:
    for number in range(30):
        store.start(saying(f"{number}" * 100))
    store.close()
    damaged(path)
    (tmp_path / "there").mkdir()
    (tmp_path / "kept").mkdir()
    for folder in ("there/of/today", "kept"):
        with pytest.raises(StoreRefused):
            copy(path, tmp_path / folder)
    assert list((tmp_path / "there").iterdir()) == []
    assert (tmp_path / "kept").is_dir()


def test_a_folder_that_cannot_be_made_is_named(path: Path, store: SealedDrafts, tmp_path: Path) -> None:
    assert store.ready()
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreRefused, match="taken"):
        copy(path, tmp_path / "taken" / "copy")


@pytest.mark.parametrize("inside", ["", "today", "../state/secrets/today"])
def test_a_backup_does_not_go_where_database_and_secrets_are(tmp_path: Path, inside: str) -> None:
    kept = tmp_path / "state"
    with pytest.raises(StoreRefused, match="name a folder elsewhere"):
        check_apart(kept / inside, tmp_path / "elsewhere", kept)
    check_apart(tmp_path / "state-of-before", kept)

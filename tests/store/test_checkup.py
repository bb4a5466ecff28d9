"""What is said of a database and its secrets, sound and broken in each way; nothing is changed by looking."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from decision_aid.remarks import Level
from decision_aid.store.checkup import looked_at
from decision_aid.store.drafts import SealedDrafts
from decision_aid.store.sqlite import DURABLE
from tests.store.conftest import StandingClock

PEPPER = "pepper-2026-11-23"


def said(path: Path, clock: StandingClock) -> dict[Level, list[str]]:
    found: dict[Level, list[str]] = {level: [] for level in Level}
    for remark in looked_at(path, path.parent / "secrets", clock()):
        found[remark.level].append(remark.sentence)
    return found


def test_all_is_well_with_a_database_in_use(kept: Path, clock: StandingClock, store: SealedDrafts) -> None:
    assert store.ready()
    found = said(kept, clock)
    assert found[Level.WRONG] == found[Level.CAREFUL] == []
    durable = next(sentence for sentence in found[Level.OK] if "journal_mode truncate" in sentence)
    assert all(name in durable for name in DURABLE)


def test_looking_changes_no_byte(kept: Path, clock: StandingClock) -> None:
    before = kept.read_bytes()
    said(kept, clock)
    assert kept.read_bytes() == before


def damaged(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-6 * 4096, os.SEEK_END)
        file.write(b"\xa5" * 6 * 4096)


def foreign(path: Path) -> None:
    path.write_bytes(b"somebody's shopping list" * 1000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def astray(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO session VALUES (zeroblob(32), zeroblob(16), '2026-12-01', zeroblob(8))")
        connection.commit()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def without_pepper(path: Path) -> None:
    (path.parent / "secrets" / PEPPER).unlink()


def another_pepper(path: Path) -> None:
    (path.parent / "secrets" / PEPPER).write_text("ab" * 32)


def another_salt(path: Path) -> None:
    (path.parent / "secrets" / "salt").write_text("ab" * 32)


def open_pepper(path: Path) -> None:
    (path.parent / "secrets" / PEPPER).chmod(0o644)


def without_secrets(path: Path) -> None:
    shutil.rmtree(path.parent / "secrets")


def gone(path: Path) -> None:
    path.unlink()


BROKEN: list[tuple[Callable[[Path], None], str]] = [
    (damaged, "damaged"),
    (foreign, "no database at all"),
    (empty, "empty"),
    (astray, "damaged"),
    (newer, "newer version"),
    (without_pepper, f"{PEPPER} is missing"),
    (another_pepper, "not the one"),
    (another_salt, "not the one"),
    (open_pepper, "Others can read"),
    (without_secrets, "secrets folder"),
    (gone, "no database"),
]


@pytest.mark.parametrize(("break_it", "word"), BROKEN, ids=[each.__name__ for each, _ in BROKEN])
def test_what_is_wrong_is_said(kept: Path, clock: StandingClock, break_it: Callable[[Path], None], word: str) -> None:
    break_it(kept)
    wrong = said(kept, clock)[Level.WRONG]
    assert any(word in sentence for sentence in wrong), wrong
    assert "CANARY" not in " ".join(wrong)


def test_a_pepper_mixed_up_that_no_draft_needs_is_said_too(
    path: Path, store: SealedDrafts, clock: StandingClock
) -> None:
    store.close()
    another_pepper(path)
    assert any(
        "not the one that kept answers were sealed with" in sentence for sentence in said(path, clock)[Level.WRONG]
    )


def test_a_database_that_another_program_holds_is_said_to_be_unwritable(kept: Path, clock: StandingClock) -> None:
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert said(kept, clock)[Level.WRONG]


def test_an_older_database_is_left_as_it_is(kept: Path, clock: StandingClock) -> None:
    with closing(sqlite3.connect(kept)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.commit()
    before = kept.read_bytes()
    assert any("older version" in sentence for sentence in said(kept, clock)[Level.CAREFUL])
    assert kept.read_bytes() == before

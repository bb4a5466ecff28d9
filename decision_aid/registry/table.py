"""The tables of a list of trial records, one file of SQLite, and how such a file is told from others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import quote

from decision_aid.core.errors import TrialsRefused
from decision_aid.core.record import Holding
from decision_aid.registry.words import COLUMNS, MARKS

FORMAT: Final = 1
# The records of a day not known are counted each time that a list is opened, also one of before that has no such index.
BY_UNDATED: Final = "CREATE INDEX IF NOT EXISTS undated ON record (data) WHERE data = ''"
_UNDATED: Final = "SELECT count(*) FROM record WHERE data = ''"
_OURS: Final = 0x54524C53
_MEND: Final = "load the records anew with decision-aid registry import FILE --replace"
# `id` is the number's eight digits, so that the latest studies have the highest; days are "" where not stated.
_TABLES: Final = f"""
CREATE TABLE record (
    id INTEGER PRIMARY KEY, status TEXT NOT NULL, data TEXT NOT NULL, as_of TEXT NOT NULL, body TEXT NOT NULL
);
CREATE TABLE alias (id INTEGER NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (id, record)) WITHOUT ROWID;
CREATE TABLE holding (
    records INTEGER NOT NULL, oldest TEXT NOT NULL, newest TEXT NOT NULL, sample INTEGER NOT NULL
);
CREATE VIRTUAL TABLE word USING fts5(
    {", ".join(COLUMNS)}, {MARKS}, prefix = 3, tokenize = 'unicode61 remove_diacritics 2'
);
PRAGMA application_id = {_OURS};
PRAGMA user_version = {FORMAT};
"""


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection | None]:
    """Give the list to read, as it is now, or nothing where there is none. Raises TrialsRefused with the mend.

    A list is never changed in its file: a new one takes its name. So it needs no lock, and whoever reads it goes on
    with what was there.
    """
    if not _is_there(file):
        yield None
        return
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1", uri=True)) as rows:
            check(rows, file)
            yield rows
    except sqlite3.Error:
        raise damaged(file) from None


def check(rows: sqlite3.Connection, file: Path) -> None:
    """Raise TrialsRefused unless this is a list that this program can read."""
    (ours,) = rows.execute("PRAGMA application_id").fetchone()
    (version,) = rows.execute("PRAGMA user_version").fetchone()
    if ours != _OURS:
        raise damaged(file)
    if version > FORMAT:
        raise TrialsRefused(f"{file} was made by a newer release of this program: update this one, or {_MEND}.")


def make(rows: sqlite3.Connection) -> None:
    """Make the tables of an empty list."""
    rows.executescript(_TABLES)


def is_sound(rows: sqlite3.Connection) -> bool:
    """Tell whether every page of the list can be read; this reads all of it."""
    try:
        return bool(rows.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def holding(rows: sqlite3.Connection) -> Holding:
    """Return what the list holds, as it was counted when the list was made. Raises sqlite3.Error."""
    counted = rows.execute("SELECT records, oldest, newest, sample FROM holding").fetchone()
    if not counted or None in counted:
        raise sqlite3.DatabaseError  # as for every other page that is not whole
    records, oldest, newest, sample = counted
    (undated,) = (0,) if sample else rows.execute(_UNDATED).fetchone()  # of the sample each day is known
    days = (None, None) if undated and undated == records else (_day(oldest), _day(newest))
    return Holding(records, *days, bool(sample), undated=undated)


def damaged(file: Path) -> TrialsRefused:
    """Return what to raise for a file that is no list, or no whole one."""
    return TrialsRefused(f"{file} is damaged, or no list of trial records: {_MEND}.")


def key(number: str) -> int:
    """Return the key of a study's number (`NCT` and eight digits)."""
    return int(number[3:])


def _is_there(file: Path) -> bool:
    try:
        file.lstat()
        if file.is_file():  # of a pipe SQLite would wait for the other end
            file.open("rb").close()
            return True
    except FileNotFoundError:
        return False
    except OSError as error:
        raise TrialsRefused(
            f"{file} cannot be read ({error.strerror}): run this as the user who runs the form, or give the file "
            "to that user (chown)."
        ) from None
    raise damaged(file)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None

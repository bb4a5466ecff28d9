"""Puts records into a list, of each study the newest."""

from __future__ import annotations

import sqlite3
from enum import Enum
from typing import Final

from decision_aid.core.record import TrialRecord
from decision_aid.registry import table
from decision_aid.registry.words import COLUMNS, MARKS, indexed

_FOUND: Final = "SELECT data FROM record WHERE id = ?"
_REPLACE: Final = "INSERT OR REPLACE INTO record (id, status, data, as_of, body) VALUES (?, ?, ?, ?, ?)"
_FORGET: Final = ("DELETE FROM word WHERE rowid = ?", "DELETE FROM alias WHERE record = ?")
_ALIAS: Final = "INSERT INTO alias (id, record) VALUES (?, ?)"
_WORDS: Final = (
    f"INSERT INTO word (rowid, {', '.join(COLUMNS)}, {MARKS}) VALUES (?, {', '.join('?' * len(COLUMNS))}, ?)"  # noqa: S608 - our own names
)
# The day of loading tells nothing of an unknown one.
_COUNTED: Final = (
    "INSERT INTO holding (records, oldest, newest, sample) SELECT count(*), "
    "coalesce(min(nullif(data, '')), ''), coalesce(max(nullif(data, '')), ''), ? FROM record"
)


class Put(Enum):
    """What became of a record that was to be put into a list."""

    NEW = "new"
    REPLACED = "replaced"
    OLDER = "older"  # the list has newer data of that study, and keeps them


def put(rows: sqlite3.Connection, record: TrialRecord) -> Put:
    """Put a record into the list, unless what the list has of that study is newer. Data of no known day are oldest."""
    key, data = table.key(record.number), str(record.provenance.data or "")
    there = rows.execute(_FOUND, (key,)).fetchone()
    if there and there[0] > data:
        return Put.OLDER
    if there:
        for statement in _FORGET:
            rows.execute(statement, (key,))
    rows.execute(_REPLACE, (key, record.status, data, str(record.provenance.as_of), record.model_dump_json()))
    rows.execute(_WORDS, (key, *indexed(record)))
    rows.executemany(_ALIAS, [(table.key(alias), key) for alias in record.aliases])
    return Put.REPLACED if there else Put.NEW


def count(rows: sqlite3.Connection, *, sample: bool) -> None:
    """Write down what the list holds now, and whether it is the sample."""
    rows.execute(table.BY_UNDATED)
    rows.execute("DELETE FROM holding")
    rows.execute(_COUNTED, (int(sample),))

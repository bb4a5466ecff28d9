"""The list of trial records in the state folder, as it was when it was loaded."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, TypeVar

from decision_aid.core.errors import TrialsRefused
from decision_aid.core.record import MOST_HITS, Hits, Holding, Looked, Search, TrialRecord
from decision_aid.registry import table
from decision_aid.registry.words import COLUMNS, question

_NUMBER: Final = re.compile(r"NCT[0-9]{8}")
# Of more hits than this the studies with the highest numbers, which are the latest, are put in order.
_MOST_RANKED: Final = 2_000
_FIND: Final = "SELECT body FROM record WHERE id = ?"
_FIND_BY_OLDER: Final = "SELECT body FROM record WHERE id = (SELECT max(record) FROM alias WHERE id = ?)"
_COUNT: Final = "SELECT count(*) FROM word WHERE word MATCH ?"
_WEIGHTS: Final = ", ".join(map(str, COLUMNS.values()))
_RANKED: Final = f"SELECT rowid AS hit, bm25(word, {_WEIGHTS}, 0) AS score FROM word WHERE word MATCH ?"  # noqa: S608 - our own names
_BEST: Final = (
    f"SELECT body FROM ({_RANKED} ORDER BY rowid DESC LIMIT {_MOST_RANKED}) JOIN record ON record.id = hit "  # noqa: S608 - as above
    f"ORDER BY score, hit DESC LIMIT {MOST_HITS} OFFSET ?"
)
_BROKEN: Final = (sqlite3.Error, TypeError, ValueError)
_Found = TypeVar("_Found")


class SnapshotRegistry:
    """Looks records up in a file; a list that is not there has no records, and one that cannot be read says so.

    Each call opens the file anew: a list that was loaded meanwhile is there at once.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def look_up(self, numbers: Collection[str]) -> Mapping[str, Looked]:
        return self._read(
            lambda rows: _looked_up(rows, numbers),
            lambda holding: {number: Looked(number, None, holding) for number in numbers},
        )

    def search(self, asked: Search) -> Hits:
        return self._read(lambda rows: _search(rows, asked), lambda holding: Hits((), 0, holding))

    def holding(self) -> Holding:
        return self._read(table.holding, lambda holding: holding)

    def state(self, _: Collection[str]) -> Hashable:
        """Return which file the list is: a new one takes the name of the old, and none is ever changed in its place."""
        try:
            there = self.file.stat()
        except OSError:
            return None
        return there.st_dev, there.st_ino, there.st_size, there.st_mtime_ns

    def close(self) -> None:
        """Do nothing: no file stays open."""

    def _read(self, find: Callable[[sqlite3.Connection], _Found], nothing: Callable[[Holding], _Found]) -> _Found:
        try:
            with table.opened(self.file) as rows:
                return find(rows) if rows else nothing(Holding())
        except (TrialsRefused, *_BROKEN):  # the doctor says it, and the form goes on without the list
            return nothing(Holding(unreadable=True))


def _looked_up(rows: sqlite3.Connection, numbers: Collection[str]) -> dict[str, Looked]:
    holding = table.holding(rows)
    return {number: _look_up(rows, number, holding) for number in numbers}


def _look_up(rows: sqlite3.Connection, number: str, holding: Holding) -> Looked:
    try:
        return Looked(number, _find(rows, number), holding)
    except _BROKEN:  # this record is damaged, and others may be whole
        return Looked(number, None, replace(holding, unreadable=True))


def _find(rows: sqlite3.Connection, number: str) -> TrialRecord | None:
    if not _NUMBER.fullmatch(number):
        return None
    key = table.key(number)
    found = rows.execute(_FIND, (key,)).fetchone() or rows.execute(_FIND_BY_OLDER, (key,)).fetchone()
    return _record(found) if found else None


def _search(rows: sqlite3.Connection, asked: Search) -> Hits:
    holding = table.holding(rows)
    if not (sought := question(asked)):
        return Hits((), 0, holding)
    (count,) = rows.execute(_COUNT, (sought,)).fetchone()
    found = tuple(map(_record, rows.execute(_BEST, (sought, asked.after))))
    left = min(count, _MOST_RANKED) - asked.after - len(found) if found else 0
    return Hits(found, count, holding, left)


def _record(row: tuple[str]) -> TrialRecord:
    return TrialRecord.model_validate_json(row[0])

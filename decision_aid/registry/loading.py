"""Loads records into the list in the state folder: all of a load is there, or the old list is as it was."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from decision_aid.core.errors import TrialsRefused
from decision_aid.core.record import Holding, TrialRecord
from decision_aid.registry import filling, place, table
from decision_aid.registry.filling import Put
from decision_aid.registry.skipped import Skipped

_MOST_NAMED: Final = 20
# Nobody else knows the file that is filled, and it counts only once it is whole.
_QUICK: Final = ("journal_mode = OFF", "synchronous = OFF", "cache_size = -32768")


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records are new, took another's place or are `older` than what stayed, and what was skipped.

    `named` are the sentences of the first twenty skipped; `cut` is how many files could not be read to their end.
    """

    new: int
    replaced: int
    older: int
    skipped: int
    cut: int
    named: tuple[str, ...]
    holding: Holding


def load(file: Path, found: Iterable[TrialRecord | Skipped], *, replace: bool = False, sample: bool = False) -> Loaded:
    """Put what is found into the list, or with `replace` into a new one that takes its place.

    A sample gives way to all other records, and never joins them. The new list is on the disk when this returns; until
    then, whatever happens, the old one is whole. Raises TrialsRefused, as does a second load at the same time.
    """
    with place.alone(file):
        old = _goes_on(file, replace=replace, sample=sample)
        with place.anew(file, file if old else None) as part, _rows(part, file, old=old) as rows:
            tally = _filled(rows, found)
            tally.check(replace=replace)
            filling.count(rows, sample=sample)
            return tally.told(table.holding(rows))


@dataclass(slots=True)
class _Tally:
    """Counts what becomes of all that is found."""

    put: Counter[Put] = field(default_factory=Counter)
    skipped: int = 0
    named: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)

    def skip(self, skipped: Skipped) -> None:
        self.skipped += 1
        if len(self.named) < _MOST_NAMED:
            self.named.append(skipped.sentence)
        if skipped.cut:
            self.cut.append(skipped.sentence)

    def check(self, *, replace: bool) -> None:
        """Raise TrialsRefused where the list should stay as it was."""
        if replace and self.cut:
            raise TrialsRefused(f"{self.cut[0]} A part replaces no list: take that file away, or fetch it anew.")
        if not self.put:
            raise TrialsRefused(f"No trial record was found, and nothing is loaded. {' '.join(self.named[:1])}".strip())
        if replace and self.skipped > (taken := self.put.total()):
            raise TrialsRefused(
                f"{self.skipped:,} records would be skipped and only {taken:,} taken, so the list stays as it was: "
                f"fetch them anew, or load without --replace. {self.named[0]}"
            )

    def told(self, holding: Holding) -> Loaded:
        put = self.put
        counts = (put[Put.NEW], put[Put.REPLACED], put[Put.OLDER], self.skipped, len(self.cut))
        return Loaded(*counts, tuple(self.named), holding)


def _filled(rows: sqlite3.Connection, found: Iterable[TrialRecord | Skipped]) -> _Tally:
    tally = _Tally()
    for one in found:
        if isinstance(one, Skipped):
            tally.skip(one)
        else:
            tally.put[filling.put(rows, one)] += 1
    return tally


def _goes_on(file: Path, *, replace: bool, sample: bool) -> bool:
    """Tell whether the records that are there stay beside those that are loaded. Raises TrialsRefused."""
    if replace and not sample:
        return False
    with table.opened(file) as rows:
        there = table.holding(rows) if rows else Holding()
    if sample and there.records and not there.sample:
        raise TrialsRefused(
            f"{file} holds real records ({there.records:,}), and a sample never joins or replaces those."
        )
    return bool(there.records) and not there.sample


@contextmanager
def _rows(part: Path, file: Path, *, old: bool) -> Iterator[sqlite3.Connection]:
    """Give the file to fill, with the tables and what of the old list is whole, in one transaction."""
    with closing(sqlite3.connect(part, isolation_level=None)) as rows:
        for pragma in _QUICK:
            rows.execute(f"PRAGMA {pragma}")
        if old and not table.is_sound(rows):
            raise table.damaged(file)
        if not old:
            table.make(rows)
        rows.execute("BEGIN")
        yield rows
        rows.execute("COMMIT")

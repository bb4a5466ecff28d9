"""How the list stands: what it holds, of which days, and what is to be said of that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from decision_aid.core.ages import STALE
from decision_aid.core.errors import TrialsRefused
from decision_aid.core.record import Holding
from decision_aid.registry import table
from decision_aid.remarks import Remark, careful, ok, wrong

_STATUSES: Final = "SELECT status, count(*) FROM record GROUP BY status ORDER BY count(*) DESC, status"
_LOAD: Final = "decision-aid registry import FILE"
_REFRESH: Final = "load newer records (docs/registry.md says how)"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the list holds: how many records of each status, and how many bytes it takes."""

    holding: Holding
    statuses: Mapping[str, int]
    size: int

    def days_old(self, today: date) -> tuple[int, int]:
        """Return the age of the newest record of a known day, and of the oldest."""
        newest, oldest = self.holding.newest or today, self.holding.oldest or today
        return (today - newest).days, (today - oldest).days


def standing(file: Path) -> Standing | None:
    """Return how the list stands, all of it looked at, or nothing where there is none. Raises TrialsRefused."""
    with table.opened(file) as rows:
        if rows is None:
            return None
        holding = table.holding(rows)
        if not table.is_sound(rows):
            raise table.damaged(file)
        return Standing(holding, dict(rows.execute(_STATUSES)), file.stat().st_size)


def remarks(file: Path, today: date) -> Iterator[Remark]:
    """Give a remark on the list: that there is none, that it is damaged or old, or what it holds."""
    try:
        found = standing(file)
    except TrialsRefused as refused:
        yield wrong(f"{refused} Until then the form looks nothing up.")
        return
    if found is None or not found.holding.records:
        yield ok(f"There is no list of trial records, so no trial can be looked up. To load one: {_LOAD}.")
        return
    yield _of_age(found, today)


def _of_age(found: Standing, today: date) -> Remark:
    held, (newest, oldest) = found.holding, found.days_old(today)
    known = f", {held.records - held.undated:,} of them with a known date" if held.undated else ""
    if held.sample:
        return careful(f"The trial records are the sample, as of {held.newest}: load real ones ({_LOAD}) instead.")
    if held.newest is None:
        return careful(f"Trial records in the list: {held.records:,}, none with a known date: {_REFRESH}.")
    said = f"Trial records in the list: {held.records:,}{known}, the newest as of {held.newest}"
    if newest > STALE.days:
        return careful(f"{said}, {newest:,} days ago: {_REFRESH}.")
    if oldest > STALE.days:
        return careful(f"{said}, but the oldest as of {held.oldest}, {oldest:,} days ago: {_REFRESH}.")
    return careful(f"{said}: {_REFRESH}.") if known else ok(f"{said}.")

"""Counts of whole weeks that lead to nobody: a small one is told as "fewer than ten", and nothing else rests on it.

What is shown is worked out from the counts that are shown alone. So no sum, and no second look, gives a small one away.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from decision_aid.logs import Event

COUNTED: Final = {
    "started": Event.DRAFT_CREATED,
    "resumed": Event.DRAFT_RESUMED,
    "finished": Event.DRAFT_FINISHED,
    "printed": Event.PDF_MADE,
}
FEWEST: Final = 10  # counts below are not told, zero among them
_FEW: Final = f"fewer than {FEWEST}"
_AT_LEAST: Final = "at least"
_WIDTH: Final = 15

Counted = Mapping[tuple[date, str], int]


@dataclass(frozen=True, slots=True)
class Week:
    """One week, from Monday to Sunday (UTC): how often each thing was done, or nothing where that was too seldom."""

    monday: date
    times: Mapping[str, int | None]

    @property
    def name(self) -> str:
        return f"{self.monday:%G-W%V}"


@dataclass(frozen=True, slots=True)
class Report:
    """The weeks that were asked for, oldest first."""

    weeks: tuple[Week, ...]

    @property
    def at_least(self) -> dict[str, int]:
        """Return the sums of what is shown: the true ones would give small counts away."""
        return {name: sum(week.times[name] or 0 for week in self.weeks) for name in COUNTED}


def report(counted: Counted, today: date, weeks: int) -> Report:
    """Return so many weeks before the present one, which would tell of each person as it grows.

    As many are shown whatever was counted: that a week is there tells nothing.
    """
    this = today - timedelta(days=today.weekday())
    mondays = [this - timedelta(weeks=back) for back in range(weeks, 0, -1)]
    return Report(tuple(Week(monday, _times(counted, monday)) for monday in mondays))


def as_table(report: Report) -> str:
    """Return the report as a table for a person."""
    head = ["week", "from", *COUNTED]
    rows = [[week.name, week.monday.isoformat(), *map(_told, week.times.values())] for week in report.weeks]
    sums = [_AT_LEAST, "", *map(str, report.at_least.values())]
    return "\n".join("".join(cell.ljust(_WIDTH) for cell in row).rstrip() for row in [head, *rows, sums])


def as_csv(report: Report) -> str:
    """Return the weeks for a spreadsheet."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(["week", "monday", *COUNTED])
    for week in report.weeks:
        writer.writerow([week.name, week.monday.isoformat(), *map(_told, week.times.values())])
    return written.getvalue().rstrip("\n")


def as_json(report: Report) -> str:
    """Return the report for programs; null is a count that is not told."""
    weeks = [{"week": week.name, "monday": week.monday.isoformat(), **week.times} for week in report.weeks]
    return json.dumps({"not_told_below": FEWEST, "weeks": weeks, "at_least": report.at_least}, indent=2)


def _times(counted: Counted, monday: date) -> dict[str, int | None]:
    found = {name: counted.get((monday, event.value), 0) for name, event in COUNTED.items()}
    return {name: times if times >= FEWEST else None for name, times in found.items()}


def _told(times: int | None) -> str:
    return _FEW if times is None else str(times)

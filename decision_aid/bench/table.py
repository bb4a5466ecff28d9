"""What was measured, as rows with their targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

_HEAD = ("what", "measured", "target", "", "more")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured: its value and unit, what it should be (if anything was set), and what else to say.

    The target is the most it should be, or with `at_least` the least. Without a value it was not measured, and
    `more` says why.
    """

    what: str
    value: float | None
    unit: str
    target: float | None = None
    more: str = ""
    at_least: bool = False

    @property
    def verdict(self) -> str:
        if self.target is None or self.value is None:
            return "–"
        reached = self.value >= self.target if self.at_least else self.value <= self.target
        return "reached" if reached else "missed"

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"verdict": self.verdict}


def written(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table that also reads well in a terminal."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(_HEAD))]
    head, *body = ("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in cells)
    return "\n".join((head, "|" + "|".join("-" * (width + 2) for width in widths) + "|", *body))


def _cells(row: Row) -> tuple[str, ...]:
    bound = "at least" if row.at_least else "at most"
    target = "" if row.target is None else f"{bound} {row.target:g}"
    measured = "not measured" if row.value is None else f"{row.value:.3g} {row.unit}"
    return row.what, measured, target, row.verdict, row.more

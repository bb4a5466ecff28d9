"""What was measured, as rows with their targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

_HEAD = ("what", "measured", "target", "", "more")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured: its value and unit, the most it should be (if anything was set), and what else to say."""

    what: str
    value: float
    unit: str
    target: float | None = None
    more: str = ""

    @property
    def verdict(self) -> str:
        if self.target is None:
            return "–"
        return "reached" if self.value <= self.target else "missed"

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"verdict": self.verdict}


def written(rows: Iterable[Row]) -> str:
    """Return the rows as a Markdown table that also reads well in a terminal."""
    cells = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(_HEAD))]
    head, *body = ("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in cells)
    return "\n".join((head, "|" + "|".join("-" * (width + 2) for width in widths) + "|", *body))


def _cells(row: Row) -> tuple[str, ...]:
    target = "" if row.target is None else f"at most {row.target:g}"
    return row.what, f"{row.value:.3g} {row.unit}", target, row.verdict, row.more

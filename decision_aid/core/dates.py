"""Dates as people know them: a month of a year, perhaps with the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

DAYS_IN_MONTH = Decimal("30.4375")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A month, with the day if it is known."""

    year: int
    month: int
    day: int | None = None

    @classmethod
    def read(cls, exact: str) -> PartialDate:
        """Return the date kept as `2025-03` or `2025-03-14`. Raises ValueError for anything else."""
        year, month, *day = exact.split("-")
        found = cls(int(year), int(month), int(day[0]) if day else None)
        found.first()
        return found

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}" + (f"-{self.day:02d}" if self.day else "")

    def first(self) -> date:
        """Return the earliest day this can be. Raises ValueError if there is no such day."""
        return date(self.year, self.month, self.day or 1)

    def months_until(self, later: PartialDate) -> Decimal:
        """Return the months from this date to a later one; days count only where both are known."""
        months = Decimal((later.year - self.year) * 12 + later.month - self.month)
        if self.day and later.day:
            months += (later.day - self.day) / DAYS_IN_MONTH
        return months

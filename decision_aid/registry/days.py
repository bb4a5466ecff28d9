"""The days and months of a record, as the registry writes them."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH: Final = re.compile(r"[0-9]{4}-[0-9]{2}")


def day(given: str) -> date:
    """Return a day written as 2026-09-30. Raises ValueError."""
    if not _DAY.fullmatch(given):
        raise ValueError(given)
    return date.fromisoformat(given)


def month_or_day(given: str) -> str:
    """Return what was given if it is a month, as in 2026-09, or a day. Raises ValueError."""
    day(f"{given}-01" if _MONTH.fullmatch(given) else given)
    return given

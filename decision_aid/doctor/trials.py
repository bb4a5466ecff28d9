"""Whether trials can be looked up, and how old the records are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from decision_aid.registry import standing
from decision_aid.remarks import Remark
from decision_aid.settings import Settings


def remarks(settings: Settings, today: date) -> Iterator[Remark]:
    """Give a remark on the list of trial records."""
    yield from standing.remarks(settings.trials_file, today)

"""From what somebody saved of the registry to trial records: from a file, a zip or a folder, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from decision_aid.core.errors import RecordRefused
from decision_aid.core.record import TrialRecord, Via
from decision_aid.registry.documents import Found, studies
from decision_aid.registry.skipped import Skipped
from decision_aid.registry.sources import sources
from decision_aid.registry.study import record_of


def found(path: Path, via: Via, obtained: date) -> Iterator[TrialRecord | Skipped]:
    """Go through all records at this path, obtained on this day; what cannot be taken is told in its place.

    A path that is neither a file nor a folder raises TrialsRefused.
    """
    for source in sources(path):
        for study in (source,) if isinstance(source, Skipped) else studies(source):
            yield study if isinstance(study, Skipped) else _read(study, via, obtained)


def _read(found: Found, via: Via, obtained: date) -> TrialRecord | Skipped:
    try:
        return record_of(found.study, via, obtained)
    except RecordRefused as refused:
        return Skipped(f"{found.place}: {refused}")

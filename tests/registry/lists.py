"""Lists of trial records, and what a person finds in one."""

from __future__ import annotations

from pathlib import Path

from decision_aid.core.record import Search, TrialRecord
from decision_aid.registry import intake
from decision_aid.registry.loading import load
from decision_aid.registry.snapshot import SnapshotRegistry
from tests.registry.studies import FILE, TODAY


def real(folder: Path) -> SnapshotRegistry:
    """Return a list of the 26 real records."""
    load(folder / "registry.sqlite", intake.found(FILE, "file", TODAY))
    return SnapshotRegistry(folder / "registry.sqlite")


def listed(folder: Path, *records: TrialRecord) -> SnapshotRegistry:
    file = folder / "registry.sqlite"
    load(file, records, replace=True)
    return SnapshotRegistry(file)


def hits(
    registry: SnapshotRegistry, words: str, *, recruiting: bool = False, interventional: bool = False
) -> list[str]:
    return [each.number for each in registry.search(Search(words, recruiting, interventional)).records]

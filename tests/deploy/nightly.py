"""What the timer's backups do in the folder of backups of a machine."""

from __future__ import annotations

from pathlib import Path

from tests.deploy.machine import Machine

FOLDER = "/var/backups/decision-aid"


def names(clinic: Machine) -> set[str]:
    return {path.name for path in (clinic.root / FOLDER[1:]).iterdir()}


def files(clinic: Machine, name: str) -> list[tuple[str, int]]:
    """Return the files of one backup, each with what it lets whom do."""
    found: Path = clinic.root / FOLDER[1:] / name
    return [(path.name, path.stat().st_mode & 0o777) for path in found.iterdir()]


def put(clinic: Machine, name: str, days: int) -> None:
    """Let there be a backup that is so many days old."""
    of_the_form = f"install --directory --owner decision-aid {FOLDER}/{name}; touch {FOLDER}/{name}/drafts.sqlite"
    clinic.said(f"{of_the_form}; touch --date '{days} days ago' {FOLDER}/{name}")

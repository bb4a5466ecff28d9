"""Databases in the state folder that the form no longer uses, with drafts that nothing deletes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from decision_aid.remarks import Remark, careful
from decision_aid.settings import Settings


def remarks(settings: Settings) -> Iterator[Remark]:
    """Give a remark on each that is there; where nothing is kept on a disk, on the one from before."""
    file = settings.database_file
    if settings.no_retention:
        yield from _from_before(file)
    elif settings.on_server and file.exists():
        yield careful(
            f"{file} is not used, since DECISION_AID_DATABASE is set: if its drafts are not on that server yet, stop "
            "the form and run decision-aid move-database; if nobody wants them, take the file away, or they stay for "
            "ever."
        )
    if (moved := aside(settings)).exists():
        yield careful(
            f"{moved} holds the drafts that were carried over, also those that people clear or whose day passes: take "
            "it away."
        )


def aside(settings: Settings) -> Path:
    """Return the name of a file whose drafts `move-database` carried over."""
    return settings.database_file.with_name(f"{settings.database_file.name}.moved")


def _from_before(file: Path) -> Iterator[Remark]:
    if file.exists():
        yield careful(
            f"{file} holds drafts from before. They end on their day if decision-aid purge runs daily; or take the "
            "file away."
        )

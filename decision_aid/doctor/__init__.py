"""The doctor: looks at everything a form rests on, changes nothing, and says in sentences what is wrong."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from decision_aid import bootstrap
from decision_aid.core.errors import SettingInvalid, StoreRefused
from decision_aid.doctor import choices, clock, files, hidden, left, outward, room, trials, work
from decision_aid.remarks import Remark, careful, ok, wrong
from decision_aid.settings import Settings

__all__ = ["of_settings", "remarks"]


def remarks(settings: Settings, *, whole: bool = False) -> Iterator[Remark]:
    """Give a remark on each thing, the cheap ones first; nothing is made, also where there is no state folder yet.

    With `whole` the database's file is read to its end, however long that keeps people waiting.
    """
    yield from choices.remarks(settings)
    yield from hidden.remarks(settings)
    if not settings.no_retention and _is_closed(settings.state):
        yield wrong(
            f"{settings.state} cannot be looked into: run this as the user who runs the form, or give the folder to "
            "that user (chown)."
        )
    else:
        yield from _of_keeping(settings, whole=whole)
        yield from clock.remarks(settings, bootstrap.now())
        yield from trials.remarks(settings, bootstrap.now().date())
    yield from outward.remarks(settings)
    yield from work.remarks(settings)


def of_settings(settings: Settings) -> Iterator[Remark]:
    """Give a remark on what stands in the settings alone, and on the files that they name; nothing else is asked."""
    yield from choices.remarks(settings)
    yield from hidden.remarks(settings)
    try:
        bootstrap.addressed(settings)
    except (SettingInvalid, StoreRefused) as invalid:
        yield wrong(str(invalid))
    yield from work.of_questions(settings)


def _is_closed(folder: Path) -> bool:
    try:
        return folder.exists() and not (folder.is_dir() and os.access(folder, os.R_OK | os.X_OK))
    except PermissionError:
        return True


def _of_keeping(settings: Settings, *, whole: bool) -> Iterator[Remark]:
    there = settings.database_file.exists()
    if settings.no_retention:
        yield ok("Nothing is kept on any disk (DECISION_AID_NO_RETENTION=1).")
        yield from left.remarks(settings)
        return
    yield from left.remarks(settings)
    yield from room.remarks(settings)
    if settings.on_server or there:
        yield from files.remarks(settings)
        yield from bootstrap.looking(settings, whole=whole)
    elif left.aside(settings).exists():
        yield from bootstrap.looking(settings, whole=whole)
    else:
        yield careful(
            f"There is no database {settings.database_file} yet: the first start makes it. If the form has run here "
            "before, its disk is not there or DECISION_AID_STATE names another folder."
        )

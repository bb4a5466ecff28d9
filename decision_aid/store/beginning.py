"""What a start looks at before it uses a database: its file, or the file with the password for it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from decision_aid.core.errors import StoreRefused
from decision_aid.store import sqlite
from decision_aid.store.database import Where
from decision_aid.store.moving import aside
from decision_aid.store.server import Server


def check(where: Where, secrets: Path, *, whole: bool) -> None:
    """Raise StoreRefused for a database that no form may start on; with `whole` its pages are read.

    `secrets` is the folder of the secrets.
    """
    if isinstance(where, Server):
        where.check_closed()
        return
    with suppress(OSError):  # what cannot be looked at is refused where it is opened
        _check_new(where, secrets)
    if whole:
        sqlite.check_whole(where)


def _check_new(file: Path, secrets: Path) -> None:
    """Raise StoreRefused for a file that is to be made or filled, but was there before."""
    if file.exists() and file.stat().st_size:
        return
    if (moved := aside(file.resolve())).exists():
        raise StoreRefused(
            f"What was kept here was carried over to a server, and the file is now {moved}: set DECISION_AID_DATABASE "
            "to that server, or take this file away."
        )
    if file.exists() and (secrets / "salt").exists():  # a first start makes them only when the database is whole
        raise sqlite.empty(file.resolve())

"""A copy of the database that is whole at one moment, made while people go on typing (sqlite.org/backup.html)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, cast
from urllib.parse import quote

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from decision_aid.core.errors import StoreRefused
from decision_aid.store import tables, unfinished
from decision_aid.store.patience import read_ahead
from decision_aid.store.sqlite import opened_as_it_is

_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_MOMENTARY: Final = {tables.SESSION.name, tables.BUCKET.name}
_TRIES: Final = 4  # beside the five seconds that each waits by itself


def copy(database: Path, folder: Path) -> Path:
    """Copy the database into this folder and return the copy: on the disk, sound, readable by this user alone.

    The folder is made if it is not there. Nothing is written over, and a copy that failed leaves nothing. Raises
    StoreRefused with one sentence.
    """
    with _source(database) as engine, unfinished.filled(folder, database.name) as (part, target):
        _fill(engine, part)
    return target


@contextmanager
def _source(database: Path) -> Iterator[Engine]:
    read_ahead(database)
    engine = opened_as_it_is(database)
    try:
        yield engine
    finally:
        engine.dispose()


def _fill(engine: Engine, part: Path) -> None:
    try:
        # No lock and no journal: nobody else knows the copy, and it counts only once it is whole.
        with engine.connect() as connection, closing(sqlite3.connect(_address(part), uri=True)) as into:
            into.execute("PRAGMA synchronous = OFF")
            into.execute("PRAGMA journal_mode = OFF")
            # All in one step: between steps a save would make it begin anew, and with many people it would never end.
            cast("sqlite3.Connection", connection.connection.driver_connection).backup(into, progress=_patience())
            sound = into.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
            if sound:
                _leave_out(into)
    except (sqlite3.Error, SQLAlchemyError) as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
            raise unfinished.full(part.parent) from error
        raise StoreRefused(
            f"The backup could not be made ({type(error).__name__}): look after both disks and try again."
        ) from error
    if not sound:
        raise StoreRefused("The database is damaged, and so would be its backup: put an earlier backup in its place.")


def _leave_out(copy: sqlite3.Connection) -> None:
    """Take away what a copy must not give: with its cookie a session opens a draft whose pepper is long gone."""
    copy.execute("PRAGMA temp_store = MEMORY")
    copy.execute("PRAGMA secure_delete = ON")
    there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in _MOMENTARY & there:
        copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
    copy.commit()
    copy.execute("VACUUM")


def _patience() -> Callable[[int, int, int], None]:
    """Return what ends a copy that cannot begin: the driver itself would wait for ever, a quarter second at a time."""
    tries = iter(range(_TRIES))

    def look(status: int, _: int, __: int) -> None:
        if status in _BUSY and next(tries, None) is None:
            raise sqlite3.OperationalError("busy")

    return look


def _address(part: Path) -> str:
    return f"file:{quote(str(part.absolute()))}?mode=rw&nolock=1"

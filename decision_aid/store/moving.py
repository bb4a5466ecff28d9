"""From a file to a server: every draft, visit and pepper is carried over, and the file is set aside."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, Table, insert, select
from sqlalchemy.exc import SQLAlchemyError

from decision_aid.core.errors import StoreRefused
from decision_aid.store import tables
from decision_aid.store.database import open_as_it_is, open_database
from decision_aid.store.place import make_durable
from decision_aid.store.schema import schema_of
from decision_aid.store.server import Server

_SET_ASIDE: Final = ".moved"
_AT_ONCE: Final = 100  # rows: a draft is 4 KiB or more
_MOVED: Final = tuple(table for table in tables.METADATA.sorted_tables if table is not tables.BUCKET)


def move(file: Path, server: Server) -> tuple[int, Path]:
    """Carry everything over into an empty database; return how many drafts there were, and the file's new name.

    Nothing is changed before all of it is kept there. Raises StoreRefused with one sentence.
    """
    source = open_as_it_is(file)
    try:
        if users := list(_users(file)):
            raise StoreRefused(f"{file} is in use by process {users[0]}: stop the form, then run this again.")
        if os.geteuid() and (hidden := list(_hidden())):  # root sees all that there is to see
            raise StoreRefused(
                f"{file} may be in use by process {hidden[0]}, which cannot be looked into: stop the form, then run "
                "this again."
            )
        target = open_database(server)
        try:
            return _moved(source, target, server, file)
        finally:
            target.dispose()
    except SQLAlchemyError as error:
        raise StoreRefused(
            f"Not everything could be carried over ({type(error).__name__}), so nothing was: look after {file} and "
            f"{server}, then run this again."
        ) from error
    finally:
        source.dispose()


def aside(file: Path) -> Path:
    """Return the name of a file whose drafts were carried over."""
    return file.with_name(file.name + _SET_ASIDE)


def _moved(source: Engine, target: Engine, server: Server, file: Path) -> tuple[int, Path]:
    with source.connect() as here:
        if schema_of(here) != tables.SCHEMAS[-1]:
            raise StoreRefused("The file is of an older version of this program: start the form on it once.")
        # Nobody writes before the file has its other name. After that SQLite refuses whoever still has it open, as a
        # form in another container that cannot be seen from here (SQLITE_READONLY_DBMOVED).
        here.exec_driver_sql("BEGIN EXCLUSIVE")
        with target.begin() as there:
            drafts = _carried(here, there, server)
        return drafts, _set_aside(file)


def _carried(here: Connection, there: Connection, server: Server) -> int:
    if any(there.execute(select(table).limit(1)).first() for table in _MOVED):
        raise StoreRefused(f"The database {server} is in use already: name an empty one in DECISION_AID_DATABASE.")
    carried = {table.name: _copy(table, here, there) for table in _MOVED}
    return carried[tables.DRAFT.name]


def _copy(table: Table, here: Connection, there: Connection) -> int:
    count = 0
    for rows in here.execute(select(table)).mappings().partitions(_AT_ONCE):
        there.execute(insert(table), [dict(row) for row in rows])
        count += len(rows)
    return count


def _users(file: Path) -> Iterator[int]:
    """Go through the other processes of this machine that have the file open, as far as this user may see them."""
    with suppress(OSError):
        wanted = file.resolve()
        for process in Path("/proc").glob("[0-9]*"):
            if int(process.name) != os.getpid() and wanted in _opened(process):
                yield int(process.name)


def _hidden() -> Iterator[int]:
    """Go through the processes of this user that this user may not look into, as those of a unit with PrivateUsers.

    Others close themselves to everybody, as ssh-agent does: they are in no user namespace of their own.
    """
    ours = Path("/proc/self/uid_map").read_text()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            try:
                if process.stat().st_uid == os.geteuid() and (process / "uid_map").read_text() != ours:
                    for handle in (process / "fd").iterdir():
                        with suppress(FileNotFoundError):
                            handle.readlink()
            except PermissionError:
                yield int(process.name)


def _opened(process: Path) -> set[Path]:
    found = set()
    with suppress(OSError):
        for handle in (process / "fd").iterdir():
            with suppress(OSError):
                found.add(handle.readlink())
    return found


def _set_aside(file: Path) -> Path:
    set_aside = aside(file)
    try:
        file.rename(set_aside)
        make_durable(file.parent)
    except OSError as error:
        raise StoreRefused(
            f"Everything is carried over, but {file} cannot be renamed ({error.strerror}): take it away yourself "
            "before the form starts."
        ) from error
    return set_aside

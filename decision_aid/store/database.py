"""The one door to a database: a file of SQLite, or a server of PostgreSQL. What differs stands in their modules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from decision_aid.store import sqlite
from decision_aid.store.server import Server

Where = Path | Server


def open_database(where: Where) -> Engine:
    """Return an engine for this database, made or brought up to date if need be.

    One engine for each process; its connections serve several threads. Raises StoreRefused with one sentence.
    """
    engine: Engine = (sqlite if isinstance(where, Path) else _server()).opened(where)
    return engine


def open_as_it_is(where: Where) -> Engine:
    """Return an engine for a database of ours that is there; nothing is made, nothing brought up to date.

    Raises StoreRefused with one sentence.
    """
    engine: Engine = (sqlite if isinstance(where, Path) else _server()).opened_as_it_is(where)
    return engine


def beside(where: Where) -> Path:
    """Return the folder where the secrets of a file are of themselves."""
    if isinstance(where, Path):
        return where.parent / "secrets"
    raise TypeError("the secrets of a database on a server need a folder")


def try_writing(engine: Engine) -> None:
    """Write something and take it back. Raises SQLAlchemyError or StoreRefused if that fails."""
    (_server() if is_shared(engine) else sqlite).try_writing(engine)


def prove(engine: Engine) -> None:
    """Look whether a connection still keeps what it acknowledges, and try to write.

    Raises SQLAlchemyError or StoreRefused if one of the two fails.
    """
    (_server() if is_shared(engine) else sqlite).prove(engine)


def is_shared(engine: Engine) -> bool:
    """Tell whether servers on several machines may use this database at once."""
    return engine.dialect.name == "postgresql"


def wait_for_turn(connection: Connection) -> None:
    """Keep other servers off the secrets and what is known of them, until this transaction ends."""
    if is_shared(connection.engine):
        _server().wait_for_turn(connection)


def is_first(connection: Connection) -> bool:
    """Tell whether no other server purges at this moment; none will until this transaction ends."""
    return not is_shared(connection.engine) or bool(_server().is_first(connection))


def cause(error: Exception) -> str:
    """Return the primary name of what went wrong: SQLite's (SQLITE_FULL ...), an SQLSTATE, AWAY or ""."""
    driver: Any = error.orig if isinstance(error, DBAPIError) else None
    if hasattr(driver, "sqlstate"):
        return str(driver.sqlstate or "AWAY")
    return sqlite.cause(error)


def _server() -> Any:
    # Imported only where there is a server: its driver costs memory, and most forms have a file.
    from decision_aid.store import postgresql  # noqa: PLC0415

    return postgresql

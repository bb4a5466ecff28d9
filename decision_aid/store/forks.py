"""Keeps a forked process off the connections of its parent: two that use one would read each other's answers."""

from __future__ import annotations

import os

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection


def keep_apart(engine: Engine) -> None:
    """Let the engine give each process only connections that it has opened itself."""
    event.listen(engine, "connect", _note)
    event.listen(engine, "checkout", _refuse_inherited)


def _note(_: DBAPIConnection, entry: ConnectionPoolEntry) -> None:
    entry.info["process"] = os.getpid()


def _refuse_inherited(_: DBAPIConnection, entry: ConnectionPoolEntry, proxy: PoolProxiedConnection) -> None:
    """Drop a parent's connection without closing it (sqlite.org/howtocorrupt.html, section 2.6)."""
    if entry.info["process"] != os.getpid():
        entry.dbapi_connection = proxy.dbapi_connection = None  # type: ignore[misc]  # the documented way to drop it
        raise DisconnectionError("a connection of another process")

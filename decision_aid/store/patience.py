"""How long a long look at a file of SQLite may keep others waiting: while it reads, its lock holds off every save."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import TIMEOUT_MAX, Event, Thread
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

PATIENCE: Final = 2.0  # seconds: whoever saves waits up to 5 (`busy_timeout`), and may have waited for others before
AS_LONG_AS_IT_TAKES: Final = TIMEOUT_MAX

_AGAIN: Final = 0.01  # seconds
_PIECE: Final = 1 << 20  # bytes


def within(seconds: float, connection: Connection, ask: Callable[[Connection], bool]) -> bool | None:
    """Return what the database answers, or nothing where the time was over first: then it is not known.

    What comes too late is not believed: of a page that it did not get to, SQLite says that it is never used.
    """
    end = monotonic() + seconds
    try:
        with _ended_after(seconds, connection):
            answer = ask(connection)
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorname", "") != "SQLITE_INTERRUPT":
            raise
        return None
    return answer if monotonic() < end else None


def read_ahead(file: Path) -> None:
    """Read a file once without its lock, so that what is then read under it comes from memory, several times as fast.

    Only before this process has a connection to it: whoever closes a file gives up all locks of the process on it.
    """
    with suppress(OSError), file.open("rb", buffering=0) as pieces:  # refused where it is opened as a database
        while pieces.read(_PIECE):
            pass


@contextmanager
def _ended_after(seconds: float, connection: Connection) -> Iterator[None]:
    """End what the connection does in this block once the time is over.

    From a thread: SQLite calls no progress handler before it has gone through all pages of a table (until 3.41).
    """
    done = Event()
    thread = Thread(target=_end, args=(connection.connection.driver_connection, done, seconds), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _end(driver: Any, done: Event, seconds: float) -> None:
    is_done = done.wait(seconds)
    while not is_done:  # again and again: between two statements there is nothing to end
        driver.interrupt()
        is_done = done.wait(_AGAIN)

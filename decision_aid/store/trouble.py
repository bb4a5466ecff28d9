"""What the database says when it cannot, as one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine

from decision_aid.core.errors import StoreRefused, StoreUnavailable
from decision_aid.store.database import cause, prove
from decision_aid.store.schema import UNREADABLE

FAILURES = (*UNREADABLE, StoreRefused)
_ELSE = "the database cannot be read or written; look at its disk and permissions"
_REASONS = {
    "SQLITE_FULL": "the disk is full; make room",
    **dict.fromkeys(("SQLITE_CORRUPT", "SQLITE_NOTADB"), "the database is damaged; put a backup in its place"),
    "SQLITE_BUSY": "the database is busy; try again in a moment",
    "53100": "the disk of the database server is full; make room",
    **dict.fromkeys(("40001", "40P01", "55P03", "57014"), "the database is busy; try again in a moment"),
    **dict.fromkeys(("AWAY", "57P01", "57P02", "57P03"), "the database server does not answer; try again in a moment"),
    "25006": "the database server is a standby; try again in a moment",
}


def serves(engine: Engine) -> bool:
    """Tell whether what is written now would be kept, by reading back the settings and trying to write."""
    try:
        prove(engine)
    except FAILURES:
        return False
    return True


@contextmanager
def talking(opening: Callable[[], AbstractContextManager[Connection]]) -> Iterator[Connection]:
    """Turn what the database says into one sentence; no parameter, however sealed, is in it."""
    try:
        with opening() as connection:
            yield connection
    except FAILURES as error:
        raise StoreUnavailable(f"Answers cannot be kept just now: {_REASONS.get(cause(error), _ELSE)}.") from error

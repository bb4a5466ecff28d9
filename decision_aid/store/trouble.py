"""What the database says when it cannot, as one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection

from decision_aid.core.errors import StoreRefused, StoreUnavailable
from decision_aid.store.database import UNREADABLE, cause

FAILURES = (*UNREADABLE, StoreRefused)
_ELSE = "the database cannot be read or written; look at its disk and permissions"
_REASONS = {
    "SQLITE_FULL": "the disk is full; make room",
    "SQLITE_BUSY": "the database is busy; try again in a moment",
}


@contextmanager
def talking(opening: Callable[[], AbstractContextManager[Connection]]) -> Iterator[Connection]:
    """Turn what the database says into one sentence; no parameter, however sealed, is in it."""
    try:
        with opening() as connection:
            yield connection
    except FAILURES as error:
        raise StoreUnavailable(f"Answers cannot be kept just now: {_REASONS.get(cause(error), _ELSE)}.") from error

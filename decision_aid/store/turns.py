"""Whose turn it is to write: in a file one thread after the other, on a server all at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sqlalchemy import Connection, Engine

from decision_aid.core.errors import StoreUnavailable
from decision_aid.store.trouble import talking

_PATIENCE = 5.0  # seconds to wait for one's turn


class Turns:
    """Gives transactions: SQLite lets others wait in ever longer naps instead of in turn; `shared` is PostgreSQL."""

    def __init__(self, engine: Engine, *, shared: bool) -> None:
        self._engine = engine
        self._turn = None if shared else Lock()

    @contextmanager
    def __call__(self) -> Iterator[Connection]:
        """Write; what was written is durable after. Raises StoreUnavailable."""
        if self._turn and not self._turn.acquire(timeout=_PATIENCE):
            raise StoreUnavailable("Answers cannot be kept just now: too many write at once; try again in a moment.")
        try:
            with talking(self._engine.begin) as connection:
                yield connection
        finally:
            if self._turn:
                self._turn.release()

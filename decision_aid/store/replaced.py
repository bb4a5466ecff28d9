"""The sessions that new ones have replaced: each lasts a moment more, and then its row goes.

A row that stayed would lead who holds an old cookie and the database to the new session.
"""

from __future__ import annotations

from collections import deque
from math import inf

from sqlalchemy import Connection

from decision_aid.store import tables
from decision_aid.store.sessions import MOMENT


class Replaced:
    """What this process has still to end. Whoever adds or ends holds the turn to write."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[float, bytes]] = deque()

    def add(self, fingerprint: bytes, now: float) -> None:
        """Have the session with this fingerprint end in a moment."""
        self._waiting.append((now + MOMENT, fingerprint))

    def end(self, connection: Connection, now: float = inf) -> int:
        """End the sessions whose moment is over by now, or all of them; return how many."""
        over = [fingerprint for moment, fingerprint in list(self._waiting) if moment <= now]
        for fingerprint in over:
            connection.execute(tables.LEAVE, {"fingerprint": fingerprint})
        return len(over)

    def ended(self, count: int) -> None:
        """Forget so many of them, once what ended them is kept: what is taken back is tried again."""
        for _ in range(count):
            self._waiting.popleft()

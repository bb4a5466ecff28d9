"""The sessions that new ones have replaced: each lasts a moment more, and then its row goes.

A row that stayed would lead who holds an old cookie and the database to the new session.
"""

from __future__ import annotations

from math import inf

from sqlalchemy import Connection

from decision_aid.store import tables
from decision_aid.store.sessions import MOMENT


class Replaced:
    """What this process has still to end. Threads may add; whoever ends holds the turn to write."""

    def __init__(self) -> None:
        self._waiting: dict[bytes, float] = {}

    def add(self, fingerprint: bytes, now: float) -> None:
        """Have the session with this fingerprint end in a moment."""
        self._waiting[fingerprint] = now + MOMENT

    def end(self, connection: Connection, now: float = inf) -> list[bytes]:
        """End the sessions whose moment is over by now, or all of them; return their fingerprints."""
        over = [fingerprint for fingerprint, moment in list(self._waiting.items()) if moment <= now]
        for fingerprint in over:
            connection.execute(tables.LEAVE, {"fingerprint": fingerprint})
        return over

    def ended(self, over: list[bytes]) -> None:
        """Forget these, once what ended them is kept: what is taken back is tried again."""
        for fingerprint in over:
            self._waiting.pop(fingerprint, None)

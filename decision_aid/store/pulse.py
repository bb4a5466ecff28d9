"""When the form last purged, so that a clock that jumped takes nothing away (docs/decisions/0033).

It is noted among the counters, which no backup holds: a restored database knows of no time before.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection

from decision_aid.store import tables

LATELY: Final = timedelta(days=2)  # a form purges once a day
STEADY: Final = timedelta(days=1)
_PURGED, _DOUBTED = b"purged", b"doubted"
_FOR_EVER: Final = timedelta(days=100 * 365)  # no counter of these is empty before that
_NAME_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Pulse:
    """Knows when the form last purged, and since when its clock is doubted; `key` hides which rows these are."""

    key: bytes

    def last(self, connection: Connection) -> datetime | None:
        """Return when the form last purged, if that is known."""
        return self._at(connection, _PURGED)

    def doubted(self, connection: Connection) -> datetime | None:
        """Return since when the clock is doubted, if it is."""
        return self._at(connection, _DOUBTED)

    def is_plausible(self, connection: Connection, now: datetime) -> bool:
        """Tell whether the clock has gone on as clocks do since the last purge, or has stood for a day; note a doubt.

        Where no purge is known of, it is plausible as long as no draft is past its day.
        """
        last, doubted = self.last(connection), self.doubted(connection)
        stood = timedelta(-1) if doubted is None else now - doubted
        near = _is_near(last, now) if last else not self._takes_any(connection, now)
        if near or STEADY <= stood <= LATELY:
            return True
        if not timedelta() <= stood < STEADY:  # it is doubted anew
            self._note(connection, _DOUBTED, now)
        return False

    def trust(self, connection: Connection, now: datetime) -> None:
        """Note that the clock is right."""
        self._note(connection, _PURGED, now)
        connection.execute(tables.FORGET_BUCKET, {"name": self._name(_DOUBTED)})

    def is_right(self, connection: Connection, now: datetime) -> bool:
        """Tell whether the form purged about now."""
        last = self.last(connection)
        return last is not None and _is_near(last, now)

    def is_behind(self, connection: Connection, now: datetime) -> bool:
        """Tell whether the form purged at a time that is still to come."""
        last = self.last(connection)
        return last is not None and now < last - LATELY

    @staticmethod
    def _takes_any(connection: Connection, now: datetime) -> bool:
        return connection.execute(tables.PAST, {"today": now.date()}).first() is not None

    def _at(self, connection: Connection, what: bytes) -> datetime | None:
        until = connection.execute(tables.UNTIL, {"name": self._name(what)}).scalar_one_or_none()
        return None if until is None else datetime.fromtimestamp(until, UTC) - _FOR_EVER

    def _note(self, connection: Connection, what: bytes, when: datetime) -> None:
        connection.execute(tables.SET_BUCKET, {"name": self._name(what), "until": (when + _FOR_EVER).timestamp()})

    def _name(self, what: bytes) -> bytes:
        return hmac.digest(self.key, what, sha256)[:_NAME_BYTES]


def _is_near(last: datetime, now: datetime) -> bool:
    return abs(now - last) <= LATELY

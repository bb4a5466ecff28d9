"""How often something may be done: one row for each who does it, under a name that leads back to nobody.

Redis or memcached, where the field's libraries keep such counters, are more than a clinic should have to run.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from hashlib import sha256
from math import ceil
from typing import Final

from sqlalchemy import Connection

from decision_aid.core.errors import TooOften
from decision_aid.store import tables

MINUTE: Final = 60
HOUR: Final = 60 * MINUTE
_NAME_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times in so many seconds, as evenly or as suddenly as one likes."""

    name: str
    times: int
    seconds: int

    @property
    def step(self) -> float:
        return self.seconds / self.times


SAVES = Limit("saves of a draft", 120, MINUTE)
DRAFTS = Limit("drafts", 600, HOUR)
RESUMES = Limit("resumes of a source", 10, MINUTE)
ALL_RESUMES = Limit("resumes", 60, MINUTE)
CODES = Limit("codes of a draft", 6, MINUTE)
PRINTS = Limit("prints of a draft", 6, MINUTE)
LOOK_UPS = Limit("look-ups of a source", 60, MINUTE)
ALL_LOOK_UPS = Limit("look-ups", 600, MINUTE)


@dataclass(frozen=True, slots=True)
class Often:
    """How often all people together may begin (an hour) and come back (a minute), and those at one address may."""

    drafts: int = DRAFTS.times
    resumes: int = ALL_RESUMES.times
    resumes_of_a_source: int = RESUMES.times

    def limits(self) -> tuple[Limit, Limit, Limit]:
        """Return the three limits, in this order."""
        return (
            replace(DRAFTS, times=self.drafts),
            replace(ALL_RESUMES, times=self.resumes),
            replace(RESUMES, times=self.resumes_of_a_source),
        )


@dataclass(frozen=True, slots=True)
class Counter:
    """Counts what is done; `key` makes names of who does it."""

    key: bytes

    def take(self, connection: Connection, now: float, limit: Limit, who: bytes = b"") -> None:
        """Count one more, inside the transaction of what is done. Raises TooOften."""
        name = hmac.digest(self.key, limit.name.encode() + b"\0" + who, sha256)[:_NAME_BYTES]
        taken = {"name": name, "now": now, "step": limit.step, "window": float(limit.seconds)}
        if connection.execute(tables.TAKE, taken).first() is None:
            until = connection.execute(tables.UNTIL, {"name": name}).scalar_one()
            raise TooOften(max(1, ceil(until + limit.step - now - limit.seconds)))
        # after one's own: who holds others' rows and waits for one's own could wait for ever for somebody alike
        connection.execute(tables.EMPTIED, {"now": now})

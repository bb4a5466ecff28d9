"""What a session's row holds, sealed under its token: the draft's key, its first and last use, its code's seed.

Only the holder of the token can read any of it: the database tells no time of day.
"""

from __future__ import annotations

import hmac
import struct
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from decision_aid.core import codes
from decision_aid.store import crypto
from decision_aid.store.buckets import Often
from decision_aid.store.crypto import Kind, Place

# key, seconds since 1970 at the start and at the last use, seed, successor, predecessor; nothing is zeros
_LAID_OUT = struct.Struct(">32sII16s32s32s")
NO_SEED = bytes(16)
_NOBODY = bytes(32)
_CODE = b"decision-aid code 1"


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long a session lasts: at least so long after its last use, and in all.

    The last use is written down anew only when it is more than `notice` ago, so a session may last so much longer.
    """

    idle: timedelta = timedelta(hours=24)
    whole: timedelta = timedelta(hours=48)
    notice: timedelta = timedelta(hours=1)


# Ten minutes idle, and two more to say that one needs more time (`web.kiosk`), to the second: the browser counts too.
AT_A_TABLET: Final = Lasting(idle=timedelta(minutes=12), notice=timedelta())


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long a draft is kept after its last save, how long a session leads to it, and how often people may come."""

    days: int = 30
    session: Lasting = field(default_factory=Lasting)
    often: Often = field(default_factory=Often)


@dataclass(frozen=True, slots=True)
class Session:
    """One opened session; its key never shows in a text."""

    key: bytes = field(repr=False)
    began: int
    used: int
    seed: bytes = field(default=NO_SEED, repr=False)
    successor: bytes = field(default=b"", repr=False)  # the token of the session that replaces this one
    predecessor: bytes = field(default=b"", repr=False)  # the fingerprint of the one that this one replaces when used

    def sealed(self, token: bytes, draft: bytes) -> bytes:
        """Return the session as its row holds it."""
        plain = _LAID_OUT.pack(self.key, self.began, self.used, self.seed, self.successor, self.predecessor)
        return crypto.seal(crypto.session_cipher(token), plain, Place(draft, Kind.SESSION_KEY))

    def code(self, token: bytes) -> str:
        """Return the resume code that this session began with, or "" if it began without one.

        It is worked out from the token and a seed that ends with the session, so that it is kept nowhere.
        """
        if self.seed == NO_SEED:
            return ""
        return codes.made(hmac.digest(token, _CODE + self.seed, sha256))

    def end(self, lasting: Lasting) -> int:
        """Return when the session is over if it is not used any more, in seconds since 1970."""
        idle, whole = lasting.idle + lasting.notice, lasting.whole
        return min(self.used + int(idle.total_seconds()), self.began + int(whole.total_seconds()))

    def is_over(self, now: datetime, lasting: Lasting) -> bool:
        return second(now) >= self.end(lasting)

    def used_at(self, now: datetime, lasting: Lasting) -> Session | None:
        """Return the session as used now, or nothing if that need not be written down yet."""
        present = second(now)
        if not self.predecessor and abs(present - self.used) <= lasting.notice.total_seconds():
            return None
        return replace(self, used=present, predecessor=b"")


def begun(key: bytes, now: datetime, *, with_code: bool, predecessor: bytes = b"") -> Session:
    """Return a new session that leads to the draft with this key."""
    return Session(key, second(now), second(now), crypto.new_id() if with_code else NO_SEED, predecessor=predecessor)


def opened(token: bytes, draft: bytes, sealed: bytes) -> Session:
    """Return what a session's row holds. Raises crypto.Unopened, or ValueError for another layout."""
    plain = crypto.unseal(crypto.session_cipher(token), sealed, Place(draft, Kind.SESSION_KEY))
    if len(plain) != _LAID_OUT.size:
        message = "a session of another layout"
        raise ValueError(message)
    key, began, used, seed, *others = _LAID_OUT.unpack(plain)
    successor, predecessor = (b"" if other == _NOBODY else other for other in others)
    return Session(key, began, used, seed, successor, predecessor)


def second(time: datetime) -> int:
    return int(time.astimezone(UTC).timestamp())

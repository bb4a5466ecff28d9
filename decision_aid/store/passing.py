"""Drafts where nothing is kept: in memory alone, each gone with its visit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from decision_aid.services import Visit
from decision_aid.store import crypto, sessions, tables
from decision_aid.store.buckets import Often
from decision_aid.store.drafts import SealedDrafts
from decision_aid.store.keyring import MemoryKeyring
from decision_aid.store.peppers import Peppers
from decision_aid.store.sessions import Keeping, Lasting, Session
from decision_aid.store.sqlite import open_memory


def open_passing(*, clock: Callable[[], datetime], session: Lasting, often: Often | None = None) -> PassingDrafts:
    """Return drafts that are in memory alone and end with their session or with the process; there are no codes."""
    lasting = replace(session, notice=timedelta())  # to write costs nothing here
    keeping = Keeping(session.whole.days + 1, lasting, often or Often())
    return PassingDrafts(clock, keeping)


class PassingDrafts(SealedDrafts):
    """Keeps drafts in memory, and knows when each session ends: nobody has to come for it to go."""

    def __init__(self, clock: Callable[[], datetime], keeping: Keeping) -> None:
        super().__init__(open_memory(), clock, keeping, Peppers(MemoryKeyring()))
        self._ends: dict[bytes, int] = {}  # in seconds since 1970, by the session's fingerprint

    def open(self, token: str, *, touch: bool = True) -> Visit | None:
        """Return this session's draft, or nothing; one that is found to be over is forgotten at once."""
        visit = super().open(token, touch=touch)
        if visit is None:
            self.forget_ended()
        return visit

    def forget_ended(self) -> int:
        """Forget every session that is over, with its draft; return how many drafts went."""
        now = sessions.second(self._clock())
        over = [session for session, end in list(self._ends.items()) if end <= now]
        if not over:
            return 0
        with self._talking() as connection:
            for session in over:
                connection.execute(tables.LEAVE, {"fingerprint": session})
            gone = connection.execute(tables.PURGE_DRAFTS, {"today": self._today()}).rowcount
        for session in over:
            self._ends.pop(session, None)
        return gone

    def purge(self) -> int:
        """Forget what is over; return how many drafts went."""
        return self.forget_ended() + super().purge()

    def _touch(self, token: bytes, session: Session, draft: bytes) -> None:
        super()._touch(token, session, draft)
        self._note(token, session.used_at(self._clock(), self._lasting) or session)

    def _session_row(self, token: bytes, session: Session, name: bytes) -> dict[str, object]:
        self._note(token, session)
        return super()._session_row(token, session, name)

    def _note(self, token: bytes, session: Session) -> None:
        self._ends[crypto.fingerprint(token)] = session.end(self._lasting)

"""The drafts: started, opened, saved, come back to and forgotten, each sealed under a key the database cannot open."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Delete, Engine

from decision_aid.core.draft import Draft
from decision_aid.core.errors import DraftChanged, StoreUnavailable
from decision_aid.services import Visit
from decision_aid.store import buckets, crypto, database, rows, sessions, tables
from decision_aid.store.buckets import Counter, Limit
from decision_aid.store.counts import Counts
from decision_aid.store.crypto import Kind, Place
from decision_aid.store.database import Where, is_shared, open_database
from decision_aid.store.keys import Cost
from decision_aid.store.peppers import Peppers
from decision_aid.store.rows import Found, Opened
from decision_aid.store.sessions import Keeping, Session
from decision_aid.store.timepiece import Timepiece
from decision_aid.store.trouble import serves, talking
from decision_aid.store.turns import Turns

_TRIES = 8


def open_store(
    where: Where,
    *,
    clock: Callable[[], datetime],
    keeping: Keeping | None = None,
    secrets: Path | None = None,
    cost: Cost | None = None,
    sure: bool = False,
) -> SealedDrafts:
    """Return the drafts kept in this file or on this server, made with its secrets if it is not there.

    `clock` gives UTC, and is refused if it is behind what was kept, unless one is `sure` of it; `secrets` is their
    folder, `secrets` beside the file unless given. Raises StoreRefused or SecretsRefused with one sentence.
    """
    folder = secrets or database.beside(where)
    opening = partial(Peppers.opened, folder=folder, now=clock(), cost=cost or Cost(), sure=sure)
    return opened_with(where, clock, keeping or Keeping(), opening)


def opened_with(
    where: Where, clock: Callable[[], datetime], keeping: Keeping, opening: Callable[[Connection], Peppers]
) -> SealedDrafts:
    """Return the drafts of this database with the secrets that `opening` gives for it. Raises as that, StoreRefused."""
    engine = open_database(where)
    with ExitStack() as undoing:
        undoing.callback(engine.dispose)
        with talking(engine.begin) as connection:
            peppers = opening(connection)
        undoing.pop_all()
    return SealedDrafts(engine, clock, keeping, peppers)


class SealedDrafts:
    """Keeps drafts; who reads the database learns their number, size in 4 KiB steps, revision and last day.

    Serves several threads; another process opens its own on the same database. Every method but `ready` and `close`
    raises StoreUnavailable if the database cannot be read or written.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime], keeping: Keeping, peppers: Peppers) -> None:
        self._engine, self._clock = engine, clock
        self._keep, self._lasting = timedelta(days=keeping.days), keeping.session
        self._peppers = peppers
        self._talking = Turns(engine, shared=is_shared(engine))
        self.timepiece = Timepiece(self._talking, clock, peppers.pulse)  # to be asked before `purge`
        self._counter = Counter(peppers.key_for(b"counters"))
        self._begun, self._resumed, self._resumed_there = keeping.often.limits()

    @property
    def gives_codes(self) -> bool:
        return self._peppers.gives_codes

    def key_for(self, use: bytes) -> bytes:
        """Return a key of this installation for one use."""
        return self._peppers.key_for(use)

    def start(self, draft: Draft, *, once: str = "") -> str:
        """Keep a new draft and return its session's token; the same secret `once` gives the same. Raises TooOften."""
        token = hmac.digest(self.key_for(b"once"), once.encode(), "sha256") if once else crypto.new_token()
        if once and self._row_of(token):
            return crypto.written(token)
        self._count((self._begun, b""))
        try:
            self._start(draft, token)
        except StoreUnavailable:
            if not (once and self._row_of(token)):  # else the other of two presses came at the same moment
                raise
        return crypto.written(token)

    def _start(self, draft: Draft, token: bytes) -> None:
        session, name = sessions.begun(crypto.new_key(), self._clock(), with_code=self.gives_codes), crypto.new_id()
        code = session.code(token)
        way = self._peppers.way(code, session.key, name, self._today()) if code else None
        opened = Opened(name, session.key, way.epoch if way else None)
        row = rows.of_draft(draft, opened, 1, self._last_day(opened.epoch))
        with self._talking() as connection:
            if way:
                self._peppers.register(connection, way.epoch)
                row |= way.columns
            connection.execute(tables.NEW_DRAFT, {"id": name, "format": crypto.FORMAT, **row})
            connection.execute(tables.NEW_SESSION, self._session_row(token, session, name))

    def open(self, token: str, *, touch: bool = True) -> Visit | None:
        """Return this session's draft, or nothing if there is none or it does not open.

        With `touch` the session counts as used now. Raises DraftNewer for one that only a newer program can read.
        """
        raw = crypto.read_token(token)
        row = None if raw is None else self._row_of(raw)
        if raw is None or row is None:
            return None
        try:
            session = sessions.opened(raw, row.id, row.sealed_key)
            if session.is_over(self._clock(), self._lasting):
                return None
            visit = rows.visit(session.code(raw) if row.pepper_epoch else "", session.key, row)  # else it was given up
        except (crypto.Unopened, ValueError, TypeError, KeyError):
            return None
        if touch:
            self._touch(raw, session, row.id)
        return visit

    def save(self, visit: Visit, draft: Draft) -> Visit:
        """Keep the draft; it is durable when this returns. Raises DraftChanged if another save came first, TooOften."""
        opened = rows.opened(visit)
        revision = visit.revision + 1
        with self._talking() as connection:
            last_day = self.timepiece.day_for(connection, self._last_day(opened.epoch), visit.last_day)
            row = rows.of_draft(draft, opened, revision, last_day)
            self._counter.take(connection, self._now(), buckets.SAVES, opened.draft)
            found = connection.execute(tables.SAVE, {"draft": opened.draft, "opened": visit.revision, **row}).rowcount
        if not found:
            raise DraftChanged("These answers were changed in another window: open the page again.")
        return Visit(draft, revision, opened, visit.code, last_day)

    def resume(self, code: str) -> str | None:
        """Return a new session's token for the draft of this code, or nothing if there is none."""
        tried = self._peppers.tried(code)
        with self._talking() as connection:
            wanted = {"lookups": list(tried), "today": (today := self._today())}
            row = connection.execute(tables.RESUME, wanted).one_or_none() if tried else None
            if row is None and self._peppers.lacks_any(connection, today):
                raise StoreUnavailable("A secret is not here that this code may need: try again in a few minutes.")
            if row is None:
                return None
            try:
                key = crypto.unseal(tried[row.lookup].cipher, row.resume_key, Place(row.id, Kind.RESUME_KEY))
            except (crypto.Unopened, TypeError):  # TypeError: the row was made to hold no bytes
                return None
            token, session = crypto.new_token(), sessions.begun(key, self._clock(), with_code=False)
            connection.execute(tables.NEW_SESSION, self._session_row(token, session, row.id))
        return crypto.written(token)

    def reissue(self, token: str) -> str:
        """Give this session's draft a new code and a new key; the old code and all other sessions end at once.

        Returns the token of a new session. This one lasts until that is used, and leads to it: a finger may press
        twice, and an answer may be lost. Raises DraftChanged if there is no such draft (any more), TooOften.
        """
        raw = crypto.read_token(token) or b""
        for tried in range(_TRIES):
            visit = self.open(token, touch=False)
            if visit is None:
                raise DraftChanged("These answers were finished in another window.")
            if successor := self.successor(token):
                return successor
            if not tried:
                self._count((buckets.CODES, rows.opened(visit).draft))  # before the work that a code takes
            if new := self._reissued(raw, visit):
                return new
        raise StoreUnavailable("These answers are being saved in many windows at once. Try again.")

    def _reissued(self, raw: bytes, visit: Visit) -> str | None:
        """Return the new session's token; nothing if the draft was saved in the meantime."""
        old, key, token, own = rows.opened(visit), crypto.new_key(), crypto.new_token(), crypto.fingerprint(raw)
        session = sessions.begun(key, self._clock(), with_code=self.gives_codes, predecessor=own)
        code = session.code(token)
        way = self._peppers.way(code, key, old.draft, self._today(), old.epoch) if code else None
        last_day = self._peppers.last_day(visit.last_day, way.epoch if way else None)
        sealed = rows.of_draft(visit.draft, Opened(old.draft, key), visit.revision + 1, last_day)
        with self._talking() as connection:
            if way:
                self._peppers.register(connection, way.epoch)
                sealed |= way.columns
            if not connection.execute(tables.SAVE, {"draft": old.draft, "opened": visit.revision, **sealed}).rowcount:
                return None
            connection.execute(tables.LEAVE_OTHERS, {"draft": old.draft, "own": own})
            leaving = replace(session, seed=sessions.NO_SEED, successor=token, predecessor=b"")
            connection.execute(tables.TOUCH, {"used": own, **self._session_row(raw, leaving, old.draft)})
            connection.execute(tables.NEW_SESSION, self._session_row(token, session, old.draft))
        return crypto.written(token)

    def successor(self, token: str) -> str:
        """Return the token of the session that has replaced this one and was not used yet, or ""."""
        found = crypto.written(self._successor(crypto.read_token(token) or b""))
        return found if self.open(found, touch=False) else ""

    def holds(self, draft: bytes) -> bool:
        """Tell whether this draft is still kept and can be come back to."""
        with talking(self._engine.connect) as connection:
            return connection.execute(tables.HOLDS, {"draft": draft, "today": self._today()}).first() is not None

    def count_attempt(self, source: str) -> None:
        """Count one try to come back from this source. Raises TooOften."""
        self._count((self._resumed, b""), (self._resumed_there, source.encode()))

    def count_look_up(self, source: str) -> None:
        """Count one look-up of a trial from this source. Raises TooOften."""
        self._count((buckets.ALL_LOOK_UPS, b""), (buckets.LOOK_UPS, source.encode()))

    def count_print(self, visit: Visit) -> None:
        """Count one printout of this draft. Raises TooOften."""
        self._count((buckets.PRINTS, rows.opened(visit).draft))

    def leave(self, token: str) -> None:
        """End this session; the draft stays, unless nothing is kept and no code could lead to it."""
        self._forget(tables.LEAVE if self.gives_codes else tables.FINISH, token)

    def finish(self, token: str) -> bool:
        """Forget this session's draft and every session of it; tell whether there was one."""
        return self._forget(tables.FINISH, token)

    def purge(self) -> int:
        """Forget what is past its day or can never be opened again; return how many drafts went."""
        today = {"today": self._today()}
        with self._talking() as connection:
            if not database.is_first(connection):
                return 0  # another server is at it
            connection.execute(tables.EMPTIED, {"now": self._now()})
            connection.execute(tables.PURGE_SESSIONS, today)
            gone = connection.execute(tables.PURGE_DRAFTS, today).rowcount
        with self._talking() as connection:  # apart: a secret that cannot be read must not keep what is to go
            self._peppers.clear(connection, self._today())
        return gone

    def ready(self) -> bool:
        """Tell whether a draft would be kept now: secrets are there, settings read back, and a write is tried."""
        return self._peppers.are_there and serves(self._engine)

    def counts(self) -> Counts:
        """Return what is counted beside the drafts, in the same database."""
        return Counts(self._engine, self._talking, lambda: self._peppers.slots_in_use)

    def close(self) -> None:
        """Give the database back; the store may still be used and then opens it again."""
        self._engine.dispose()

    def _count(self, *limits: tuple[Limit, bytes]) -> None:
        with self._talking() as connection:
            for limit, who in limits:
                self._counter.take(connection, self._now(), limit, who)

    def _now(self) -> float:
        return self._clock().timestamp()

    def _today(self) -> date:
        return self._clock().date()

    def _row_of(self, token: bytes) -> Found | None:
        wanted = {"fingerprint": crypto.fingerprint(token), "today": self._today(), "known": crypto.FORMAT}
        with talking(self._engine.connect) as connection, suppress(ValueError, TypeError):  # its last day is no day
            return connection.execute(tables.OPEN, wanted).one_or_none()
        return None

    def _successor(self, token: bytes) -> bytes:
        row = self._row_of(token)
        with suppress(crypto.Unopened, ValueError, TypeError):
            return sessions.opened(token, row.id, row.sealed_key).successor if row else b""
        return b""

    def _touch(self, token: bytes, session: Session, draft: bytes) -> None:
        if used := session.used_at(self._clock(), self._lasting):
            row = {"used": crypto.fingerprint(token), "sealed_key": used.sealed(token, draft)}
            with suppress(StoreUnavailable), self._talking() as connection:  # to look at a page needs no writing
                connection.execute(tables.TOUCH, row)
                connection.execute(tables.LEAVE, {"fingerprint": session.predecessor})

    def _forget(self, statement: Delete, token: str) -> bool:
        fingerprint = crypto.fingerprint(crypto.read_token(token) or b"")
        with self._talking() as connection:
            return connection.execute(statement, {"fingerprint": fingerprint}).rowcount > 0

    def _last_day(self, epoch: int | None) -> date:
        return self._peppers.last_day(self._today() + self._keep, epoch)

    def _session_row(self, token: bytes, session: Session, name: bytes) -> dict[str, object]:
        return rows.of_session(token, session, name, (self._clock() + self._lasting.whole).date())

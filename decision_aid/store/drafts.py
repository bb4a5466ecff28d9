"""The drafts: started, opened, saved, come back to and forgotten, each sealed under a key the database cannot open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Delete, Engine

from decision_aid.core.draft import Draft
from decision_aid.core.errors import DraftChanged, StoreUnavailable
from decision_aid.services import Visit
from decision_aid.store import buckets, crypto, rows, sessions, tables
from decision_aid.store.buckets import Counter, Limit
from decision_aid.store.crypto import Kind, Place
from decision_aid.store.database import open_database, open_memory, try_writing
from decision_aid.store.keyring import MemoryKeyring
from decision_aid.store.keys import Cost
from decision_aid.store.peppers import Peppers
from decision_aid.store.replaced import Replaced
from decision_aid.store.rows import Found, Opened
from decision_aid.store.sessions import Lasting, Session
from decision_aid.store.trouble import FAILURES, talking

_TRIES = 8
_PATIENCE = 5.0  # seconds to wait for one's turn to write


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long a draft is kept after its last save, and how long a session leads to it."""

    days: int = 30
    session: Lasting = field(default_factory=Lasting)


def open_store(
    path: Path,
    *,
    clock: Callable[[], datetime],
    keeping: Keeping | None = None,
    secrets: Path | None = None,
    cost: Cost | None = None,
) -> SealedDrafts:
    """Return the drafts kept in this file, made with its secrets if it is not there.

    `clock` gives UTC; `secrets` is their folder, `secrets` beside the file unless given. Raises StoreRefused or
    SecretsRefused with one sentence.
    """
    engine = open_database(path)
    try:
        with talking(engine.begin) as connection:
            peppers = Peppers.opened(connection, secrets or path.parent / "secrets", clock().date(), cost or Cost())
    except BaseException:
        engine.dispose()
        raise
    return SealedDrafts(engine, clock, keeping or Keeping(), peppers)


def open_passing(*, clock: Callable[[], datetime], session: Lasting) -> SealedDrafts:
    """Return drafts that are in memory alone and end with their session or with the process; there are no codes."""
    return SealedDrafts(open_memory(), clock, Keeping(session.whole.days + 1, session), Peppers(MemoryKeyring()))


class SealedDrafts:
    """Keeps drafts; who reads the database learns their number, size in 4 KiB steps, revision and last day.

    Serves several threads; another process opens its own on the same file. Every method but `ready` and `close`
    raises StoreUnavailable if the database cannot be read or written.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime], keeping: Keeping, peppers: Peppers) -> None:
        self._engine = engine
        self._clock = clock
        self._keep = timedelta(days=keeping.days)
        self._lasting = keeping.session
        self._peppers = peppers
        self._turn = Lock()
        self._replaced = Replaced()
        self._counter = Counter(peppers.key_for(b"counters"))

    @property
    def gives_codes(self) -> bool:
        return self._peppers.gives_codes

    def key_for(self, use: bytes) -> bytes:
        """Return a key of this installation for one use."""
        return self._peppers.key_for(use)

    def start(self, draft: Draft, *, with_code: bool = True) -> str:
        """Keep a new draft and return its session's token. Raises TooOften.

        Without a code the draft ends with the session, unless one is issued for it.
        """
        with_code = with_code and self.gives_codes
        with self._talking() as connection:
            self._counter.take(connection, self._now(), buckets.DRAFTS)
        token, session = crypto.new_token(), sessions.begun(crypto.new_key(), self._clock(), with_code=with_code)
        name = crypto.new_id()
        way = self._peppers.way(session.code(token), session.key, name, self._today()) if with_code else None
        row = self._draft_row(draft, Opened(name, session.key, way.epoch if way else None), revision=1)
        with self._talking() as connection:
            if way:
                self._peppers.register(connection, way.epoch)
                row |= way.columns
            connection.execute(tables.NEW_DRAFT, {"id": name, "format": crypto.FORMAT, **row})
            connection.execute(tables.NEW_SESSION, self._session_row(token, session, name))
        return crypto.written(token)

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
            visit = rows.visit(session.code(raw), session.key, row)
        except (crypto.Unopened, ValueError, TypeError, KeyError):
            return None
        if touch:
            self._touch(raw, session, row.id)
        return visit

    def save(self, visit: Visit, draft: Draft) -> Visit:
        """Keep the draft; it is durable when this returns. Raises DraftChanged if another save came first, TooOften."""
        opened = rows.opened(visit)
        revision = visit.revision + 1
        values = {"draft": opened.draft, "opened": visit.revision, **self._draft_row(draft, opened, revision)}
        with self._talking() as connection:
            self._counter.take(connection, self._now(), buckets.SAVES, opened.draft)
            found = connection.execute(tables.SAVE, values).rowcount
        if not found:
            raise DraftChanged("These answers were changed in another window: open the page again.")
        return Visit(draft, revision, opened, visit.code, self._last_day(opened.epoch))

    def resume(self, code: str) -> str | None:
        """Return a new session's token for the draft of this code, or nothing if there is none."""
        tried = self._peppers.tried(code)
        with self._talking() as connection:
            wanted = {"lookups": list(tried), "today": self._today()}
            row = connection.execute(tables.RESUME, wanted).one_or_none() if tried else None
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

        Returns the token of a new session. This one lasts a moment more and leads to the same new one: a finger may
        press twice. Raises DraftChanged if there is no such draft (any more), TooOften.
        """
        raw = crypto.read_token(token) or b""
        for tried in range(_TRIES):
            visit = self.open(token, touch=False)
            if visit is None:
                raise DraftChanged("These answers were finished in another window.")
            if successor := self._successor(raw):
                return crypto.written(successor)
            if not tried:
                self._count(buckets.CODES, visit)  # before the work that a code takes
            if new := self._reissued(raw, visit):
                return new
        raise StoreUnavailable("These answers are being saved in many windows at once. Try again.")

    def _reissued(self, raw: bytes, visit: Visit) -> str | None:
        """Return the new session's token; nothing if the draft was saved in the meantime."""
        old, key, token, now = rows.opened(visit), crypto.new_key(), crypto.new_token(), self._clock()
        session = sessions.begun(key, now, with_code=self.gives_codes)
        code = session.code(token)
        way = self._peppers.way(code, key, old.draft, self._today(), old.epoch) if code else None
        sealed = rows.of_draft(visit.draft, Opened(old.draft, key), visit.revision + 1, visit.last_day)
        with self._talking() as connection:
            if way:
                self._peppers.register(connection, way.epoch)
                sealed |= way.columns
            if not connection.execute(tables.SAVE, {"draft": old.draft, "opened": visit.revision, **sealed}).rowcount:
                return None
            own, leaving = crypto.fingerprint(raw), session.leaving(self._lasting, token)
            connection.execute(tables.LEAVE_OTHERS, {"draft": old.draft, "own": own})
            connection.execute(tables.TOUCH, {"used": own, **rows.of_session(raw, leaving, old.draft, now.date())})
            connection.execute(tables.NEW_SESSION, self._session_row(token, session, old.draft))
        self._replaced.add(own, now.timestamp())  # not before that is kept: it would end a session that still counts
        return crypto.written(token)

    def holds(self, draft: bytes) -> bool:
        """Tell whether this draft is still kept and can be come back to."""
        with talking(self._engine.connect) as connection:
            return connection.execute(tables.HOLDS, {"draft": draft, "today": self._today()}).first() is not None

    def count_attempt(self, source: str) -> None:
        """Count one try to come back from this source. Raises TooOften."""
        with self._talking() as connection:
            self._counter.take(connection, self._now(), buckets.ALL_RESUMES)
            self._counter.take(connection, self._now(), buckets.RESUMES, source.encode())

    def count_print(self, visit: Visit) -> None:
        """Count one printout of this draft. Raises TooOften."""
        self._count(buckets.PRINTS, visit)

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
            connection.execute(tables.EMPTIED, {"now": self._now()})
            connection.execute(tables.PURGE_SESSIONS, today)
            gone = connection.execute(tables.PURGE_DRAFTS, today).rowcount
        with self._talking() as connection:  # apart: a secret that cannot be read must not keep what is to go
            self._peppers.clear(connection, self._today())
        return gone

    def ready(self) -> bool:
        """Tell whether a draft could be kept now, by trying to write."""
        try:
            try_writing(self._engine)
        except FAILURES:
            return False
        return True

    def close(self) -> None:
        """Give the file back; the store may still be used and then opens it again."""
        with suppress(StoreUnavailable), self._talking() as connection:
            self._replaced.end(connection)
        self._engine.dispose()

    @contextmanager
    def _talking(self) -> Iterator[Connection]:
        """Write, one thread after the other: SQLite lets the others wait in ever longer naps instead of in turn."""
        if not self._turn.acquire(timeout=_PATIENCE):
            raise StoreUnavailable("Answers cannot be kept just now: too many write at once; try again in a moment.")
        try:
            with talking(self._engine.begin) as connection:
                yield connection
                over = self._replaced.end(connection, self._now())
            self._replaced.ended(over)
        finally:
            self._turn.release()

    def _count(self, limit: Limit, visit: Visit) -> None:
        with self._talking() as connection:
            self._counter.take(connection, self._now(), limit, rows.opened(visit).draft)

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
        return sessions.opened(token, row.id, row.sealed_key).successor if row else b""

    def _touch(self, token: bytes, session: Session, draft: bytes) -> None:
        if used := session.used_at(self._clock(), self._lasting):
            row = {"used": crypto.fingerprint(token), "sealed_key": used.sealed(token, draft)}
            with suppress(StoreUnavailable), self._talking() as connection:  # to look at a page needs no writing
                connection.execute(tables.TOUCH, row)

    def _forget(self, statement: Delete, token: str) -> bool:
        fingerprint = crypto.fingerprint(crypto.read_token(token) or b"")
        with self._talking() as connection:
            return connection.execute(statement, {"fingerprint": fingerprint}).rowcount > 0

    def _draft_row(self, draft: Draft, opened: Opened, revision: int) -> dict[str, object]:
        return rows.of_draft(draft, opened, revision, self._last_day(opened.epoch))

    def _last_day(self, epoch: int | None) -> date:
        return self._peppers.last_day(self._today() + self._keep, epoch)

    def _session_row(self, token: bytes, session: Session, name: bytes) -> dict[str, object]:
        return rows.of_session(token, session, name, (self._clock() + self._lasting.whole).date())

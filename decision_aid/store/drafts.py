"""The drafts: started, opened, saved and forgotten, each sealed under a key the database cannot open."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic_core import PydanticSerializationError, from_json, to_json
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import Row
from sqlalchemy.exc import SQLAlchemyError

from decision_aid.core.draft import FORMAT as SCHEMA
from decision_aid.core.draft import Draft
from decision_aid.core.errors import DraftChanged, StoreRefused, StoreUnavailable
from decision_aid.services import Visit
from decision_aid.store import crypto, tables
from decision_aid.store.crypto import Kind, Place
from decision_aid.store.database import cause, open_database, try_writing

MOST_BYTES = 1024 * 1024

_FIRST_REVISION = 1
_FAILURES = (SQLAlchemyError, StoreRefused)
_ELSE = "the database cannot be read or written; look at its disk and permissions"
_REASONS = {
    "SQLITE_FULL": "the disk is full; make room",
    "SQLITE_BUSY": "the database is busy; try again in a moment",
}


_Row = Row[bytes, int, int, bytes, bytes]


@dataclass(frozen=True, slots=True)
class _Opened:
    """What saving an opened draft needs; its key never shows in a text."""

    draft: bytes = field(repr=False)
    cipher: AESGCM = field(repr=False)


def open_store(path: Path, *, clock: Callable[[], datetime], keep_days: int = 2) -> SealedDrafts:
    """Return the drafts kept in this file, made if it is not there. Raises StoreRefused with one sentence.

    `clock` gives UTC. A draft is kept to the end of the day `keep_days` after its last save, a session to the end
    of the day `keep_days` after its start.
    """
    return SealedDrafts(open_database(path), clock, keep_days)


class SealedDrafts:
    """Keeps drafts; who reads the database learns their number, size in 4 KiB steps, revision and last day.

    Serves several threads; another process opens its own on the same file. Every method but `ready` and `close`
    raises StoreUnavailable if the database cannot be read or written.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime], keep_days: int) -> None:
        self._engine = engine
        self._clock = clock
        self._keep = timedelta(days=keep_days)

    def start(self, draft: Draft) -> str:
        """Keep a new draft and return its session's token."""
        token, key, name = crypto.new_token(), crypto.new_key(), crypto.new_id()
        row = self._draft_row(draft, _Opened(name, AESGCM(key)), _FIRST_REVISION)
        session = self._session_row(token, key, name)
        with _talking(self._engine.begin) as connection:
            connection.execute(tables.NEW_DRAFT, {"id": name, "format": crypto.FORMAT, **row})
            connection.execute(tables.NEW_SESSION, session)
        return crypto.written(token)

    def open(self, token: str) -> Visit | None:
        """Return this session's draft, or nothing if there is none or it does not open."""
        raw = crypto.read_token(token)
        row = None if raw is None else self._row_of(raw)
        if raw is None or row is None:
            return None
        try:
            return _visit(raw, row)
        except (crypto.Unopened, ValueError, TypeError, KeyError):
            return None

    def save(self, visit: Visit, draft: Draft) -> Visit:
        """Keep the draft; it is durable when this returns. Raises DraftChanged if another save came first."""
        opened = visit.key
        if not isinstance(opened, _Opened):
            raise TypeError("a visit of another store")
        revision = visit.revision + 1
        values = {"draft": opened.draft, "opened": visit.revision, **self._draft_row(draft, opened, revision)}
        with _talking(self._engine.begin) as connection:
            found = connection.execute(tables.SAVE, values).rowcount
        if not found:
            raise DraftChanged("These answers were changed in another window: open the page again.")
        return Visit(draft, revision, opened)

    def finish(self, token: str) -> None:
        """Forget this session's draft and every session of it."""
        raw = crypto.read_token(token)
        if raw is None:
            return
        with _talking(self._engine.begin) as connection:
            connection.execute(tables.FINISH, {"fingerprint": crypto.fingerprint(raw)})

    def purge(self) -> int:
        """Forget what is past its day or can never be opened again; return how many drafts went."""
        today = {"today": self._today()}
        with _talking(self._engine.begin) as connection:
            connection.execute(tables.PURGE_SESSIONS, today)
            return connection.execute(tables.PURGE_DRAFTS, today).rowcount

    def ready(self) -> bool:
        """Tell whether a draft could be kept now, by trying to write."""
        try:
            try_writing(self._engine)
        except _FAILURES:
            return False
        return True

    def close(self) -> None:
        """Give the file back; the store may still be used and then opens it again."""
        self._engine.dispose()

    def _today(self) -> date:
        return self._clock().date()

    def _row_of(self, token: bytes) -> _Row | None:
        wanted = {"fingerprint": crypto.fingerprint(token), "today": self._today(), "known": crypto.FORMAT}
        with _talking(self._engine.connect) as connection:
            return connection.execute(tables.OPEN, wanted).one_or_none()

    def _draft_row(self, draft: Draft, opened: _Opened, revision: int) -> dict[str, object]:
        sealed = crypto.seal(opened.cipher, _text(draft), Place(opened.draft, Kind.DRAFT, SCHEMA, revision))
        if len(sealed) > MOST_BYTES:
            raise StoreUnavailable("The answers are too long to keep: shorten the longest note.")
        return {
            "schema_number": SCHEMA,
            "revision": revision,
            "expires": self._today() + self._keep,
            "sealed": sealed,
        }

    def _session_row(self, token: bytes, key: bytes, name: bytes) -> dict[str, object]:
        return {
            "fingerprint": crypto.fingerprint(token),
            "draft_id": name,
            "expires": self._today() + self._keep,
            "sealed_key": crypto.seal(crypto.session_cipher(token), key, Place(name, Kind.SESSION_KEY)),
        }


def _visit(token: bytes, row: _Row) -> Visit:
    name, schema, revision, sealed, sealed_key = row
    cipher = AESGCM(crypto.unseal(crypto.session_cipher(token), sealed_key, Place(name, Kind.SESSION_KEY)))
    text = crypto.unseal(cipher, sealed, Place(name, Kind.DRAFT, schema, revision))
    return Visit(Draft.from_data(_read(text)), revision, _Opened(name, cipher))


def _text(draft: Draft) -> bytes:
    return crypto.padded(_written(draft.as_data()))


def _written(data: dict[str, Any]) -> bytes:
    try:
        return to_json(data)
    except PydanticSerializationError:  # half a character: only the slower writer has bytes for it
        return json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _read(text: bytes) -> Any:
    try:
        return from_json(text, cache_strings="keys")  # by default it would keep people's own words for the next draft
    except ValueError:
        return json.loads(text.decode("utf-8", "surrogatepass"))


@contextmanager
def _talking(opening: Callable[[], AbstractContextManager[Connection]]) -> Iterator[Connection]:
    """Turn what the database says into one sentence; no parameter, however sealed, is in it."""
    try:
        with opening() as connection:
            yield connection
    except _FAILURES as error:
        name = cause(error) if isinstance(error, SQLAlchemyError) else ""
        raise StoreUnavailable(f"Answers cannot be kept just now: {_REASONS.get(name, _ELSE)}.") from error

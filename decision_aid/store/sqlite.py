"""The one place that knows SQLite: opens a file that is ours, current and durable, or refuses it.

Journal and synchronous settings: an answer acknowledged must outlive a power cut (sqlite.org/pragma.html).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from decision_aid.core.errors import StoreRefused
from decision_aid.store import forks, schema
from decision_aid.store.patience import PATIENCE, read_ahead, within
from decision_aid.store.place import ELSEWHERE, existing, prepared
from decision_aid.store.schema import UNREADABLE
from decision_aid.store.tables import SCHEMAS

APPLICATION_ID = 0x44416964  # "DAid"

# What each connection is set to, and what it must read back. The wait comes first: the others may need it.
DURABLE: dict[str, tuple[str, str | int]] = {
    "busy_timeout": ("5000", 5000),
    "journal_mode": ("TRUNCATE", "truncate"),
    "synchronous": ("EXTRA", 3),
    "secure_delete": ("ON", 1),
    "foreign_keys": ("ON", 1),
    "cache_size": ("-512", -512),
}

_FOREIGN = f"is not a database of this program: move it away, or {ELSEWHERE}"
_UNWRITABLE = f"cannot be written: let this user write to it and to its folder, or {ELSEWHERE}"
_DAMAGED = f"is damaged: put a backup in its place, or {ELSEWHERE}"
_UNKNOWN = f"is damaged, or no database at all: put a backup in its place, or {ELSEWHERE}"
_REASONS = {
    "SQLITE_BUSY": "is held by another program: stop that program and start again",
    "SQLITE_CANTOPEN": _UNWRITABLE,
    "SQLITE_FULL": "cannot be written because the disk is full: make room and start again",
    "SQLITE_IOERR": f"cannot be read or written: look after its disk, or {ELSEWHERE}",
    "SQLITE_NOTADB": _UNKNOWN,
    "SQLITE_PERM": _UNWRITABLE,
    "SQLITE_READONLY": _UNWRITABLE,
}


def opened(path: Path) -> Engine:
    """Return an engine for the database in this file, made or brought up to date if need be.

    One engine for each process; its connections serve several threads. Raises StoreRefused with one sentence.
    """
    place = prepared(path)
    with _refusing(place):
        return _opened(place)


def opened_as_it_is(path: Path) -> Engine:
    """Return an engine for a database of ours that is there; nothing is made, nothing brought up to date.

    Raises StoreRefused with one sentence.
    """
    place = existing(path)
    with _refusing(place):
        version = _look(place)
    if version is None:
        raise empty(place)
    return _durable_engine(place)


def empty(place: Path) -> StoreRefused:
    """Return what is said of a file in which nothing is."""
    return StoreRefused(
        f"The database {place} is empty: put a backup in its place, or, if nothing was ever kept in it, take it away."
    )


def check_whole(path: Path, seconds: float = PATIENCE) -> None:
    """Raise StoreRefused for a database of ours of which a page is damaged, as far as it is read in so many seconds.

    Before any connection of this process to it (`patience.read_ahead`).
    """
    place = prepared(path)
    read_ahead(place)
    with _refusing(place), _looking(place) as connection:
        is_ours = _version(connection, place) is not None
        if is_ours and within(seconds, connection, _is_readable) is False:
            raise StoreRefused(f"The database {place} {_DAMAGED}.")


def open_memory() -> Engine:
    """Return an engine for a database in memory: it has one connection, and ends with it."""
    engine = create_engine(
        "sqlite://",
        connect_args={"isolation_level": "IMMEDIATE", "check_same_thread": False},
        hide_parameters=True,
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=5,
    )
    event.listen(engine, "connect", _follow_references)
    with engine.begin() as connection:
        schema.make(connection)
    return engine


def cause(error: Exception) -> str:
    """Return SQLite's primary name of what went wrong (SQLITE_FULL, SQLITE_BUSY ...), or ""."""
    name = getattr(error.orig, "sqlite_errorname", "") if isinstance(error, DBAPIError) else ""
    return "_".join(str(name).split("_")[:2])


def try_writing(engine: Engine) -> None:
    """Take the write lock, write to the journal and take it back. Raises SQLAlchemyError if that fails."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        _claim(connection)
        connection.rollback()


def prove(engine: Engine) -> None:
    """Read the settings back and try to write. Raises SQLAlchemyError or StoreRefused if one of the two fails."""
    if place := engine.url.database:  # what is in memory alone is not promised to outlive anything
        with engine.connect() as connection:
            check_settings(settings_of(connection), Path(place))
    try_writing(engine)


def settings_of(connection: Connection) -> dict[str, str | int]:
    """Return what a connection is really set to, by the names of DURABLE."""
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in DURABLE}


def check_settings(read_back: dict[str, str | int], place: Path) -> None:
    """Raise StoreRefused unless a connection really is set as DURABLE says."""
    for name, (_, wanted) in DURABLE.items():
        if read_back[name] != wanted:
            raise StoreRefused(
                f"The database {place} would not keep answers safely ({name} is {read_back[name]} and must be"
                f" {wanted}): stop other programs that use it and start again."
            )


def _opened(place: Path) -> Engine:
    _look(place)
    engine = _durable_engine(place)
    with ExitStack() as undoing:
        undoing.callback(engine.dispose)
        _bring_up_to_date(engine, place)
        undoing.pop_all()
    return engine


def _look(place: Path) -> str | None:
    """Return the schema, or refuse a foreign or newer file before anything in it is changed."""
    with _looking(place) as connection:
        return _version(connection, place)


def _looking(place: Path) -> Connection:
    connection = create_engine(_url(place), poolclass=NullPool, hide_parameters=True).connect()
    connection.exec_driver_sql("BEGIN")  # one look at one state: another program may be making the tables
    return connection


@contextmanager
def _refusing(place: Path) -> Iterator[None]:
    """Turn what SQLite says of this file into one sentence."""
    try:
        yield
    except UNREADABLE as error:
        raise StoreRefused(f"The database {place} {_REASONS.get(cause(error), _DAMAGED)}.") from error


def _is_readable(connection: Connection) -> bool:
    return bool(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() == "ok")


def _version(connection: Connection, place: Path) -> str | None:
    """Return the schema of a database that is ours, or nothing for an empty one. Raises StoreRefused."""
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if owner == 0 and not connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
        return None
    if owner != APPLICATION_ID:
        raise StoreRefused(f"The database {place} {_FOREIGN}.")
    version = schema.schema_of(connection)
    if version not in SCHEMAS:
        raise StoreRefused(
            f"The database {place} was written by a newer version of this program: start that version, or {ELSEWHERE}."
        )
    return version


def _bring_up_to_date(engine: Engine, place: Path) -> None:
    """Make or migrate the tables in one transaction; a second process waits and then finds nothing to do."""
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        schema.bring_up_to_date(connection, _version(connection, place))
        _claim(connection)  # a real write at every start: a file that cannot be written is refused now
        connection.commit()


def _claim(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def _durable_engine(place: Path) -> Engine:
    engine = create_engine(
        _url(place),
        connect_args={"isolation_level": "IMMEDIATE"},  # the driver begins every write with BEGIN IMMEDIATE
        hide_parameters=True,
        pool_size=8,
        max_overflow=8,
        pool_timeout=5,
    )
    event.listen(engine, "connect", _make_durable(place))
    forks.keep_apart(engine)
    return engine


def _url(place: Path) -> URL:
    # Opened for writing but never created here: a file that vanished must be noticed, not replaced.
    return URL.create("sqlite", database=f"file:{quote(str(place))}", query={"mode": "rw", "uri": "true"})


def _make_durable(place: Path) -> Callable[[DBAPIConnection, ConnectionPoolEntry], None]:
    def connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for name, (value, __) in DURABLE.items():
            cursor.execute(f"PRAGMA {name} = {value}")
        check_settings({name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in DURABLE}, place)
        cursor.close()

    return connect


def _follow_references(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    connection.cursor().execute("PRAGMA foreign_keys = ON")

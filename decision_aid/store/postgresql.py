"""The one place that knows PostgreSQL: opens a database that is ours, current and durable, or refuses it.

Whether answers outlive a crash or a fail-over is asked on each new connection (PostgreSQL's manual, "Write Ahead Log").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from secrets import token_bytes
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, insert
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect, ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from decision_aid.core.errors import StoreRefused
from decision_aid.store import forks, schema
from decision_aid.store.refusals import DAMAGED, reason
from decision_aid.store.schema import UNREADABLE
from decision_aid.store.server import Server, patient
from decision_aid.store.tables import BUCKET, SCHEMAS

CONNECTIONS: Final = 8  # of one server of the form, at most
OLDEST: Final = 140000

# What must be so for an answer that was acknowledged to be there after a crash or a fail-over.
DURABLE: Final = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "remote_apply"),
}
_ASKED: Final = (*DURABLE, "server_version_num", "server_encoding", "in_hot_standby", "transaction_read_only")

# What each connection is set to, in milliseconds: shorter than a person, or the proxy in front, waits.
_SET: Final = {
    "statement_timeout": "10000",
    "lock_timeout": "5000",
    "idle_in_transaction_session_timeout": "30000",
    "default_transaction_isolation": "read committed",
}
_LONG: Final = {"statement_timeout": "0", "lock_timeout": "60000"}  # for who waits for another server's migration

_OURS: Final = "decision-aid"
_LOCKS: Final = 0x44416964  # "DAid": the first half of the names of our advisory locks
_SCHEMA, _SECRETS, _PURGE = 1, 2, 3
_READ_ONLY: Final = "25006"

# What there is in the schema that tables would be made in, and whether it is ours; extensions do not count.
_OWNER: Final = """
    SELECT count(*), coalesce(bool_or(c.relname = 'alembic_version' AND obj_description(c.oid, 'pg_class') = %s), false)
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""

# Our own commits that wait for a standby: what is tried and taken back never waits for one.
_STUCK: Final = """
    SELECT count(*) FROM pg_catalog.pg_stat_activity
    WHERE usename = current_user AND wait_event = 'SyncRep' AND query_start < now() - interval '5 seconds'
"""


def opened(server: Server) -> Engine:
    """Return an engine for this database, its tables made or brought up to date. Raises StoreRefused."""
    return _tried(server, _bring_up_to_date)


def opened_as_it_is(server: Server) -> Engine:
    """Return an engine for a database of ours that is there; nothing is made. Raises StoreRefused."""
    return _tried(server, _look)


def try_writing(engine: Engine) -> None:
    """Write a row and take it back. Raises SQLAlchemyError or StoreRefused if that fails."""
    with engine.connect() as connection:
        connection.execute(insert(BUCKET).values(name=token_bytes(16), until=0.0))
        connection.rollback()


def prove(engine: Engine) -> None:
    """Read the settings back and try to write. Raises SQLAlchemyError or StoreRefused if one of the two fails."""
    with engine.connect() as connection:
        check_settings(settings_of(connection), "in use")
        if connection.exec_driver_sql(_STUCK).scalar_one():
            raise StoreRefused("The database waits for its standby, and acknowledges nothing until that is back.")
    try_writing(engine)


def wait_for_turn(connection: Connection) -> None:
    """Keep other servers off the secrets until this transaction ends."""
    _lock(connection, _SECRETS)


def is_first(connection: Connection) -> bool:
    """Tell whether no other server purges now; none will until this transaction ends."""
    asked = connection.exec_driver_sql("SELECT pg_try_advisory_xact_lock(%s, %s)", (_LOCKS, _PURGE))
    return bool(asked.scalar_one())


def settings_of(connection: Connection) -> dict[str, str]:
    """Return what is said of the server and this connection, by PostgreSQL's own names."""
    asked = connection.exec_driver_sql("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", (list(_ASKED),))
    return {str(name): str(setting) for name, setting in asked}


def check_settings(found: Mapping[str, str], server: Server | str) -> None:
    """Raise StoreRefused unless this server is new enough, takes answers and keeps what it acknowledges."""
    if int(found["server_version_num"]) < OLDEST:
        raise StoreRefused(
            f"The database {server} is on PostgreSQL {int(found['server_version_num']) // 10000}, which is too old: "
            f"PostgreSQL {OLDEST // 10000} or newer is needed."
        )
    if found["server_encoding"] != "UTF8":
        raise StoreRefused(
            f"The database {server} has the encoding {found['server_encoding']}: make one with ENCODING 'UTF8'."
        )
    if "on" in {found["in_hot_standby"], found["transaction_read_only"]}:
        raise StoreRefused(f"The database {server} {reason('session is read-only')}.")
    for name, wanted in DURABLE.items():
        if found[name] not in wanted:
            raise StoreRefused(
                f"The database {server} would not keep answers safely ({name} is {found[name]} and must be "
                f"{wanted[0]}): change it where it is set: on the server, in the database, for the role, or in options "
                "of DECISION_AID_DATABASE."
            )


def _tried(server: Server, look: Callable[[Engine, Server], None]) -> Engine:
    engine = _engine(server)
    with ExitStack() as undoing:
        undoing.callback(engine.dispose)
        try:
            look(engine, server)
        except UNREADABLE as error:
            # without its cause: the driver's words name the user
            raise StoreRefused(f"The database {server} {_reason(error)}.") from None
        undoing.pop_all()
    return engine


def _reason(error: Exception) -> str:
    if isinstance(error, DBAPIError):
        return reason(str(error.orig), getattr(error.orig, "sqlstate", None) or "")
    return DAMAGED


def _look(engine: Engine, server: Server) -> None:
    with engine.connect() as connection:
        if _version(connection, server) is None:
            raise StoreRefused(f"The database {server} is empty: restore a backup into it, or start the form.")


def _version(connection: Connection, server: Server) -> str | None:
    """Return the schema of a database that is ours, or nothing for an empty one. Raises StoreRefused."""
    things, ours = connection.exec_driver_sql(_OWNER, (_OURS,)).one()
    if not things:
        return None
    if not ours:
        raise StoreRefused(
            f"The database {server} holds tables of another program: name an empty one with DECISION_AID_DATABASE."
        )
    version = schema.schema_of(connection)
    if version not in SCHEMAS:
        raise StoreRefused(
            f"The database {server} was written by a newer version of this program: start that version, or name "
            "another database with DECISION_AID_DATABASE."
        )
    return version


def _bring_up_to_date(engine: Engine, server: Server) -> None:
    """Make or migrate the tables in one transaction; other servers wait and then find nothing to do."""
    with engine.begin() as connection:
        if _version(connection, server) != SCHEMAS[-1]:
            for name, value in _LONG.items():
                connection.exec_driver_sql("SELECT set_config(%s, %s, true)", (name, value))
            _lock(connection, _SCHEMA)
            schema.bring_up_to_date(connection, _version(connection, server))
            connection.exec_driver_sql(f"COMMENT ON TABLE alembic_version IS '{_OURS}'")
    try_writing(engine)  # at every start: a database that cannot be written is refused now


def _lock(connection: Connection, name: int) -> None:
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, %s)", (_LOCKS, name))


def _engine(server: Server) -> Engine:
    engine = create_engine(
        "postgresql+psycopg://",
        hide_parameters=True,
        pool_pre_ping=True,  # a connection that died is replaced before anything is said over it
        pool_size=CONNECTIONS // 2,
        max_overflow=CONNECTIONS // 2,
        pool_timeout=5,
        use_native_hstore=False,
    )
    event.listen(engine, "do_connect", _asking(server))
    event.listen(engine, "connect", _make_durable(server))
    event.listen(engine, "handle_error", _leave_a_standby)
    forks.keep_apart(engine)
    return engine


def _asking(server: Server) -> Callable[[Dialect, ConnectionPoolEntry, Any, dict[str, Any]], DBAPIConnection]:
    """Return what makes each new connection; its parameters are never in the engine's address, which may be shown."""

    def connect(_: Dialect, __: ConnectionPoolEntry, ___: Any, parameters: dict[str, Any]) -> DBAPIConnection:
        connection: DBAPIConnection = patient().connect(**parameters | server.parameters())
        return connection

    return connect


def _make_durable(server: Server) -> Callable[[DBAPIConnection, ConnectionPoolEntry], None]:
    def connect(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for name, value in _SET.items():
            cursor.execute("SELECT set_config(%s, %s, false)", (name, value))
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", (list(_ASKED),))
        found = dict(cursor.fetchall())
        check_settings(found, server)
        # said for this connection, it stays so whatever is changed on the server while the form runs
        cursor.execute("SELECT set_config('synchronous_commit', %s, false)", (found["synchronous_commit"],))
        cursor.close()
        connection.commit()  # or the settings would go with the first transaction that is taken back

    return connect


def _leave_a_standby(context: ExceptionContext) -> None:
    """Drop every connection to a server that takes no answers any more: the next ones look for the one that does."""
    if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
        context.is_disconnect = True

"""What can be said of a PostgreSQL server as it is: nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection

from decision_aid.remarks import Remark, careful, ok, wrong
from decision_aid.store.postgresql import DURABLE, settings_of
from decision_aid.store.tables import METADATA, VERSION

_GUIDE: Final = "(docs/postgresql.md)"
_NEEDED: Final = ("SELECT", "INSERT", "UPDATE", "DELETE")


def remarks(connection: Connection) -> Iterator[Remark]:
    """Give a remark on each thing that keeping answers on this server rests on."""
    found = settings_of(connection)
    kept = ", ".join(f"{name} {found[name]}" for name in DURABLE)
    yield ok(
        f"The database is one of this program on PostgreSQL {_asked(connection, 'SHOW server_version')}, which keeps "
        f"what it acknowledged: {kept}."
    )
    yield _standby(connection)
    yield _checksums(connection)
    yield _transport(connection)
    yield _role(connection)
    yield _rights(connection)


def _asked(connection: Connection, question: str, *values: str) -> Any:
    return connection.exec_driver_sql(question, values).scalar()


def _standby(connection: Connection) -> Remark:
    names = _asked(connection, "SHOW synchronous_standby_names")
    if names:
        return ok(f"Nothing is acknowledged before a standby has it too: {names}.")
    return careful(
        "There is no synchronous standby: if the disk of the database server is lost, so is what was kept since the "
        f"last backup {_GUIDE}."
    )


def _checksums(connection: Connection) -> Remark:
    if _asked(connection, "SHOW data_checksums") == "on":
        return ok("The database server notices a damaged page by its checksum.")
    return careful(f"The database server has no checksums, so damage may go unnoticed: pg_checksums --enable {_GUIDE}.")


def _transport(connection: Connection) -> Remark:
    near = "inet_client_addr() IS NULL OR inet_client_addr() << '127.0.0.0/8' OR inet_client_addr() = '::1'"
    if _asked(connection, "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"):
        return ok("The way to the database server is under TLS.")
    if _asked(connection, f"SELECT {near}"):
        return ok("The database server is on this machine.")
    return wrong(f"The way to the database server is in clear: write sslmode=verify-full {_GUIDE}.")


def _role(connection: Connection) -> Remark:
    if _asked(connection, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"):
        return careful(f"The form's role may do everything on the database server: give it one of its own {_GUIDE}.")
    return ok("The form's role is no superuser of the database server.")


def _rights(connection: Connection) -> Remark:
    asked = "SELECT has_table_privilege(current_user, %s, %s)"
    lacking = [
        f"{right} on {table.name}"
        for table in METADATA.sorted_tables
        for right in _NEEDED
        if not _asked(connection, asked, table.name, right)
    ]
    if not _asked(connection, asked, VERSION.name, "SELECT"):
        lacking.append(f"SELECT on {VERSION.name}")
    if lacking:
        return wrong(f"The form's role lacks {', '.join(lacking)}: grant it {_GUIDE}.")
    return ok("The form's role may read and write its tables.")

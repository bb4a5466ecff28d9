"""Which schema a database of ours has, and how it gets the present one: the same for every kind of database."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import SQLAlchemyError

from decision_aid.store.tables import METADATA, SCHEMAS, VERSION

# What comes of a database that cannot be read; where its very text is damaged, the driver says only that.
UNREADABLE = (SQLAlchemyError, UnicodeDecodeError)


def schema_of(connection: Connection) -> str:
    """Return the schema of a database of ours."""
    return str(connection.execute(select(VERSION.c.version_num)).scalar_one())


def bring_up_to_date(connection: Connection, version: str | None) -> None:
    """Make or migrate the tables of a database with this schema, or none, inside the open transaction."""
    if version is None:
        make(connection)
    elif version != SCHEMAS[-1]:
        _migrate(connection)


def make(connection: Connection) -> None:
    """Make what the migrations would; without Alembic, which a serving process would then carry on its back."""
    METADATA.create_all(connection, checkfirst=False)
    VERSION.create(connection)
    connection.execute(insert(VERSION).values(version_num=SCHEMAS[-1]))


def _migrate(connection: Connection) -> None:
    # Imported only when there is something to do: it costs memory and half a second.
    from decision_aid.store.migrations import upgrade  # noqa: PLC0415

    upgrade(connection)

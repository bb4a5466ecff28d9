"""The tables: ciphertext, and in clear only what finding, version checks and purging need.

No name, address, time of day or progress: the one date is the last day a row is kept.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    exists,
    insert,
    or_,
    select,
    update,
)

# Every schema there has been, oldest first; the last is what this program reads and writes.
SCHEMAS = ("0001",)

METADATA = MetaData()

DRAFT = Table(
    "draft",
    METADATA,
    Column("id", LargeBinary(16), nullable=False),
    Column("format", SmallInteger, nullable=False),
    Column("schema_number", Integer, nullable=False),
    Column("revision", BigInteger, nullable=False),
    Column("expires", Date, nullable=False),
    Column("pepper_epoch", Integer),
    Column("lookup", LargeBinary(32)),
    Column("resume_key", LargeBinary),
    Column("sealed", LargeBinary, nullable=False),  # last: reading the others skips it
    PrimaryKeyConstraint("id", name="draft_pk"),
    UniqueConstraint("lookup", name="draft_lookup"),
    sqlite_with_rowid=False,  # a row number would tell the order in which people came
)

SESSION = Table(
    "session",
    METADATA,
    Column("fingerprint", LargeBinary(32), nullable=False),
    Column("draft_id", LargeBinary(16), nullable=False),
    Column("expires", Date, nullable=False),
    Column("sealed_key", LargeBinary, nullable=False),
    PrimaryKeyConstraint("fingerprint", name="session_pk"),
    ForeignKeyConstraint(["draft_id"], ["draft.id"], name="session_draft", ondelete="CASCADE"),
    Index("session_of_draft", "draft_id"),
    sqlite_with_rowid=False,
)

# As Alembic makes it, in no METADATA of ours: it tells which schema the others have.
VERSION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

_of_session = select(SESSION.c.draft_id).where(SESSION.c.fingerprint == bindparam("fingerprint"))
_has_session = exists().where(SESSION.c.draft_id == DRAFT.c.id)

NEW_DRAFT = insert(DRAFT)
NEW_SESSION = insert(SESSION)
OPEN = (
    select(DRAFT.c.id, DRAFT.c.schema_number, DRAFT.c.revision, DRAFT.c.sealed, SESSION.c.sealed_key)
    .join_from(SESSION, DRAFT)
    .where(
        SESSION.c.fingerprint == bindparam("fingerprint"),
        SESSION.c.expires >= bindparam("today"),
        DRAFT.c.expires >= bindparam("today"),
        DRAFT.c.format == bindparam("known"),
    )
)
SAVE = update(DRAFT).where(DRAFT.c.id == bindparam("draft"), DRAFT.c.revision == bindparam("opened"))
FINISH = delete(DRAFT).where(DRAFT.c.id == _of_session.scalar_subquery())
PURGE_SESSIONS = delete(SESSION).where(SESSION.c.expires < bindparam("today"))
# A draft that no session and no code leads to can never be opened again.
PURGE_DRAFTS = delete(DRAFT).where(or_(DRAFT.c.expires < bindparam("today"), DRAFT.c.lookup.is_(None) & ~_has_session))

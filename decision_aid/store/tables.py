"""The tables: ciphertext, and in clear only what finding, version checks and purging need.

Of a draft no name, address, time of day or progress: the one date is the last day its row is kept.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Float,
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
    func,
    insert,
    or_,
    select,
    text,
    update,
)

# Every schema there has been, oldest first; the last is what this program reads and writes.
SCHEMAS = ("0001", "0002", "0003", "0004")

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

# Which peppers there are, so that a missing or mixed-up secret is noticed, of which the fingerprint (`keys.Mark`) tells
# nothing.
PEPPER = Table(
    "pepper",
    METADATA,
    Column("epoch", Integer, nullable=False),
    Column("fingerprint", LargeBinary(32), nullable=False),
    PrimaryKeyConstraint("epoch", name="pepper_pk"),
)

# How often something was done lately: a keyed name that leads to nobody, and until when the bucket is not empty again.
# It tells when somebody did something last, for a minute (drafts: an hour), and goes with what is done next.
BUCKET = Table(
    "bucket",
    METADATA,
    Column("name", LargeBinary(16), nullable=False),
    Column("until", Float, nullable=False),
    PrimaryKeyConstraint("name", name="bucket_pk"),
    sqlite_with_rowid=False,
)

# How often something was done in a week, which begins on its Monday (UTC): no draft, no day, no time of day.
WEEK = Table(
    "week",
    METADATA,
    Column("monday", Date, nullable=False),
    Column("event", String(32), nullable=False),
    Column("times", Integer, nullable=False),
    PrimaryKeyConstraint("monday", "event", name="week_pk"),
    sqlite_with_rowid=False,
)

# Of which questionnaire the drafts are: its id.
QUESTIONNAIRE = Table(
    "questionnaire",
    METADATA,
    Column("id", String(40), nullable=False),
    PrimaryKeyConstraint("id", name="questionnaire_pk"),
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
_this_draft = DRAFT.c.id == bindparam("draft")
_this_session = SESSION.c.fingerprint == bindparam("fingerprint")

NEW_DRAFT = insert(DRAFT)
NEW_SESSION = insert(SESSION)
OPEN = (
    select(
        DRAFT.c.id,
        DRAFT.c.schema_number,
        DRAFT.c.revision,
        DRAFT.c.expires,
        DRAFT.c.pepper_epoch,
        DRAFT.c.sealed,
        SESSION.c.sealed_key,
    )
    .join_from(SESSION, DRAFT)
    .where(
        _this_session,
        SESSION.c.expires >= bindparam("today"),
        DRAFT.c.expires >= bindparam("today"),
        DRAFT.c.format == bindparam("known"),
    )
)
# Held until the new session is there, so that a new code or an end on another server comes before or after, never amid.
# (SQLite has one writer, and leaves such words out.)
RESUME = (
    select(DRAFT.c.id, DRAFT.c.lookup, DRAFT.c.resume_key)
    .where(DRAFT.c.lookup.in_(bindparam("lookups", expanding=True)), DRAFT.c.expires >= bindparam("today"))
    .with_for_update(key_share=True)
)
HOLDS = select(DRAFT.c.revision).where(_this_draft, DRAFT.c.expires >= bindparam("today"), DRAFT.c.lookup.is_not(None))
SAVE = update(DRAFT).where(_this_draft, DRAFT.c.revision == bindparam("opened"))
TOUCH = update(SESSION).where(SESSION.c.fingerprint == bindparam("used"))  # a name that is no column of the table
FINISH = delete(DRAFT).where(DRAFT.c.id == _of_session.scalar_subquery())
LEAVE = delete(SESSION).where(_this_session)
LEAVE_OTHERS = delete(SESSION).where(
    SESSION.c.draft_id == bindparam("draft"), SESSION.c.fingerprint != bindparam("own")
)
PURGE_SESSIONS = delete(SESSION).where(SESSION.c.expires < bindparam("today"))
# A draft that no session and no code leads to can never be opened again.
PURGE_DRAFTS = delete(DRAFT).where(or_(DRAFT.c.expires < bindparam("today"), DRAFT.c.lookup.is_(None) & ~_has_session))
ANY_KEPT = select(DRAFT.c.id).where(DRAFT.c.expires >= bindparam("today")).limit(1)
OTHERS = select(QUESTIONNAIRE.c.id).where(QUESTIONNAIRE.c.id != bindparam("asked"))
FORGET_OTHERS = delete(QUESTIONNAIRE).where(QUESTIONNAIRE.c.id != bindparam("asked"))
NOTE_ASKED = text("INSERT INTO questionnaire (id) VALUES (:asked) ON CONFLICT (id) DO NOTHING")
PAST = select(DRAFT.c.id).where(DRAFT.c.expires < bindparam("today")).limit(1)

# Two servers may make a month's first draft at once: with the same pepper, which the next look at it tells.
NEW_PEPPER = text(
    "INSERT INTO pepper (epoch, fingerprint) VALUES (:epoch, :fingerprint) ON CONFLICT (epoch) DO NOTHING"
)
MARK_PEPPER = update(PEPPER).where(PEPPER.c.epoch == bindparam("day")).values(fingerprint=bindparam("fingerprint"))
PEPPERS = select(PEPPER.c.epoch, PEPPER.c.fingerprint)
# Those that drafts still need: without them their codes lead nowhere.
NEEDED = PEPPERS.where(exists().where(DRAFT.c.pepper_epoch == PEPPER.c.epoch, DRAFT.c.expires >= bindparam("today")))
CODES = select(func.count()).where(DRAFT.c.lookup.is_not(None))
GIVE_UP_CODES = (
    update(DRAFT)
    .where(DRAFT.c.pepper_epoch == bindparam("epoch"))
    .values(lookup=None, resume_key=None, pepper_epoch=None)
)
FORGET_PEPPER = delete(PEPPER).where(PEPPER.c.epoch == bindparam("epoch"))

# The generic cell rate algorithm (ITU-T I.371) in one statement: `until` moves on by one `step` for each thing done,
# never further than one `window` from now. A time beyond the window is a clock that was set back, and starts anew.
_BEGIN = "CASE WHEN bucket.until > :now AND bucket.until <= :now + :window THEN bucket.until ELSE :now END"
TAKE = text(
    "INSERT INTO bucket (name, until) VALUES (:name, :now + :step) "  # noqa: S608 - our own words
    f"ON CONFLICT (name) DO UPDATE SET until = {_BEGIN} + :step WHERE {_BEGIN} + :step <= :now + :window "
    "RETURNING until"
)
# What another server holds at this moment is in use again, or goes with it: to wait for it could end in a deadlock.
_empty = select(BUCKET.c.name).where(BUCKET.c.until < bindparam("now")).with_for_update(skip_locked=True)
EMPTIED = delete(BUCKET).where(BUCKET.c.name.in_(_empty))
ONE_MORE = text(
    "INSERT INTO week (monday, event, times) VALUES (:monday, :event, 1) "
    "ON CONFLICT (monday, event) DO UPDATE SET times = week.times + 1"
).bindparams(bindparam("monday", type_=Date))
WEEKS = select(WEEK.c.monday, WEEK.c.event, WEEK.c.times)
DRAFTS = select(func.count()).select_from(DRAFT)
UNTIL = select(BUCKET.c.until).where(BUCKET.c.name == bindparam("name"))
SET_BUCKET = text(
    "INSERT INTO bucket (name, until) VALUES (:name, :until) ON CONFLICT (name) DO UPDATE SET until = :until"
)
FORGET_BUCKET = delete(BUCKET).where(BUCKET.c.name == bindparam("name"))

"""Drafts and the sessions that lead to them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _make_draft()
    _make_session()


def _make_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("format", sa.SmallInteger, nullable=False),
        sa.Column("schema_number", sa.Integer, nullable=False),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("expires", sa.Date, nullable=False),
        sa.Column("pepper_epoch", sa.Integer),
        sa.Column("lookup", sa.LargeBinary(32)),
        sa.Column("resume_key", sa.LargeBinary),
        sa.Column("sealed", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", name="draft_pk"),
        sa.UniqueConstraint("lookup", name="draft_lookup"),
        sqlite_with_rowid=False,
    )


def _make_session() -> None:
    op.create_table(
        "session",
        sa.Column("fingerprint", sa.LargeBinary(32), nullable=False),
        sa.Column("draft_id", sa.LargeBinary(16), nullable=False),
        sa.Column("expires", sa.Date, nullable=False),
        sa.Column("sealed_key", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name="session_pk"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="session_draft", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("session_of_draft", "session", ["draft_id"])

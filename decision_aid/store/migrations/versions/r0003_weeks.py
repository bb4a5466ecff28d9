"""How often something was done in a week."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "week",
        sa.Column("monday", sa.Date, nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("monday", "event", name="week_pk"),
        sqlite_with_rowid=False,
    )

"""Resume codes: the peppers they rest on, and how often something was tried."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "pepper",
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(16), nullable=False),
        sa.PrimaryKeyConstraint("epoch", name="pepper_pk"),
    )
    op.create_table(
        "bucket",
        sa.Column("name", sa.LargeBinary(16), nullable=False),
        sa.Column("until", sa.Float, nullable=False),
        sa.PrimaryKeyConstraint("name", name="bucket_pk"),
        sqlite_with_rowid=False,
    )

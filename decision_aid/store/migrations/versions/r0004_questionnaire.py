"""Of which questionnaire the drafts are."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "questionnaire",
        sa.Column("id", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="questionnaire_pk"),
        sqlite_with_rowid=False,
    )

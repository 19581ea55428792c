"""What was seen."""

import sqlalchemy as sa
from alembic import op

revision = "r0004"
down_revision = "r0003"


def upgrade() -> None:
    """Make the table of what was seen."""
    op.create_table(
        "seen",
        sa.Column("recording", sa.Text(), primary_key=True),
        sa.Column("author", sa.Text(), primary_key=True),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("at_utc_ns", sa.BigInteger(), nullable=False),
    )

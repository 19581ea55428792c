"""The login beside the author's name."""

import sqlalchemy as sa
from alembic import op

revision = "r0005"
down_revision = "r0004"


def upgrade() -> None:
    """Add the login, which is not known of what was written before."""
    for table in ("changes", "shares", "claims"):
        op.add_column(table, sa.Column("login", sa.Text()))

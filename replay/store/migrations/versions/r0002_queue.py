"""The queue of a team."""

import sqlalchemy as sa
from alembic import op

revision = "r0002"
down_revision = "r0001"


def upgrade() -> None:
    """Make the tables of the queue."""
    numbered = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "queue",
        sa.Column("id", numbered, primary_key=True, autoincrement=True),
        sa.Column("recording", sa.Text(), nullable=False, unique=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("added_utc_ns", sa.BigInteger(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
    )
    op.create_table(
        "shares",
        sa.Column("id", numbered, primary_key=True, autoincrement=True),
        sa.Column("recording", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("author", sa.Text()),
        sa.UniqueConstraint("recording", "number", name="shares_number"),
        sa.UniqueConstraint("recording", "author", name="shares_author"),
    )
    op.create_table(
        "claims",
        sa.Column("fence", numbered, primary_key=True, autoincrement=True),
        sa.Column("share", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("claimed_utc_ns", sa.BigInteger(), nullable=False),
        sa.Column("until_utc_ns", sa.BigInteger(), nullable=False),
        sa.Column("outcome", sa.Text()),
        sqlite_autoincrement=True,
    )
    is_open = sa.text("outcome IS NULL")
    # What no two programs can both put past the rules: a share has one claim that is open.
    op.create_index(
        "claims_open", "claims", ["share"], unique=True, sqlite_where=is_open, postgresql_where=is_open
    )
    op.create_index("claims_of_share", "claims", ["share", "author"])
    op.create_table(
        "moves",
        sa.Column("id", numbered, primary_key=True, autoincrement=True),
        sa.Column("share", sa.BigInteger(), nullable=False),
        sa.Column("fence", sa.BigInteger()),
        sa.Column("at_utc_ns", sa.BigInteger(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
    )
    op.create_index("moves_of_share", "moves", ["share"])

"""The tables of the store as this version knows them; `replay.store.migrations` makes them.

| table | a row is |
|---|---|
| changes | one change of the journal, its fields in columns, before and after as JSON |
| chains | how many changes a chain has: one that was cut off at its end is found by it |
"""

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text

REVISION_TABLE = "replay_revision"
REVISIONS = ("r0001",)
"""Every revision of the tables, oldest first; the last is the one that is read and written here."""

TABLES = MetaData()

# Integers of SQLite are of 64 bits, but only a column of the type INTEGER numbers its rows by itself.
_NUMBERED = BigInteger().with_variant(Integer, "sqlite")

CHANGES = Table(
    "changes",
    TABLES,
    Column("id", _NUMBERED, primary_key=True, autoincrement=True),
    Column("hash", Text, nullable=False, unique=True),
    Column("recording", Text, nullable=False),
    Column("writer", Text, nullable=False),
    Column("number", BigInteger, nullable=False),
    Column("previous", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("at_utc_ns", BigInteger, nullable=False),
    Column("tool", Text, nullable=False),
    Column("group", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("replaces", Text, nullable=False),
    Column("undoes", Text, nullable=False),
    Column("version", Integer, nullable=False),
)

CHAINS = Table(
    "chains",
    TABLES,
    Column("recording", Text, primary_key=True),
    Column("writer", Text, primary_key=True),
    Column("changes", BigInteger, nullable=False),
)

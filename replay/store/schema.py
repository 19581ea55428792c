"""The tables of the store as this version knows them; `replay.store.migrations` makes them.

| table | a row is |
|---|---|
| changes | one change of the journal, its fields in columns, before and after as JSON |
| chains | how many changes a chain has: one that was cut off at its end is found by it |
| queue | a recording that is to be annotated, by so many people |
| shares | what one person does of a recording, with its stage |
| claims | somebody having a share, to annotate or review it, until a time; its number is the fence |
| moves | a share going from one stage to another, with who, when and why |
| audit | who opened, saw or handed on what, each row with the hash of the one before |
| seen | what one person has seen of a recording, see `replay.store.seen` |
| audit_heads | how long the audit was, and its last hash, when a key last added to it; sealed by that key |
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

REVISION_TABLE = "replay_revision"
REVISIONS = ("r0001", "r0002", "r0003", "r0004", "r0005")
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
    Column("login", Text),
    Column("version", Integer, nullable=False),
)

CHAINS = Table(
    "chains",
    TABLES,
    Column("recording", Text, primary_key=True),
    Column("writer", Text, primary_key=True),
    Column("changes", BigInteger, nullable=False),
)

QUEUE = Table(
    "queue",
    TABLES,
    Column("id", _NUMBERED, primary_key=True, autoincrement=True),
    Column("recording", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("blind", Boolean, nullable=False),
    Column("added_utc_ns", BigInteger, nullable=False),
    Column("added_by", Text, nullable=False),
)

SHARES = Table(
    "shares",
    TABLES,
    Column("id", _NUMBERED, primary_key=True, autoincrement=True),
    Column("recording", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("stage", Text, nullable=False),
    Column("author", Text),
    Column("login", Text),
    UniqueConstraint("recording", "number", name="shares_number"),
    # Whoever has one share of a recording gets no other: two opinions of one person are one.
    UniqueConstraint("recording", "author", name="shares_author"),
)

CLAIMS = Table(
    "claims",
    TABLES,
    Column("fence", _NUMBERED, primary_key=True, autoincrement=True),
    Column("share", BigInteger, nullable=False),
    Column("author", Text, nullable=False),
    Column("login", Text),
    Column("purpose", Text, nullable=False),
    Column("claimed_utc_ns", BigInteger, nullable=False),
    Column("until_utc_ns", BigInteger, nullable=False),
    Column("outcome", Text),
    sqlite_autoincrement=True,
)
Index(
    "claims_open",
    CLAIMS.c.share,
    unique=True,
    sqlite_where=CLAIMS.c.outcome.is_(None),
    postgresql_where=CLAIMS.c.outcome.is_(None),
)

MOVES = Table(
    "moves",
    TABLES,
    Column("id", _NUMBERED, primary_key=True, autoincrement=True),
    Column("share", BigInteger, nullable=False),
    Column("fence", BigInteger),
    Column("at_utc_ns", BigInteger, nullable=False),
    Column("author", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("comment", Text, nullable=False),
)

AUDIT = Table(
    "audit",
    TABLES,
    Column("id", _NUMBERED, primary_key=True, autoincrement=True),
    Column("number", BigInteger, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("recording", Text, nullable=False),
    Column("at_utc_ns", BigInteger, nullable=False),
    Column("who", Text, nullable=False),
    Column("start_ns", BigInteger),
    Column("end_ns", BigInteger),
    Column("details", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

AUDIT_HEADS = Table(
    "audit_heads",
    TABLES,
    Column("key", Text, primary_key=True),
    Column("entries", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    Column("seal", Text, nullable=False),
)

SEEN = Table(
    "seen",
    TABLES,
    Column("recording", Text, primary_key=True),
    Column("author", Text, primary_key=True),
    Column("seen", Text, nullable=False),
    Column("at_utc_ns", BigInteger, nullable=False),
)

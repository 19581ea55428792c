"""Connections to a store, SQLite or PostgreSQL, such that what was committed stays committed.

SQLite: write-ahead log with a sync at each commit; a writer takes the lock when it begins, so that it never
finds half-way that it has to wait for another one. PostgreSQL: the lock is one for each recording, or one for
the queue. Everybody else waits for it, and nobody is told "locked" who has not waited a minute.
"""

import fcntl
import hashlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from formats.errors import MissingExtraError
from replay.store.errors import StoreError
from replay.store.place import Place

PATIENCE_S = 60.0
"""How long a transaction waits for that of another program."""
_LONGEST_CELL_BYTES = 16 << 20
"""No change is longer; a file may be a stranger's."""
_TURN = os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC
_READS = "replay_reads"
_ELSEWHERE = 'set `store = "a file or URL"` in the settings to keep annotations elsewhere'


def open_engine(place: Place) -> Engine:
    """Return what connects to a store; nothing is opened yet.

    Raises:
        MissingExtraError: It is a PostgreSQL database, and psycopg is not installed.
        StoreError: The URL cannot be read.
    """
    if place.path is not None:
        return _sqlite(place.path)
    return _postgresql(place)


@contextmanager
def reading(engine: Engine, place: Place) -> Iterator[Connection]:
    """Yield a connection that sees one state of the store, and takes no lock.

    Raises:
        StoreError: Something is wrong with the store.
    """
    with _said_in_one_line(place), engine.connect() as connection:
        yield connection.execution_options(**{_READS: True})


@contextmanager
def writing(engine: Engine, place: Place, locks: Iterable[str]) -> Iterator[Connection]:
    """Yield a connection whose changes are on the disk when the `with` has ended, or not made at all.

    Args:
        engine: From `open_engine`.
        place: Its place, to be named.
        locks: What nobody else may write meanwhile; with SQLite that is the whole store.

    Raises:
        StoreError: Something is wrong with the store, or it was locked for `PATIENCE_S`.
    """
    with _turn(place), _said_in_one_line(place), engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            # Sorted, or two that want the same would wait for each other.
            for number in sorted(map(_lock_number, set(locks))):
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
        yield connection


def make_private(path: Path) -> None:
    """Make the file of a store and its folder where there is none: for their owner, as it is private work.

    Raises:
        StoreError: There is no place for it.
    """
    try:
        if not path.parent.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    except OSError as error:
        raise StoreError(f"store {path}: {error.strerror or error}; {_ELSEWHERE}") from error


@contextmanager
def _turn(place: Place) -> Iterator[None]:
    """Wait for one's turn to write to a file.

    SQLite's own waiting looks again and again, longer apart each time: of 24 that save at once, one waits for
    seconds. The kernel wakes them in the order in which they came, and forgets whoever is killed.
    """
    with ExitStack() as stack:
        if place.path is not None:
            # Where it cannot be had, as on a file system without such locks, SQLite's own do alone: they are
            # what keeps the file whole.
            with suppress(OSError):
                number = os.open(place.path.with_name(f"{place.path.name}-turn"), _TURN, 0o600)
                stack.callback(os.close, number)
                fcntl.flock(number, fcntl.LOCK_EX)
        yield


def write_ahead(path: Path) -> None:
    """Give a new file a write-ahead log: readers and a writer do not wait for each other.

    Raises:
        StoreError: The file cannot be written, or is none of SQLite.
    """
    due = time.monotonic() + PATIENCE_S
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE_S)) as connection:
            # A folder of a network may know no shared memory: there it stays a rollback journal, also synced.
            while not _switched(connection, due):
                time.sleep(0.01)
    except sqlite3.Error as error:
        raise StoreError(f"store {path}: {_words(error)}") from error


def _switched(connection: sqlite3.Connection, due: float) -> bool:
    # The one statement that does not wait by itself: it is refused while another program is there.
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        if "locked" not in str(error) or time.monotonic() > due:
            raise
        return False
    return True


def _sqlite(path: Path) -> Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        connect_args={"timeout": PATIENCE_S, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, not by guesses of the driver
        # A text that is none any more is a row that was altered, and hides no other.
        connection.text_factory = lambda text: text.decode("utf-8", "replace")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_CELL_BYTES)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get(_READS, False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _postgresql(place: Place) -> Engine:
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra, missing where nobody works in a team
    except ImportError as error:
        raise MissingExtraError(f"store {place}", extra="team") from error
    try:
        # "postgres://" is how libpq writes it, and which driver it names is SQLAlchemy's own affair.
        url = sa.make_url("postgresql" + place.url[place.url.index("://") :]).set(
            drivername="postgresql+psycopg"
        )
        engine = sa.create_engine(
            url,
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            connect_args={"connect_timeout": 10},
        )
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise StoreError(f"store {place}: not a URL such as postgresql://user@host/database") from error

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # A server may be set to answer before the disk has it; what is shown as saved must be saved.
        connection.autocommit = True
        connection.execute("SET synchronous_commit = on")
        connection.execute(f"SET lock_timeout = '{PATIENCE_S:.0f}s'")
        connection.autocommit = False

    return engine


def _lock_number(name: str) -> int:
    """Return the number, of 64 bits with a sign, by which PostgreSQL knows a lock."""
    return int.from_bytes(hashlib.sha256(f"replay {name}".encode()).digest()[:8], "big", signed=True)


@contextmanager
def _said_in_one_line(place: Place) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"store {place}: {_words(error.orig)}") from error
    except SQLAlchemyError as error:
        raise StoreError(f"store {place}: {' '.join(str(error).split())}") from error


def _words(error: BaseException | None) -> str:
    said = " ".join(str(error).split())
    if "readonly" in said or "unable to open" in said:
        return f"it cannot be written, nor read without that; {_ELSEWHERE}"
    if "locked" in said or "lock timeout" in said:
        return f"another program has kept it locked for {PATIENCE_S:.0f} s"
    if "not a database" in said or "malformed" in said:
        return f"{said}; `replay journal import` brings a journal that was exported into a new one"
    return said

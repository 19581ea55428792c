"""An SQLite database, read and never written: its tables, their rows, and their blobs.

Opened as immutable, so that SQLite neither locks it nor writes beside it. Where a recorder left a write-ahead
log or a journal, SQLite would have to write to read: then a copy is read.
"""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from formats.errors import FormatError

MAGIC = b"SQLite format 3\0"
VALUE_BYTES = 256 << 20
"""Largest value that is read."""
SIDE_FILES = ("-wal", "-journal")
_READ_ONLY = "mode=ro&immutable=1"
_LOG_BYTES = 1 << 20
_TABLE = re.compile(rb"CREATE TABLE [\"'\[`]?(\w{1,60})")

Row = dict[str, Any]
"""Values by column, of whatever type SQLite has for each; `_row` is the row's number."""


class Database:
    """A database whose rows can be read several times, and whose blobs from any thread."""

    def __init__(self, path: Path) -> None:
        """Look at its tables.

        Args:
            path: The database; a log beside it is read with it.

        Raises:
            FormatError: It is no database that can be read.
        """
        self.path = path
        self.faults: list[str] = []
        """Tables that could not be read to their end, a sentence each."""
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self._opened = path
        self.side_files = tuple(
            suffix for suffix in SIDE_FILES if _size(path.with_name(path.name + suffix)) > 0
        )
        """Endings of the files beside it that belong to it."""
        if self.side_files:
            self._copy_all()
        try:
            self.columns = self._columns()
        except FormatError:
            self.close()
            raise
        missing, pages = pages_missing(path)
        if missing and not self.side_files:
            self.faults.append(f"the database is cut off: {missing:,} of its {pages:,} pages are missing")

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table in the order in which they were written; what is damaged is a fault.

        Blobs are left out: their columns hold their sizes.
        """
        columns = self.columns.get(table, ())
        # Names are quoted, for they come from the file.
        wanted = ", ".join(
            f"CASE typeof({q}) WHEN 'blob' THEN length({q}) ELSE {q} END" for q in map(_quoted, columns)
        )
        count = 0
        try:
            with self._connected() as connection:
                cursor = connection.execute(f"SELECT rowid, {wanted} FROM {_quoted(table)} ORDER BY rowid")  # noqa: S608 - quoted
                for values in cursor:
                    yield dict(zip(("_row", *columns), values, strict=True))
                    count += 1
        except sqlite3.Error as error:
            self.faults.append(f"table {table} is damaged after {count:,} rows: {error}")

    def count(self, table: str) -> int:
        """Return the number of rows of a table, as far as it can be read."""
        try:
            with self._connected() as connection:
                return int(connection.execute(f"SELECT count(*) FROM {_quoted(table)}").fetchone()[0])  # noqa: S608 - quoted
        except sqlite3.Error:
            return 0

    def blob(self, table: str, column: str, row: int) -> bytes:
        """Return a blob.

        Raises:
            FormatError: It cannot be read, or is none.
        """
        query = f"SELECT {_quoted(column)} FROM {_quoted(table)} WHERE rowid = ?"  # noqa: S608 - quoted
        try:
            with self._connected() as connection:
                found = connection.execute(query, (row,)).fetchone()
        except sqlite3.Error as error:
            raise FormatError(f"{self.path}: {column} of row {row:,} of {table}: {error}") from error
        if found is None or not isinstance(found[0], bytes):
            raise FormatError(f"{self.path}: row {row:,} of {table} has no {column}")
        return found[0]

    def close(self) -> None:
        """Remove the copy, where one was made."""
        if self._copy is not None:
            self._copy.cleanup()

    def _copy_all(self) -> None:
        self._copy = tempfile.TemporaryDirectory(prefix="replay-", ignore_cleanup_errors=True)
        self._opened = Path(self._copy.name) / "copy.db"
        try:
            for suffix in ("", *self.side_files):
                source = self.path.with_name(self.path.name + suffix)
                shutil.copyfile(source, self._opened.with_name(self._opened.name + suffix))
        except OSError as error:
            self.close()
            raise FormatError(f"{error.filename or self.path}: {error.strerror or error}") from error

    def _connected(self) -> AbstractContextManager[sqlite3.Connection]:
        return _connection(self._opened, _READ_ONLY if self._copy is None else "mode=rw")

    def _columns(self) -> dict[str, tuple[str, ...]]:
        try:
            with self._connected() as connection:
                return _plain_tables(connection)
        except sqlite3.Error as error:
            raise FormatError(f"{self.path}: an SQLite database that cannot be read: {error}") from error


def tables_of(path: Path) -> dict[str, tuple[str, ...]]:
    """Return the tables of a database and their columns, none where it is no sound database.

    Tables that are only in its log have no columns here: they are found by their text.
    """
    try:
        with path.open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return {}
    except OSError:
        return {}
    try:
        with _connection(path, _READ_ONLY) as connection:
            found = _plain_tables(connection)
    except sqlite3.Error:
        return {}
    return found or dict.fromkeys(_names_in_log(path.with_name(f"{path.name}-wal")), ())


def pages_missing(path: Path) -> tuple[int, int]:
    """Return how many pages a database lacks at its end, and how many it says it has.

    Source: SQLite, Database File Format, section 1.3.
    """
    with path.open("rb") as file:
        head = file.read(100)
        size = file.seek(0, 2)
    if len(head) < 100 or head[24:28] != head[92:96]:
        return 0, 0
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    # 65,536 does not fit the two bytes, and is written as 1.
    return max(pages - size // (page if page > 1 else 65_536), 0), pages


@contextmanager
def _connection(path: Path, how: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, VALUE_BYTES)
        connection.text_factory = _text
        # A schema can hold expressions; only those are run that can do no harm.
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        # Without this, nothing is read of a database that is cut off.
        connection.execute("PRAGMA writable_schema = ON")
        yield connection
    finally:
        connection.close()


def _plain_tables(connection: sqlite3.Connection) -> dict[str, tuple[str, ...]]:
    """Return the columns of each plain table; views and virtual tables, which could compute, are none."""
    found: dict[str, tuple[str, ...]] = {}
    named = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    for name, sql in named:
        plain = isinstance(sql, str) and sql.upper().startswith("CREATE TABLE")
        if isinstance(name, str) and plain and "WITHOUT ROWID" not in sql.upper():
            info = connection.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
            found[name] = tuple(str(column[1]) for column in info)
    return found


def _names_in_log(path: Path) -> set[str]:
    try:
        with path.open("rb") as file:
            return {name.decode() for name in _TABLE.findall(file.read(_LOG_BYTES))}
    except OSError:
        return set()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0

"""SQLite: a table a stream with an index on time."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from formats.model.streams import STREAMS, Events
from tests.benchmarks.peers.peer import Salvaged, Seek, Tables, columns, text_columns

_BROKEN = (sqlite3.Error, ValueError, TypeError, OverflowError, UnicodeDecodeError)


class SqliteFile:
    """Events as rows of tables."""

    name = "SQLite"

    def prepare(self, events: Mapping[str, Events]) -> Any:
        """List tuples of plain values."""
        return {
            stream: list(zip(*(column.tolist() for column in columns(table).values()), strict=True))
            for stream, table in events.items()
        }

    def write(self, path: Path, parts: Iterable[Any]) -> None:
        """Insert a part a transaction, index at the end."""
        made: set[str] = set()
        with closing(sqlite3.connect(path)) as base:
            for tables in parts:
                for stream, rows in tables.items():
                    names = [field.name for field in STREAMS[stream].fields]
                    if stream not in made:
                        base.execute(f'CREATE TABLE "{stream}" ({", ".join(_typed(n) for n in names)})')
                        made.add(stream)
                    marks = ", ".join("?" * len(names))
                    base.executemany(f'INSERT INTO "{stream}" VALUES ({marks})', rows)
                base.commit()
            for stream in made:
                base.execute(f'CREATE INDEX "{stream}_t" ON "{stream}" (t)')
            base.commit()

    def read(self, path: Path) -> Tables:
        """Select everything."""
        with closing(sqlite3.connect(path)) as base:
            return {stream: _select(base, stream) for stream in _tables(base)}

    def first(self, path: Path) -> int:
        """Open and ask for the least time."""
        with closing(sqlite3.connect(path)) as base:
            firsts = [base.execute(f'SELECT min(t) FROM "{stream}"').fetchone() for stream in _tables(base)]
            return min(int(t) for (t,) in firsts)

    @contextmanager
    def seeker(self, path: Path) -> Iterator[Seek]:
        """Keep the connection."""
        with closing(sqlite3.connect(path)) as base:
            queries = [
                f'SELECT * FROM "{stream}" WHERE t >= ? ORDER BY t LIMIT 1' for stream in _tables(base)
            ]

            def seek(t_ns: int) -> int:
                rows = (base.execute(query, (t_ns,)).fetchone() for query in queries)
                return min((row[0] for row in rows if row), default=-1)

            yield seek

    def salvage(self, path: Path) -> Salvaged:
        """Select table by table, keeping the rows that came before an error."""
        tables: Tables = {}
        told = False
        with closing(sqlite3.connect(path)) as base:
            try:
                streams = _tables(base)
            except _BROKEN:
                return Salvaged({}, True)
            for stream in streams:
                rows: list[tuple[Any, ...]] = []
                try:
                    for row in base.execute(f'SELECT * FROM "{stream}" ORDER BY rowid'):
                        rows.append(row)  # noqa: PERF402 - the rows before an error are to be kept
                except _BROKEN:
                    told = True
                try:
                    tables[stream] = _columns(stream, rows)
                except (*_BROKEN, KeyError):
                    # A value of another type among the numbers: who reads them into numpy notices.
                    told = True
        return Salvaged(tables, told)


def _typed(name: str) -> str:
    return f'"{name}" INTEGER PRIMARY KEY' if name == "seq" else f'"{name}"'


def _tables(base: sqlite3.Connection) -> list[str]:
    rows = base.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return [name for (name,) in rows if name in STREAMS]


def _select(base: sqlite3.Connection, stream: str) -> dict[str, Any]:
    return _columns(stream, base.execute(f'SELECT * FROM "{stream}" ORDER BY rowid').fetchall())


def _columns(stream: str, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    texts = set(text_columns(stream))
    fields = STREAMS[stream].fields
    by_column = zip(*rows, strict=True) if rows else [()] * len(fields)
    return {
        field.name: np.array(values, dtype=object if field.name in texts else field.dtype)
        for field, values in zip(fields, by_column, strict=True)
    }

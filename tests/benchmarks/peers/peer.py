"""What a benchmark asks of a format, and tables of plain columns to compare what came back."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import STREAMS, Events, FieldKind

Columns = dict[str, NDArray[Any]]
"""A stream's columns by name, each of shape (rows,); strings are `str` objects."""
Tables = dict[str, Columns]
"""The columns of every stream that has rows."""
Seek = Callable[[int], int]
"""From a time to the time of the first event at or after it, over all streams; -1 past the end."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What a reader gave of a damaged file."""

    tables: Tables
    told: bool
    """True where it raised or reported that something is wrong."""


class Peer(Protocol):
    """A way to keep events in a file or a folder."""

    @property
    def name(self) -> str:
        """What the tables call it."""

    def prepare(self, events: Mapping[str, Events]) -> Any:
        """Turn columns into what the format's writer takes; not part of the time measured."""

    def write(self, path: Path, parts: Iterable[Any]) -> None:
        """Write prepared parts, one after the other, into a new file or folder."""

    def read(self, path: Path) -> Tables:
        """Decode everything to numpy."""

    def first(self, path: Path) -> int:
        """Open, and return the time of the first event."""

    def seeker(self, path: Path) -> AbstractContextManager[Seek]:
        """Open once, to seek many times."""

    def salvage(self, path: Path) -> Salvaged:
        """Read as much of a damaged file as the library's ordinary means give."""


def columns(table: Events) -> Columns:
    """Return an event table as plain columns."""
    fields = STREAMS[table.stream].fields
    return {
        field.name: table.texts(field.name) if field.kind is FieldKind.STRING else table.column(field.name)
        for field in fields
    }


def text_columns(stream: str) -> list[str]:
    """Name the columns of a stream that hold strings."""
    return [field.name for field in STREAMS[stream].fields if field.kind is FieldKind.STRING]


def value_columns(stream: str) -> list[str]:
    """Name the columns of a stream beside `t` and `seq`."""
    return [field.name for field in STREAMS[stream].fields[2:]]


def merged_rows(events: Mapping[str, Events]) -> list[tuple[str, int, int, dict[str, Any]]]:
    """List (stream, t, seq, values) of every row in the order of capture, as plain Python values."""
    out: list[tuple[str, int, int, dict[str, Any]]] = []
    for stream, table in events.items():
        names = value_columns(stream)
        plain = {name: column.tolist() for name, column in columns(table).items()}
        rows = zip(*(plain[name] for name in names), strict=True)
        out += [
            (stream, t, seq, dict(zip(names, values, strict=True)))
            for t, seq, values in zip(plain["t"], plain["seq"], rows, strict=True)
        ]
    out.sort(key=lambda row: row[2])
    return out


def tables_of(rows: Iterable[tuple[str, int, int, Mapping[str, Any]]]) -> Tables:
    """Turn rows as `merged_rows` lists them back into columns.

    A row whose stream is unknown or whose values do not fit is a ValueError, KeyError or TypeError.
    """
    lists: dict[str, list[tuple[Any, ...]]] = {}
    getters = {stream: value_columns(stream) for stream in STREAMS}
    for stream, t, seq, values in rows:
        lists.setdefault(stream, []).append((t, seq, *(values[name] for name in getters[stream])))
    out: Tables = {}
    for stream, values_list in lists.items():
        texts = set(text_columns(stream))
        by_column = zip(*values_list, strict=True)
        out[stream] = {
            field.name: np.array(values, dtype=object if field.name in texts else field.dtype)
            for field, values in zip(STREAMS[stream].fields, by_column, strict=True)
        }
    return out


def size_of(path: Path) -> int:
    """Return the bytes of a file, or of all files in a folder."""
    files = [path] if path.is_file() else sorted(path.iterdir())
    return sum(file.stat().st_size for file in files)

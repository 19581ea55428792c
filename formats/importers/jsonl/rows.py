"""Lines to rows, exactly as they were written: numbers, strings, and the order of capture."""

import json
import math
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from formats.model.exact_json import unpack
from formats.model.frames import FRAME_DTYPE, Frames
from formats.model.jsonl import CHANGED, STORAGES, number
from formats.model.streams import (
    MODIFIERS,
    STREAMS,
    Events,
    Field,
    FieldKind,
    Rows,
    button_name,
    button_number,
)

_PART_ROWS = 1 << 14
_TOO_LARGE = 2.0**128 - 2.0**103
"""From here on float32 rounds to infinity; its largest number is below, and its shortest text in between."""
_INFINITE = (math.inf, -math.inf)
_INT64 = range(-(1 << 63), 1 << 63)
_VALUES: dict[str, Callable[[Any], Any]] = {
    "changed": lambda told: number(CHANGED, told),
    "storage": lambda told: number(STORAGES, told),
}
_UNTOLD: dict[str, int] = {"video": -1, "pts": 0}
_NOT_WRITTEN = (ValueError, TypeError, KeyError, OverflowError)
"""What a line raises that no export writes."""
_BESIDE = frozenset({"stream", "t_ns", "frame", "file", "sha256", "media_type"})
_NOT_NEGATIVE = frozenset({"display", "width", "height", "storage"})
_FRAME_BOUNDS = {
    name: range(0 if name in _NOT_NEGATIVE else int(np.iinfo(dtype).min), int(np.iinfo(dtype).max) + 1)
    for name, (dtype, *_) in (FRAME_DTYPE.fields or {}).items()
}


class RowTables:
    """Collects the rows of all streams in compact columns."""

    def __init__(self) -> None:
        self._tables: dict[str, _Table] = {}
        self._frames = _Parts(FRAME_DTYPE)
        self._last = (0, 0)

    def add(self, record: Mapping[str, Any]) -> bool:
        """Add an event; return False where it is none that could have been written."""
        stream = record.get("stream")
        if not isinstance(stream, str) or stream == "frame" or stream not in STREAMS:
            return False
        try:
            self._last = self._table(stream).add(record)
        except _NOT_WRITTEN:
            return False
        return True

    def add_frame(self, record: Mapping[str, Any]) -> bool:
        """Add a frame; return False where it is none, or not the next in order of time."""
        try:
            row = _frame(record)
        except _NOT_WRITTEN:
            return False
        if row[0] < self._frames.last_ns:
            return False
        self._frames.add(row)
        self._last = row[0], row[1]
        return True

    def keep(self, record: Mapping[str, Any]) -> None:
        """Keep in `other` what is no row, at its own time or else at that of the line before it."""
        places = []
        for name, before in zip(("t_ns", "seq"), self._last, strict=True):
            try:
                places.append(_whole(_INT64, record.get(name)))
            except _NOT_WRITTEN:
                places.append(before)
        payload = json.dumps(record, ensure_ascii=False)
        self._last = self._table("other").add(
            {"t_ns": places[0], "seq": places[1], "kind": "line", "payload": payload}
        )

    def count(self, stream: str) -> int:
        """Return how many rows of a stream, or frames, there are."""
        if stream == "frame":
            return len(self._frames)
        return len(self._tables[stream].parts) if stream in self._tables else 0

    def events(self) -> tuple[dict[str, Events], list[str]]:
        """Return the streams, and the names of those that had to be sorted by time."""
        streams, unordered = {}, []
        for name, table in self._tables.items():
            rows = table.parts.rows()
            if (np.diff(rows["t"]) < 0).any():
                unordered.append(name)
                rows = rows[np.argsort(rows["t"], kind="stable")]
            streams[name] = Events(name, rows, tuple(table.strings))
        return {name: streams[name] for name in STREAMS if name in streams}, sorted(unordered)

    def frames(self) -> Frames:
        """Return the frame table."""
        return self._frames.rows()

    def _table(self, stream: str) -> "_Table":
        table = self._tables.get(stream)
        if table is None:
            table = self._tables[stream] = _Table(stream)
        return table


class _Parts:
    """Rows of one dtype, packed a part at a time: a tuple a row takes ten times the memory."""

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self._dtype = dtype
        self._parts: list[Rows] = []
        self._open: list[tuple[Any, ...]] = []
        self._packed = 0
        self.last_ns = -(1 << 63)

    def __len__(self) -> int:
        return self._packed + len(self._open)

    def add(self, row: tuple[Any, ...]) -> None:
        self._open.append(row)
        self.last_ns = row[0]
        if len(self._open) == _PART_ROWS:
            self._pack()

    def rows(self) -> Rows:
        self._pack()
        return np.concatenate(self._parts) if self._parts else np.zeros(0, self._dtype)

    def _pack(self) -> None:
        if self._open:
            self._parts.append(np.array(self._open, self._dtype))
            self._packed += len(self._open)
            self._open = []


class _Table:
    """Rows of one stream, with its strings."""

    def __init__(self, stream: str) -> None:
        spec = STREAMS[stream]
        self.parts = _Parts(spec.dtype)
        self.strings: dict[str, int] = {"": 0}
        self._columns = [
            ("t_ns" if field.name == "t" else field.name, _reader(field)) for field in spec.fields
        ]
        self._texts = [place for place, field in enumerate(spec.fields) if field.kind is FieldKind.STRING]

    def add(self, record: Mapping[str, Any]) -> tuple[int, int]:
        """Add a row, and return its time and order.

        Raises:
            ValueError: A value, or what the line holds beside the columns, is none that could be written.
            TypeError, KeyError, OverflowError: The same.
        """
        if len(record) > len(self._columns) + ("stream" in record):
            raise ValueError("more than the columns")
        values = [read(record[name]) for name, read in self._columns]
        # Only once all values are found to be sound: a string of no row would stay in the table.
        for place in self._texts:
            values[place] = self.strings.setdefault(values[place], len(self.strings))
        self.parts.add(tuple(values))
        return values[0], values[1]


def _frame(record: Mapping[str, Any]) -> tuple[int, ...]:
    if not record.keys() <= _BESIDE | set(FRAME_DTYPE.names or ()):
        raise ValueError("more than the columns")
    row = []
    for name in FRAME_DTYPE.names or ():
        told = record.get(name, _UNTOLD[name]) if name in _UNTOLD else record["t_ns" if name == "t" else name]
        row.append(_whole(_FRAME_BOUNDS[name], _VALUES[name](told) if name in _VALUES else told))
    return tuple(row)


def _reader(field: Field) -> Callable[[Any], Any]:
    """Return what makes the value of a column of what is told; it raises one of `_NOT_WRITTEN`."""
    match field.kind:
        case FieldKind.STRING:
            return _text
        case FieldKind.BUTTON:
            return _button
        case FieldKind.MODIFIERS:
            return _modifiers
        case _:
            return _float if "f" in field.dtype else _whole_of(field)


def _text(told: Any) -> str:
    text = told if isinstance(told, str) else unpack(told)
    if not isinstance(text, str):
        raise TypeError("no text")
    return text


def _button(told: Any) -> int:
    button = button_number(told)
    if button_name(button) != told:
        raise ValueError("no button")
    return button


def _modifiers(told: Any) -> int:
    return sum(1 << bit for bit in {MODIFIERS.index(name) for name in told})


def _float(told: Any) -> float:
    value = math.nan if told is None else unpack(told)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError("no number")
    # A number that is too large for its column would become infinite.
    if abs(value) >= _TOO_LARGE and value not in _INFINITE:
        raise ValueError("too large")
    return float(value)


def _whole_of(field: Field) -> Callable[[Any], int]:
    dtype = np.dtype(field.dtype)
    whole = partial(_whole, _bounds(dtype))
    if field.kind is not FieldKind.FLAG:
        return whole
    return lambda told: int(told) if isinstance(told, bool) else whole(told)


def _whole(bounds: range, told: Any) -> int:
    if isinstance(told, bool) or not isinstance(told, int):
        raise TypeError("no whole number")
    if told not in bounds:
        raise ValueError("too large")
    return told


def _bounds(dtype: np.dtype[Any]) -> range:
    limits = np.iinfo(dtype)
    return range(int(limits.min), int(limits.max) + 1)

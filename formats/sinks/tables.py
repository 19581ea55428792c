"""A recording as tables for analysts: one for each stream that has rows, one of frames, one of actions.

A column's name ends in its unit. What is a number inside, and a word to people, is text: buttons, modifiers.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formats.model.actions import KINDS, NOT_RELEASED, UNCERTAIN, Actions
from formats.model.export import ExportSource
from formats.model.frames import Frames
from formats.model.jsonl import CHANGED, STORAGES, word
from formats.model.streams import STREAMS, Events, FieldKind, button_name, modifier_names
from formats.sinks.columns import MEANINGS, UNITS
from formats.sinks.plain_rows import PART_ROWS, parts

_BYTE = range(256)
_BUTTONS = ("", *(button_name(number) for number in _BYTE))
_MODIFIERS = tuple("+".join(modifier_names(bits)) for bits in _BYTE)
_CHANGED = tuple(str(word(CHANGED, number)) for number in _BYTE)
_STORAGES = tuple(str(word(STORAGES, number)) for number in _BYTE)
_CLICKS = tuple(KINDS.index(kind) for kind in ("click", "double_click", "triple_click", "drag"))


class Kind(Enum):
    """What the values of a column are."""

    WHOLE = "whole number"
    NUMBER = "number"
    """float32; NaN is unknown."""
    FLAG = "flag"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    """With its unit at the end, where it has one."""
    kind: Kind
    unit: str
    meaning: str
    """A few words for people."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of a column's part: numbers of texts, each of which is there once."""

    codes: NDArray[Any]
    texts: tuple[str, ...]


Values = NDArray[Any] | Texts
"""What a part of a column holds, by the column's kind; flags are 0 or 1."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table, of which the parts are read one after the other."""

    name: str
    rows: int
    columns: tuple[Column, ...]
    parts: Callable[[], Iterator[list[Values]]]
    """Yields at most `PART_ROWS` rows at a time, a column each; FormatError where they cannot be read."""


def tables(source: ExportSource) -> list[Table]:
    """Return all tables of a recording, those of its streams first; frames and actions may be empty."""
    recording = source.recording
    found = [_stream(source, name) for name in recording.streams if name != "frame"]
    return [*found, _frames(recording.frames), _actions(source.actions)]


def _stream(source: ExportSource, name: str) -> Table:
    fields = STREAMS[name].fields
    kinds = {
        FieldKind.FLAG: Kind.FLAG,
        FieldKind.STRING: Kind.TEXT,
        FieldKind.BUTTON: Kind.TEXT,
        FieldKind.MODIFIERS: Kind.TEXT,
    }
    columns = tuple(
        _column(name, field.name, kinds.get(field.kind, Kind.NUMBER if "f" in field.dtype else Kind.WHOLE))
        for field in fields
    )

    def values(events: Events) -> list[Values]:
        texts = {
            FieldKind.STRING: (0, events.strings),
            FieldKind.BUTTON: (1, _BUTTONS),
            FieldKind.MODIFIERS: (0, _MODIFIERS),
        }
        return [
            _texts(events.rows[field.name].astype(np.int64) + texts[field.kind][0], texts[field.kind][1])
            if field.kind in texts
            else events.rows[field.name]
            for field in fields
        ]

    return Table(
        name,
        source.recording.streams[name].rows,
        columns,
        lambda: (values(part) for part in parts(source.recording, name)),
    )


def _frames(frames: Frames) -> Table:
    words = {"changed": _CHANGED, "storage": _STORAGES}
    names = frames.dtype.names or ()
    columns = (
        _column("frames", "frame", Kind.WHOLE),
        *(_column("frames", name, Kind.TEXT if name in words else Kind.WHOLE) for name in names),
    )

    def values(start: int) -> list[Values]:
        part = frames[start : start + PART_ROWS]
        cells = [_texts(part[name], words[name]) if name in words else part[name] for name in names]
        return [np.arange(start, start + len(part)), *cells]

    return Table(
        "frames",
        len(frames),
        columns,
        lambda: (values(start) for start in range(0, len(frames), PART_ROWS)),
    )


def _actions(actions: Actions) -> Table:
    numbers = ("x", "y", "x2", "y2", "dx", "dy")
    flags = {"not_released": NOT_RELEASED, "uncertain": UNCERTAIN}
    kinds = (
        *((name, Kind.WHOLE) for name in ("start_ns", "end_ns", "first_seq", "last_seq")),
        *((name, Kind.TEXT) for name in ("kind", "button")),
        *((name, Kind.NUMBER) for name in numbers),
        ("count", Kind.WHOLE),
        *((name, Kind.TEXT) for name in ("text", "keys", "window")),
        *((name, Kind.FLAG) for name in flags),
    )

    def value(part: NDArray[Any], name: str) -> Values:
        if name == "kind":
            return _texts(part[name], KINDS)
        if name == "button":
            # Only what is done with a button has one; the number is 0, the left one, everywhere else.
            return _texts(np.where(np.isin(part["kind"], _CLICKS), part[name].astype(int) + 1, 0), _BUTTONS)
        if name in flags:
            flagged: NDArray[np.uint8] = (part["flags"] & flags[name] != 0).astype(np.uint8)
            return flagged
        column: NDArray[Any] = part[name]
        return _texts(column, actions.strings) if dict(kinds)[name] is Kind.TEXT else column

    return Table(
        "actions",
        len(actions),
        tuple(_column("actions", name, kind) for name, kind in kinds),
        lambda: (
            [value(actions.rows[start : start + PART_ROWS], name) for name, _ in kinds]
            for start in range(0, len(actions), PART_ROWS)
        ),
    )


def _column(table: str, field: str, kind: Kind) -> Column:
    unit = UNITS.get(field, "")
    name = "t_ns" if field == "t" else f"{field}_{unit}" if unit and not field.endswith(f"_{unit}") else field
    return Column(name, kind, unit, MEANINGS.get((table, field)) or MEANINGS["", field])


def _texts(codes: NDArray[Any], texts: tuple[str, ...]) -> Texts:
    """Keep the texts that are used: a part has few of all those of a recording."""
    used, inverse = np.unique(codes, return_inverse=True)
    return Texts(inverse.astype(np.int32), tuple(texts[code] for code in used.tolist()))

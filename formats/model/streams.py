"""The streams of events as numpy dtypes, and the table that holds one of them.

Every stream begins with `t` (nanoseconds from the recording's start, never falling) and `seq` (the order of
capture over all streams, which settles ties of `t`). Strings are indices into the table's `strings`, where
entry 0 is always the empty string.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.void]
"""A structured array of a stream's dtype."""


class FieldKind(Enum):
    """What a column's numbers mean."""

    NUMBER = "number"
    """As they are; NaN or -1 where the source does not say."""
    FLAG = "flag"
    """0 or 1."""
    STRING = "string"
    """Index into the string table."""
    BUTTON = "button"
    """W3C MouseEvent.button, an index into `BUTTONS`."""
    MODIFIERS = "modifiers"
    """Bits, named by `MODIFIERS`."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a stream."""

    name: str
    dtype: str
    kind: FieldKind = FieldKind.NUMBER


@dataclass(frozen=True, slots=True)
class StreamSpec:
    """A stream's name and columns, `t` and `seq` included."""

    name: str
    fields: tuple[Field, ...]

    @property
    def dtype(self) -> np.dtype[np.void]:
        """The dtype of the stream's rows."""
        return np.dtype([(field.name, field.dtype) for field in self.fields])

    def field(self, name: str) -> Field:
        """Return the column called `name`; KeyError where there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


BUTTONS = ("left", "middle", "right", "back", "forward")
"""Names of W3C MouseEvent.button 0 to 4. A higher number is called "button N"."""

MODIFIERS = ("Control", "Shift", "Alt", "Meta", "AltGraph", "CapsLock", "NumLock", "ScrollLock")
"""Names of the modifier bits, bit 0 first, as W3C `getModifierState` spells them."""

_STR = FieldKind.STRING
_FLAG = FieldKind.FLAG


def _spec(name: str, *fields: Field) -> StreamSpec:
    return StreamSpec(name, (Field("t", "<i8"), Field("seq", "<i8"), *fields))


def _rectangle() -> tuple[Field, ...]:
    return (Field("x", "<f4"), Field("y", "<f4"), Field("width", "<f4"), Field("height", "<f4"))


_SPECS = (
    # Coordinates are physical pixels as captured; negative is legal, NaN is unknown.
    _spec("pointer", Field("x", "<f4"), Field("y", "<f4"), Field("display", "<i2")),
    _spec(
        "button",
        Field("x", "<f4"),
        Field("y", "<f4"),
        Field("button", "|u1", FieldKind.BUTTON),
        Field("pressed", "|u1", _FLAG),
    ),
    # Wheel steps; dy is positive away from the person (page up), dx positive to the right, as in pynput.
    _spec("scroll", Field("x", "<f4"), Field("y", "<f4"), Field("dx", "<f4"), Field("dy", "<f4")),
    _spec(
        "key",
        Field("code", "<u4", _STR),
        Field("key", "<u4", _STR),
        Field("pressed", "|u1", _FLAG),
        Field("repeat", "|u1", _FLAG),
        Field("modifiers", "|u1", FieldKind.MODIFIERS),
    ),
    # kind: "typed" (the source gives text, no keys), "paste", "ime"; "field" where writing goes on in another
    # field, whose name the string is.
    _spec("text", Field("kind", "<u4", _STR), Field("string", "<u4", _STR)),
    _spec("window", Field("app", "<u4", _STR), Field("title", "<u4", _STR), *_rectangle()),
    # kind: a MIME type; string is empty where only the kind was recorded.
    _spec("clipboard", Field("kind", "<u4", _STR), Field("string", "<u4", _STR)),
    _spec("display", Field("id", "<i2"), Field("name", "<u4", _STR), *_rectangle(), Field("scale", "<f4")),
    # payload is JSON or empty.
    _spec("marker", Field("name", "<u4", _STR), Field("payload", "<u4", _STR)),
    _spec(
        "frame",
        Field("frame", "<i8"),
        Field("display", "<i2"),
        Field("width", "<i4"),
        Field("height", "<i4"),
        Field("changed", "|u1", _FLAG),
    ),
    # A cursor shape comes into force; image is a PNG in base64, empty where the shape was seen before.
    _spec(
        "cursor",
        Field("shape", "<i8"),
        Field("hot_x", "<i2"),
        Field("hot_y", "<i2"),
        Field("width", "<i2"),
        Field("height", "<i2"),
        Field("image", "<u4", _STR),
    ),
    # A reading of a named clock of the source, in its own nanoseconds.
    _spec("clock", Field("clock", "<u4", _STR), Field("reading_ns", "<i8")),
    # What an importer did not understand, as it came; payload is JSON.
    _spec("other", Field("kind", "<u4", _STR), Field("payload", "<u4", _STR)),
)

STREAMS: Mapping[str, StreamSpec] = {spec.name: spec for spec in _SPECS}
"""All streams, in the order in which they are listed to people."""


@dataclass(frozen=True, slots=True)
class Events:
    """Rows of one stream in time order, with the strings they point at.

    A value: neither the rows nor the strings may be changed by whoever receives them.
    """

    stream: str
    rows: Rows
    strings: tuple[str, ...] = ("",)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def t(self) -> NDArray[np.int64]:
        """Times, shape (rows,), nanoseconds from the recording's start."""
        return self.rows["t"]

    def column(self, name: str) -> NDArray[Any]:
        """Return a column as plain numbers, shape (rows,)."""
        return self.rows[name]

    def texts(self, name: str) -> NDArray[np.object_]:
        """Return a string column as `str` objects, shape (rows,)."""
        table: NDArray[np.object_] = np.array(self.strings, dtype=object)
        texts: NDArray[np.object_] = table[self.rows[name]]
        return texts

    def code_of(self, string: str) -> int:
        """Return the index of `string` in the table, -1 where no row can hold it."""
        try:
            return self.strings.index(string)
        except ValueError:
            return -1

    def slice(self, start: int, stop: int) -> "Events":
        """Return the rows from `start` up to `stop`, sharing memory and strings."""
        return Events(self.stream, self.rows[start:stop], self.strings)

    def record(self, row: int) -> dict[str, Any]:
        """Return one row as a plain dict, strings and names in place of their numbers.

        Times are under `t_ns`; unknown numbers (NaN) are None.
        """
        return next(self.slice(row, row + 1).records())

    def records(self) -> Iterator[dict[str, Any]]:
        """Yield every row as a plain dict, see `record`."""
        fields = STREAMS[self.stream].fields
        names = ["t_ns" if field.name == "t" else field.name for field in fields]
        columns = [self._plain_column(field) for field in fields]
        for values in zip(*columns, strict=True):
            yield dict(zip(names, values, strict=True))

    def _plain_column(self, field: Field) -> list[Any]:
        values: list[Any] = self.rows[field.name].tolist()
        if field.kind is FieldKind.NUMBER and "f" not in field.dtype:
            return values
        if field.kind is FieldKind.STRING:
            return [self.strings[value] for value in values]
        if field.kind is FieldKind.FLAG:
            return [bool(value) for value in values]
        if field.kind is FieldKind.BUTTON:
            return [button_name(value) for value in values]
        if field.kind is FieldKind.MODIFIERS:
            return [modifier_names(value) for value in values]
        return [plain_float(value) for value in values]


def plain_float(value: float) -> float | int | None:
    """Return a whole number as int, NaN and infinity as None: JSON has neither, nor a need for ".0"."""
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def button_name(button: int) -> str:
    """Name a W3C button number."""
    return BUTTONS[button] if button < len(BUTTONS) else f"button {button}"


def button_number(name: str) -> int:
    """Return the W3C number of a button's name; "button N" gives N, an unknown name 255."""
    if name in BUTTONS:
        return BUTTONS.index(name)
    digits = name.removeprefix("button").strip()
    return int(digits) if digits.isdecimal() and int(digits) < 255 else 255


def modifier_names(bits: int) -> list[str]:
    """Name the modifiers whose bits are set."""
    return [name for position, name in enumerate(MODIFIERS) if bits >> position & 1]


def empty(stream: str) -> Events:
    """Return a table of `stream` without rows."""
    return Events(stream, np.empty(0, dtype=STREAMS[stream].dtype))


def concatenate(parts: list[Events]) -> Events:
    """Join tables of one stream, in the order given, into one with one string table.

    Args:
        parts: At least one table, all of the same stream.
    """
    if len(parts) == 1:
        return parts[0]
    spec = STREAMS[parts[0].stream]
    string_fields = [field.name for field in spec.fields if field.kind is FieldKind.STRING]
    rows = np.concatenate([part.rows for part in parts])
    if not string_fields:
        return Events(spec.name, rows)
    table: dict[str, int] = {"": 0}
    start = 0
    for part in parts:
        stop = start + len(part.rows)
        remap = np.array([table.setdefault(s, len(table)) for s in part.strings], dtype=np.uint32)
        for name in string_fields:
            rows[name][start:stop] = remap[part.rows[name]]
        start = stop
    return Events(spec.name, rows, tuple(table))

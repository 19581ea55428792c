"""Which column of a table is what, as a small TOML file says it.

format = "csv"              # or "jsonl"
delimiter = ","             # of a csv
encoding = "utf-8"
header = true               # false: columns are called "1", "2", ...

[time]                      # when it was, or when a key went down
column = "client timestamp"
unit = "s"                  # s, ms, us, ns, iso
origin = "first"            # the recording begins at the first row; "zero": at 0 of this clock

[release]                   # when a key came up, where that is a column of its own
[clocks.NAME]               # another clock that is read in each row

[columns]                   # x, y, event, button, pressed, dx, dy, key, code, keycode, text, app, title
x = "x"

[events]                    # what the values of the event column mean, one of EVENTS
"Move" = "move"

[buttons]                   # what the values of the button column mean: left, middle, ... or "" for none
"Left" = "left"

[display]                   # the screen's size, where it is known
width = 1920
height = 1080
positions = "pixels"        # "shares": x and y are shares of width and height, 0 to 1
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formats.errors import DamagedError
from formats.model.streams import button_number
from formats.sources.files import read_file

UNITS = ("s", "ms", "us", "ns", "iso")
ORIGINS = ("first", "zero")
POSITIONS = ("pixels", "shares")
FORMATS = ("csv", "jsonl")
ROLES = (
    *("x", "y", "event", "button", "pressed", "dx", "dy"),
    *("key", "code", "keycode", "text", "app", "title"),
)
EVENTS = (
    *("move", "press", "release", "click", "scroll"),
    *("scroll up", "scroll down", "scroll left", "scroll right"),
    *("key", "text", "ignore"),
)
"""`press` and `release` are of the row's key, else of its button; `click` and `key` are both at once;
`scroll` takes dx and dy; `ignore` keeps the row in `other`."""
_MAPPING_BYTES = 1 << 20
_SIDES = 1 << 20
_CODECS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "latin-1",
    "ascii",
    "shift_jis",
    "gb18030",
    "big5",
    "euc-kr",
    "cp1250",
    "cp1251",
)


@dataclass(frozen=True, slots=True)
class TimeColumn:
    """A column of times."""

    column: str
    unit: str


@dataclass(frozen=True, slots=True)
class TableMapping:
    """Which column is what."""

    time: TimeColumn
    columns: Mapping[str, str]
    """Column by role, one of `ROLES`."""
    events: Mapping[str, str] = field(default_factory=dict)
    buttons: Mapping[str, str] = field(default_factory=dict)
    release: TimeColumn | None = None
    clocks: Mapping[str, TimeColumn] = field(default_factory=dict)
    kind: str = "csv"
    delimiter: str = ","
    encoding: str = "utf-8"
    header: bool = True
    origin: str = "first"
    size: tuple[int, int] | None = None
    shares: bool = False
    """Whether positions are shares of the size."""

    def used(self) -> set[str]:
        """Return the columns that have a meaning."""
        times = [self.time, *self.clocks.values(), *([self.release] if self.release else [])]
        return {*self.columns.values(), *(time.column for time in times)}

    def toml(self) -> str:
        """Return the mapping as the text of a TOML file."""
        lines = [f"format = {_quoted(self.kind)}"]
        if self.kind == "csv":
            lines += [f"delimiter = {_quoted(self.delimiter)}", f"header = {str(self.header).lower()}"]
        lines += [f"encoding = {_quoted(self.encoding)}", "", *_time_lines("time", self.time)]
        lines.append(f"origin = {_quoted(self.origin)}")
        if self.release:
            lines += ["", *_time_lines("release", self.release)]
        for name, clock in self.clocks.items():
            lines += ["", *_time_lines(f"clocks.{_quoted(name)}", clock)]
        tables = (("columns", self.columns), ("events", self.events), ("buttons", self.buttons))
        for title, table in tables:
            if table:
                lines += [
                    "",
                    f"[{title}]",
                    *(f"{_quoted(key)} = {_quoted(value)}" for key, value in table.items()),
                ]
        if self.size:
            lines += ["", "[display]", f"width = {self.size[0]}", f"height = {self.size[1]}"]
            lines.append(f"positions = {_quoted('shares' if self.shares else 'pixels')}")
        return "\n".join(lines) + "\n"


def read_mapping(path: Path) -> TableMapping:
    """Read a mapping from a TOML file.

    Raises:
        FormatError: It cannot be read, or says something that is not understood.
    """
    try:
        told = tomllib.loads(read_file(path, _MAPPING_BYTES).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedError(f"{path}: no TOML file: {error}") from error
    return _Checked(path, told).mapping()


def _quoted(text: str) -> str:
    return json.dumps(text).replace("\x7f", "\\u007f")


def _time_lines(title: str, time: TimeColumn) -> list[str]:
    return [f"[{title}]", f"column = {_quoted(time.column)}", f"unit = {_quoted(time.unit)}"]


class _Checked:
    """Takes values out of a mapping's TOML, and refuses what is wrong or not known."""

    def __init__(self, path: Path, told: dict[str, Any]) -> None:
        self._path = path
        self._told = told

    def mapping(self) -> TableMapping:
        told = self._told
        self._only(
            "",
            told,
            (
                "format",
                "delimiter",
                "encoding",
                "header",
                "time",
                "release",
                "clocks",
                "columns",
                "events",
                "buttons",
                "display",
            ),
        )
        time = self._time("time", told.get("time"), ("origin",))
        clocks = self._table("clocks", told.get("clocks", {}))
        display = self._table("display", told.get("display", {}))
        positions = self._one_of("display.positions", display.get("positions", "pixels"), POSITIONS)
        columns = self._texts("columns", lambda _value: True)
        self._only("columns", columns, ROLES)
        delimiter = self._text("delimiter", told.get("delimiter", ","))
        if len(delimiter) != 1 or delimiter in '\r\n"':
            raise self._wrong("delimiter", "one character")
        return TableMapping(
            time=time,
            columns=columns,
            events=self._texts("events", lambda value: value in EVENTS, EVENTS),
            buttons=self._texts("buttons", _is_button, ("left", "middle", "right", "back", "forward", "")),
            release=self._time("release", told["release"]) if "release" in told else None,
            clocks={name: self._time(f"clocks.{name}", clock) for name, clock in clocks.items()},
            kind=self._one_of("format", told.get("format", "csv"), FORMATS),
            delimiter=delimiter,
            encoding=self._one_of("encoding", told.get("encoding", "utf-8"), _CODECS),
            header=told.get("header", True) is not False,
            origin=self._one_of("time.origin", told["time"].get("origin", "first"), ORIGINS),
            size=self._size(),
            shares=positions == "shares",
        )

    def _time(self, name: str, value: Any, more: tuple[str, ...] = ()) -> TimeColumn:
        table = self._table(name, value)
        self._only(name, table, ("column", "unit", *more))
        column = self._text(f"{name}.column", table.get("column"))
        return TimeColumn(column, self._one_of(f"{name}.unit", table.get("unit"), UNITS))

    def _size(self) -> tuple[int, int] | None:
        if "display" not in self._told:
            return None
        table = self._table("display", self._told["display"])
        self._only("display", table, ("width", "height", "positions"))
        width, height = (self._side(table.get(name)) for name in ("width", "height"))
        return width, height

    def _side(self, side: Any) -> int:
        if not isinstance(side, int) or isinstance(side, bool) or not 0 < side < _SIDES:
            raise self._wrong("display", "width and height in pixels")
        return side

    def _texts(self, name: str, holds: Callable[[str], bool], known: tuple[str, ...] = ()) -> dict[str, str]:
        table = self._table(name, self._told.get(name, {}))
        for key, value in table.items():
            if not isinstance(value, str) or not holds(value):
                raise self._wrong(
                    f"{name}.{key}", f"one of {', '.join(map(repr, known))}" if known else "a text"
                )
        return table

    def _table(self, name: str, value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self._wrong(name, "a table")
        return value

    def _text(self, name: str, value: Any) -> str:
        if not isinstance(value, str):
            raise self._wrong(name, "a text")
        return value

    def _one_of(self, name: str, value: Any, known: tuple[str, ...]) -> str:
        if value not in known:
            raise self._wrong(name, f"one of {', '.join(known)}")
        return str(value)

    def _only(self, name: str, table: dict[str, Any], known: tuple[str, ...]) -> None:
        for key in table:
            if key not in known:
                place = f"{name}.{key}" if name else key
                raise DamagedError(
                    f"{self._path}: {place[:100]!r} is not known; known are {', '.join(known)}"
                )

    def _wrong(self, name: str, expected: str) -> DamagedError:
        return DamagedError(f"{self._path}: {name[:100]}: expected {expected}")


def _is_button(name: str) -> bool:
    return not name or button_number(name) < 255

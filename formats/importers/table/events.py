"""Rows of a table to rows of streams."""

import heapq
import json
from collections import Counter

from formats.importers.table.mapping import TableMapping, TimeColumn
from formats.importers.table.reading import Row
from formats.importers.table.times import instant_ns, with_point
from formats.keyboards.held_keys import HeldKeys
from formats.keyboards.key_names import key_called
from formats.keyboards.us_layout import key_for
from formats.keyboards.virtual_keys import WINDOWS
from formats.sources.kept import Kept
from formats.sources.lines import LineFaults
from formats.sources.rows import SourceRows

_SCROLLS = {"scroll up": (0, 1), "scroll down": (0, -1), "scroll left": (-1, 0), "scroll right": (1, 0)}
_TRUE, _FALSE = (
    frozenset({"true", "1", "1.0", "down", "pressed", "yes"}),
    frozenset({"false", "0", "0.0", "up", "released", "no"}),
)
_SENTINEL = 65_535.0
"""What Windows gives for both coordinates where it knows none."""
_PERSONS = frozenset(
    {"user", "userid", "username", "email", "participant", "participantid", "subject", "subjectid"}
)
_PERSONS |= {"host", "hostname", "ip", "ipaddress", "computer", "machine"}
_LARGEST = 1e7


class EventsReader:
    """Turns rows of a table into events."""

    def __init__(self, rows: SourceRows, mapping: TableMapping, faults: LineFaults) -> None:
        self._rows = rows
        self._mapping = mapping
        self._faults = faults
        self._used = mapping.used()
        # Where the comma parts columns, a comma in a number parts thousands.
        self._has_commas = mapping.kind == "csv" and mapping.delimiter != ","
        self._held = HeldKeys()
        self._window = ("", "")
        self._beside: Row = {}
        self._coming_up: list[tuple[int, int, str, str]] = []
        """Keys that are down, a heap: when they come up, their line, code and key."""
        self.kept = Kept(rows)
        self.counts: Counter[str] = Counter()
        self.persons: dict[str, list[str]] = {}
        """Values of columns that name people or machines."""
        self.first_times: list[str] = []
        self.first_readings: dict[str, tuple[int, int]] = {}
        """Of each other clock the first reading, and when that was."""

    def take(self, row: Row, line: int) -> None:
        """Add what a row of the table tells."""
        text = self._time_text(row, self._mapping.time)
        at_ns = instant_ns(text, self._mapping.time.unit)
        if at_ns is None:
            self._faults.bad.append((line, f"no time: {text[:40]!r}"))
            return
        if len(self.first_times) < 200:
            self.first_times.append(text)
        self._release_until(at_ns)
        kind = self._kind(row)
        if not self._add(kind, row, at_ns, line):
            self.counts["rows that are not understood, kept in other"] += kind != "ignore"
            self.kept.add("row", json.dumps(row, ensure_ascii=False), at_ns, line)
        self._add_window(row, at_ns, line)
        self._add_clocks(row, at_ns, line)
        self._add_beside(row, at_ns, line)

    def end(self) -> None:
        """Let the keys come up that are still down."""
        self._release_until(None)

    def _kind(self, row: Row) -> str:
        columns = self._mapping.columns
        event, pressed = self._value(row, "event"), self._value(row, "pressed").lower()
        if "event" in columns and (event or "pressed" not in columns):
            kind = self._mapping.events.get(event, "unknown" if event else "move")
            if kind in {"click", "key"} and pressed in _TRUE | _FALSE:
                # As pynput tells it: a click is a row for each of press and release.
                return "press" if pressed in _TRUE else "release"
            return kind
        if pressed in _TRUE | _FALSE and (self._value(row, "key", "keycode", "code") or self._button(row)):
            return "press" if pressed in _TRUE else "release"
        if self._mapping.release is not None or self._value(row, "key", "keycode", "code"):
            return "key"
        if self._number(row, "dx") or self._number(row, "dy"):
            return "scroll"
        return "text" if self._value(row, "text") else "move"

    def _add(self, kind: str, row: Row, at_ns: int, line: int) -> bool:
        """Add the events of a row; say whether there was one."""
        if kind in {"press", "release", "click", "key"}:
            if self._value(row, "key", "keycode", "code"):
                return self._add_key(kind, row, at_ns, line)
            return kind != "key" and self._add_button(kind, row, at_ns, line)
        if kind == "text":
            self._rows.add("text", at_ns, line, kind="typed", string=self._value(row, "text", "key"))
            return True
        place = self._place(row)
        if kind == "move" and (place["x"] is not None or place["y"] is not None or self._is_unknown(row)):
            self._rows.add("pointer", at_ns, line, **place)
            return True
        if kind == "scroll" or kind in _SCROLLS:
            dx, dy = _SCROLLS.get(kind, (self._number(row, "dx"), self._number(row, "dy")))
            if dx is not None or dy is not None:
                self._rows.add("scroll", at_ns, line, dx=dx or 0, dy=dy or 0, **place)
                return True
        return False

    def _add_button(self, kind: str, row: Row, at_ns: int, line: int) -> bool:
        button = self._button(row)
        if not button and "button" in self._mapping.columns:
            return False
        for pressed in (True, False) if kind == "click" else (kind == "press",):
            self._rows.add(
                "button", at_ns, line, button=button or "left", pressed=pressed, **self._place(row)
            )
        return True

    def _add_key(self, kind: str, row: Row, at_ns: int, line: int) -> bool:
        code, key = self._key(row)
        release = self._mapping.release
        up_ns = instant_ns(self._time_text(row, release), release.unit) if release else None
        if kind == "key" and release is not None and up_ns is None:
            kind = "press"
        if kind in {"press", "key", "click"}:
            repeat = self._held.is_repeat(code, key, at_ns)
            self._held.take(code, key, at_ns, pressed=True)
            self._press(code, key, at_ns, line, pressed=True, repeat=repeat)
        if up_ns is not None and up_ns > at_ns:
            heapq.heappush(self._coming_up, (up_ns, line, code, key))
        elif kind in {"release", "key", "click"}:
            self._come_up(code, key, at_ns if up_ns is None else up_ns, line)
        return True

    def _release_until(self, at_ns: int | None) -> None:
        """Add the releases up to a time, all of them with None: rows come in order of presses."""
        while self._coming_up and (at_ns is None or self._coming_up[0][0] <= at_ns):
            up_ns, line, code, key = heapq.heappop(self._coming_up)
            self._come_up(code, key, up_ns, line)

    def _come_up(self, code: str, key: str, at_ns: int, line: int) -> None:
        self._held.take(code, key, at_ns, pressed=False)
        self._press(code, key, at_ns, line, pressed=False, repeat=False)

    def _press(self, code: str, key: str, at_ns: int, line: int, *, pressed: bool, repeat: bool) -> None:
        bits = self._held.bits(at_ns)
        self._rows.add("key", at_ns, line, code=code, key=key, pressed=pressed, repeat=repeat, modifiers=bits)

    def _key(self, row: Row) -> tuple[str, str]:
        name, code, number = (self._value(row, role) for role in ("key", "code", "keycode"))
        if len(name) == 3 and name[0] == name[2] and name[0] in "'\"":
            # Python's own way to write a character, which loggers by pynput leave as it is.
            name = name[1]
        named = key_called(name.removeprefix("Key.")) if name else None
        if not code and number.partition(".")[0].isdecimal() and len(number) < 9:
            code = WINDOWS.get(int(number.partition(".")[0]), "")
        if not code and named:
            code = named.code
        key = named.key if named else name
        if not key:
            key = key_for(code) if code else "Unidentified"
        return code, key

    def _place(self, row: Row) -> dict[str, float | None]:
        return (
            dict.fromkeys(("x", "y"))
            if self._is_unknown(row)
            else {name: self._number(row, name) for name in "xy"}
        )

    def _is_unknown(self, row: Row) -> bool:
        return self._number(row, "x") == self._number(row, "y") == _SENTINEL

    def _button(self, row: Row) -> str:
        value = self._value(row, "button")
        return self._mapping.buttons.get(value, value if not self._mapping.buttons else "")

    def _value(self, row: Row, *roles: str) -> str:
        """Return the value of the first of several roles that has one."""
        columns = self._mapping.columns
        return next((value for role in roles if (value := row.get(columns.get(role, ""), ""))), "")

    def _time_text(self, row: Row, column: TimeColumn) -> str:
        return self._with_point(row.get(column.column, ""))

    def _with_point(self, text: str) -> str:
        return with_point(text) if self._has_commas else text

    def _number(self, row: Row, role: str) -> float | None:
        try:
            number = float(self._with_point(self._value(row, role)))
        except ValueError:
            return None
        if self._mapping.shares and self._mapping.size and role in {"x", "y"}:
            number *= self._mapping.size[role == "y"]
        return number if -_LARGEST < number < _LARGEST else None

    def _add_window(self, row: Row, at_ns: int, line: int) -> None:
        window = self._value(row, "app"), self._value(row, "title")
        if window != self._window:
            self._window = window
            self._rows.add("window", at_ns, line, app=window[0], title=window[1])

    def _add_clocks(self, row: Row, at_ns: int, line: int) -> None:
        for name, clock in self._mapping.clocks.items():
            reading = instant_ns(self._time_text(row, clock), clock.unit)
            if reading is not None:
                self.first_readings.setdefault(name, (reading, at_ns))
                self._rows.add("clock", at_ns, line, clock=name, reading_ns=reading)

    def _add_beside(self, row: Row, at_ns: int, line: int) -> None:
        """Keep the other columns whenever they change; who a person is stands with the names."""
        if self._is_unknown(row):
            self.counts["positions (65535, 65535), which mean unknown"] += 1
        beside = {}
        for name, value in row.items():
            if name not in self._used and value:
                beside[name] = self._without_person(name, value)
        if beside != self._beside:
            self._beside = beside
            self.kept.add("columns", json.dumps(beside, ensure_ascii=False), at_ns, line)

    def _without_person(self, name: str, value: str) -> str:
        if "".join(filter(str.isalnum, name.lower())) not in _PERSONS:
            return value
        known = self.persons.setdefault(name, [])
        if value not in known and len(known) < 1000:
            known.append(value)
        return f"#{known.index(value) + 1}" if value in known else "#"

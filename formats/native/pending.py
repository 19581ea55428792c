"""Rows of one stream that wait to be sealed into a chunk, with the strings they point at."""

import numpy as np

from formats.errors import LimitError
from formats.model.streams import Events, Rows
from formats.native.chunk import stored_dtype, string_columns
from formats.native.limits import LIMITS

_STRINGS_BYTES = 4 << 20
"""A chunk is sealed when its strings reach this size, so that a few long ones do not make it huge."""

Mark = tuple[int, int, int, int | None]
"""A state of `PendingRows`, see `PendingRows.mark`."""


class PendingRows:
    """Collects at most `capacity` rows; their memory is taken once."""

    def __init__(self, stream: str, capacity: int) -> None:
        self.stream = stream
        self._capacity = capacity
        # Room grows by doubling: most streams never fill a chunk.
        self._rows: Rows = np.empty(min(256, capacity), stored_dtype(stream))
        self._columns = string_columns(stream) if stream != "frame" else ()
        self._table: dict[str, int] = {"": 0}
        self._strings_bytes = 0
        self._count = 0
        self.first_row = 0
        """Number in the stream of the first pending row."""
        self._last_ns: int | None = None

    def __len__(self) -> int:
        return self._count

    @property
    def is_full(self) -> bool:
        """True when the rows are to be sealed."""
        return self._count >= self._capacity or self._strings_bytes >= _STRINGS_BYTES

    @property
    def rows(self) -> Rows:
        """The rows, shape (len,), valid until the next call."""
        return self._rows[: self._count]

    def strings(self) -> list[str]:
        """Return the strings that the rows point at."""
        return list(self._table)

    def check(self, events: Events) -> None:
        """Check, before any of it is taken, that rows can be taken and read back.

        Raises:
            ValueError: They are no rows of the stream, point past their strings, or their times fall.
            LimitError: A string is too long to be read back.
        """
        rows = events.rows
        if rows.dtype != self._rows.dtype:
            raise ValueError(f"rows of stream {self.stream} have the columns {rows.dtype.names}")
        self._check_strings(events)
        t = rows["t"]
        falls = (t[1:] < t[:-1]).any() or (self._last_ns is not None and int(t[0]) < self._last_ns)
        if falls:
            raise ValueError(f"times of stream {self.stream} fall: rows must be appended in order of time")

    def take(self, events: Events, start: int) -> int:
        """Copy rows from `start` on while there is room, and return how many were taken."""
        room = min(len(events) - start, self._capacity - self._count)
        while room > 1 and self._columns and self._new_bytes(events, start, room) > _STRINGS_BYTES:
            room = (room + 1) // 2
        self._grow(room)
        part = events.rows[start : start + room]
        into = self._rows[self._count : self._count + room]
        into[:] = part
        for name in self._columns:
            codes, places = np.unique(part[name], return_inverse=True)
            numbers = [self._number(events.strings[code]) for code in codes.tolist()]
            into[name] = np.array(numbers, np.uint32)[places]
        self._count += room
        self._last_ns = int(part["t"][-1])
        return room

    def mark(self) -> Mark:
        """Return the state now, for `back_to`."""
        return self._count, len(self._table), self._strings_bytes, self._last_ns

    def back_to(self, mark: Mark) -> None:
        """Forget what was taken since `mark`; nothing may have been sealed since."""
        self._count, strings, self._strings_bytes, self._last_ns = mark
        while len(self._table) > strings:
            self._table.popitem()

    def clear(self) -> None:
        """Forget the rows: they are sealed."""
        self.first_row += self._count
        self._count = 0
        self._table = {"": 0}
        self._strings_bytes = 0

    def _check_strings(self, events: Events) -> None:
        for code in self._used(events.rows):
            if code >= len(events.strings):
                raise ValueError(
                    f"rows of stream {self.stream} point past their {len(events.strings)} strings"
                )
            size = _stored_bytes(events.strings[code])
            if size > LIMITS.string_bytes:
                raise LimitError("length of a string", value=size, limit=LIMITS.string_bytes)

    def _grow(self, wanted: int) -> None:
        need = self._count + wanted
        if need > len(self._rows):
            grown = np.empty(min(max(need, 2 * len(self._rows)), self._capacity), self._rows.dtype)
            grown[: self._count] = self.rows
            self._rows = grown

    def _new_bytes(self, events: Events, start: int, count: int) -> int:
        codes = self._used(events.rows[start : start + count])
        return sum(len(events.strings[code]) for code in codes)

    def _used(self, rows: Rows) -> list[int]:
        """Return the numbers of the strings that rows point at."""
        if not self._columns:
            return []
        used: list[int] = np.unique(np.concatenate([rows[name] for name in self._columns])).tolist()
        return used

    def _number(self, string: str) -> int:
        number = self._table.get(string)
        if number is None:
            number = self._table[string] = len(self._table)
            self._strings_bytes += _stored_bytes(string)
        return number


def _stored_bytes(string: str) -> int:
    return len(string.encode("utf-8", "surrogatepass"))

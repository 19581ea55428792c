"""What a recorder writes to: rows wait a moment, are judged, and go to the container in order of time."""

import threading
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from formats.model.build import EventBuilder
from formats.model.frames import Pixels
from formats.native.writer import Writer


class Row(NamedTuple):
    """One row of a stream that is not written yet."""

    t_ns: int
    stream: str
    values: dict[str, Any]
    part: int = 0
    """Key code or button, where the row is of one."""


class Tape:
    """Writes rows and frames live; methods may be called from any thread.

    What happened is known late: that a key went to a window that is left out, or that the person had asked
    for a pause. So a row waits until everything is known about its time.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._waiting: list[Row] = []
        self._lock = threading.Lock()
        self._seq = 0
        self._last_ns: dict[str, int] = {}
        self.rows = 0
        """Rows written."""
        self.frames = 0
        """Frames written."""

    @property
    def waiting(self) -> int:
        """How many rows wait."""
        return len(self._waiting)

    def put(self, stream: str, t_ns: int, *, part: int = 0, **values: Any) -> None:
        """Let a row wait, see `EventBuilder.add` and `Row`; one from before the start is dropped."""
        if t_ns >= 0:
            with self._lock:
                self._waiting.append(Row(t_ns, stream, values, part))

    def release(self, until_ns: int, judge: Callable[[Row], Row | None]) -> None:
        """Write the rows from before `until_ns` that `judge` lets through, in order of time.

        Args:
            until_ns: What is later goes on waiting.
            judge: Gets the rows in order of time, ties in order of arrival; returns what is written in place
                of one, None for nothing.

        Raises:
            OSError: The file cannot be written.
        """
        with self._lock:
            due = sorted((row for row in self._waiting if row.t_ns < until_ns), key=lambda row: row.t_ns)
            self._waiting = [row for row in self._waiting if row.t_ns >= until_ns]
            self._write(row for row in map(judge, due) if row is not None)

    def frame(self, t_ns: int, picture: Pixels | None, *, display: int, width: int, height: int) -> None:
        """Write a frame; None for what shows the same as the one before of its display.

        Raises:
            OSError: The file cannot be written.
        """
        with self._lock:
            t_ns = self._in_order("frame", t_ns)
            self._writer.add_frame(t_ns, picture, display=display, seq=self._seq, width=width, height=height)
            self._seq += 1
            self.frames += 1

    def _write(self, rows: Iterable[Row]) -> None:
        builder = EventBuilder()
        for row in rows:
            builder.add(row.stream, self._in_order(row.stream, row.t_ns), **row.values)
        for table in builder.events().values():
            table.rows["seq"] += self._seq
            self._writer.append(table)
        self._seq += len(builder)
        self.rows += len(builder)

    def _in_order(self, stream: str, t_ns: int) -> int:
        """Return the time, or that of the row before where this one came late: times never fall."""
        self._last_ns[stream] = max(t_ns, self._last_ns.get(stream, 0))
        return self._last_ns[stream]

"""Rows on the source's clock, and their way to recording time."""

import json
from array import array
from typing import Any

import numpy as np

from formats.model.build import EventBuilder
from formats.model.streams import Events
from formats.model.time import NS_PER_MS, NS_PER_S

_FARTHEST_S = 9.0e9
"""Readings beyond this do not fit 64 bits of nanoseconds."""
LONGEST_NS = 30 * 86_400 * NS_PER_S
"""Rows that are further than this from the middle of all have a broken time."""


class SourceRows:
    """Collects rows of all streams by the source's clock, in order of capture."""

    def __init__(self) -> None:
        self._builder = EventBuilder()
        self._times = array("q")
        self._lines = array("q")
        self._waiting: list[tuple[str, str]] = []
        self._last_ns: int | None = None

    def __len__(self) -> int:
        return len(self._times)

    def add(self, stream: str, at_ns: int, line: int = 0, /, **values: Any) -> None:
        """Add a row.

        Args:
            stream: As in `EventBuilder.add`.
            at_ns: Reading of the source's clock in nanoseconds.
            line: Its line among the events, 0 for other files.
            values: As in `EventBuilder.add`.
        """
        self._builder.add(stream, at_ns, **values)
        self._times.append(at_ns)
        self._lines.append(line)
        self._last_ns = at_ns

    def amend(self, stream: str, back: int, **values: Any) -> None:
        """Correct a row added a moment ago, see `EventBuilder.amend`."""
        self._builder.amend(stream, back, **values)

    def take_seq(self, at_ns: int) -> int:
        """Return the next place in the order of capture, for what is no row: a frame of that time."""
        self._times.append(at_ns)
        self._lines.append(0)
        return self._builder.take_seq()

    def keep(self, kind: str, payload: Any, at_ns: int | None = None, line: int = 0) -> None:
        """Keep in `other` what is not understood, as it came; without a time, beside the row before it."""
        text = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
        when = self._last_ns if at_ns is None else at_ns
        if when is None:
            self._waiting.append((kind, text))
        else:
            self.add("other", when, line, kind=kind, payload=text)

    def middle_ns(self) -> int | None:
        """Return the median time of all rows, None without any."""
        return int(np.median(np.array(self._times, np.int64))) if len(self._times) else None

    def events(self, origin_ns: int, middle_ns: int) -> tuple[dict[str, Events], list[int]]:
        """Return the streams in recording time, and the event lines left out for their impossible time.

        Args:
            origin_ns: The clock's reading at the recording's start.
            middle_ns: What times must lie around.
        """
        for kind, text in self._waiting:
            self.add("other", origin_ns, kind=kind, payload=text)
        self._waiting.clear()
        # A copy: an array that numpy looks into can grow no more.
        lines = np.array(self._lines, np.int64)
        lost: list[int] = []
        streams = {}
        for name, table in self._builder.events().items():
            sane = np.abs(table.rows["t"] - middle_ns) <= LONGEST_NS
            lost += lines[table.rows["seq"][~sane]].tolist()
            rows = table.rows[sane]
            rows["t"] -= origin_ns
            streams[name] = Events(name, rows, table.strings)
        return streams, sorted(lost)

    def first_ns(self, middle_ns: int) -> int:
        """Return the earliest time that lies around `middle_ns`, which it is itself without rows."""
        times = np.array(self._times or [middle_ns], np.int64)
        sane = times[np.abs(times - middle_ns) <= LONGEST_NS]
        return int(sane.min()) if len(sane) else middle_ns


def reading_ns(value: Any) -> int | None:
    """Return a reading in seconds as nanoseconds, None for what is no sane number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if not -_FARTHEST_S < value < _FARTHEST_S:
        return None
    return round(value * NS_PER_S)


def reading_ms_ns(value: Any) -> int | None:
    """Return a reading in milliseconds as nanoseconds, None for what is no sane number."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if not -_FARTHEST_S * 1e3 < value < _FARTHEST_S * 1e3:
        return None
    # A float of milliseconds since 1970 has no room for nanoseconds beside its whole part.
    whole = int(value)
    return whole * NS_PER_MS + round((value - whole) * NS_PER_MS)


def number(value: Any) -> float | None:
    """Return a finite number of sane size, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if -1e7 < value < 1e7 else None

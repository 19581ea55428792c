"""A recording as checks read it: in parts of bounded size, damaged parts left out and counted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from formats.errors import FormatError, LimitError
from formats.model.displays import absences
from formats.model.recording import Recording
from formats.model.streams import Events, Rows
from formats.model.time import Span
from replay.core.batches import time_batches
from replay.core.pauses import pauses
from replay.fidelity.presses import Presses, presses

INPUTS = ("pointer", "button", "scroll", "key")
"""What the person's hands do, as devices tell it."""
_ROWS = 1 << 16
_MOST_ROWS = 100_000_000
"""Three hours of a mouse that is asked 8,000 times a second."""
_MOST_AT_ONCE = 1 << 20
_MOST_DISPLAYS = 256
_FARTHEST_NS = 3 << 60
"""A hundred and nine years either way: differences of such times can be told in 64 bits."""
_FARTHEST = 1e10
_LARGEST = 1e6

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a stream."""

    events: Events
    fresh: int
    """Number of its first row that was in no part before."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Rows of the inputs together, in the order of time and, within one instant, of capture."""

    t: Ints
    seq: Ints
    stream: NDArray[np.int8]
    """Index into `INPUTS`."""


def places(rows: Rows) -> tuple[Floats, Floats]:
    """Return x and y of rows, NaN where they are no numbers, or none that a screen could have."""
    x, y = rows["x"].astype(np.float64), rows["y"].astype(np.float64)
    unknown = ~(np.abs(x) < _FARTHEST) | ~(np.abs(y) < _FARTHEST)
    x[unknown] = y[unknown] = np.nan
    return x, y


def refuse_ages(recording: Recording) -> None:
    """Raise a LimitError where a time is so far from the start that differences of times overflow."""
    spans = {name: (info.start_ns, info.end_ns) for name, info in recording.streams.items() if info.rows}
    if len(recording.frames):
        t = recording.frames["t"]
        spans["frame"] = int(t.min()), int(t.max())
    for name, ends in spans.items():
        if max(map(abs, ends)) > _FARTHEST_NS:
            what = f"time in the stream {name!r}, in nanoseconds,"
            raise LimitError(what, value=max(map(abs, ends)), limit=_FARTHEST_NS)


def _refuse_many(displays: int) -> None:
    if displays > _MOST_DISPLAYS:
        raise LimitError("number of displays", value=displays, limit=_MOST_DISPLAYS)


class Capture:
    """One recording, read in parts; a value that is dear to find and asked for often is kept.

    Raises:
        LimitError: It has more rows or displays than anybody recorded, or lasts for ages.
    """

    def __init__(self, recording: Recording, progress: Progress | None = None) -> None:
        self.recording = recording
        self.progress = progress
        """Told what is done, how much of it, and how much there is."""
        for name, info in recording.streams.items():
            if info.rows > _MOST_ROWS:
                raise LimitError(
                    f"rows of the stream {name!r}, to be checked,", value=info.rows, limit=_MOST_ROWS
                )
        refuse_ages(recording)
        self._damaged: set[tuple[str, int]] = set()
        self._presses: dict[str, Presses] = {}
        self._found: dict[Callable[[Capture], object], object] = {}
        self.unread_rows = 0
        """Rows of damaged parts, counted each time that they were wanted."""

    def tell(self, what: str, done: int, total: int) -> None:
        """Tell whoever waits how far a long check is."""
        if self.progress is not None:
            self.progress(what, done, total)

    def count(self, stream: str) -> int:
        """Return the number of rows of a stream."""
        info = self.recording.streams.get(stream)
        return 0 if info is None else info.rows

    def parts(self, stream: str, overlap: int = 0, within: Span | None = None) -> Iterator[Part]:
        """Yield a stream in parts, each beginning with the last `overlap` rows of the one before.

        Args:
            stream: Its name.
            overlap: Rows that two parts share.
            within: Where parts are wanted that have rows in it, None for all.
        """
        first, last = 0, self.count(stream)
        if within is not None and last:
            row_at = self.recording.row_at
            first = row_at(stream, within.start_ns) // _ROWS * _ROWS
            last = row_at(stream, within.end_ns)
        for start in range(first, last, _ROWS):
            stop = min(start + _ROWS, self.count(stream))
            if (stream, start) in self._damaged:
                self.unread_rows += stop - start
                continue
            for first in dict.fromkeys((max(start - overlap, 0), start)):
                try:
                    yield Part(self.recording.rows(stream, first, stop), start - first)
                    break
                except FormatError:
                    # What overlaps may be what is damaged.
                    continue
            else:
                self._damaged.add((stream, start))
                self.unread_rows += stop - start

    def inputs(self, overlap: int = 0) -> Iterator[Inputs]:
        """Yield the rows of all inputs together, in parts, with an overlap as `parts` has it."""
        names = [name for name in INPUTS if self.count(name)]
        if not names:
            return
        infos = [self.recording.streams[name] for name in names]
        span = Span(min(each.start_ns for each in infos), max(each.end_ns for each in infos) + 1)
        last = Inputs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.int8))
        for batch in time_batches(self.recording, names, span):
            rows = self.inputs_within(batch)
            if rows > _MOST_AT_ONCE:
                raise LimitError("events of one instant", value=rows, limit=_MOST_AT_ONCE)
            tables = [self._events(name, batch) for name in names]
            t = np.concatenate([last.t, *(rows["t"] for rows in tables)])
            seq = np.concatenate([last.seq, *(rows["seq"] for rows in tables)])
            kinds = [
                np.full(len(rows), INPUTS.index(name), np.int8)
                for name, rows in zip(names, tables, strict=True)
            ]
            stream = np.concatenate([last.stream, *kinds])
            order = np.lexsort((seq, t))
            whole = Inputs(t[order], seq[order], stream[order])
            yield whole
            keep = slice(max(len(order) - overlap, 0), len(order))
            last = Inputs(whole.t[keep], whole.seq[keep], whole.stream[keep])

    def inputs_within(self, span: Span) -> int:
        """Return how many rows of the inputs lie in a span."""
        row_at = self.recording.row_at
        return sum(
            row_at(name, span.end_ns) - row_at(name, span.start_ns) for name in INPUTS if self.count(name)
        )

    def once(self, find: "Callable[[Capture], T]") -> T:
        """Return what a function finds in this recording, which is asked once however many checks want it."""
        if find not in self._found:
            self._found[find] = find(self)
        return cast("T", self._found[find])

    def presses(self, stream: str) -> Presses:
        """Return the paired presses and releases of `key` or `button`."""
        if stream not in self._presses:
            self._presses[stream] = presses(
                (part.events for part in self.parts(stream)), stream, self.input_span
            )
        return self._presses[stream]

    @cached_property
    def input_span(self) -> Span | None:
        """From the first to the last row of the inputs, None where there are none."""
        infos = [self.recording.streams[name] for name in INPUTS if self.count(name)]
        if not infos:
            return None
        return Span(min(each.start_ns for each in infos), max(each.end_ns for each in infos))

    @cached_property
    def screens(self) -> Rows:
        """The display timeline where sizes are told; a corner that is not told is at the origin."""
        rows = self.recording.events("display").rows
        sides = [(rows[side] > 0) & (rows[side] < _LARGEST) for side in ("width", "height")]
        known = rows[sides[0] & sides[1]].copy()
        for axis in ("x", "y"):
            known[axis][~(np.abs(known[axis]) < _LARGEST)] = 0
        known["scale"][~(np.abs(known["scale"]) < _LARGEST)] = 0
        _refuse_many(len(np.unique(known["id"])))
        return known

    @cached_property
    def displays(self) -> list[int]:
        """The displays that have frames."""
        every: list[int] = np.unique(self.recording.frames["display"]).tolist()
        _refuse_many(len(every))
        return every

    def frame_times(self, display: int) -> tuple[Ints, Ints]:
        """Return the ids of a display's frames and their times, rising."""
        frames = self.recording.frames
        ids: Ints = np.flatnonzero(frames["display"] == display)
        return ids, frames["t"][ids].astype(np.int64)

    def frame_gaps(self, display: int) -> tuple[Ints, Ints]:
        """Return from when to when there was no frame of a display.

        Left out are gaps in which there was to be none: in a pause, and while the display was not there.
        """
        t = self.frame_times(display)[1]
        start, end = t[:-1], t[1:]
        due = np.ones(len(start), np.bool_)
        for span in self.absences(display):
            due &= (end <= span.start_ns) | (start >= span.end_ns)
        due &= ~self.paused(start, end)
        return start[due], end[due]

    def paused(self, start: Ints, end: Ints) -> NDArray[np.bool_]:
        """Say of each span between `start` and `end` whether recording paused in it."""
        out = np.zeros(len(start), np.bool_)
        for pause in self._pauses:
            out |= (end > pause.start_ns) & (start < pause.end_ns)
        return out

    def absences(self, display: int) -> list[Span]:
        """Return the spans in which a display was not there."""
        try:
            return absences(self.recording, display)
        except FormatError:
            return []

    @cached_property
    def _pauses(self) -> list[Span]:
        try:
            return pauses(self.recording)
        except FormatError:
            return []

    def _events(self, stream: str, span: Span) -> Rows:
        try:
            return self.recording.events(stream, span).rows
        except FormatError:
            at = self.recording.row_at
            self.unread_rows += at(stream, span.end_ns) - at(stream, span.start_ns)
            return self.recording.rows(stream, 0, 0).rows

"""A recording without what lies in some spans of time: for what is handed on without its defects."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import SEEN, EncodedImage, Frames, Pixels
from formats.model.memory import frame_events
from formats.model.recording import Recording, StreamInfo
from formats.model.streams import Events, concatenate, empty
from formats.model.time import Span
from formats.model.wrapped import WrappedRecording
from replay.core.spans import Spans

STATES = frozenset({"window", "display", "cursor", "clock"})
"""Streams whose rows say what holds from then on: without them, what comes after a span would be wrong."""
_ROWS = 1 << 16

Rows = NDArray[np.int64]


class PartialRecording(WrappedRecording):
    """Reads a recording as if its events and frames within some spans had never been recorded.

    A press whose release lies in a span goes with it, and a release with its press: no key hangs. Rows of
    `STATES` stay. Frames have new ids; the first one after a span counts as a visible change where anything
    changed within. Videos are what they were, with fewer of their pictures told. Closing it does nothing: the
    recording belongs to others.
    """

    def __init__(self, recording: Recording, spans: Spans) -> None:
        """Read `recording` without `spans`, which may overlap and come in any order.

        Raises:
            FormatError: Keys, buttons or the first or last row that stays of a stream cannot be read.
        """
        super().__init__(recording)
        self.spans = _joined(spans)
        """What is left out, in order, none overlapping another."""
        self.halves = 0
        """Presses and releases left out because their other half was."""
        self._kept = {name: _Kept(info.rows, self._runs(name)) for name, info in recording.streams.items()}
        frames = recording.frames
        self._ids = np.flatnonzero(~_within(self.spans, np.ascontiguousarray(frames["t"])))
        self._frames: Frames = _with_changes(frames, self._ids)
        self._frame_events = frame_events(self.frames) if len(self.frames) else empty("frame")
        infos = {name: self._info(name) for name in recording.streams}
        self._streams: Mapping[str, StreamInfo] = {
            name: info for name, info in infos.items() if info is not None
        }
        gone = {name: kept.all - kept.rows for name, kept in self._kept.items()}
        gone["frame"] = len(frames) - len(self.frames)
        self.left_out: Mapping[str, int] = {name: count for name, count in gone.items() if count}
        """Rows that are left out, by stream, frames under "frame"; what lost nothing is not named."""

    @property
    def frames(self) -> Frames:
        """The frames that stay; the recording's videos are whole."""
        return self._frames

    @property
    def streams(self) -> Mapping[str, StreamInfo]:
        """The streams of which rows stay."""
        return self._streams

    @property
    def duration_ns(self) -> int:
        """Time of the last event or frame that stays, at least 0."""
        ends = [0, *(info.end_ns for info in self.streams.values())]
        return max(*ends, int(self.frames["t"][-1])) if len(self.frames) else max(ends)

    def events(self, stream: str, span: Span | None = None) -> Events:
        """Return the rows of `stream` in `span` that stay."""
        if span is None:
            return self.rows(stream, 0, self._count(stream))
        return self.rows(stream, self.row_at(stream, span.start_ns), self.row_at(stream, span.end_ns))

    def rows(self, stream: str, start: int, stop: int) -> Events:
        """Return the rows numbered `start` up to `stop`, of those that stay."""
        if self._is_of_frames(stream):
            return self._frame_events.slice(max(start, 0), max(stop, 0))
        if stream not in self._kept:
            return self.raw.rows(stream, 0, 0)
        pieces = self._kept[stream].pieces(max(start, 0), min(stop, self._count(stream)))
        parts = [self.raw.rows(stream, first, last) for first, last in pieces]
        return concatenate(parts) if parts else empty(stream)

    def row_at(self, stream: str, t_ns: int) -> int:
        """Return how many rows of `stream` that stay have a time before `t_ns`."""
        if self._is_of_frames(stream):
            return int(np.searchsorted(np.ascontiguousarray(self.frames["t"]), t_ns))
        before = self.raw.row_at(stream, t_ns)
        return self._kept[stream].before(before) if stream in self._kept else before

    def pixels(self, frame: int) -> Pixels:
        """Return the picture of a frame that stays."""
        return self.raw.pixels(self._original(frame))

    def encoded(self, frame: int) -> EncodedImage | None:
        """Return the picture of a frame that stays as it came."""
        return self.raw.encoded(self._original(frame))

    def _original(self, frame: int) -> int:
        if not 0 <= frame < len(self._ids):
            raise IndexError(f"no picture for frame {frame}")
        return int(self._ids[frame])

    def _is_of_frames(self, stream: str) -> bool:
        return stream == "frame" and len(self.raw.frames) > 0

    def _count(self, stream: str) -> int:
        if self._is_of_frames(stream):
            return len(self.frames)
        return self._kept[stream].rows if stream in self._kept else 0

    def _info(self, stream: str) -> StreamInfo | None:
        count = self._count(stream)
        if not count:
            return None
        first, last = self.rows(stream, 0, 1).t[0], self.rows(stream, count - 1, count).t[0]
        return StreamInfo(count, int(first), int(last))

    def _runs(self, stream: str) -> list[tuple[int, int]]:
        """Return the rows that are left out, from and up to, in order, none touching another."""
        if stream in STATES:
            return []
        row_at = self.raw.row_at
        runs = [(row_at(stream, start), row_at(stream, end)) for start, end in self.spans.tolist()]
        runs = [(start, stop) for start, stop in runs if stop > start]
        if stream not in {"key", "button"} or not runs:
            return runs
        halves = self._other_halves(stream, np.array(runs, np.int64))
        self.halves += len(halves)
        joined = _joined(np.array([*runs, *((row, row + 1) for row in halves)], np.int64))
        return [(int(start), int(stop)) for start, stop in joined]

    def _other_halves(self, stream: str, runs: Rows) -> list[int]:
        """Return the rows outside of `runs` whose press or release lies in one of them."""
        out: list[int] = []
        down: dict[str, list[int]] = {}
        for row, (name, pressed) in enumerate(self._presses(stream)):
            if pressed:
                down.setdefault(name, []).append(row)
                continue
            hold = np.array([*down.pop(name, []), row])
            gone = _within(runs, hold)
            if len(hold) > 1 and gone[0] != gone[-1]:
                out += hold[~gone].tolist()
        return out

    def _presses(self, stream: str) -> Iterator[tuple[str, bool]]:
        for start in range(0, self.raw.streams[stream].rows, _ROWS):
            events = self.raw.rows(stream, start, start + _ROWS)
            if stream == "button":
                names = [str(number) for number in events.column("button").tolist()]
            else:
                codes, keys = events.texts("code").tolist(), events.texts("key").tolist()
                names = [code or key.lower() for code, key in zip(codes, keys, strict=True)]
            yield from zip(names, (events.column("pressed") != 0).tolist(), strict=True)


class _Kept:
    """Which rows of a stream stay."""

    def __init__(self, rows: int, runs: list[tuple[int, int]]) -> None:
        """Keep what of `rows` is not in `runs`, which are in order and overlap nowhere."""
        self.all = rows
        self.runs = runs
        edges = np.array([0, *(edge for run in runs for edge in run), rows], np.int64).reshape(-1, 2)
        self._first = edges[:, 0]
        self._stop = edges[:, 1]
        self._before = np.concatenate([[0], np.cumsum(self._stop - self._first)])
        self.rows = int(self._before[-1])

    def before(self, row: int) -> int:
        """Return how many rows stay before a row of the whole."""
        piece = int(np.searchsorted(self._first, row, side="right")) - 1
        inside = min(row, int(self._stop[piece])) - int(self._first[piece])
        return int(self._before[piece]) + inside

    def pieces(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Yield where rows `start` up to `stop` of those that stay lie in the whole."""
        piece = int(np.searchsorted(self._before, start, side="right")) - 1
        while start < stop:
            base, first = int(self._before[piece]), int(self._first[piece])
            end = min(stop, int(self._before[piece + 1]))
            if end > start:
                yield first + start - base, first + end - base
            start = max(start, end)
            piece += 1


def _joined(spans: Spans) -> Spans:
    """Return spans in order, those joined that overlap or touch; empty ones hold nothing, and go."""
    out: list[list[int]] = []
    for start, end in sorted(spans[spans[:, 1] > spans[:, 0]].tolist()):
        if out and start <= out[-1][1]:
            out[-1][1] = max(out[-1][1], end)
        else:
            out.append([start, end])
    return np.array(out, np.int64).reshape(-1, 2)


def _within(spans: Spans, t: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say which values lie in one of some spans, which are in order and overlap nowhere."""
    place = np.searchsorted(spans[:, 0], t, side="right") - 1
    out = place >= 0
    out[out] = t[out] < spans[place[out], 1]
    return out


def _with_changes(frames: Frames, ids: Rows) -> Frames:
    """Return the frames `ids`; one before which others are gone shows a change where any of them did."""
    kept = frames[ids].copy()
    for display in sorted(set(frames["display"].tolist())):
        mine = np.flatnonzero(frames["display"] == display)
        changes = np.concatenate([[0], np.cumsum(frames["changed"][mine] == SEEN)])
        here = np.flatnonzero(kept["display"] == display)
        at = np.searchsorted(mine, ids[here]) + 1
        since = np.diff(changes[at], prepend=0)
        kept["changed"][here] = np.where(since > 0, SEEN, kept["changed"][here])
    return kept

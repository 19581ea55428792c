"""A recording held in memory: what importers hand over, and what tests are made of."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

import numpy as np

from formats.model.frames import FRAME_DTYPE, EncodedImage, Frames, Pixels, Video, visible_changes
from formats.model.header import Header
from formats.model.recording import StreamInfo
from formats.model.streams import STREAMS, Events, empty
from formats.model.time import Span

PixelSource = Callable[[int], Pixels]
EncodedSource = Callable[[int], EncodedImage | None]


class MemoryRecording:
    """A Recording whose events are in memory and whose pictures are fetched by the functions given."""

    def __init__(
        self,
        header: Header,
        events: Mapping[str, Events],
        *,
        frames: Frames | None = None,
        videos: tuple[Video, ...] = (),
        pixels: PixelSource | None = None,
        encoded: EncodedSource | None = None,
        problems: tuple[str, ...] = (),
        size_bytes: int = 0,
        on_close: Callable[[], None] | None = None,
    ) -> None:
        self.header = header
        self.frames = np.empty(0, FRAME_DTYPE) if frames is None else frames
        self.videos = videos
        self.problems = problems
        self.complete = not problems
        self.size_bytes = size_bytes
        if len(self.frames) and not len(events.get("frame", ())):
            events = {**events, "frame": frame_events(self.frames)}
        self._events = {name: events[name] for name in STREAMS if name in events and len(events[name])}
        self.streams = {
            name: StreamInfo(len(table), int(table.t[0]), int(table.t[-1]))
            for name, table in self._events.items()
        }
        self._pixels = pixels
        self._encoded = encoded
        self._on_close = on_close

    @property
    def duration_ns(self) -> int:
        """Time of the last event or frame, at least 0."""
        ends = [0, *(info.end_ns for info in self.streams.values())]
        if len(self.frames):
            ends.append(int(self.frames["t"][-1]))
        return max(ends)

    def events(self, stream: str, span: Span | None = None) -> Events:
        """Return the rows of `stream` in `span`."""
        table = self._table(stream)
        if span is None:
            return table
        return table.slice(bisect_left(table.t, span.start_ns), bisect_left(table.t, span.end_ns))

    def rows(self, stream: str, start: int, stop: int) -> Events:
        """Return the rows numbered `start` up to `stop`."""
        return self._table(stream).slice(max(start, 0), max(stop, 0))

    def row_at(self, stream: str, t_ns: int) -> int:
        """Return how many rows lie before `t_ns`."""
        # Not searchsorted: numpy copies a column of a table before it searches it.
        return bisect_left(self._table(stream).t, t_ns)

    def pixels(self, frame: int) -> Pixels:
        """Return the picture of a frame."""
        if not 0 <= frame < len(self.frames) or self._pixels is None:
            raise IndexError(f"no picture for frame {frame}")
        return self._pixels(frame)

    def encoded(self, frame: int) -> EncodedImage | None:
        """Return the picture as it came."""
        return self._encoded(frame) if self._encoded else None

    def close(self) -> None:
        """Let go of what fetches the pictures."""
        if self._on_close is not None:
            self._on_close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _table(self, stream: str) -> Events:
        if stream not in STREAMS:
            raise KeyError(stream)
        return self._events.get(stream) or empty(stream)


def frame_events(frames: Frames, first: int = 0) -> Events:
    """Give rows of the frame table, those from number `first` on, as events of the `frame` stream."""
    rows = np.zeros(len(frames), STREAMS["frame"].dtype)
    for name in ("t", "seq", "display", "width", "height"):
        rows[name] = frames[name]
    rows["changed"] = visible_changes(frames)
    rows["frame"] = np.arange(first, first + len(frames))
    return Events("frame", rows)

"""A recording whose readers can be stopped: between two reads, from another thread."""

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

from formats.model.frames import EncodedImage, Frames, Pixels, Video
from formats.model.header import Header
from formats.model.recording import Recording, StreamInfo
from formats.model.streams import Events
from formats.model.time import Span


class StoppedError(Exception):
    """Nobody wants any more what is being read."""


class StoppableRecording:
    """Reads a recording until it is told to stop; whoever reduces it need not know.

    Closing it does nothing: the recording belongs to others.
    """

    def __init__(self, recording: Recording, is_stopped: Callable[[], bool]) -> None:
        """Read `recording`; where `is_stopped`, every read is a `StoppedError`."""
        self._recording = recording
        self._is_stopped = is_stopped

    @property
    def header(self) -> Header:
        """As the recording's."""
        return self._recording.header

    @property
    def streams(self) -> Mapping[str, StreamInfo]:
        """As the recording's."""
        return self._recording.streams

    @property
    def frames(self) -> Frames:
        """As the recording's."""
        return self._going().frames

    @property
    def videos(self) -> tuple[Video, ...]:
        """As the recording's."""
        return self._going().videos

    @property
    def duration_ns(self) -> int:
        """As the recording's."""
        return self._recording.duration_ns

    @property
    def complete(self) -> bool:
        """As the recording's."""
        return self._recording.complete

    @property
    def problems(self) -> tuple[str, ...]:
        """As the recording's."""
        return self._recording.problems

    @property
    def size_bytes(self) -> int:
        """As the recording's."""
        return self._recording.size_bytes

    def events(self, stream: str, span: Span | None = None) -> Events:
        """Return the rows of `stream` in `span`."""
        return self._going().events(stream, span)

    def rows(self, stream: str, start: int, stop: int) -> Events:
        """Return the rows numbered `start` up to `stop`."""
        return self._going().rows(stream, start, stop)

    def row_at(self, stream: str, t_ns: int) -> int:
        """Return how many rows of `stream` have a time before `t_ns`."""
        return self._going().row_at(stream, t_ns)

    def pixels(self, frame: int) -> Pixels:
        """Return the picture of a frame."""
        return self._going().pixels(frame)

    def encoded(self, frame: int) -> EncodedImage | None:
        """Return the picture of a frame as it came."""
        return self._going().encoded(frame)

    def close(self) -> None:
        """Do nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _going(self) -> Recording:
        if self._is_stopped():
            raise StoppedError
        return self._recording

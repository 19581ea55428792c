"""A recording that stands in front of another one, and is as that is but for what it says of itself."""

from collections.abc import Mapping
from types import TracebackType
from typing import Self

from formats.model.frames import EncodedImage, Frames, Pixels, Video
from formats.model.header import Header
from formats.model.recording import Recording, StreamInfo
from formats.model.streams import Events
from formats.model.time import Span


class WrappedRecording:
    """Passes everything on; who is other in something overrides that.

    Closing it does nothing: the recording behind it belongs to others.
    """

    def __init__(self, raw: Recording) -> None:
        self.raw = raw
        """The recording behind it."""

    @property
    def read(self) -> Recording:
        """The recording that is asked for rows, frames and pictures."""
        return self.raw

    @property
    def header(self) -> Header:
        """As the recording's."""
        return self.raw.header

    @property
    def streams(self) -> Mapping[str, StreamInfo]:
        """As the recording's."""
        return self.raw.streams

    @property
    def frames(self) -> Frames:
        """As the recording's."""
        return self.read.frames

    @property
    def videos(self) -> tuple[Video, ...]:
        """As the recording's."""
        return self.read.videos

    @property
    def duration_ns(self) -> int:
        """As the recording's."""
        return self.raw.duration_ns

    @property
    def complete(self) -> bool:
        """As the recording's."""
        return self.raw.complete

    @property
    def problems(self) -> tuple[str, ...]:
        """As the recording's."""
        return self.raw.problems

    @property
    def size_bytes(self) -> int:
        """As the recording's."""
        return self.raw.size_bytes

    def events(self, stream: str, span: Span | None = None) -> Events:
        """Return the rows of `stream` in `span`."""
        return self.read.events(stream, span)

    def rows(self, stream: str, start: int, stop: int) -> Events:
        """Return the rows numbered `start` up to `stop`."""
        return self.read.rows(stream, start, stop)

    def row_at(self, stream: str, t_ns: int) -> int:
        """Return how many rows of `stream` have a time before `t_ns`."""
        return self.read.row_at(stream, t_ns)

    def pixels(self, frame: int) -> Pixels:
        """Return the picture of a frame."""
        return self.read.pixels(frame)

    def encoded(self, frame: int) -> EncodedImage | None:
        """Return the picture of a frame as it came."""
        return self.read.encoded(frame)

    def close(self) -> None:
        """Do nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

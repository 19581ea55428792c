"""The Recording protocol: what everything above the formats reads, whatever file it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from formats.model.frames import EncodedImage, Frames, Pixels, Video
from formats.model.header import Header
from formats.model.streams import Events
from formats.model.time import Span


@dataclass(frozen=True, slots=True)
class StreamInfo:
    """What is known of a stream without decoding it."""

    rows: int
    start_ns: int
    """Time of the first row."""
    end_ns: int
    """Time of the last row."""


class Recording(Protocol):
    """A recording, opened read-only.

    Opening decodes nothing but the index; memory follows the chunk in hand, not the file. `events`, `rows`,
    `pixels` and `encoded` may be called from any thread.
    """

    @property
    def header(self) -> Header:
        """What holds for the whole recording."""

    @property
    def streams(self) -> Mapping[str, StreamInfo]:
        """The streams that have rows, in the order of `STREAMS`."""

    @property
    def frames(self) -> Frames:
        """The table of frames; a frame's id is its row number. Empty where there are no pictures."""

    @property
    def videos(self) -> tuple[Video, ...]:
        """Videos kept as they came."""

    @property
    def duration_ns(self) -> int:
        """Time of the last event or frame, at least 0."""

    @property
    def complete(self) -> bool:
        """False where the file was cut, was left by a killed writer, or holds damage."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is known to be lost or damaged, a sentence each; empty for a sound file."""

    @property
    def size_bytes(self) -> int:
        """Size of the file or files on disk."""

    def events(self, stream: str, span: Span | None = None) -> Events:
        """Return the rows of `stream` whose time lies in `span`, all of them without one.

        A stream without rows gives an empty table; a name that is not in `STREAMS` is a KeyError.

        Raises:
            FormatError: What is wrong with the bytes, and where.
        """

    def rows(self, stream: str, start: int, stop: int) -> Events:
        """Return the rows numbered `start` up to `stop` (clipped to what is there)."""

    def row_at(self, stream: str, t_ns: int) -> int:
        """Return how many rows of `stream` have a time before `t_ns`."""

    def pixels(self, frame: int) -> Pixels:
        """Return the picture of a frame.

        Raises:
            IndexError: There is no such frame.
            FormatError: The picture cannot be decoded; MissingExtraError where a decoder is missing.
        """

    def encoded(self, frame: int) -> EncodedImage | None:
        """Return the picture as it came, None where it is not kept as a picture of its own."""

    def close(self) -> None:
        """Let go of the files; calling it again does nothing."""

    def __enter__(self) -> Self:
        """Return the recording itself."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the recording."""


def first_ns(recording: Recording) -> int:
    """Return the time at which a recording begins: that of what came before its start, else 0."""
    return min((0, *(info.start_ns for info in recording.streams.values())))

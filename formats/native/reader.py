"""Reads a recording in the container: opens from its end, decodes what is asked for."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np

from formats.errors import FormatError
from formats.model.frames import FRAME_DTYPE, EncodedImage, Frames, Pixels, Video
from formats.model.header import Header
from formats.model.memory import frame_events
from formats.model.recording import StreamInfo
from formats.model.streams import STREAMS, Events
from formats.model.time import Span
from formats.native.chunk import FRAME_TABLE
from formats.native.chunk_file import ChunkFile
from formats.native.contents import Contents, open_contents
from formats.native.events_reader import EventsReader
from formats.native.limits import LIMITS, Limits
from formats.native.picture_reader import PictureReader
from formats.native.stream_chunks import StreamChunks
from formats.native.video_pieces import read_videos


class Reader:
    """A Recording in a `.replay` file; safe to use from any thread.

    Where a chunk is damaged, reading its rows or its picture raises DamagedError that names it, and all else
    still reads. With `intact_only` every chunk is checked while opening, and those that are damaged are left
    out and named in `problems`: everything that is listed then reads.
    """

    def __init__(self, path: Path, *, limits: Limits = LIMITS, intact_only: bool = False) -> None:
        """Open a file.

        Raises:
            FormatError: It is no such file, or nothing of it can be read.
            OSError: It cannot be opened.
        """
        self._lock = threading.RLock()
        self._limits = limits
        self._contents: Contents = open_contents(path, limits, intact_only=intact_only)
        self._file: ChunkFile = self._contents.file
        self._problems = self._contents.problems
        self.header: Header = self._contents.header
        self.streams: Mapping[str, StreamInfo] = {
            name: self._contents.streams[name].info() for name in STREAMS if name in self._contents.streams
        }
        self._events = EventsReader(limits)
        self._frames: Frames | None = None
        self._videos: tuple[Video, ...] | None = None
        self._pictures: PictureReader | None = None

    @property
    def frames(self) -> Frames:
        """The table of frames, decoded when it is first asked for."""
        with self._reading():
            if self._frames is None:
                chunks = self._contents.streams.get(FRAME_TABLE)
                rows = self._events.rows(chunks, 0, chunks.rows).rows if chunks else np.empty(0, FRAME_DTYPE)
                rows.flags.writeable = False
                self._frames = rows
            return self._frames

    @property
    def videos(self) -> tuple[Video, ...]:
        """Videos kept as they came."""
        with self._reading():
            if self._videos is None:
                self._videos = read_videos(self._file, self._contents.entries)
            return self._videos

    @property
    def duration_ns(self) -> int:
        """Time of the last event or frame."""
        return max((info.end_ns for info in self.streams.values()), default=0)

    @property
    def complete(self) -> bool:
        """False where the file was cut, was left by a killed writer, or damage was met."""
        return not self._problems

    @property
    def problems(self) -> tuple[str, ...]:
        """What is lost or damaged as far as it was met; `intact_only` meets all of it."""
        return tuple(self._problems)

    @property
    def size_bytes(self) -> int:
        """Size of the file."""
        return self._file.size

    def events(self, stream: str, span: Span | None = None) -> Events:
        """Return the rows of `stream` in `span`, all without one."""
        if span is None:
            return self.rows(stream, 0, self._row_count(stream))
        with self._lock:
            return self.rows(stream, self.row_at(stream, span.start_ns), self.row_at(stream, span.end_ns))

    def rows(self, stream: str, start: int, stop: int) -> Events:
        """Return the rows numbered `start` up to `stop`."""
        if stream == FRAME_TABLE:
            return frame_events(self.frames).slice(max(start, 0), max(stop, 0))
        with self._reading():
            return self._events.rows(self._chunks(stream), start, stop)

    def row_at(self, stream: str, t_ns: int) -> int:
        """Return how many rows of `stream` have a time before `t_ns`."""
        with self._reading():
            return self._events.row_at(self._chunks(stream), t_ns)

    def pixels(self, frame: int) -> Pixels:
        """Return the picture of a frame; the array is the caller's own."""
        self._check_frame(frame)
        with self._reading():
            return self._picture_reader().pixels(frame)

    def encoded(self, frame: int) -> EncodedImage | None:
        """Return the picture as it came, None where it is not kept as a picture of its own."""
        self._check_frame(frame)
        with self._reading():
            return self._picture_reader().encoded(frame)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._pictures is not None:
                self._pictures.close()
                self._pictures = None
            self._contents.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _row_count(self, stream: str) -> int:
        info = self.streams.get(stream)
        return info.rows if info else 0

    def _chunks(self, stream: str) -> StreamChunks:
        if stream not in STREAMS:
            raise KeyError(stream)
        return self._contents.streams.get(stream) or StreamChunks(stream)

    def _check_frame(self, frame: int) -> None:
        if not 0 <= frame < len(self.frames):
            raise IndexError(f"frame {frame} of {len(self.frames)}")

    def _picture_reader(self) -> PictureReader:
        if self._pictures is None:
            chunks = self._contents.streams.get(FRAME_TABLE) or StreamChunks(FRAME_TABLE)
            self._pictures = PictureReader(
                self._file, self._contents.entries, self.frames, chunks.writer_rows(), self.videos
            )
        return self._pictures

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Hold the lock, and remember damage that is met."""
        with self._lock:
            try:
                yield
            except FormatError as error:
                if str(error) not in self._problems:
                    self._problems.append(str(error))
                raise

"""Reads a recording in the container: opens from its end, decodes what is asked for."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

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
from formats.native.frame_table import FrameTable, mend_frames
from formats.native.index import Entries
from formats.native.layout import STREAM_IDS
from formats.native.limits import LIMITS, Limits
from formats.native.picture_reader import PictureReader
from formats.native.progress import Progress, silent
from formats.native.stored_bytes import Unlock
from formats.native.stream_chunks import StreamChunks
from formats.native.video_pieces import read_videos


class Reader:
    """A Recording in a `.replay` file; safe to use from any thread.

    Where a chunk is damaged, reading its rows or its picture raises DamagedError that names it, and all else
    still reads. With `intact_only` every chunk is checked while opening, and those that are damaged are left
    out and named in `problems`: everything that is listed then reads.
    """

    def __init__(
        self,
        path: Path,
        *,
        limits: Limits = LIMITS,
        intact_only: bool = False,
        progress: Progress = silent,
        unlock: Unlock | None = None,
    ) -> None:
        """Open a file; see `open_contents`.

        Raises:
            FormatError: It is no such file, or nothing of it can be read.
            OSError: It cannot be opened.
        """
        self._lock = threading.RLock()
        self._closed = False
        self._contents: Contents = open_contents(
            path, limits, intact_only=intact_only, progress=progress, unlock=unlock
        )
        self._file: ChunkFile = self._contents.file
        self._problems = self._contents.problems
        self.header: Header = self._contents.header
        self.streams: Mapping[str, StreamInfo] = {
            name: self._contents.streams[name].info() for name in STREAMS if name in self._contents.streams
        }
        self._events = EventsReader(limits)
        self._table: FrameTable | None = None
        self._videos: tuple[Video, ...] | None = None
        self._pictures: PictureReader | None = None
        if self._problems:
            self._mend_frames()

    @property
    def frames(self) -> Frames:
        """The table of frames, decoded when it is first asked for."""
        return self._frame_table().frames

    @property
    def videos(self) -> tuple[Video, ...]:
        """Videos kept as they came."""
        with self._reading():
            if self._videos is None:
                self._videos = read_videos(self._file, self._contents.entries)
            return self._videos

    @property
    def duration_ns(self) -> int:
        """Time of the last event or frame, at least 0."""
        return max((0, *(info.end_ns for info in self.streams.values())))

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
            first = max(start, 0)
            return frame_events(self.frames[first : max(stop, 0)], first)
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
        """Let go of the file; reading it afterwards is a ValueError."""
        with self._lock:
            self._closed = True
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

    @property
    def frame_ids(self) -> NDArray[np.int64]:
        """The number that the writer gave each frame, shape (frames,): not the row where rows are lost."""
        return self._frame_table().ids

    @property
    def header_body(self) -> bytes:
        """The header as it is stored, for `recover`; empty where it and all copies of it are lost."""
        return self._contents.header_body

    @property
    def chunks(self) -> tuple[ChunkFile, Entries]:
        """The file and where its chunks are, for `recover` and for looking into a file."""
        return self._file, self._contents.entries

    def chunk_offsets(self, stream: int) -> frozenset[int]:
        """Return where the chunks are whose rows the stream of that number has, the journal's left out."""
        for name, chunks in self._contents.streams.items():
            if STREAM_IDS[name] == stream:
                pairs = zip(chunks.files, chunks.offsets, strict=True)
                return frozenset(offset for file, offset in pairs if file is self._file)
        return frozenset()

    @property
    def absent_chunks(self) -> Entries:
        """Chunks that the file tells of and that do not read; none without `intact_only`."""
        return self._contents.absent

    @property
    def stream_chunks(self) -> Mapping[str, StreamChunks]:
        """Where the rows of each stream are, the frame table's as far as it is in the file."""
        return self._contents.streams

    def check_picture(self, frame: int) -> None:
        """Check that the chunks are there that a frame's picture needs, without decoding it.

        Raises:
            DamagedError: One is lost.
        """
        with self._lock:
            self._picture_reader().check(frame)

    def _row_count(self, stream: str) -> int:
        info = self.streams.get(stream)
        return info.rows if info else 0

    def _chunks(self, stream: str) -> StreamChunks:
        if stream not in STREAMS:
            raise KeyError(stream)
        return self._contents.streams.get(stream) or StreamChunks(stream)

    def _frame_table(self) -> FrameTable:
        with self._reading():
            if self._table is None:
                chunks = self._contents.streams.get(FRAME_TABLE) or StreamChunks(FRAME_TABLE)
                rows = (
                    self._events.rows(chunks, 0, chunks.rows).rows
                    if chunks.rows
                    else np.empty(0, FRAME_DTYPE)
                )
                rows.flags.writeable = False
                self._table = FrameTable(rows, chunks.writer_rows())
            return self._table

    def _mend_frames(self) -> None:
        """Add the frames that only their pictures tell of: after a kill, a cut, or damage to the table."""
        try:
            table = self._frame_table()
        except FormatError:
            return  # the file's end told of chunks that do not read: asking for frames will say so again
        mended = mend_frames(table, self._file, self._contents.entries)
        found = len(mended.frames) - len(table.frames)
        if found:
            self._problems.append(
                f"{found:,} frames are missing from the frame table; their pictures are there"
            )
            self._table = mended
            times = mended.frames["t"]
            info = StreamInfo(len(times), int(times[0]), int(times[-1]))
            unordered = {**self.streams, FRAME_TABLE: info}
            self.streams = {name: unordered[name] for name in STREAMS if name in unordered}

    def _check_frame(self, frame: int) -> None:
        if not 0 <= frame < len(self.frames):
            raise IndexError(f"frame {frame} of {len(self.frames)}")

    def _picture_reader(self) -> PictureReader:
        if self._pictures is None:
            table = self._frame_table()
            self._pictures = PictureReader(
                self._file, self._contents.entries, table.frames, table.ids, self.videos
            )
        return self._pictures

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Hold the lock, and remember damage that is met.

        Raises:
            ValueError: The recording is closed: what is kept of it would read, and all else not.
        """
        with self._lock:
            if self._closed:
                raise ValueError("the recording is read after it was closed")
            try:
                yield
            except FormatError as error:
                if str(error) not in self._problems:
                    self._problems.append(str(error))
                raise

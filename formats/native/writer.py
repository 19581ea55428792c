"""Writes a recording: events in chunks of columns, pictures one by one, in bounded memory."""

import os
import threading
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import BinaryIO, Self

from formats.errors import LimitError
from formats.model.frames import EncodedImage, NoPicture, Pixels, VideoPicture
from formats.model.header import Header
from formats.model.streams import STREAMS, Events
from formats.native.chunk import FRAME_TABLE, encode_rows
from formats.native.columns import Packer
from formats.native.envelope import pack_envelope
from formats.native.frame_writer import FrameWriter
from formats.native.header_body import pack_header
from formats.native.journal import TICK_S, Journal
from formats.native.layout import STREAM_IDS, Kind
from formats.native.limits import LIMITS
from formats.native.pending import Mark, PendingRows
from formats.native.sink import ChunkSink
from formats.native.whole_file import check_replaceable, make_private, partial_path, take_place

CHUNK_ROWS = 8192
ARCHIVE_ROWS = 65_536
SEAL_NS = 300_000_000_000
"""Rows wait at most so long, in recorded time, while one records: a lost journal then costs minutes."""
VIDEO_PIECE_BYTES = 1 << 20
_LEVEL = 11
_ARCHIVE_LEVEL = 19


class Writer:
    """Makes a new file; a context manager. Methods may be called from any thread.

    Not live: the file appears under its name when it is whole, and replaces what was there, but never a
    recording with a journal; an exception inside `with` leaves nothing. Live: the file grows under its name
    with a journal beside it, so that a killed writer loses at most a quarter of a second, and an exception
    leaves what was recorded. Only its owner may read the file, unless it replaces one that others may read.
    """

    def __init__(self, path: Path, header: Header, *, live: bool = False, archive: bool = False) -> None:
        """Start the file.

        Args:
            path: Where it is to be.
            header: What holds for the whole recording.
            live: Recording goes on now; `path` must not exist.
            archive: Pack harder in larger chunks: smaller, slower to write and to seek in.

        Raises:
            OSError: The file cannot be made; FileExistsError where a live one, or for a live one any, is in
                the way.
            LimitError: The header is too large to be read back.
        """
        header_body = pack_header(header)
        if not live:
            check_replaceable(path)
        self._path = path
        self._target = path if live else partial_path(path)
        self._live = live
        self._rows = ARCHIVE_ROWS if archive else CHUNK_ROWS
        self._packer = Packer(_ARCHIVE_LEVEL if archive else _LEVEL, self._rows)
        self._lock = threading.RLock()
        self._pending: dict[str, PendingRows] = {}
        self._videos = 0
        self._next_seq = 0
        self._closed = False
        # Not an Event: an interrupt within its `set` leaves it locked, and the next `set` waits for ever.
        self._stopped: SimpleQueue[None] = SimpleQueue()
        self._journal_error: OSError | None = None
        # Last: an interrupt between here and the `with` that asked for it would leave the file behind.
        self._file = make_private(self._target)
        try:
            self._sink = ChunkSink(self._file, header_body)
            self._frames = FrameWriter(self._sink)
            self._journal = Journal(path, self._sink.salt) if live else None
        except BaseException:
            self._discard()
            raise
        if live:
            threading.Thread(target=self._keep_journal, name="replay-journal", daemon=True).start()

    def append(self, events: Events) -> None:
        """Append rows of one stream; what is kept is copied.

        Args:
            events: Times must not fall within the stream. Any stream but "frame", which `add_frame` makes.

        Raises:
            ValueError: Times fall, the rows are none of the stream's, or the writer is closed; none of them
                is kept.
            LimitError: A string is too long to be read back; none of the rows is kept.
            OSError: The file or its journal cannot be written, as on a full disk. None of the rows is kept,
                but of more rows than a chunk has those before it. Later ones can be appended all the same.
        """
        if events.stream == FRAME_TABLE or events.stream not in STREAMS:
            raise ValueError(f"stream {events.stream!r} cannot be appended: frames are added by add_frame")
        if not len(events):
            return
        with self._lock:
            self._check_open()
            self._take(events)
            self._next_seq = max(self._next_seq, int(events.rows["seq"].max()) + 1)

    def add_video(self, source: BinaryIO, media_type: str, time_base: tuple[int, int]) -> int:
        """Copy a video as it is, and return its index for `VideoPicture`.

        Args:
            source: Read to its end.
            media_type: As in `Video`.
            time_base: As in `Video`.

        Raises:
            ValueError: The time base is none, or the writer is closed.
            LimitError: There are too many already to be read back.
            OSError: The file cannot be written; the number of the video is not given again.
        """
        with self._lock:
            self._check_open()
            video, offset = self._videos, 0
            if video >= LIMITS.videos:
                raise LimitError("number of videos", value=video + 1, limit=LIMITS.videos)
            if min(time_base) < 1:
                raise ValueError(f"a time base of {time_base}: both numbers are at least 1")
            self._videos += 1
            while piece := source.read(VIDEO_PIECE_BYTES):
                self._sink.add(Kind.VIDEO, piece, stream=video, first_row=offset)
                offset += len(piece)
            media = {"media_type": media_type, "time_base": list(time_base), "size_bytes": offset}
            self._sink.add(Kind.MEDIA, pack_envelope(media), stream=video)
            return video

    def add_frame(
        self,
        t_ns: int,
        picture: Pixels | EncodedImage | VideoPicture | NoPicture | None,
        *,
        display: int = 0,
        seq: int = -1,
        width: int = 0,
        height: int = 0,
        seen: bool = True,
    ) -> int:
        """Add a frame, in order of time, and return its id.

        Args:
            t_ns: When it was taken.
            picture: Pixels are kept as lossless tiles; an image or a picture of a video as it came; None
                says that the display shows what it showed before, `NoPicture` that this is not known.
            display: Which display.
            seq: Order of capture over all streams; -1 takes the next number.
            width: Size in pixels where `picture` does not tell: of a video's picture, of none, and of an
                image to save looking into it.
            height: See `width`.
            seen: False where a picture differs from the one before only by the noise of a video: it is kept
                where it is no picture of a video kept as it came, and does not count as a change.

        Raises:
            ValueError: Times fall, pixels are not `Pixels`, or the writer is closed.
            LimitError: The picture is too large to be read back.
            FormatError: An image without a size given is none.
            OSError: The file or its journal cannot be written; the frame is not kept.
        """
        with self._lock:
            self._check_open()
            self._make_room(self._pending_of(FRAME_TABLE), t_ns)
            seq = self._next_seq if seq < 0 else seq
            row = self._frames.add(
                t_ns, picture, display=display, seq=seq, width=width, height=height, seen=seen
            )
            self._take(row)
            self._next_seq = max(self._next_seq, seq + 1)
            return self._frames.count - 1

    def seal(self) -> None:
        """Write the rows that wait, so that they lie before what is added next.

        Worth it between small things and large ones: a copy of the file that is cut still has the former.
        """
        with self._lock:
            self._check_open()
            self._seal_all()

    def close(self) -> None:
        """Write what waits, the directory and the end; the file is then whole and on the disk."""
        with self._lock:
            if self._closed:
                return
            try:
                self._seal_all()
                self._sink.finish()
                self._end(whole=True)
            except BaseException:
                if not self._live:
                    self._discard()
                raise

    def abort(self) -> None:
        """Stop without an end: a live file stays as it is, with its journal; another is removed."""
        with self._lock:
            if self._closed:
                return
            if not self._live:
                self._discard()
                return
            try:
                if self._journal is not None:
                    self._journal.tick(self._pending)
            finally:
                self._end(whole=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        else:
            self.abort()

    def _check_open(self) -> None:
        if self._closed:
            raise ValueError("the writer is closed")

    def _take(self, events: Events) -> None:
        pending = self._pending_of(events.stream)
        pending.check(events)
        self._make_room(pending, int(events.t[-1]))
        before: Mark | None = pending.mark()
        start = 0
        while start < len(events):
            if pending.is_full:
                try:
                    self._seal(pending)
                except OSError:
                    if before is not None:
                        pending.back_to(before)
                    raise
                before = None
            start += pending.take(events, start)

    def _pending_of(self, stream: str) -> PendingRows:
        if stream not in self._pending:
            self._pending[stream] = PendingRows(stream, self._rows)
        return self._pending[stream]

    def _make_room(self, pending: PendingRows, now_ns: int) -> None:
        """Write what is due before anything is taken: what fails then has taken nothing."""
        if self._journal_error is not None:
            error, self._journal_error = self._journal_error, None
            raise error
        if pending.is_full:
            self._seal(pending)
        if self._live:
            for waiting in self._pending.values():
                if len(waiting) and now_ns - int(waiting.rows["t"][0]) > SEAL_NS:
                    self._seal(waiting)

    def _seal(self, pending: PendingRows) -> None:
        rows = pending.rows
        body = encode_rows(pending.stream, rows, pending.strings(), self._packer)
        self._sink.add(
            Kind.EVENTS,
            body,
            stream=STREAM_IDS[pending.stream],
            rows=len(rows),
            first_ns=int(rows["t"][0]),
            last_ns=int(rows["t"][-1]),
            first_row=pending.first_row,
        )
        pending.clear()
        if self._journal is not None:
            self._journal.sealed()

    def _seal_all(self) -> None:
        for pending in self._pending.values():
            if len(pending):
                self._seal(pending)

    def _end(self, *, whole: bool) -> None:
        self._closed = True
        self._stopped.put(None)
        os.fsync(self._file.fileno())
        self._file.close()
        if self._journal is not None:
            self._journal.close(remove=whole)
        if not self._live:
            take_place(self._target, self._path)

    def _discard(self) -> None:
        self._closed = True
        self._stopped.put(None)
        # On a full disk closing fails too: what is still to be written is not wanted any more.
        with suppress(OSError):
            self._file.close()
        self._target.unlink(missing_ok=True)

    def _keep_journal(self) -> None:
        while True:
            with suppress(Empty):
                self._stopped.get(timeout=TICK_S)
                return
            with self._lock:
                if self._closed or self._journal is None:
                    return
                try:
                    self._journal.tick(self._pending)
                except OSError as error:
                    # Whoever appends next is told; the next tick tries again.
                    self._journal_error = error
                else:
                    self._journal_error = None

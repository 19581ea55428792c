"""Videos as they came: pictures by presentation time, and which of them differ. Needs PyAV."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from formats.errors import DamagedError, LimitError
from formats.media.ffmpeg import check_picture_size, import_av, open_video, readable
from formats.model.frames import Pixels

MAX_PICTURES = 1 << 24
"""Pictures in a video: 77 hours at 60 a second."""

_BLOCK = 8
_VISIBLE_LEVELS = 3
VISIBLE_RULE = (
    f"a video picture shows a change where the mean of some block of {_BLOCK}x{_BLOCK} pixels moved by at "
    f"least {_VISIBLE_LEVELS} of 255 levels; less is the video's own noise"
)
"""The rule behind `VideoTable.visible`, for people."""


@dataclass(frozen=True, slots=True)
class VideoTable:
    """What is in a video, one entry a picture, in order of presentation."""

    width: int
    height: int
    time_base: tuple[int, int]
    """Numerator and denominator of the second that one `pts` step lasts."""
    pts: NDArray[np.int64]
    """Presentation times in the time base, rising, shape (n,)."""
    key: NDArray[np.bool_]
    """Which decode without any other."""
    differs: NDArray[np.bool_]
    """Which are not the picture before, in any byte; the first differs."""
    visible: NDArray[np.bool_]
    """Which show a change since the last that did, see `VISIBLE_RULE`; the first does."""

    def __len__(self) -> int:
        return len(self.pts)

    def times_ns(self) -> NDArray[np.int64]:
        """Return presentation times in nanoseconds from the video's time 0, rounded down, shape (n,)."""
        numerator, denominator = self.time_base
        # Whole seconds apart: nanoseconds times a time base of 1/90,000 would leave 64 bits after 28 hours.
        seconds, rest = np.divmod(self.pts * numerator, denominator)
        times: NDArray[np.int64] = seconds * 1_000_000_000 + rest * 1_000_000_000 // denominator
        return times


class VideoDecoder:
    """Pictures of one video by presentation time.

    Keeps its place: going forward decodes only the pictures between, anything else starts at the key picture
    before. Holds one decoder and one picture; not safe to share between threads.
    """

    def __init__(self, open_file: Callable[[], BinaryIO]) -> None:
        """Remember how to open the video; nothing is read yet.

        Args:
            open_file: Returns the video's bytes, seekable; what it returns is closed by `close`.
        """
        self._open = open_file
        self._file: BinaryIO | None = None
        self._container: Any = None
        self._keys: list[int] = []
        self._coming: Iterator[Any] = iter(())
        self._shown: Any = None
        self._next: Any = None

    def picture(self, pts: int) -> Pixels:
        """Return the picture shown at a presentation time: the last that begins at or before it.

        Returns:
            Shape (height, width, 3), of the caller's own.

        Raises:
            MissingExtraError: PyAV is not installed.
            FormatError: The video cannot be decoded there.
        """
        with readable("video"):
            if self._container is None:
                self._start()
            if self._shown is None or not self._is_near(pts):
                self._seek(pts)
            self._forward(pts)
            if self._shown is None or self._shown.pts > pts:
                raise DamagedError(f"video: no picture at or before {pts} in its time base")
            pixels: Pixels = self._shown.to_ndarray(format="rgb24")
        return pixels

    def close(self) -> None:
        """Close the video; a later `picture` opens it again."""
        container, file = self._container, self._file
        self._container = self._file = self._shown = self._next = None
        self._coming = iter(())
        if container is not None:
            container.close()
        if file is not None:
            file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self) -> None:
        self._file = self._open()
        self._container, stream = open_video(self._file)
        # Decoding times: never later than a picture's own time, so that a wrong guess only costs time.
        self._keys = sorted(entry.timestamp for entry in stream.index_entries if entry.is_keyframe)
        self._coming = _pictures(self._container, stream)

    def _is_near(self, pts: int) -> bool:
        """Say whether `pts` lies ahead without a key picture between that would be a shorter way."""
        at: int = self._shown.pts
        return at <= pts and bisect_right(self._keys, at) == bisect_right(self._keys, pts)

    def _seek(self, pts: int) -> None:
        stream = self._container.streams.video[0]
        # A file with a poor index lands behind the wanted picture: then all is decoded from the start.
        for target in (pts, stream.start_time or 0):
            self._container.seek(target, stream=stream, backward=True, any_frame=False)
            self._coming = _pictures(self._container, stream)
            self._shown = None
            self._next = next(self._coming, None)
            if self._next is not None and self._next.pts <= pts:
                return

    def _forward(self, pts: int) -> None:
        while self._next is not None and (self._shown is None or self._next.pts <= pts):
            self._shown = self._next
            self._next = next(self._coming, None)


def frame_table(
    open_file: Callable[[], BinaryIO], progress: Callable[[int, int], None] | None = None
) -> VideoTable:
    """Decode a whole video once and list its pictures; pictures keep their own times, however uneven.

    Args:
        open_file: Returns the video's bytes, seekable; closed here.
        progress: Called with pictures done and pictures expected (0 where the file does not say).

    Raises:
        MissingExtraError: PyAV is not installed.
        FormatError: It is no video, or a picture is larger than is sane; a video that breaks off in the
            middle gives the pictures before the break.
    """
    pts: list[int] = []
    flags: list[tuple[bool, bool, bool]] = []
    with open_file() as file, readable("video"):
        container, stream = open_video(file)
        with container:
            base = stream.time_base
            width, height = stream.codec_context.width, stream.codec_context.height
            before: Any = None
            small: NDArray[np.int16] | None = None
            for picture in _until_broken(_pictures(container, stream)):
                if pts and picture.pts <= pts[-1]:
                    continue
                differs = before is None or not _same(before, picture)
                visible = False
                if differs:
                    smaller = _reduced(picture)
                    visible = small is None or _moved(small, smaller)
                    # A slow fade is compared with where it began, or it would never be seen.
                    small = smaller if visible else small
                pts.append(picture.pts)
                flags.append((bool(picture.key_frame), differs, visible))
                before = picture
                if len(pts) > MAX_PICTURES:
                    raise LimitError("number of pictures in a video", value=len(pts), limit=MAX_PICTURES)
                if progress and len(pts) % 64 == 0:
                    progress(len(pts), max(stream.frames, 0))
    if not pts:
        raise DamagedError("video: no picture can be decoded")
    key, differing, seen = np.array(flags, np.bool_).T
    times = np.array(pts, np.int64)
    return VideoTable(width, height, (base.numerator, base.denominator), times, key, differing, seen)


def other_tracks(open_file: Callable[[], BinaryIO]) -> tuple[str, ...]:
    """Return what a video holds beside its pictures, in words: "audio (aac)", "subtitle (srt)".

    Args:
        open_file: Returns the video's bytes, seekable; closed here.

    Raises:
        MissingExtraError: PyAV is not installed.
        FormatError: It is no video.
    """
    with open_file() as file, readable("video"):
        container, pictures = open_video(file)
        with container:
            return tuple(
                f"{stream.type} ({stream.codec_context.name if stream.codec_context else 'unknown'})"
                for stream in container.streams
                if stream.index != pictures.index
            )


def subtitles(open_file: Callable[[], BinaryIO], count: int) -> list[tuple[int, str]]:
    """Return the first subtitles of a video: nanoseconds from its time 0, and what they say.

    Args:
        open_file: Returns the video's bytes, seekable; closed here.
        count: How many at most; no more of the video is read than they need.

    Raises:
        MissingExtraError: PyAV is not installed.
        FormatError: It is no video.
    """
    found: list[tuple[int, str]] = []
    with open_file() as file, readable("video"):
        container, _ = open_video(file)
        with container:
            tracks = container.streams.subtitles
            for packet in container.demux(tracks[0]) if tracks else ():
                if len(found) == count:
                    break
                if packet.pts is not None and packet.size:
                    at_ns = int(packet.pts * packet.time_base * 1_000_000_000)
                    found.append((at_ns, bytes(packet)[:200].decode("utf-8", "replace")))
    return found


def _pictures(container: Any, stream: Any) -> Iterator[Any]:
    for picture in container.decode(stream):
        if picture.pts is not None:
            check_picture_size(picture.width, picture.height)
            yield picture


def _until_broken(pictures: Iterator[Any]) -> Iterator[Any]:
    """Stop at the first picture that cannot be decoded, if at least one could."""
    some = False
    try:
        for picture in pictures:
            some = True
            yield picture
    except import_av().error.FFmpegError:
        if not some:
            raise


def _same(before: Any, after: Any) -> bool:
    if (before.width, before.height, before.format.name) != (after.width, after.height, after.format.name):
        return False
    return all(np.array_equal(_plane(before, n), _plane(after, n)) for n in range(len(after.planes)))


def _plane(picture: Any, number: int) -> NDArray[np.uint8]:
    """Return the visible bytes of a plane; what lies behind them in each row is the decoder's own."""
    plane = picture.planes[number]
    parts = [part for part in picture.format.components if part.plane == number]
    width = plane.width * sum((part.bits + 7) // 8 for part in parts)
    rows: NDArray[np.uint8] = np.frombuffer(plane, np.uint8)[: plane.height * plane.line_size]
    return rows.reshape(plane.height, plane.line_size)[:, :width]


def _reduced(picture: Any) -> NDArray[np.int16]:
    width, height = max(picture.width // _BLOCK, 1), max(picture.height // _BLOCK, 1)
    small = picture.reformat(width=width, height=height, format="yuv444p", interpolation="AREA").to_ndarray()
    return np.asarray(small, np.int16)


def _moved(before: NDArray[np.int16], after: NDArray[np.int16]) -> bool:
    return before.shape != after.shape or bool((np.abs(after - before) >= _VISIBLE_LEVELS).any())

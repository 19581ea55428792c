"""A video file beside the events: which of its pictures differ, and when they were shown."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from formats.errors import FormatError, MissingExtraError
from formats.media.video import VISIBLE_RULE, VideoDecoder, VideoTable, frame_table
from formats.model.frames import FRAME_DTYPE, Frames, Pixels, Storage, Video
from formats.model.time import NS_PER_S

VIDEO_SUFFIXES = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mkv": "video/x-matroska",
    ".mov": "video/quicktime",
    ".webm": "video/webm",
}
"""Media types by the ending of a file's name."""

_NANOSECONDS = (1, NS_PER_S)


class VideoPictures:
    """Pictures of the frames by their presentation times; may be asked from any thread."""

    def __init__(self, path: Path, pts: NDArray[np.int64]) -> None:
        """Take the presentation times of the frames.

        Args:
            path: The video.
            pts: One a frame, in the video's time base.
        """
        self._pts = pts
        self._decoder = VideoDecoder(opener(path))
        self._lock = threading.Lock()

    def pixels(self, frame: int) -> Pixels:
        """Return a frame's picture.

        Raises:
            FormatError: It cannot be decoded.
        """
        with self._lock:
            return self._decoder.picture(int(self._pts[frame]))

    def close(self) -> None:
        """Close the video."""
        with self._lock:
            self._decoder.close()


def opener(path: Path) -> Callable[[], BinaryIO]:
    """Return a function that opens a file.

    The function raises FormatError where the file is gone.
    """

    def open_file() -> BinaryIO:
        try:
            return path.open("rb")
        except OSError as error:
            raise FormatError(f"{path}: {error.strerror or error}") from error

    return open_file


def as_came(path: Path, table: VideoTable | None) -> Video:
    """Return a video as the model has it; without a table nothing refers to it."""
    return Video(
        VIDEO_SUFFIXES[path.suffix.lower()],
        path.stat().st_size,
        table.time_base if table else _NANOSECONDS,
        opener(path),
    )


def list_pictures(
    path: Path, progress: Callable[[int, int], None] | None = None
) -> tuple[VideoTable | None, str]:
    """List a video's pictures; return None and why where that cannot be done."""
    try:
        return frame_table(opener(path), progress), ""
    except MissingExtraError as error:
        return None, f"the pictures of the video cannot be listed or shown: {error}"
    except FormatError as error:
        return None, f"the video was kept, but none of its pictures can be shown: {error}"


def make_frames(
    table: VideoTable, start_ns: int, first_seq: int, pauses: Sequence[tuple[int, int]] = ()
) -> Frames:
    """Return the frame table: the pictures that differ from the one before, changed where that can be seen.

    Args:
        table: Of the whole video.
        start_ns: The video's beginning in recording time.
        first_seq: Order of capture of the first frame.
        pauses: Spans in which it stood still, in recording time, in order.
    """
    listed = np.flatnonzero(table.differs)
    t = table.times_ns()[listed] + start_ns
    for since_ns, until_ns in pauses:
        t[t >= since_ns] += until_ns - since_ns
    frames = np.zeros(len(listed), FRAME_DTYPE)
    frames["t"] = t
    frames["seq"] = first_seq + np.arange(len(listed))
    frames["width"], frames["height"] = table.width, table.height
    frames["changed"] = table.visible[listed]
    frames["storage"] = Storage.VIDEO
    frames["pts"] = table.pts[listed]
    frames["key"] = table.key[listed]
    return frames


def pictures_again(table: VideoTable) -> int:
    """Return how many pictures are those before them once more: `PICTURES_AGAIN` among an import's counts."""
    return len(table) - int(table.differs.sum())


def frames_sentence(table: VideoTable) -> str:
    """Say which pictures were listed as frames."""
    listed, seen = int(table.differs.sum()), int((table.visible & table.differs).sum())
    return (
        f"of {len(table):,} pictures of the video {listed:,} differ from the one before and are frames; "
        f"{seen:,} of them count as visible changes: {VISIBLE_RULE}"
    )

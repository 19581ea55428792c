"""Frames: the table of screenshots, and pictures and videos as they came."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
"""sRGB, shape (height, width, 3)."""


class Storage(IntEnum):
    """How a frame's picture is kept."""

    NONE = 0
    """The source has the time of a frame, and no picture."""
    TILES = 1
    """Lossless keyframe or changed tiles."""
    IMAGE = 2
    """A PNG, JPEG or WebP as it came."""
    VIDEO = 3
    """A picture of a video stream as it came."""


SAME, SEEN, NOISE = 0, 1, 2
"""Values of a frame's `changed`."""

FRAME_DTYPE = np.dtype(
    [
        ("t", "<i8"),  # nanoseconds from the recording's start
        ("seq", "<i8"),  # order of capture over all streams, as in the events
        ("display", "<i2"),
        ("width", "<i4"),
        ("height", "<i4"),
        # SAME: shows the picture of the frame before it on this display (of a video: but for its noise);
        # SEEN: something else, as a person sees; NOISE: a picture of its own that differs by noise alone.
        ("changed", "|u1"),
        ("storage", "|u1"),  # a Storage
        ("video", "<i2"),  # index into the recording's videos, -1 for none
        ("pts", "<i8"),  # presentation time in the video's time base, else 0
        ("key", "|u1"),  # 1: decodes without any other frame
    ]
)
"""One row a frame, in time order; a frame's id is its row number."""

Frames = NDArray[np.void]
"""A structured array of `FRAME_DTYPE`."""


def display_ids(frames: Frames) -> list[int]:
    """Return the displays that have frames, rising."""
    # Not np.unique: its first call imports masked arrays, which costs more than opening a recording does.
    return sorted(set(frames["display"].tolist()))


def fullest_display(frames: Frames) -> int:
    """Return the display that has the most frames, the lowest of equals, -1 where there are no frames."""
    counts = [(int((frames["display"] == display).sum()), -display) for display in display_ids(frames)]
    return -max(counts)[1] if counts else -1


def frame_ends(frames: Frames, last_ns: int, *, among: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
    """Return until when each frame is shown, shape (n,): the next one of its display.

    Args:
        frames: In time order.
        last_ns: The last moment of the recording; the last frames are shown until just after it.
        among: Which frames end the one before them, shape (n,); all where it is None. Of others the time
            returned is that just after the recording's last.
    """
    ends = np.full(len(frames), last_ns + 1, np.int64)
    for display in display_ids(frames):
        own = frames["display"] == display
        ids = np.flatnonzero(own if among is None else own & among)
        ends[ids[:-1]] = frames["t"][ids[1:]]
    return ends


@dataclass(frozen=True, slots=True)
class EncodedImage:
    """A picture as it came."""

    media_type: str
    """"image/png", "image/jpeg" or "image/webp"."""
    data: bytes


@dataclass(frozen=True, slots=True)
class VideoPicture:
    """A picture of one of the recording's videos."""

    video: int
    """Index into the recording's videos."""
    pts: int
    """Presentation time in the video's time base."""
    key: bool
    """True where it decodes without any other picture."""


@dataclass(frozen=True, slots=True)
class NoPicture:
    """Stands for a picture that the source does not have, or lost: what the display shows is not known."""


@dataclass(frozen=True, slots=True)
class Video:
    """A video file as it came."""

    media_type: str
    """"video/mp4", "video/x-matroska"."""
    size_bytes: int
    time_base: tuple[int, int]
    """Numerator and denominator of the second that one `pts` step lasts."""
    open: Callable[[], BinaryIO]
    """Opens the file's bytes, seekable; the caller closes."""


def visible_changes(frames: Frames) -> NDArray[np.bool_]:
    """Say which frames show something else than the frame before them on their display, shape (n,)."""
    seen: NDArray[np.bool_] = frames["changed"] == SEEN
    return seen


def frame_at(frames: Frames, t_ns: int) -> int:
    """Return the id of the last frame at or before `t_ns`, -1 where there is none: never the nearest."""
    # Not searchsorted: numpy copies a column of a table before it searches it.
    return bisect_right(frames["t"], t_ns) - 1

"""A video's pictures in another container, none of them decoded: an MP4 that browsers play."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, BinaryIO

from formats.errors import DamagedError
from formats.media.ffmpeg import import_av, open_video, readable

_PLAYED_CODEC = "h264"
_PLAYED_COLOURS = ("yuv420p", "yuvj420p")
"""Finer colours than these are decoded by some browsers only."""
_TICK = Fraction(1, 90_000)
"""Time base of the copy: whole milliseconds are whole ticks."""
_HELD_BACK = 32
"""More pictures than this are never decoded before one that is shown earlier (H.264 allows 16)."""
_REPORTED = 256


def playable(file: BinaryIO) -> bool:
    """Say whether every browser plays a video's pictures once they lie in an MP4.

    Raises:
        MissingExtraError: PyAV is not installed.
        FormatError: It is no video.
    """
    with readable("video"):
        container, stream = open_video(file)
        with container:
            context = stream.codec_context
            return context.name == _PLAYED_CODEC and context.pix_fmt in _PLAYED_COLOURS


def remux(file: BinaryIO, out: BinaryIO, progress: Callable[[int], None]) -> int:
    """Copy a video's pictures into an MP4 whose first picture is shown at 0; sound and tags are left behind.

    Args:
        file: The video.
        out: Seekable, empty.
        progress: Called now and then with the bytes copied.

    Returns:
        Presentation time of the first picture, in the time base of `file`.

    Raises:
        MissingExtraError: PyAV is not installed.
        FormatError: It is no video, or breaks off.
    """
    first_pts = _first_pts(file)
    file.seek(0)
    done = 0
    with readable("video"):
        container, stream = open_video(file)
        with container, import_av().open(out, mode="w", format="mp4", options={"fflags": "bitexact"}) as made:
            copied = made.add_stream_from_template(stream)
            copied.time_base = _TICK
            packets = container.demux(stream)
            for number, packet in enumerate(_dated(packets, first_pts, stream.time_base)):
                done += packet.size
                packet.stream = copied
                made.mux(packet)
                if number % _REPORTED == 0:
                    progress(done)
    return first_pts


def _dated(packets: Iterator[Any], first_pts: int, time_base: Fraction) -> Iterator[Any]:
    """Yield packets in ticks of the copy, to be decoded as late as their presentation allows.

    Browsers seek by decoding times. Those that came may lie long before a key picture is shown, where
    pictures are uneven in time: a seek to one before it would end at it. Matroska has none for some, besides.
    """
    waiting: list[Any] = []
    for packet in packets:
        if packet.pts is None or not packet.size:
            continue
        packet.pts = round((packet.pts - first_pts) * time_base / _TICK)
        packet.time_base = _TICK
        waiting.append(packet)
        if len(waiting) == 2 * _HELD_BACK:
            _set_decoding_times(waiting)
            yield from waiting[:_HELD_BACK]
            waiting = waiting[_HELD_BACK:]
    _set_decoding_times(waiting)
    yield from waiting


def _set_decoding_times(packets: list[Any]) -> None:
    following: int | None = None
    for packet in reversed(packets):
        following = packet.pts if following is None else min(packet.pts, following - 1)
        packet.dts = following


def _first_pts(file: BinaryIO) -> int:
    with readable("video"):
        container, stream = open_video(file)
        with container:
            for picture in container.decode(stream):
                if picture.pts is not None:
                    return int(picture.pts)
    raise DamagedError("video: no picture can be decoded")

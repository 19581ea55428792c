"""What reading and writing video have in common: PyAV, imported when it is needed, and its errors as ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any, BinaryIO

from formats.errors import DamagedError, LimitError, MissingExtraError

MAX_PIXELS = 1 << 25
"""Pixels of the largest picture that is believed: an 8K screen has 33,177,600."""


def import_av(purpose: str = "reading video") -> ModuleType:
    """Return PyAV.

    Args:
        purpose: What it is needed for, for people.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        import av  # noqa: PLC0415 - an optional extra, and slow to import
        import av.error  # noqa: PLC0415 - as above
    except ImportError as error:
        raise MissingExtraError(purpose, extra="video") from error
    module: ModuleType = av
    return module


@contextmanager
def readable(what: str) -> Iterator[None]:
    """Turn FFmpeg's errors into ours.

    Raises:
        MissingExtraError: PyAV is not installed.
    """
    av = import_av()
    try:
        yield
    except (av.error.FFmpegError, ValueError, EOFError) as error:
        # FFmpeg's full sentence names the file, and with it often a person.
        raise DamagedError(f"{what}: {getattr(error, 'strerror', None) or error}") from error


def open_video(file: BinaryIO) -> tuple[Any, Any]:
    """Open a video and return the container, to be closed by the caller, and its pictures' stream.

    Raises:
        FormatError: It has no pictures, of a codec that is known, in a size that is sane.
    """
    av = import_av()
    # A title that is not UTF-8 is no reason to refuse a video; PyAV 19 knows that without being told.
    older = {"metadata_errors": "replace"} if int(av.__version__.partition(".")[0]) < 19 else {}
    container = av.open(file, mode="r", **older)
    if not container.streams.video:
        container.close()
        raise DamagedError("video: the file has no pictures")
    stream = container.streams.video[0]
    if stream.codec_context is None or not stream.time_base:
        container.close()
        raise DamagedError("video: its codec is not known here")
    check_picture_size(stream.codec_context.width, stream.codec_context.height)
    stream.thread_type = "AUTO"
    return container, stream


def check_picture_size(width: int, height: int) -> None:
    """Refuse a picture larger than `MAX_PIXELS`.

    Raises:
        LimitError: It is.
    """
    if width * height > MAX_PIXELS:
        raise LimitError("number of pixels in a video's picture", value=width * height, limit=MAX_PIXELS)

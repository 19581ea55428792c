"""Pictures of frames as files of their own."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from formats.model.frames import SAME, EncodedImage, Pixels, Storage, Video
from formats.model.recording import Recording

SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/webp": ".webp",
    "video/mp4": ".mp4",
    "video/x-matroska": ".mkv",
    "video/quicktime": ".mov",
    "video/webm": ".webm",
}
"""Endings of files by media type."""


def encode_png(pixels: Pixels) -> EncodedImage:
    """Return a picture as a PNG; the same pixels give the same bytes."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, format="PNG")
    return EncodedImage("image/png", buffer.getvalue())


def pictures_shown(recording: Recording) -> Iterator[tuple[int, int]]:
    """Yield each frame with the frame whose picture it shows: itself, or an earlier one of its display.

    The latter is -1 where there is no picture.
    """
    shown: dict[int, int] = {}
    table = recording.frames
    for frame, (display, changed, storage) in enumerate(
        zip(table["display"].tolist(), table["changed"].tolist(), table["storage"].tolist(), strict=True)
    ):
        if storage == Storage.NONE:
            shown[display] = -1
        elif changed != SAME or shown.get(display, -1) < 0:
            shown[display] = frame
        yield frame, shown[display]


def picture_file(recording: Recording, frame: int) -> EncodedImage:
    """Return the picture of a frame as it came, else as a PNG.

    Raises:
        IndexError: It has none.
        FormatError: It cannot be read.
    """
    return recording.encoded(frame) or encode_png(recording.pixels(frame))


def copy_video(video: Video, path: Path) -> None:
    """Write a video as it came.

    Raises:
        FormatError: It cannot be read.
        OSError: It cannot be written.
    """
    with video.open() as source, path.open("xb") as target:
        shutil.copyfileobj(source, target, 1 << 20)

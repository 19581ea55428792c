"""The pictures of an export: each distinct one encoded once, named by its content."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from formats.media.image import image_size
from formats.model.frames import SAME, Frames, Pixels, Storage
from formats.model.recording import Recording
from formats.sinks.coordinates import fitted

_SUFFIXES = {"image/png": ".png", "image/jpeg": ".jpg", "image/webp": ".webp"}
_NAME_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that an export refers to."""

    sha256: str
    """Of its bytes, in hexadecimal; empty where pictures are not written."""
    media_type: str
    captured: tuple[int, int]
    """Width and height in pixels as captured."""
    size: tuple[int, int]
    """Width and height as written."""

    @property
    def name(self) -> str:
        """Its name as a file, the same for the same content: so exports can share a folder."""
        return self.sha256[:_NAME_DIGITS] + _SUFFIXES.get(self.media_type, "")


class Pictures:
    """Encodes pictures as they are asked for: as they came where they are files, else as PNG."""

    def __init__(
        self,
        recording: Recording,
        store: Callable[[Picture, bytes], None] | None,
        within: tuple[int, int] | None = None,
    ) -> None:
        """Prepare.

        Args:
            recording: Where from.
            store: Called once with each distinct picture and its bytes; None where none is to be written.
            within: Width and height that pictures are shrunk to fit into.
        """
        self._recording = recording
        self._store = store
        self._within = within
        self._taken: dict[int, Picture] = {}
        self._stored: set[str] = set()

    def __len__(self) -> int:
        return len(self._stored)

    def size(self, frame: int) -> tuple[int, int] | None:
        """Return width and height of a frame's picture as captured, None where the source kept none.

        Raises:
            FormatError: It cannot be read.
        """
        row = self._recording.frames[frame]
        if row["storage"] == Storage.NONE or not row["width"] or not row["height"]:
            return None
        encoded = self._recording.encoded(frame)
        return image_size(encoded.data)[1:] if encoded else (int(row["width"]), int(row["height"]))

    def take(self, frame: int) -> Picture:
        """Return the picture of a frame that has one; it is stored with the first that is the same.

        Raises:
            FormatError: It cannot be decoded; MissingExtraError where a decoder is missing.
        """
        if self._store is None:
            size = self.size(frame) or (0, 0)
            return Picture("", "", size, fitted(size, self._within))
        frame = _first_of_same(self._recording.frames, frame)
        if frame not in self._taken:
            self._taken[frame] = self._made(frame)
        return self._taken[frame]

    def _made(self, frame: int) -> Picture:
        encoded = self._recording.encoded(frame)
        if encoded is not None:
            captured = image_size(encoded.data)[1:]
            if fitted(captured, self._within) == captured:
                return self._keep(encoded.data, encoded.media_type, captured, captured)
        pixels = self._recording.pixels(frame)
        captured = pixels.shape[1], pixels.shape[0]
        size = fitted(captured, self._within)
        return self._keep(_png(pixels, size), "image/png", captured, size)

    def _keep(
        self, data: bytes, media_type: str, captured: tuple[int, int], size: tuple[int, int]
    ) -> Picture:
        picture = Picture(hashlib.sha256(data).hexdigest(), media_type, captured, size)
        if self._store and picture.sha256 not in self._stored:
            self._stored.add(picture.sha256)
            self._store(picture, data)
        return picture


def _png(pixels: Pixels, size: tuple[int, int]) -> bytes:
    image = Image.fromarray(pixels)
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def _first_of_same(frames: Frames, frame: int) -> int:
    """Return the frame that first showed the very picture of this one.

    Not of a video, where frames that show the same differ by noise, and the later one is often the finer.
    """
    display, at = frames["display"][frame], frame
    while frames["changed"][at] == SAME and frames["storage"][at] != Storage.VIDEO:
        before = at - 1
        while before >= 0 and frames["display"][before] != display:
            before -= 1
        if before < 0:
            break
        at = before
    return at

"""Pictures in a page: as they came where they are pictures of their own, else what changed, without loss.

A picture is whole or stands on the one before it of its display. A chain of them is cut where it has grown
longer, in bytes, than the whole picture at its start: a page is then at most twice as large as without whole
pictures, and a seek never decodes more than two pictures' worth.
"""

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from PIL import Image

from formats.errors import FormatError, MissingExtraError
from formats.exporters.html.blocks import Blocks
from formats.exporters.html.columns import deltas
from formats.exporters.html.patches import Rectangle, changed_rectangles
from formats.exporters.html.video import PlayedVideo
from formats.media.image import checked_size, media_type
from formats.model.export import ExportOptions
from formats.model.frames import SAME, SEEN, EncodedImage, Pixels, Storage
from formats.model.recording import Recording
from formats.sinks.fit import fitted

_LONGEST_CHAIN = 128
_MOST_CHAINS = 16
"""Displays whose last picture is kept: nobody has more, a file may say so."""
_WEBP_SIDE = 16_383
_ROWS = 4096
_JPEG_QUALITY = 90


@dataclass(slots=True)
class _Chain:
    """What was written last of a display."""

    number: int
    """Of the picture."""
    pixels: Pixels | None
    """None where the next picture cannot stand on it."""
    length: int = 0
    whole_bytes: int = 0
    patch_bytes: int = 0


class FrameBlocks:
    """Writes the table of frames and their pictures."""

    def __init__(self, blocks: Blocks, recording: Recording, options: ExportOptions) -> None:
        self.written = 0
        """Pictures written, those of videos left out."""
        self._blocks = blocks
        self._recording = recording
        self._size = options.size
        self._chains: dict[int, _Chain] = {}
        self._images: dict[bytes, int] = {}
        self._bases: list[int] = []
        self._patches: list[list[tuple[int, ...]]] = []
        self._broken = 0
        self._lossy = 0

    @property
    def lost(self) -> list[str]:
        """What of the pictures is not in the page, in sentences."""
        lost = []
        if self._broken:
            lost.append(f"pictures that cannot be read: {self._broken:,}")
        if self._lossy:
            lost.append(
                f"some sharpness of {self._lossy:,} pictures that came as JPEG or in a video, for they were "
                f"resized, or no browser plays the video: they are JPEG of quality {_JPEG_QUALITY}"
            )
        if self._size and self.written:
            lost.append(f"pixels: pictures are resized to fit into {self._size[0]}x{self._size[1]}")
        return lost

    def write(self, videos: Mapping[int, PlayedVideo], progress: Callable[[int, int], None]) -> None:
        """Write all frames.

        Args:
            videos: Those that the page plays itself, by their number.
            progress: Called with frames done and all frames.
        """
        frames = self._recording.frames
        for start in range(0, len(frames), _ROWS):
            rows = frames[start : start + _ROWS]
            pictures = []
            for number in range(start, start + len(rows)):
                played = int(frames["video"][number]) in videos
                pictures.append(-1 if played else self._picture(number))
                progress(number + 1, len(frames))
            self._flush(start, pictures, videos)

    def _flush(self, start: int, pictures: list[int], videos: Mapping[int, PlayedVideo]) -> None:
        rows = self._recording.frames[start : start + len(pictures)]
        played = [videos.get(video) for video in rows["video"].tolist()]
        values = {
            "t": deltas(rows["t"]),
            **{name: rows[name].tolist() for name in ("display", "width", "height")},
            "seen": (rows["changed"] == SEEN).astype(np.int8).tolist(),
            "picture": pictures,
            "video": [-1 if video is None else video.number for video in played],
            "at": [
                0 if video is None else video.at_us(pts)
                for video, pts in zip(played, rows["pts"].tolist(), strict=True)
            ],
        }
        self._blocks.data("frames", values)
        self._blocks.data("pictures", {"base": self._bases, "patches": self._patches})
        self._bases, self._patches = [], []

    def _picture(self, frame: int) -> int:
        """Write a frame's picture where it is not written yet; return its number, -1 where it has none."""
        row = self._recording.frames[frame]
        display, storage = int(row["display"]), int(row["storage"])
        if storage == Storage.NONE:
            return -1
        chain = self._chains.get(display)
        if row["changed"] == SAME and chain is not None:
            return chain.number
        try:
            encoded = self._recording.encoded(frame)
            if encoded is not None and self._size is None:
                return self._as_it_came(display, encoded.data)
            pixels = fitted(self._recording.pixels(frame), self._size)
            is_png = encoded is not None and media_type(encoded.data) == "image/png"
        except MissingExtraError:
            raise
        except FormatError:
            self._broken += 1
            self._chains.pop(display, None)
            return -1
        if storage == Storage.TILES or is_png:
            return self._changed(display, pixels)
        self._lossy += 1
        return self._as_it_came(display, _jpeg(pixels))

    def _as_it_came(self, display: int, data: bytes) -> int:
        # What it is and how large is read from its bytes: what a file says of them may be markup.
        kind, width, height = checked_size(data)
        number = self._add(-1, [(0, 0, width, height, self._image(EncodedImage(kind, data)))])
        self._remember(display, _Chain(number, None))
        return number

    def _remember(self, display: int, chain: _Chain) -> None:
        self._chains.pop(display, None)
        self._chains[display] = chain
        if len(self._chains) > _MOST_CHAINS:
            del self._chains[next(iter(self._chains))]

    def _changed(self, display: int, pixels: Pixels) -> int:
        chain = self._chains.get(display)
        if chain is not None and chain.pixels is not None and chain.pixels.shape == pixels.shape:
            rectangles = changed_rectangles(chain.pixels, pixels)
            if not rectangles:
                return chain.number
            if chain.length < _LONGEST_CHAIN and chain.patch_bytes < chain.whole_bytes:
                patch, size_bytes = self._encoded(pixels, rectangles)
                chain.number, chain.pixels = self._add(chain.number, patch), pixels
                chain.length, chain.patch_bytes = chain.length + 1, chain.patch_bytes + size_bytes
                return chain.number
        whole, size_bytes = self._encoded(pixels, [(0, 0, pixels.shape[1], pixels.shape[0])])
        number = self._add(-1, whole)
        self._remember(display, _Chain(number, pixels, whole_bytes=size_bytes))
        return number

    def _encoded(self, pixels: Pixels, rectangles: list[Rectangle]) -> tuple[list[tuple[int, ...]], int]:
        patches: list[tuple[int, ...]] = []
        size_bytes = 0
        for x, y, width, height in rectangles:
            image = _lossless(pixels[y : y + height, x : x + width])
            size_bytes += len(image.data)
            patches.append((x, y, width, height, self._image(image)))
        return patches, size_bytes

    def _image(self, image: EncodedImage) -> int:
        """Write an image unless it was written before: a cursor blinks between two pictures all day."""
        digest = hashlib.sha256(image.data).digest()
        if digest not in self._images:
            self._images[digest] = self._blocks.image(image.media_type, image.data)
        return self._images[digest]

    def _add(self, base: int, patches: list[tuple[int, ...]]) -> int:
        self._bases.append(base)
        self._patches.append(patches)
        self.written += 1
        return self.written - 1


def _lossless(pixels: Pixels) -> EncodedImage:
    image, out = Image.fromarray(np.ascontiguousarray(pixels)), io.BytesIO()
    if max(image.size) > _WEBP_SIDE:
        image.save(out, "PNG")
        return EncodedImage("image/png", out.getvalue())
    # Half the size of PNG on screens; more effort than this takes ten times as long for little.
    image.save(out, "WEBP", lossless=True, quality=40, method=2)
    return EncodedImage("image/webp", out.getvalue())


def _jpeg(pixels: Pixels) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "JPEG", quality=_JPEG_QUALITY)
    return out.getvalue()

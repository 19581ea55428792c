"""Pictures as they came: PNG, JPEG and WebP to pixels, with the size checked before anything is decoded."""

import io
import struct
import zlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin
from PIL.ImageFile import ImageFile

from formats.errors import DamagedError, LimitError, TruncatedError, UnsupportedError
from formats.model.frames import Pixels

MAX_PIXELS = 1 << 25
"""Pixels of the largest picture that is believed: an 8K screen has 33,177,600."""
MAX_SIDE_PX = 32_767
_STRIP_ROWS = 256

# Not Image.open: it warns of large pictures on stderr, where a terminal interface is drawn.
_OPENERS: dict[str, Callable[[io.BytesIO], ImageFile]] = {
    "image/png": PngImagePlugin.PngImageFile,
    "image/jpeg": JpegImagePlugin.JpegImageFile,
    "image/webp": WebPImagePlugin.WebPImageFile,
}
# What Pillow's decoders raise on bytes that are not what they seem.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
)


def media_type(data: bytes) -> str:
    """Name the format of a picture by its first bytes.

    Raises:
        UnsupportedError: It is none of PNG, JPEG and WebP.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    raise UnsupportedError("picture: neither PNG nor JPEG nor WebP")


def image_size(data: bytes) -> tuple[str, int, int]:
    """Return media type, width and height in pixels; decodes nothing.

    Raises:
        FormatError: The header is not that of a PNG, JPEG or WebP, or states no size.
    """
    kind = media_type(data)
    read = {"image/png": _png_size, "image/jpeg": _jpeg_size, "image/webp": _webp_size}[kind]
    try:
        width, height = read(data)
    except (struct.error, IndexError) as error:
        raise TruncatedError(f"{kind} header", offset=0, expected=len(data) + 1, got=len(data)) from error
    if not width or not height:
        raise DamagedError(f"{kind} picture: its header states {width}x{height} pixels")
    return kind, width, height


def checked_size(data: bytes, *, max_pixels: int = MAX_PIXELS) -> tuple[str, int, int]:
    """Return media type, width and height as `image_size`, of a picture that is small enough to be decoded.

    Raises:
        LimitError: Its header states more than `max_pixels`, or a side of more than `MAX_SIDE_PX`.
        FormatError: As `image_size`.
    """
    kind, width, height = image_size(data)
    if max(width, height) > MAX_SIDE_PX:
        raise LimitError(f"side of a {kind} picture in pixels", value=max(width, height), limit=MAX_SIDE_PX)
    if width * height > max_pixels:
        raise LimitError(f"number of pixels in a {kind} picture", value=width * height, limit=max_pixels)
    return kind, width, height


def decode_image(data: bytes, *, max_pixels: int = MAX_PIXELS) -> Pixels:
    """Decode a picture; transparency is dropped.

    Returns:
        Pixels of shape (height, width, 3), of the caller's own.

    Raises:
        LimitError: Its header states more than `max_pixels`; nothing was decoded.
        FormatError: It is cut off, damaged, or of another format.
    """
    return _pixels(data, max_pixels, None)


def decode_reduced(data: bytes, min_width: int, min_height: int, *, max_pixels: int = MAX_PIXELS) -> Pixels:
    """Decode a picture at the smallest whole fraction of its size that is not below the size wanted.

    JPEG is decoded at 1/2, 1/4 or 1/8 directly, which saves most of the time; others are averaged afterwards.

    Returns:
        Pixels of shape (height, width, 3), at least `min_height` by `min_width` where the picture is.

    Raises:
        FormatError: As `decode_image`.
    """
    return _pixels(data, max_pixels, (max(min_width, 1), max(min_height, 1)))


def decode_with_alpha(data: bytes, *, max_pixels: int = MAX_PIXELS) -> NDArray[np.uint8]:
    """Decode a picture with its transparency, opaque where it has none: a cursor's shape.

    Returns:
        Shape (height, width, 4), sRGB and alpha, of the caller's own.

    Raises:
        FormatError: As `decode_image`.
    """
    kind, width, height = checked_size(data, max_pixels=max_pixels)
    try:
        with _OPENERS[kind](io.BytesIO(data)) as image:
            if image.size != (width, height):
                raise DamagedError(f"{kind} picture: {width}x{height} by its header, {image.size} inside")
            return np.array(image.convert("RGBA"))
    except _BROKEN as error:
        raise DamagedError(f"{kind} picture of {len(data)} bytes: {error}") from error


def _pixels(data: bytes, max_pixels: int, wanted: tuple[int, int] | None) -> Pixels:
    kind, width, height = checked_size(data, max_pixels=max_pixels)
    try:
        with _OPENERS[kind](io.BytesIO(data)) as image:
            if image.size != (width, height):
                raise DamagedError(f"{kind} picture: {width}x{height} by its header, {image.size} inside")
            if wanted and kind == "image/jpeg":
                image.draft("RGB", wanted)
            image.load()
            return _array(image) if wanted is None else _array(_reduced(_rgb(image), wanted))
    except _BROKEN as error:
        raise DamagedError(f"{kind} picture of {len(data)} bytes: {error}") from error


def _array(image: Image.Image) -> Pixels:
    """Convert strip by strip: in one piece, Pillow holds four times the picture while it is copied."""
    out = np.empty((image.height, image.width, 3), np.uint8)
    for top in range(0, image.height, _STRIP_ROWS):
        bottom = min(top + _STRIP_ROWS, image.height)
        out[top:bottom] = np.asarray(_rgb(image.crop((0, top, image.width, bottom))))
    return out


def _reduced(image: Image.Image, wanted: tuple[int, int]) -> Image.Image:
    factor = min(image.width // wanted[0], image.height // wanted[1])
    return image.reduce(factor) if factor > 1 else image


def _rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        # Sixteen bits of grey: Pillow would clip them at 255 instead of dropping the lower eight.
        grey = (np.asarray(image).astype(np.uint32) >> 8).clip(0, 255).astype(np.uint8)
        return Image.fromarray(grey).convert("RGB")
    if "transparency" in image.info:
        # Straight to RGB, Pillow warns about palettes whose colours are transparent by degrees.
        return image.convert("RGBA").convert("RGB")
    return image.convert("RGB")


def _png_size(data: bytes) -> tuple[int, int]:
    if data[12:16] not in {b"IHDR", b""}:
        raise DamagedError("image/png picture: does not begin with its header")
    width, height = struct.unpack_from(">II", data, 16)
    return width, height


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while True:
        while data[at] == 0xFF and data[at + 1] == 0xFF:
            at += 1
        lead, marker = data[at], data[at + 1]
        if lead != 0xFF or marker in {0xD8, 0xD9, 0xDA}:
            raise DamagedError(f"image/jpeg picture: no size before byte {at}")
        # Start of frame, of any of JPEG's processes; C4, C8 and CC are other tables.
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        standalone = marker == 0x01 or 0xD0 <= marker <= 0xD7
        at += 2 if standalone else 2 + max(struct.unpack_from(">H", data, at + 2)[0], 2)


def _webp_size(data: bytes) -> tuple[int, int]:
    # Pillow's WebP class allocates the whole canvas when it opens the file, so its size is read before.
    kind = data[12:16]
    if kind == b"VP8X":
        low, high, last = struct.unpack_from("<HHH", data, 24)
        return 1 + (low | (high & 0xFF) << 16), 1 + (high >> 8 | last << 8)
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", data, 21)
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if kind in {b"VP8 ", b""}:
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    raise DamagedError("image/webp picture: does not begin with a picture")

"""Pictures as they came: decoded exactly, sized without decoding, never believed too large."""

import io
import struct
import zlib
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from formats.errors import DamagedError, FormatError, LimitError, UnsupportedError
from formats.media.image import decode_image, decode_reduced, image_size
from formats.model.frames import Pixels
from tests.data import real

KINDS: dict[str, dict[str, Any]] = {
    "image/png": {"format": "PNG"},
    "image/webp": {"format": "WEBP", "lossless": True},
}
ALL_KINDS = {**KINDS, "image/jpeg": {"format": "JPEG", "quality": 95}}


def picture(width: int = 120, height: int = 90) -> Pixels:
    """Give a smooth picture with an edge."""
    y, x = np.mgrid[:height, :width]
    out = np.stack([x % 256, y % 256, (x + y) % 256], axis=-1).astype(np.uint8)
    out[height // 2 :, : width // 3] = (250, 10, 40)
    return out


def encoded(kind: str, pixels: Pixels, mode: str = "RGB") -> bytes:
    """Encode pixels with Pillow."""
    buffer = io.BytesIO()
    Image.fromarray(pixels).convert(mode).save(buffer, **ALL_KINDS[kind])
    return buffer.getvalue()


def png_stating(width: int, height: int) -> bytes:
    """Build a PNG whose header states a size that its data does not have."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    head = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    data = b"IDAT" + zlib.compress(bytes(1000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + struct.pack(">I", len(data) - 4)
        + data
        + struct.pack(">I", zlib.crc32(data))
    )


@pytest.mark.parametrize("kind", KINDS)
def test_lossless_pictures_come_back_exactly(kind: str) -> None:
    np.testing.assert_array_equal(decode_image(encoded(kind, picture())), picture())


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_size_and_kind_are_read_from_the_header(kind: str) -> None:
    assert image_size(encoded(kind, picture(77, 33))[:200]) == (kind, 77, 33)


def test_lossy_webp_and_webp_with_transparency_state_their_size() -> None:
    for options in ({"quality": 50}, {"quality": 50, "exact": True}):
        buffer = io.BytesIO()
        mode = "RGBA" if "exact" in options else "RGB"
        alpha = Image.fromarray(picture(61, 47)).convert(mode)
        alpha.putpixel((0, 0), (1, 2, 3, 4)[: len(mode)])
        alpha.save(buffer, "WEBP", **options)
        assert image_size(buffer.getvalue()) == ("image/webp", 61, 47)
        assert decode_image(buffer.getvalue()).shape == (47, 61, 3)


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "I;16"])
def test_every_kind_of_png_becomes_rgb(mode: str) -> None:
    shape = decode_image(encoded("image/png", picture(), "RGB" if mode == "I;16" else mode)).shape
    assert shape == (90, 120, 3)


def test_sixteen_bits_of_grey_keep_the_upper_eight() -> None:
    grey = (np.arange(256, dtype=np.uint16) << 8).reshape(16, 16)
    buffer = io.BytesIO()
    Image.fromarray(grey).save(buffer, "PNG")
    np.testing.assert_array_equal(decode_image(buffer.getvalue())[..., 1].reshape(-1), np.arange(256))


def test_a_jpeg_is_reduced_to_the_smallest_fraction_that_serves() -> None:
    data = encoded("image/jpeg", picture(1280, 800))
    assert decode_reduced(data, 300, 180).shape == (200, 320, 3)
    assert decode_reduced(data, 330, 180).shape == (400, 640, 3)
    assert decode_reduced(data, 5000, 5000).shape == (800, 1280, 3)
    assert decode_reduced(data, 1, 1).shape[0] <= 100
    full = decode_image(data).reshape(200, 4, 320, 4, 3).mean(axis=(1, 3))
    assert np.abs(decode_reduced(data, 320, 200) - full).mean() < 3


def test_a_png_is_reduced_by_averaging() -> None:
    pixels = picture(640, 400)
    small = decode_reduced(encoded("image/png", pixels), 160, 100)
    assert small.shape == (100, 160, 3)
    mean = pixels.reshape(100, 4, 160, 4, 3).mean(axis=(1, 3))
    assert np.abs(small - mean).max() <= 1


def test_a_picture_bomb_is_refused_by_its_header() -> None:
    """Both below and above the size where Pillow itself warns or raises; nothing is decoded."""
    for side in (9_000, 20_000, 32_000):
        with pytest.raises(LimitError):
            decode_image(png_stating(side, side))
    with pytest.raises(LimitError):
        decode_image(png_stating(40_000, 1))
    with pytest.raises(LimitError):
        decode_image(encoded("image/jpeg", picture()), max_pixels=100)
    bomb = bytearray(encoded("image/webp", picture()))
    assert bomb[12:16] == b"VP8L"
    bomb[21:25] = struct.pack("<I", 0x0FFF_FFFF)
    with pytest.raises(LimitError):
        decode_image(bytes(bomb))


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_cut_picture_is_an_error_at_every_length(kind: str) -> None:
    data = encoded(kind, picture())
    # The last bytes end the file, not the picture.
    for cut in [*range(1, 60), *range(60, len(data) - 24, 41)]:
        with pytest.raises(FormatError):
            decode_image(data[:cut])


def test_other_formats_are_refused_unread() -> None:
    buffer = io.BytesIO()
    Image.fromarray(picture()).save(buffer, "GIF")
    for data in (b"", b"RIFF", b"hello", buffer.getvalue()):
        with pytest.raises(UnsupportedError, match="neither PNG nor JPEG nor WebP"):
            decode_image(data)
    with pytest.raises(DamagedError):
        decode_image(png_stating(0, 10))


@given(
    kind=st.sampled_from(sorted(ALL_KINDS)),
    changes=st.lists(st.tuples(st.integers(3, 400) | st.integers(3, 9_999), st.integers(0, 255)), max_size=6),
)
@settings(max_examples=300, deadline=None)
def test_no_bytes_do_worse_than_a_format_error(kind: str, changes: list[tuple[int, int]]) -> None:
    data = bytearray(SOUND[kind])
    for place, value in changes:
        data[place % len(data)] = value
    try:
        assert decode_image(bytes(data)).ndim == 3
        assert decode_reduced(bytes(data), 16, 16).ndim == 3
    except FormatError:
        pass


def test_real_screenshots() -> None:
    """A PNG of the real desk and JPEG files of another tool."""
    png = sorted(real("desk", "frames").glob("*.png"))[3].read_bytes()
    assert image_size(png) == ("image/png", 1280, 800)
    jpeg = next(real("screenagent").rglob("*.jpg")).read_bytes()
    assert image_size(jpeg) == ("image/jpeg", 1024, 768)
    assert decode_reduced(jpeg, 200, 150).shape == (192, 256, 3)


SOUND = {kind: encoded(kind, picture(40, 30)) for kind in ALL_KINDS}


@pytest.mark.parametrize("reduced", [False, True])
def test_a_jpeg_of_four_inks_is_shown_by_the_formula_of_the_format(reduced: bool) -> None:
    """Cyan, magenta and yellow, each times black; 255 is no ink in the file, and all of it in Pillow."""
    inks = np.array([10, 120, 250, 40])
    buffer = io.BytesIO()
    Image.new("CMYK", (64, 64), tuple(inks.tolist())).save(buffer, "JPEG", quality=100)
    stored = 255 - inks

    data = buffer.getvalue()
    pixels = decode_reduced(data, 8, 8) if reduced else decode_image(data)

    assert np.abs(pixels.astype(int) - stored[:3] * stored[3] / 255).max() <= 3

"""The cursor as it is drawn into pictures: its shapes, and where in a picture one of them is."""

import base64
import binascii
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.errors import FormatError
from formats.media.image import decode_with_alpha
from formats.model.frames import Pixels
from formats.model.recording import Recording

LARGEST_PX = 256
_LONGEST_IMAGE = 1 << 20
_MOST_SHAPES = 64
_OPAQUE = 230
_FEWEST_PX = 20
_FLATTEST = 25.0
"""Levels of 255 by which a shape's pixels must vary: one of one colour is found on any ground of it."""
ALIKE = 600.0
"""Mean square of levels below which a place shows a shape: what a video's coding leaves of it."""
ALIKE_LEARNT = 1500.0
"""The same for a shape that is itself no better than what was learnt of it."""
_APART, _TIMES_APART = 250.0, 1.4
"""By how much the next best place must be worse."""
_AROUND_PX = 6
_MIDDLE = np.float32(128)

Gray = NDArray[np.float32]
"""Luma, shape (height, width), 0 to 255."""


@dataclass(frozen=True, slots=True)
class CursorShape:
    """A shape that is looked for."""

    luma: Gray
    mask: NDArray[np.bool_]
    """Which pixels are the cursor's own and not the ground's, shape as `luma`."""
    hot_x: float
    """Where in it the pointer is."""
    hot_y: float


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a shape was seen."""

    x: float
    """Of the hot spot, in pixels of the picture, like `y`."""
    y: float
    unlike: float
    """Mean square of levels by which it differs from the shape."""


def luma(pixels: Pixels) -> Gray:
    """Return the brightness of pixels (ITU-R BT.601)."""
    out: Gray = pixels[..., :3].astype(np.float32) @ np.array([0.299, 0.587, 0.114], np.float32)
    return out


def recorded_shapes(recording: Recording) -> list[CursorShape]:
    """Return the shapes that the recorder kept, each once, without those too small or plain to be found.

    Raises:
        FormatError: The stream cannot be read; a shape that cannot be decoded is left out.
    """
    table = recording.events("cursor")
    _, first = np.unique(table.rows["image"], return_index=True)
    shapes: dict[bytes, CursorShape] = {}
    for row in np.sort(first).tolist():
        record = table.record(row)
        shape = _decoded(str(record["image"]), int(record["hot_x"]), int(record["hot_y"]))
        if shape is not None and can_be_found(shape) and len(shapes) < _MOST_SHAPES:
            shapes.setdefault(shape.luma.tobytes() + shape.mask.tobytes(), shape)
    return list(shapes.values())


def can_be_found(shape: CursorShape) -> bool:
    """Say whether a shape has enough pixels, and enough light and dark, to be told from its ground."""
    own = shape.luma[shape.mask]
    return len(own) >= _FEWEST_PX and float(own.std()) >= _FLATTEST


class CursorFinder:
    """Looks for shapes in pictures; keeps what it needs of a shape for pictures of one size."""

    def __init__(self, shapes: list[CursorShape], alike: float = ALIKE) -> None:
        """Take the shapes to look for, and from what likeness on one counts as found."""
        self._shapes = shapes
        self._alike = alike
        self._size = (0, 0)
        self._spectra: list[tuple[NDArray[np.complex64], NDArray[np.complex64], float, int]] = []

    def find(self, picture: Gray) -> Sighting | None:
        """Return where in a picture a shape is, None where none is, or where two places look like it.

        The mean square difference over the shape's own pixels is taken at every place at once, by FFT.
        """
        height, width = picture.shape
        shapes = [(number, each) for number, each in enumerate(self._shapes) if _fits(each, picture)]
        if not shapes:
            return None
        # Squares of levels up to 255 lose more of their small differences in 32 bits than those around 0.
        ground = picture - _MIDDLE
        self._prepare(picture.shape)
        plain, squares = (np.fft.rfft2(each, s=self._size) for each in (ground, ground * ground))
        best: Sighting | None = None
        next_best = np.inf
        for number, shape in shapes:
            mask, own, total, count = self._spectra[number]
            unlike = np.fft.irfft2(squares * mask - 2 * plain * own, s=self._size)
            rows, columns = height - shape.luma.shape[0] + 1, width - shape.luma.shape[1] + 1
            unlike = (unlike[:rows, :columns] + total) / count
            y, x = np.unravel_index(int(np.argmin(unlike)), unlike.shape)
            seen = Sighting(float(x) + shape.hot_x, float(y) + shape.hot_y, max(float(unlike[y, x]), 0.0))
            top, left = max(int(y) - _AROUND_PX, 0), max(int(x) - _AROUND_PX, 0)
            unlike[top : int(y) + _AROUND_PX + 1, left : int(x) + _AROUND_PX + 1] = np.inf
            second = float(unlike.min())
            if best is None or seen.unlike < best.unlike:
                best, next_best = seen, second
        if best is None or best.unlike > self._alike:
            return None
        return best if next_best >= _TIMES_APART * best.unlike + _APART else None

    def _prepare(self, size: tuple[int, ...]) -> None:
        padded = (_fast(size[0]), _fast(size[1]))
        if padded == self._size:
            return
        self._size = padded
        self._spectra = []
        for shape in self._shapes:
            mask = shape.mask.astype(np.float32)
            own = (shape.luma - _MIDDLE) * mask
            # The conjugate turns convolution into correlation.
            self._spectra.append(
                (
                    np.conj(np.fft.rfft2(mask, s=padded)),
                    np.conj(np.fft.rfft2(own, s=padded)),
                    float((own.astype(np.float64) ** 2).sum()),
                    int(shape.mask.sum()),
                )
            )


def _fast(size: int) -> int:
    """Return the next size that a fast transform likes."""
    for more in range(size, 2 * size + 2):
        rest = more
        for prime in (2, 3, 5):
            while rest % prime == 0:
                rest //= prime
        if rest == 1:
            return more
    raise AssertionError("a power of two lies between")


def _fits(shape: CursorShape, picture: Gray) -> bool:
    return bool(shape.luma.shape[0] <= picture.shape[0] and shape.luma.shape[1] <= picture.shape[1])


def _decoded(image: str, hot_x: int, hot_y: int) -> CursorShape | None:
    if not image or len(image) > _LONGEST_IMAGE:
        return None
    try:
        data = base64.b64decode(image, validate=True)
        pixels = decode_with_alpha(data, max_pixels=LARGEST_PX * LARGEST_PX)
    except (binascii.Error, ValueError, FormatError):
        return None
    return CursorShape(luma(pixels), pixels[..., 3] >= _OPAQUE, hot_x, hot_y)

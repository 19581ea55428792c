r"""Pixels as sixels: bands of six rows, a palette of its own for each picture, runs written short.

No dithering: a desktop is flat colours, and noise would make ten times the runs. Runs are laid out in words
of four bytes like cells are (see `ansi`), and the bytes not needed dropped at once.

    ESC P q             begin; pixels not drawn stay as they are
    " 1;1;w;h           square pixels, the picture's size
    # n;2;r;g;b         colour n in percent
    # n                 what follows is colour n
    ! n c               n times the six pixels c
    $  -                back to the left; next band
    ESC \              end

Source: DEC STD 070, chapter 9 (sixel); VT330/VT340 graphics programming.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from formats.model.frames import Pixels

BAND = 6
"""Rows of pixels in a band."""

_COLOURS = 255


def _word(text: bytes) -> int:
    return int.from_bytes(text.ljust(4, b"\0"), "little")


_COLOUR_WORDS = np.array([_word(str(number).encode()) for number in range(256)], np.uint32)
_COUNT_WORDS = np.array([_word(str(number).encode()) for number in range(10_000)], np.uint32)
_CHAR_WORDS = np.array([_word(bytes([63 + bits])) for bits in range(64)], np.uint32)
_ONCE, _TWICE, _THRICE = 1, 0x101, 0x10101
# A character's word times one of these repeats it.
_REPEATS = np.array([0, _ONCE, _TWICE, _THRICE], np.uint32)
_SELECT, _REPEAT = _word(b"$#"), _word(b"!")


def encode(pixels: Pixels) -> str:
    """Write a picture, drawn where the cursor is.

    Args:
        pixels: Shape (height, width, 3). Where the height is no multiple of six, what lies below stays.
    """
    height, width = pixels.shape[:2]
    image = Image.fromarray(np.ascontiguousarray(pixels)).quantize(
        _COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE
    )
    indices = np.asarray(image)
    bands = [_band(indices[top : top + BAND]) for top in range(0, len(indices), BAND)]
    return f'\x1bP0;1;0q"1;1;{width};{height}{_palette(image, indices)}' + "-".join(bands) + "\x1b\\"


def _palette(image: Image.Image, indices: NDArray[np.uint8]) -> str:
    """Define the colours that the picture uses."""
    colours = np.array(image.getpalette() or [], np.int32).reshape(-1, 3)
    percent = ((colours * 100 + 127) // 255).tolist()
    used = np.flatnonzero(np.bincount(indices.ravel(), minlength=256)).tolist()
    return "".join("#{};2;{};{};{}".format(number, *percent[number]) for number in used)


def _band(rows: NDArray[np.uint8]) -> str:
    """Write up to six rows: for each colour in them the whole width, then back to the left."""
    width = rows.shape[1]
    used = np.flatnonzero(np.bincount(rows.ravel(), minlength=256))
    place = np.zeros(256, np.intp)
    place[used] = np.arange(len(used))
    lines = np.zeros((len(used), width), np.uint8)
    columns = np.arange(width)
    for row in range(len(rows)):
        lines[place[rows[row]], columns] |= 1 << row
    return _runs(used, lines)


def _runs(colours: NDArray[np.intp], lines: NDArray[np.uint8]) -> str:
    """Write a line of sixels for each colour, equal neighbours as one run."""
    width = lines.shape[1]
    flat = lines.ravel()
    edges = flat[1:] != flat[:-1]
    edges[width - 1 :: width] = True
    starts = np.concatenate(([0], np.flatnonzero(edges) + 1))
    lengths = np.diff(np.append(starts, flat.size))
    line, column = np.divmod(starts, width)
    sixels = flat[starts]
    # Nothing left to draw of a colour: its line need not be finished.
    kept = (sixels != 0) | (column + lengths < width)
    line, column, lengths, sixels = line[kept], column[kept], lengths[kept], sixels[kept]
    long = lengths > len(_REPEATS) - 1
    new = column == 0
    words = np.zeros((len(line), 5), np.uint32)
    words[:, 0] = np.where(new, _SELECT, 0)
    words[:, 1] = np.where(new, _COLOUR_WORDS[colours[line]], 0)
    words[:, 2] = np.where(long, _REPEAT, 0)
    words[:, 3] = np.where(long, _COUNT_WORDS[np.minimum(lengths, 9999)], 0)
    words[:, 4] = _CHAR_WORDS[sixels] * np.where(long, _ONCE, _REPEATS[np.where(long, 1, lengths)])
    return words.tobytes().translate(None, b"\0").decode()

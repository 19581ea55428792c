"""The glyphs a picture is drawn with, and how much of each part of a cell they cover.

Source: Unicode block elements U+2580 to U+259F, block sextants U+1FB00 to U+1FB3B.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

SAMPLES_X = 4
"""Samples of the picture across a cell."""
SAMPLES_Y = 8
"""Samples of the picture down a cell."""
SAMPLES = SAMPLES_X * SAMPLES_Y

SPACE = 0
"""Index of the glyph that covers nothing."""

# Eighths of the width by twenty-fourths of the height hold every edge of every glyph here exactly.
_FINE_X, _FINE_Y = 8, 24
# A glyph covers whole sixths of a sample: halves across, thirds down.
_SIXTHS = 6
UNITS = _SIXTHS * SAMPLES
"""What a coverage of 1 less its mean is multiplied with to be whole."""

_QUADRANTS = "▘▝▀▖▌▞▛▗▚▐▜▄▙▟"
"""Quadrants by bit pattern 1 to 14: upper left 1, upper right 2, lower left 4, lower right 8."""
_LOWER = "▁▂▃▄▅▆▇█"
_LEFT = "▏▎▍▌▋▊▉"
# The soft hyphen (0xAD) has no width of its own.
_TEXT = "".join(chr(code) for code in (*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)))
_PLACEHOLDER = "\U0010eeee"


@dataclass(frozen=True, slots=True)
class GlyphSet:
    """The glyphs a picker may use, as vectors to project a cell's samples on.

    A glyph that covers `m` (32 samples, 0 to 1) with one colour over another explains, of a cell's samples
    `x`, the squared error `(c . x) ** 2 / (c . c)`, where `c` is `m` less its mean. Here `c` is kept in
    whole numbers, `UNITS` times as large: products with pixels are then exact, in whatever order they are
    summed, and a cell is drawn alike whether it is drawn alone or with all others.
    """

    name: str
    glyphs: NDArray[np.uint16]
    """Indices into `GLYPHS`, shape (patterns,)."""
    projections: NDArray[np.float32]
    """`c` in columns, whole numbers of at most `UNITS`, shape (32, patterns)."""
    weights: NDArray[np.float32]
    """One over `c . c`, shape (patterns,)."""
    means: NDArray[np.float32]
    """Mean of `m`, the share of the cell that is covered, shape (patterns,)."""


def _sextant(bits: int) -> str:
    """Return the sextant with this pattern; bit 0 upper left, bit 1 upper right, then row by row."""
    skipped = (bits > 21) + (bits > 42)
    return chr(0x1FB00 + bits - 1 - skipped)


def _fine_mask(char: str) -> NDArray[np.float32]:
    """Return which fine squares of a cell `char` covers, shape (24, 8)."""
    fine = np.zeros((_FINE_Y, _FINE_X), np.float32)
    code = ord(char)
    if char in _LOWER:
        fine[_FINE_Y - 3 * (_LOWER.index(char) + 1) :] = 1
    elif char in _LEFT:
        fine[:, : _LEFT.index(char) + 1] = 1
    elif char in _QUADRANTS:
        bits = _QUADRANTS.index(char) + 1
        for part in range(4):
            if bits >> part & 1:
                y, x = part // 2 * 12, part % 2 * 4
                fine[y : y + 12, x : x + 4] = 1
    elif 0x1FB00 <= code <= 0x1FB3B:
        bits = code - 0x1FB00 + 1
        bits += bits >= 21
        bits += bits >= 42
        for part in range(6):
            if bits >> part & 1:
                y, x = part // 2 * 8, part % 2 * 4
                fine[y : y + 8, x : x + 4] = 1
    return fine


def coverage(char: str, width: int = SAMPLES_X, height: int = SAMPLES_Y) -> NDArray[np.float32]:
    """Return how much of each sample of a cell `char` covers.

    Args:
        char: A space, a block element or a block sextant; anything else covers nothing.
        width: Samples across.
        height: Samples down.

    Returns:
        Shape (height, width), 0 to 1.
    """
    down, across = _averages(_FINE_Y, height), _averages(_FINE_X, width)
    shares: NDArray[np.float32] = (down @ _fine_mask(char) @ across.T).astype(np.float32)
    return shares


@lru_cache(maxsize=16)
def _averages(fine: int, coarse: int) -> NDArray[np.float32]:
    """Return the share of each fine step in each coarse one, shape (coarse, fine)."""
    edges = np.repeat(np.eye(fine, dtype=np.float32), coarse, axis=1)
    shares: NDArray[np.float32] = edges.reshape(fine, coarse, fine).mean(axis=2).T
    return shares


_SEXTANT_BITS = tuple(bits for bits in range(1, 63) if bits not in (21, 42))
_MOSAIC = tuple(dict.fromkeys([*_QUADRANTS, *_LOWER, *_LEFT, *map(_sextant, _SEXTANT_BITS)]))

GLYPHS: tuple[str, ...] = (" ", *_MOSAIC, *_TEXT, _PLACEHOLDER)
"""Every character a cell can hold; a cell stores an index into this."""

PLACEHOLDER = GLYPHS.index(_PLACEHOLDER)
"""Index of the character that stands for a part of a Kitty picture."""

_TEXT_GLYPHS = {" ": SPACE, **{char: GLYPHS.index(char) for char in _TEXT}}

MASKS: NDArray[np.float32] = np.zeros((len(GLYPHS), SAMPLES_Y, SAMPLES_X), np.float32)
"""Coverage of every glyph, shape (glyphs, 8, 4); text counts as covering nothing."""
MASKS[1 : 1 + len(_MOSAIC)] = [coverage(glyph) for glyph in _MOSAIC]


def text_glyphs(text: str) -> NDArray[np.uint16]:
    """Return the indices of a text's characters; those that are not printable Latin-1 become "?"."""
    return np.array([_TEXT_GLYPHS.get(char, _TEXT_GLYPHS["?"]) for char in text], np.uint16)


def _glyph_set(name: str, chars: str) -> GlyphSet:
    unique = "".join(dict.fromkeys(chars))
    masks = np.stack([coverage(char).ravel() for char in unique])
    sixths = np.rint(masks * _SIXTHS)
    centred = sixths * SAMPLES - sixths.sum(axis=1, keepdims=True)
    return GlyphSet(
        name=name,
        glyphs=np.array([GLYPHS.index(char) for char in unique], np.uint16),
        projections=np.ascontiguousarray(centred.T, np.float32),
        weights=(1 / (centred**2).sum(axis=1)).astype(np.float32),
        means=masks.mean(axis=1).astype(np.float32),
    )


# One of each glyph and its negative is enough: the picker is free to swap the two colours. The one that
# covers less is kept, so that the paper is the colour of more of the cell and runs of equal paper are long.
_QUAD = "▀▌▘▝▖▗▚"
# At four samples across, one eighth is a quarter at half the contrast: least squares cannot tell them
# apart, and taking the quarter is 0.08 dB better over 32 screenshots. ▏ and ▉ are left out.
_EIGHTHS = "▁▂▃▅▆▇▎▍▋▊"
_SEXTANTS = "".join(
    _sextant(bits)
    for bits in _SEXTANT_BITS
    if bits.bit_count() < 3 or (bits.bit_count() == 3 and bits < 63 - bits)
)

GLYPH_SETS: dict[str, GlyphSet] = {
    "half": _glyph_set("half", "▀"),
    "quad": _glyph_set("quad", _QUAD),
    "blocks": _glyph_set("blocks", _QUAD + _EIGHTHS),
    "sextants": _glyph_set("sextants", _QUAD + _EIGHTHS + _SEXTANTS),
}
"""By name, coarsest first. "blocks" is in every font; "sextants" needs a terminal that draws them itself."""

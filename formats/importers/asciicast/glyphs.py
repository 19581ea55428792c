"""Masks of characters: text from a font that comes along, lines and blocks drawn so that they meet.

The font is DejaVu Sans Mono, so that a picture looks alike on every machine whatever fonts it has.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

CELL_WIDTH, CELL_HEIGHT = 10, 20
UNDERLINE_Y, STRIKE_Y = 17, 11
_FONT = Path(__file__).with_name("DejaVuSansMono.ttf")
_FONT_SIZE = 16
_BASELINE = 16
_FINE = 4
"""Shapes are drawn so much larger and then made small, which smooths their edges."""
_WORDS = {"LIGHT": 2, "SINGLE": 2, "HEAVY": 4, "DOUBLE": 3, "ARC": 2}
_ARMS = {
    "LEFT": "w",
    "RIGHT": "e",
    "UP": "n",
    "DOWN": "s",
    "HORIZONTAL": "we",
    "VERTICAL": "ns",
}
_QUADRANTS = {0x2596: 4, 0x2597: 8, 0x2598: 1, 0x2599: 13, 0x259A: 9, 0x259B: 7, 0x259C: 11, 0x259D: 2}
_QUADRANTS |= {0x259E: 6, 0x259F: 14}
"""Bits: upper left, upper right, lower left, lower right."""

Mask = NDArray[np.uint8]


@lru_cache(maxsize=8192)
def glyph(character: int, width: int) -> Mask:
    """Return how much of each pixel a character covers, shape (CELL_HEIGHT, CELL_WIDTH * width), 0 to 255."""
    for first, last, drawn in _DRAWN:
        if first <= character <= last and (mask := drawn(character)) is not None:
            return mask
    image = Image.new("L", (CELL_WIDTH * width, CELL_HEIGHT))
    draw = ImageDraw.Draw(image)
    if is_missing(character):
        draw.rectangle((1, 3, CELL_WIDTH * width - 2, _BASELINE), outline=160)
    else:
        draw.text((CELL_WIDTH * width / 2, _BASELINE), chr(character), 255, _font(), anchor="ms")
    return np.asarray(image)


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONT, _FONT_SIZE, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def _missing() -> tuple[tuple[int, int], bytes]:
    return _shape("\U0010fffd")


@lru_cache(maxsize=8192)
def is_missing(character: int) -> bool:
    """Say whether a character can only be drawn as a box."""
    if any(first <= character <= last for first, last, _ in _DRAWN):
        return False
    return 0xD800 <= character <= 0xDFFF or _shape(chr(character)) == _missing()


def _shape(text: str) -> tuple[tuple[int, int], bytes]:
    mask = _font().getmask(text)
    return mask.size, bytes(mask)


def _lines(character: int) -> Mask | None:
    """Draw a line character by its name, None for the diagonals, which are in the font."""
    words = unicodedata.name(chr(character), "").removeprefix("BOX DRAWINGS ").split()
    if "DIAGONAL" in words:
        return None
    weight, arms, pending = 0, dict[str, int](), list[str]()
    for word in words:
        if word in _WORDS:
            weight = _WORDS[word]
            arms |= dict.fromkeys(pending, weight)
            pending = []
        elif word in _ARMS:
            # "DOWN LIGHT" names the weight behind the arm, "LIGHT DOWN" before it, for all that come.
            arms |= dict.fromkeys(_ARMS[word], weight)
            pending += _ARMS[word]
        elif word == "AND":
            pending = []
    mask = np.zeros((CELL_HEIGHT, CELL_WIDTH), np.uint8)
    middle_x, middle_y = CELL_WIDTH // 2, CELL_HEIGHT // 2
    reach = max(arms.values(), default=2) // 2
    for arm, thick in arms.items():
        for offset in (-2, 1) if thick == _WORDS["DOUBLE"] else (-thick // 2,):
            size = 1 if thick == _WORDS["DOUBLE"] else thick
            x, y = (
                slice(middle_x + offset, middle_x + offset + size),
                slice(middle_y + offset, middle_y + offset + size),
            )
            if arm in "we":
                mask[y, : middle_x + reach] = 255 if arm == "w" else mask[y, : middle_x + reach]
                mask[y, middle_x - reach :] = 255 if arm == "e" else mask[y, middle_x - reach :]
            else:
                mask[: middle_y + reach, x] = 255 if arm == "n" else mask[: middle_y + reach, x]
                mask[middle_y - reach :, x] = 255 if arm == "s" else mask[middle_y - reach :, x]
    return mask


def _block(character: int) -> Mask:
    mask = np.zeros((CELL_HEIGHT, CELL_WIDTH), np.uint8)
    if character in {0x2591, 0x2592, 0x2593}:
        mask[:] = 64 * (character - 0x2590)
    elif character == 0x2580:
        mask[: CELL_HEIGHT // 2] = 255
    elif 0x2581 <= character <= 0x2588:
        mask[CELL_HEIGHT - round(CELL_HEIGHT * (character - 0x2580) / 8) :] = 255
    elif 0x2589 <= character <= 0x258F:
        mask[:, : round(CELL_WIDTH * (0x2590 - character) / 8)] = 255
    elif character == 0x2590:
        mask[:, CELL_WIDTH // 2 :] = 255
    elif character == 0x2594:
        mask[: round(CELL_HEIGHT / 8)] = 255
    elif character == 0x2595:
        mask[:, CELL_WIDTH - round(CELL_WIDTH / 8) :] = 255
    else:
        _fill(mask, 2, _QUADRANTS[character])
    return mask


def _braille(character: int) -> Mask:
    mask = np.zeros((CELL_HEIGHT, CELL_WIDTH), np.uint8)
    # Dots 1 to 6 go down the left column and then the right one; 7 and 8 are below.
    for bit, (row, column) in enumerate([(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (2, 1), (3, 0), (3, 1)]):
        if character >> bit & 1:
            mask[5 * row + 2 : 5 * row + 4, 5 * column + 2 : 5 * column + 4] = 255
    return mask


def _sextant(character: int) -> Mask:
    """Draw one of the sextants, whose numbers leave out what other blocks are."""
    bits = character - 0x1FB00 + 1
    bits += (bits >= 21) + (bits >= 41)
    mask = np.zeros((CELL_HEIGHT, CELL_WIDTH), np.uint8)
    _fill(mask, 3, bits)
    return mask


def _fill(mask: Mask, rows: int, bits: int) -> None:
    """Fill the parts of a grid of two columns whose bits are set, row by row."""
    edges = [round(CELL_HEIGHT * row / rows) for row in range(rows + 1)]
    for part in range(2 * rows):
        if bits >> part & 1:
            left = part % 2 * (CELL_WIDTH // 2)
            mask[edges[part // 2] : edges[part // 2 + 1], left : left + CELL_WIDTH // 2] = 255


def _powerline(character: int) -> Mask:
    """Draw the separators of Powerline prompts, which stand in a private area."""
    width, height = CELL_WIDTH * _FINE, CELL_HEIGHT * _FINE
    image = Image.new("L", (width, height))
    draw = ImageDraw.Draw(image)
    right, down = width - 1, height - 1
    kind, thin = character - 0xE0B0, character % 2
    if kind < 4:
        tip, base = (right, 0) if kind < 2 else (0, right)
        corners = [(base, 0), (tip, down / 2), (base, down)]
        draw.line(corners, 255, _FINE + 1) if thin else draw.polygon(corners, 255)
    elif kind < 8:
        left = -width if kind < 6 else 0
        box = (left, 0, left + 2 * width - 1, down)
        draw.ellipse(box, None, 255, _FINE + 1) if thin else draw.ellipse(box, 255)
    else:
        corner = {8: (0, down), 10: (right, down), 12: (0, 0), 14: (right, 0)}[kind - thin]
        ends = [(0, 0), (right, down)] if kind - thin in {8, 14} else [(0, down), (right, 0)]
        draw.line(ends, 255, _FINE + 1) if thin else draw.polygon([*ends, corner], 255)
    small = image.resize((CELL_WIDTH, CELL_HEIGHT), Image.Resampling.BOX)
    return np.asarray(small)


_DRAWN: tuple[tuple[int, int, Callable[[int], Mask | None]], ...] = (
    (0x2500, 0x257F, _lines),
    (0x2580, 0x259F, _block),
    (0x2800, 0x28FF, _braille),
    (0x1FB00, 0x1FB3B, _sextant),
    (0xE0B0, 0xE0BF, _powerline),
)

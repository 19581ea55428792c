"""A line of text in a small note, drawn on pictures: what a canary on the screen looks like."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from formats.model.frames import Pixels
from replay.privacy.finding import Box

PAPER, INK = (250, 250, 248), (24, 24, 28)
_LETTER_PX = 14
_MARGIN_PX = 8
_SEEN_PX = 40
"""As wide as about five letters."""
_SAME = 24
"""By how much a colour may differ and count as the same: a codec may have been at work."""


_BEFORE: Mapping[str, str] = {
    "email": "From: ",
    "card": "Card: ",
    "iban": "IBAN: ",
    "phone": "Tel: ",
    "api-key": "token=",
}


def line_of(category: str, secret: str) -> str:
    """Return the line in which a secret is drawn."""
    return _BEFORE.get(category, "") + secret


@lru_cache(maxsize=64)
def note(text: str) -> Pixels:
    """Return a note that holds a line of text, shape (height, width, 3)."""
    font = ImageFont.load_default(_LETTER_PX)
    left, top, right, bottom = font.getbbox(text)
    size = round(right - left) + 2 * _MARGIN_PX, round(bottom - top) + 2 * _MARGIN_PX
    image = Image.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=(170, 170, 170))
    draw.text((_MARGIN_PX - left, _MARGIN_PX - top), text, INK, font)
    return np.asarray(image, np.uint8).copy()


def draw_note(pixels: Pixels, line: str, box: Box) -> Pixels:
    """Return a picture with a note on it."""
    x, y, width, height = box
    out = pixels.copy()
    out[y : y + height, x : x + width] = note(line)[:height, :width]
    return out


def shows_note(pixels: Pixels, category: str, secret: str, box: Box) -> bool:
    """Say whether some letters of a drawn secret are still on a picture where they were drawn.

    What stands before the secret in its line is not looked at: other notes have it too.
    """
    x, y, width, height = box
    due = note(line_of(category, secret))[:height, :width].astype(np.int16)
    there = pixels[y : y + height, x : x + width].astype(np.int16)
    if due.shape != there.shape:
        return False
    inked: NDArray[np.bool_] = np.logical_and.reduce(due < 128, axis=2)
    paper: NDArray[np.bool_] = np.logical_and.reduce(due > 200, axis=2)
    same: NDArray[np.bool_] = np.logical_and.reduce(np.abs(there - due) <= _SAME, axis=2)
    start = _MARGIN_PX + round(ImageFont.load_default(_LETTER_PX).getlength(_BEFORE.get(category, "")))
    for left in range(start, max(width - _MARGIN_PX - _SEEN_PX, start) + 1, _SEEN_PX // 4):
        columns = slice(left, left + _SEEN_PX)
        # All black has the ink of every note: letters are seen where the paper between them is there as well.
        if all(same[:, columns][part[:, columns]].mean() > 0.9 for part in (inked, paper)):
            return True
    return False

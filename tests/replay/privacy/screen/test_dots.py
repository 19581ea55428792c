"""Dots for the letters of a password are counted; letters, borders and points are none."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from formats.model.frames import Pixels
from formats.registry import open_recording
from replay.privacy.screen.dots import dots_in
from tests.data import SAMPLE

FONT = Path("formats/importers/asciicast/DejaVuSansMono.ttf")


def line(text: str, size: int, *, dark: bool = False, caret: bool = False) -> Pixels:
    """Draw a line with other words before it."""
    paper, ink = ((30, 30, 30), (220, 220, 220)) if dark else ((255, 255, 255), (0, 0, 0))
    image = Image.new("RGB", (900, size + 8), paper)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONT, size)
    draw.text((10, 2), "Password", ink, font=font)
    draw.text((200, 2), text, ink, font=font)
    if caret:
        x = 200 + round(font.getlength(text)) + 1
        draw.line((x, 2, x, size + 4), ink)
    return np.asarray(image)


def discs(count: int, size: int) -> Pixels:
    """Draw discs with soft edges, at any part of a pixel."""
    image = Image.new("L", (3200, 8 * size + 128), 255)
    for number in range(count):
        left = 80 + round(8 * 1.2 * size * number)
        ImageDraw.Draw(image).ellipse((left, 60, left + 8 * size, 60 + 8 * size), 0)
    return np.asarray(image.reduce(8).convert("RGB"))


@pytest.mark.parametrize("size", [11, 12, 13, 14, 16, 20, 26])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("count", [3, 8, 20])
def test_dots_are_counted(size: int, dark: bool, count: int) -> None:
    """Light and dark, with a caret after them."""
    assert [found.count for found in dots_in(line("•" * count, size, dark=dark, caret=True))] == [count]


@pytest.mark.parametrize("size", [5, 7, 9, 12])
def test_larger_dots_are_counted(size: int) -> None:
    """As desktops show them in their dialogs."""
    assert [found.count for found in dots_in(discs(12, size))] == [12]


@pytest.mark.parametrize("size", [14, 16, 20])
def test_asterisks_are_counted(size: int) -> None:
    """As older programs show them."""
    assert [found.count for found in dots_in(line("*" * 9, size))] == [9]


@pytest.mark.parametrize("size", [11, 13, 16, 20])
@pytest.mark.parametrize(
    "text", ["hunter2-not-real", "look, a bookkeeper", "--------", "||||||", "......", "••", ""]
)
def test_what_is_no_row_of_dots_is_none(size: int, text: str) -> None:
    """Words, rules, points, and two dots, which are everywhere."""
    assert dots_in(line(text, size)) == []


def test_the_dots_of_a_real_field_grow_with_the_password() -> None:
    """Chromium's, four pixels high, which nearly touch."""
    counts = []
    with open_recording(SAMPLE) as source:
        for frame in (203, 205, 207, 209, 211):
            counts += [found.count for found in dots_in(source.pixels(frame)[242:262, 700:1000])]

    assert counts == [3, 6, 9, 12, 15]

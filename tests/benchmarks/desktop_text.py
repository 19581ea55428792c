"""Made-up text and photographs for the made-up desktop: smoothed letters, words, and grain."""

import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from formats.model.frames import Pixels

Colour = tuple[int, int, int]

_SYLLABLES = (
    *("ra", "ti", "con", "de", "lo", "min", "er", "as", "pre", "ko", "vu", "na", "sel", "tor", "ing", "bar"),
    *("ety", "al", "mo", "fin", "qua", "li", "ste", "up", "wo", "gre"),
)
_KEYWORDS = ("def", "return", "if", "for", "import", "class", "None", "in", "while", "with")


def word(rng: np.random.Generator) -> str:
    """Make up a word."""
    return "".join(rng.choice(_SYLLABLES) for _ in range(rng.integers(1, 4)))


def sentence(rng: np.random.Generator, length: int) -> str:
    """Make up words until the text has at least `length` letters."""
    out = word(rng).capitalize()
    while len(out) < length:
        out += " " + word(rng)
    return out + "."


def code_line(rng: np.random.Generator) -> str:
    """Make up a line of a program."""
    indent = "    " * int(rng.integers(0, 4))
    kind = rng.random()
    if kind < 0.15:
        return ""
    if kind < 0.3:
        return f"{indent}# {sentence(rng, 40)}"
    if kind < 0.5:
        return f"{indent}{rng.choice(_KEYWORDS)} {word(rng)}({word(rng)}, {rng.integers(0, 999)}):"
    call = f"{word(rng)}.{word(rng)}({word(rng)}[{rng.integers(0, 99)}], '{word(rng)}')"
    return f"{indent}{word(rng)}_{word(rng)} = {call}"


class Letters:
    """Smoothed letters of one size, drawn at whole pixels, each drawn once for a pair of colours."""

    def __init__(self, size_px: int, *, fixed: bool = False) -> None:
        self._font = ImageFont.load_default(size_px)
        self._fixed = round(self._font.getlength("n")) if fixed else 0
        self.height = round(size_px * 1.4)
        self._drawn: dict[tuple[str, Colour, Colour], Pixels] = {}

    def draw(self, onto: Pixels, x: int, y: int, text: str, ink: Colour, paper: Colour) -> int:  # noqa: PLR0917 - as a pen is used
        """Draw a line of text as far as there is room, and return where it ends."""
        for letter in text:
            glyph = self._glyph(letter, ink, paper)
            stop = x + glyph.shape[1]
            if stop > onto.shape[1] or y + self.height > onto.shape[0]:
                break
            onto[y : y + self.height, x:stop] = glyph
            x = stop
        return x

    def width(self, text: str) -> int:
        """Return the width of a line in pixels."""
        return sum(self._glyph(letter, (0, 0, 0), (255, 255, 255)).shape[1] for letter in text)

    def _glyph(self, letter: str, ink: Colour, paper: Colour) -> Pixels:
        glyph = self._drawn.get((letter, ink, paper))
        if glyph is None:
            width = self._fixed or max(1, round(self._font.getlength(letter)))
            image = Image.new("RGB", (width, self.height), paper)
            ImageDraw.Draw(image).text((0, 0), letter, ink, self._font)
            glyph = self._drawn[letter, ink, paper] = np.array(image)
        return glyph


@lru_cache(maxsize=4)
def photograph(seed: int, width: int, height: int) -> Pixels:
    """Make something like a photograph: soft shapes on several scales, edges, grain, and JPEG's marks."""
    rng = np.random.default_rng(seed)
    total = np.zeros((height, width, 3), np.float32)
    for octave, weight in ((3, 90), (9, 50), (40, 26), (160, 12)):
        small = rng.integers(0, 256, (octave, octave * 2, 3), dtype=np.uint8)
        soft = Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC)
        total += np.asarray(soft, np.float32) * (weight / 178)
    image = Image.fromarray(total.clip(0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(24):
        x, y = int(rng.integers(0, width)), int(rng.integers(0, height))
        colour = tuple(rng.integers(0, 256, 3).tolist())
        draw.ellipse((x, y, x + int(rng.integers(20, 300)), y + int(rng.integers(20, 200))), fill=colour)
    grain = rng.normal(0, 3, (height, width, 1))
    pixels = (np.asarray(image) + grain).clip(0, 255).astype(np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=88)
    return np.array(Image.open(buffer).convert("RGB"))

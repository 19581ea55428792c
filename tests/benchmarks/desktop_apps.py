"""The programs of the made-up desktop: each draws its own surface and changes it a step at a time."""

from typing import Protocol

import numpy as np
from PIL import Image

from formats.model.frames import Pixels
from tests.benchmarks.desktop_text import Colour, Letters, code_line, photograph, sentence, word

_CODE = Letters(15, fixed=True)
_BODY = Letters(17)
_SMALL = Letters(13)
_TITLE = Letters(30)

_DARK: Colour = (30, 31, 36)
_INKS: tuple[Colour, ...] = (
    (212, 212, 212),
    (86, 156, 214),
    (206, 145, 120),
    (106, 153, 85),
    (220, 220, 170),
)
_WHITE: Colour = (255, 255, 255)


class Program(Protocol):
    """A program in a window."""

    surface: Pixels
    """What its window shows."""

    def step(self, rng: np.random.Generator) -> None:
        """Do what the person or the program does in one frame."""


class Editor:
    """A text editor, dark, with coloured words: typing, a caret that blinks, the page moving up a line."""

    def __init__(self, rng: np.random.Generator, width: int, height: int) -> None:
        self.surface = np.full((height, width, 3), _DARK, np.uint8)
        self._line = height // _CODE.height - 6
        self._todo = ""
        self._x = 60
        self._lit = False
        for line in range(self._line):
            self._number(line)
            self._draw(line, 60, code_line(rng))

    def step(self, rng: np.random.Generator) -> None:
        """Type some letters, or blink."""
        self._caret(lit=False)
        if rng.random() < 0.85:
            for _ in range(int(rng.integers(1, 7))):
                self._type(rng)
            self._caret(lit=True)
        else:
            self._caret(lit=not self._lit)

    def _type(self, rng: np.random.Generator) -> None:
        if not self._todo:
            pitch = _CODE.height
            self.surface[: self._line * pitch, 56:] = self.surface[pitch : (self._line + 1) * pitch, 56:]
            self.surface[self._line * pitch : (self._line + 1) * pitch, 56:] = _DARK
            self._todo, self._x = code_line(rng) + "\n", 60
        letter, self._todo = self._todo[0], self._todo[1:]
        if letter != "\n":
            self._x = self._draw(self._line, self._x, letter)

    def _draw(self, line: int, x: int, text: str) -> int:
        for number, part in enumerate(text.split(" ")):
            ink = _INKS[sum(map(ord, part)) % len(_INKS)]
            gap = " " if number else ""
            x = _CODE.draw(self.surface, x, line * _CODE.height, gap + part, ink, _DARK)
        return x

    def _number(self, line: int) -> None:
        _CODE.draw(self.surface, 10, line * _CODE.height, f"{line + 1:4d}", (110, 118, 129), _DARK)

    def _caret(self, *, lit: bool) -> None:
        top = self._line * _CODE.height
        self.surface[top : top + _CODE.height, self._x : self._x + 2] = _WHITE if lit else _DARK
        self._lit = lit


class Terminal:
    """A terminal: output that scrolls by several lines at once."""

    _PAPER: Colour = (12, 12, 12)

    def __init__(self, rng: np.random.Generator, width: int, height: int) -> None:
        self.surface = np.full((height, width, 3), self._PAPER, np.uint8)
        self._lines = height // _CODE.height
        self._print(rng, self._lines)

    def step(self, rng: np.random.Generator) -> None:
        """Print some lines, or nothing."""
        if rng.random() < 0.7:
            self._print(rng, int(rng.integers(1, 12)))

    def _print(self, rng: np.random.Generator, count: int) -> None:
        pitch = _CODE.height
        kept = (self._lines - count) * pitch
        self.surface[:kept] = self.surface[count * pitch : self._lines * pitch].copy()
        self.surface[kept:] = self._PAPER
        for line in range(count):
            ink = _INKS[int(rng.integers(0, 4))] if rng.random() < 0.3 else (204, 204, 204)
            name = f"{word(rng)}/{word(rng)}.{word(rng)}"
            text = f"-rw-r--r-- {rng.integers(1, 99_999):6d} {name} {sentence(rng, 30)}"
            _CODE.draw(self.surface, 6, kept + line * pitch, text, ink, self._PAPER)


class Browser:
    """A long page with headings, paragraphs, cards and photographs, read and scrolled."""

    def __init__(self, rng: np.random.Generator, width: int, height: int, *, photos: bool = True) -> None:
        self._page = _page(rng, width, 7 * height, photos=photos)
        self._height = height
        self._top = 0
        self.surface = self._page[:height].copy()

    def step(self, rng: np.random.Generator) -> None:
        """Scroll by notches of the wheel, mostly down, or read on."""
        if rng.random() < 0.55:
            notches = int(rng.integers(1, 5)) * (1 if rng.random() < 0.8 else -1)
            last = len(self._page) - self._height
            self._top = (
                0 if self._top == last and notches > 0 else min(max(self._top + 53 * notches, 0), last)
            )
            self.surface[:] = self._page[self._top : self._top + self._height]


class Chat:
    """A chat: messages arrive at the bottom and push the others up; the answer is typed below."""

    def __init__(self, rng: np.random.Generator, width: int, height: int) -> None:
        self.surface = np.full((height, width, 3), (248, 249, 251), np.uint8)
        self.surface[:, :240] = (63, 14, 64)
        for row in range(14):
            _SMALL.draw(
                self.surface, 24, 60 + row * 30, f"# {word(rng)}-{word(rng)}", (220, 200, 220), (63, 14, 64)
            )
        self._x = 270
        for _ in range(12):
            self._arrive(rng)

    def step(self, rng: np.random.Generator) -> None:
        """Let a message arrive, or type."""
        if rng.random() < 0.15:
            self._arrive(rng)
            return
        bottom = self.surface.shape[0] - 44
        if self._x > self.surface.shape[1] - 300:
            self.surface[bottom - 10 :, 240:] = _WHITE
            self._x = 270
        self._x = _BODY.draw(self.surface, self._x, bottom, word(rng) + " ", (29, 28, 29), _WHITE)

    def _arrive(self, rng: np.random.Generator) -> None:
        lines = int(rng.integers(1, 4))
        pitch = 34 + lines * _BODY.height
        low = self.surface.shape[0] - 60
        self.surface[: low - pitch, 240:] = self.surface[pitch:low, 240:].copy()
        self.surface[low - pitch : low, 240:] = (248, 249, 251)
        self.surface[low - pitch + 6 : low - pitch + 42, 260:296] = rng.integers(40, 220, 3)
        _SMALL.draw(self.surface, 310, low - pitch + 4, word(rng).title(), (90, 90, 94), (248, 249, 251))
        for line in range(lines):
            y = low - pitch + 24 + line * _BODY.height
            _BODY.draw(self.surface, 310, y, sentence(rng, 70), (29, 28, 29), (248, 249, 251))


class Sheet:
    """A spreadsheet: a cell is chosen, a number typed."""

    def __init__(self, rng: np.random.Generator, width: int, height: int) -> None:
        self.surface = np.full((height, width, 3), _WHITE, np.uint8)
        self.surface[::26] = (218, 220, 224)
        self.surface[:, ::110] = (218, 220, 224)
        self._rows, self._columns = height // 26 - 1, width // 110 - 1
        self._at = (5, 3)
        for row in range(self._rows):
            for column in range(min(self._columns, 11)):
                self._write(row, column, f"{rng.integers(0, 99_999) / 100:.2f}")

    def step(self, rng: np.random.Generator) -> None:
        """Go to a neighbour and fill it in."""
        self._frame(self._at, (218, 220, 224))
        row, column = self._at
        self._at = (row + 1) % self._rows, (column + int(rng.random() < 0.15)) % self._columns
        self._write(*self._at, f"{rng.integers(0, 99_999) / 100:.2f}")
        self._frame(self._at, (26, 115, 232))

    def _write(self, row: int, column: int, text: str) -> None:
        box = self.surface[row * 26 + 2 : row * 26 + 24, column * 110 + 2 : column * 110 + 108]
        box[:] = _WHITE
        _SMALL.draw(box, 100 - _SMALL.width(text), 2, text, (32, 33, 36), _WHITE)

    def _frame(self, at: tuple[int, int], colour: Colour) -> None:
        y, x = at[0] * 26, at[1] * 110
        self.surface[y : y + 27 : 26, x : x + 111] = colour
        self.surface[y : y + 27, x : x + 111 : 110] = colour


class Viewer:
    """A photograph, looked at; now and then the next one."""

    def __init__(self, rng: np.random.Generator, width: int, height: int) -> None:
        self._photos = [photograph(int(rng.integers(0, 2)), 2400, 1500) for _ in range(3)]
        self.surface = np.full((height, width, 3), (24, 24, 24), np.uint8)
        self._show(0)

    def step(self, rng: np.random.Generator) -> None:
        """Mostly look."""
        if rng.random() < 0.05:
            self._show(int(rng.integers(0, 3)))

    def _show(self, number: int) -> None:
        height, width = self.surface.shape[0] - 120, self.surface.shape[1] - 200
        self.surface[60 : 60 + height, 100 : 100 + width] = self._photos[number][:height, :width]


class Player:
    """A page with a video of 640x360 that plays: a camera that pans and zooms, and something that crosses."""

    def __init__(self, rng: np.random.Generator, width: int, height: int) -> None:
        self.surface = _page(rng, width, height, photos=False)
        self._scene = Image.fromarray(photograph(1, 2400, 1500))
        self._clock = 0

    def step(self, rng: np.random.Generator) -> None:  # noqa: ARG002 - plays on whatever the person does
        """Show the next picture of the video."""
        self._clock += 1
        zoom = 700 + 200 * np.sin(self._clock / 37)
        x, y = 600 + 500 * np.sin(self._clock / 61), 400 + 300 * np.cos(self._clock / 47)
        box = (x, y, x + zoom, y + zoom * 360 / 640)
        shown = np.array(self._scene.resize((640, 360), Image.Resampling.BILINEAR, box=box))
        left = self._clock * 7 % 560
        shown[200:280, left : left + 80] = (230, 90, 40)
        self.surface[120:480, 160:800] = shown


def _page(rng: np.random.Generator, width: int, height: int, *, photos: bool) -> Pixels:
    page = np.full((height, width, 3), _WHITE, np.uint8)
    left, right, y = width // 8, width - width // 8, 40
    while y < height - 800:
        _TITLE.draw(page, left, y, sentence(rng, 20), (32, 33, 36), _WHITE)
        y += 60
        for _ in range(int(rng.integers(4, 12))):
            _BODY.draw(page[:, :right], left, y, sentence(rng, (right - left) // 9), (60, 64, 67), _WHITE)
            y += _BODY.height
        y += 30
        if photos and rng.random() < 0.35:
            wide, tall = int(rng.integers(300, 640)), int(rng.integers(200, 340))
            x = int(rng.integers(0, 1500))
            page[y : y + tall, left : left + wide] = photograph(0, 2400, 1500)[:tall, x : x + wide]
            y += tall + 30
        elif rng.random() < 0.5:
            for card in range(3):
                x = left + card * 260
                shade = np.linspace(235, 250, 120)[:, None, None] - np.array([0, 4, 12])
                page[y : y + 120, x : x + 240] = shade.astype(np.uint8)
                _SMALL.draw(page, x + 14, y + 50, sentence(rng, 18), (26, 70, 160), (242, 238, 230))
            y += 150
    return page

"""A terminal small enough to trust: it reads what is written and says what each cell shows.

It knows what our encoder, chafa and timg write: moves of the cursor, colours, reverse video, repeated
characters and line ends. Anything else is an error, so that nothing unexpected passes unseen.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from replay.render.atlas import coverage
from replay.render.palette import PALETTE

Colour = tuple[int, int, int] | None

_TOKEN = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])|(\n)|(\r)|([^\x00-\x1f\x7f-\x9f])|(\x1b.|.)", re.DOTALL)


@dataclass
class TerminalModel:
    """Cells of `columns` by `rows`, as (character, ink, paper); None is the terminal's own colour."""

    columns: int
    rows: int
    cells: dict[tuple[int, int], tuple[str, Colour, Colour]] = field(default_factory=dict)
    row: int = 0
    column: int = 0
    ink: Colour = None
    paper: Colour = None
    reverse: bool = False
    last: str = " "

    def feed(self, text: str) -> None:
        """Take what a program writes."""
        for match in _TOKEN.finditer(text):
            numbers, final, newline, carriage, char, stray = match.groups()
            if char:
                self._put(char)
            elif newline:
                self.row, self.column = self.row + 1, 0
            elif carriage:
                self.column = 0
            elif stray:
                raise ValueError(f"a terminal was sent {stray!r}")
            else:
                self._control(numbers, final)

    def cell(self, row: int, column: int) -> tuple[str, Colour, Colour]:
        """Return what a cell shows; ink is None where it cannot be seen."""
        char, ink, paper = self.cells.get((row, column), (" ", None, None))
        return (char, None if char == " " else ink, paper)

    def picture(
        self, width: int, height: int, mask: Callable[[str, int, int], NDArray[np.float32]] = coverage
    ) -> NDArray[np.float32]:
        """Return the screen at `width` by `height` pixels a cell.

        Args:
            width: Pixels across a cell.
            height: Pixels down a cell.
            mask: How much of each pixel a character covers, shape (height, width).
        """
        out = np.zeros((self.rows * height, self.columns * width, 3), np.float32)
        masks: dict[str, NDArray[np.float32]] = {}
        for (row, column), (char, ink, paper) in self.cells.items():
            if row >= self.rows or column >= self.columns:
                continue
            if char not in masks:
                masks[char] = mask(char, width, height)[..., None]
            front, back = np.array(ink or (204, 204, 204)), np.array(paper or (0, 0, 0))
            y, x = row * height, column * width
            out[y : y + height, x : x + width] = back + (front - back) * masks[char]
        return out

    def _put(self, char: str) -> None:
        ink, paper = (self.paper, self.ink) if self.reverse else (self.ink, self.paper)
        self.cells[self.row, self.column] = (char, ink, paper)
        self.column += 1
        self.last = char

    def _control(self, numbers: str, final: str) -> None:
        if numbers.startswith("?"):
            return
        values = [int(number) if number else 0 for number in numbers.split(";")]
        if final == "m":
            self._colours(values)
        elif final == "H":
            self.row, self.column = values[0] - 1, (values[1] if len(values) > 1 else 1) - 1
        elif final == "C":
            self.column += max(values[0], 1)
        elif final == "b":
            for _ in range(values[0]):
                self._put(self.last)
        else:
            raise ValueError(f"a terminal was sent CSI {numbers}{final}")

    def _colours(self, values: list[int]) -> None:
        at = 0
        while at < len(values):
            value = values[at]
            if value == 0:
                self.ink = self.paper = None
                self.reverse = False
            elif value in (7, 27):
                self.reverse = value == 7
            elif value in (39, 49):
                self._set(value - 1, None)
            elif value in (38, 48):
                wide = 5 if values[at + 1] == 2 else 3
                parts = values[at + 2 : at + wide]
                self._set(value, (parts[0], parts[1], parts[2]) if wide == 5 else _indexed(parts[0]))
                at += wide - 1
            else:
                raise ValueError(f"a terminal was sent SGR {value}")
            at += 1

    def _set(self, which: int, colour: Colour) -> None:
        if which == 38:
            self.ink = colour
        else:
            self.paper = colour


def _indexed(index: int) -> tuple[int, int, int]:
    red, green, blue = PALETTE[index].tolist()
    return red, green, blue

"""The screen of a terminal: cells with characters and styles, a cursor, margins, a second screen.

Sources: ECMA-48; XTerm Control Sequences; DEC VT220 and VT510 manuals.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

BOLD, DIM, ITALIC, UNDERLINE, INVERSE, HIDDEN, STRIKE = 1, 2, 4, 8, 16, 32, 64
DEFAULT_COLOUR = 1 << 25
"""The terminal's own ink or paper."""
TRUE_COLOUR = 1 << 24
"""Marks a colour as red, green and blue; without it, a number is a place in the palette."""
BLANK, CONTINUED = 32, 0
"""Characters of an empty cell, and of the right half of a wide one."""
_BACK_BITS, _FLAG_BITS = 26, 52


@dataclass(frozen=True, slots=True)
class Pen:
    """Colours and flags of what is written."""

    ink: int = DEFAULT_COLOUR
    paper: int = DEFAULT_COLOUR
    flags: int = 0

    @property
    def style(self) -> int:
        """All of it as one number."""
        return self.ink | self.paper << _BACK_BITS | self.flags << _FLAG_BITS

    @property
    def eraser(self) -> int:
        """Style of a cell that is erased: of the pen, its paper alone."""
        return DEFAULT_COLOUR | self.paper << _BACK_BITS


def split_style(style: int) -> tuple[int, int, int]:
    """Return ink, paper and flags of a style."""
    mask = (1 << _BACK_BITS) - 1
    return style & mask, style >> _BACK_BITS & mask, style >> _FLAG_BITS


@dataclass(slots=True)
class Cursor:
    """Where is written, and how."""

    row: int = 0
    column: int = 0
    pen: Pen = Pen()
    graphics: tuple[bool, bool] = (False, False)
    """Whether G0 and G1 are DEC's line drawing."""
    shifted: bool = False
    """Whether G1 is used."""
    origin: bool = False
    wraps: bool = False
    """Whether the next character goes to the next line."""


class Screen:
    """What a terminal of a size shows; every operation stays inside of it."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self.title = ""
        self.reset()

    def reset(self) -> None:
        """Begin anew."""
        self.characters = [[BLANK] * self.columns for _ in range(self.rows)]
        self.styles = [[Pen().style] * self.columns for _ in range(self.rows)]
        self.cursor = Cursor()
        self.saved = Cursor()
        self.top, self.bottom = 0, self.rows - 1
        self.tabs = set(range(8, self.columns, 8))
        self.shows_cursor = True
        self.wraps, self.inserts, self.newlines, self.reversed = True, False, False, False
        self.last = ""
        self._beside: tuple[list[list[int]], list[list[int]]] | None = None

    def cells(self) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Return characters and styles, shape (rows, columns), the cursor drawn in reverse."""
        characters = np.array(self.characters, np.uint32)
        styles = np.array(self.styles, np.int64)
        if self.reversed:
            styles ^= INVERSE << _FLAG_BITS
        if self.shows_cursor:
            styles[self.cursor.row, self.cursor.column] ^= INVERSE << _FLAG_BITS
        return characters, styles

    def resize(self, columns: int, rows: int) -> None:
        """Take another size; lines move up where the cursor would be lost."""
        lost = max(self.cursor.row - rows + 1, 0)
        beside = [self._beside] if self._beside else []
        for characters, styles in [(self.characters, self.styles), *beside]:
            for cells, blank in ((characters, BLANK), (styles, Pen().style)):
                del cells[:lost]
                del cells[rows:]
                cells[:] = [line[:columns] + [blank] * (columns - len(line)) for line in cells]
                cells += [[blank] * columns for _ in range(rows - len(cells))]
        self.tabs |= set(range(-(-self.columns // 8) * 8, columns, 8))
        self.columns, self.rows, self.top, self.bottom = columns, rows, 0, rows - 1
        self.go(self.cursor.row - lost, self.cursor.column)

    def write(self, text: str) -> None:
        """Write printable characters at the cursor."""
        if text.isascii() and self.wraps and not self.inserts:
            self._put_run(text)
            return
        for character in text:
            width = width_of(character)
            if width == 0:
                self._combine(character)
            elif width <= self.columns:
                self._put(character, width)

    def go(self, row: int, column: int) -> None:
        """Move the cursor, not beyond the edges."""
        self.cursor.row = min(max(row, 0), self.rows - 1)
        self.cursor.column = min(max(column, 0), self.columns - 1)
        self.cursor.wraps = False

    def address(self, row: int, column: int) -> None:
        """Move the cursor to a place that counts from the margins in origin mode."""
        if self.cursor.origin:
            self.go(min(self.top + row, self.bottom), column)
        else:
            self.go(row, column)

    def up(self, count: int) -> None:
        """Move the cursor up, not across the upper margin."""
        stop = self.top if self.cursor.row >= self.top else 0
        self.go(max(self.cursor.row - count, stop), self.cursor.column)

    def down(self, count: int) -> None:
        """Move the cursor down, not across the lower margin."""
        stop = self.bottom if self.cursor.row <= self.bottom else self.rows - 1
        self.go(min(self.cursor.row + count, stop), self.cursor.column)

    def line_feed(self) -> None:
        """Go to the next line, which scrolls at the lower margin."""
        if self.cursor.row == self.bottom:
            self.scroll(1)
            self.cursor.wraps = False
        else:
            self.go(self.cursor.row + 1, self.cursor.column)

    def reverse_feed(self) -> None:
        """Go to the line before, which scrolls at the upper margin."""
        if self.cursor.row == self.top:
            self.scroll(-1)
        else:
            self.go(self.cursor.row - 1, self.cursor.column)

    def tab(self, count: int) -> None:
        """Go to the next tab stop, or with a negative count to one before."""
        stops = sorted(stop for stop in self.tabs if (stop > self.cursor.column) == (count > 0))
        stops = [stop for stop in stops if stop != self.cursor.column]
        if count > 0:
            self.go(self.cursor.row, stops[count - 1] if count <= len(stops) else self.columns - 1)
        else:
            self.go(self.cursor.row, stops[count] if -count <= len(stops) else 0)

    def scroll(self, count: int, top: int | None = None) -> None:
        """Move the lines between `top` (the upper margin) and the lower margin up by `count`."""
        top = self.top if top is None else top
        height = self.bottom - top + 1
        count = min(max(count, -height), height)
        for cells, blank in ((self.characters, BLANK), (self.styles, self.cursor.pen.eraser)):
            fresh = [[blank] * self.columns for _ in range(abs(count))]
            region = cells[top : self.bottom + 1]
            cells[top : self.bottom + 1] = region[count:] + fresh if count >= 0 else fresh + region[:count]

    def shift(self, count: int) -> None:
        """Insert blanks at the cursor, or with a negative count delete characters."""
        column = self.cursor.column
        count = min(max(count, column - self.columns), self.columns - column)
        for cells, blank in ((self.characters, BLANK), (self.styles, self.cursor.pen.eraser)):
            line = cells[self.cursor.row]
            if count >= 0:
                line[column:] = ([blank] * count + line[column:])[: self.columns - column]
            else:
                line[column:] = line[column - count :] + [blank] * -count
        self.cursor.wraps = False

    def erase(self, row: int, start: int, stop: int) -> None:
        """Erase the cells of a row from `start` up to `stop`."""
        start, stop = max(start, 0), min(stop, self.columns)
        if start < stop:
            self.characters[row][start:stop] = [BLANK] * (stop - start)
            self.styles[row][start:stop] = [self.cursor.pen.eraser] * (stop - start)

    def erase_rows(self, rows: Iterable[int]) -> None:
        """Erase whole rows."""
        for row in rows:
            self.erase(row, 0, self.columns)

    def save(self) -> None:
        """Save the cursor."""
        self.saved = replace(self.cursor)

    def restore(self) -> None:
        """Bring the saved cursor back."""
        self.cursor = replace(self.saved)
        self.go(self.cursor.row, self.cursor.column)

    def use_alternate(self, *, alternate: bool) -> None:
        """Show the other screen, or come back to the first one."""
        if alternate and self._beside is None:
            self._beside = (self.characters, self.styles)
            self.characters = [[BLANK] * self.columns for _ in range(self.rows)]
            self.styles = [[self.cursor.pen.eraser] * self.columns for _ in range(self.rows)]
        elif not alternate and self._beside is not None:
            self.characters, self.styles = self._beside
            self._beside = None

    def _put_run(self, text: str) -> None:
        """Write narrow characters a line at a time: most of what programs write."""
        cursor, start = self.cursor, 0
        while start < len(text):
            if cursor.wraps:
                cursor.column = 0
                self.line_feed()
            run = text[start : start + self.columns - cursor.column]
            stop = cursor.column + len(run)
            line = self.characters[cursor.row]
            if line[cursor.column] == CONTINUED and cursor.column:
                line[cursor.column - 1] = BLANK
            if stop < self.columns and line[stop] == CONTINUED:
                line[stop] = BLANK
            line[cursor.column : stop] = run.encode()
            self.styles[cursor.row][cursor.column : stop] = [cursor.pen.style] * len(run)
            start += len(run)
            cursor.wraps = stop == self.columns
            cursor.column = min(stop, self.columns - 1)
        self.last = text[-1:] or self.last

    def _put(self, character: str, width: int) -> None:
        cursor = self.cursor
        if self.wraps and (cursor.wraps or cursor.column + width > self.columns):
            cursor.column = 0
            self.line_feed()
        elif cursor.column + width > self.columns:
            cursor.column = self.columns - width
        if self.inserts:
            self.shift(width)
        line, styles, column = self.characters[cursor.row], self.styles[cursor.row], cursor.column
        # Half of a wide character that is written over goes as a whole.
        if line[column] == CONTINUED and column:
            line[column - 1] = BLANK
        if column + width < self.columns and line[column + width] == CONTINUED:
            line[column + width] = BLANK
        line[column : column + width] = [ord(character), CONTINUED][:width]
        styles[column : column + width] = [cursor.pen.style] * width
        self.last = character
        cursor.wraps = column + width >= self.columns
        cursor.column = min(column + width, self.columns - 1)

    def _combine(self, mark: str) -> None:
        """Put a mark on the character before the cursor where both are one character of Unicode."""
        column = self.cursor.column - (0 if self.cursor.wraps else 1)
        line = self.characters[self.cursor.row]
        while column > 0 and line[column] == CONTINUED:
            column -= 1
        if column >= 0 and line[column] != CONTINUED:
            joined = unicodedata.normalize("NFC", chr(line[column]) + mark)
            if len(joined) == 1:
                line[column] = ord(joined)


@lru_cache(maxsize=4096)
def width_of(character: str) -> int:
    """Return how many cells a character takes: 0, 1 or 2. Source: Unicode Standard Annex 11."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

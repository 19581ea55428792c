"""Cells to what a terminal reads: whole rows, a part of a row, or only what changed.

Every cell is laid out in words of four bytes with room for all it could need; what it does not need is left
zero, and one pass over the bytes drops the zeros. No byte of a recording's text comes this way: glyphs are
indices into the atlas, colours are numbers.

    word      move to row, column     colours, truecolor                     glyph
    runs      "ESC[" "rrr;" "cccH"    "ESC[38" ";2;" r g b "48;2;" r g b     UTF-8

Source: ECMA-48 (CUP, CUF, SGR); ISO 8613-6 colours with semicolons, as every terminal reads them.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from replay.render.atlas import GLYPHS, SPACE
from replay.render.cells import CellGrid
from replay.render.depth import Depth
from replay.render.palette import nearest_indices

Words = NDArray[np.uint32]
Mask = NDArray[np.bool_]

RESET = "\x1b[0m"


def _word(text: bytes) -> int:
    return int.from_bytes(text.ljust(4, b"\0"), "little")


_DIGITS: Words = np.array([_word(str(number).encode()) for number in range(1000)], np.uint32)
# Digits of 1 to 3 places leave the last byte free for what follows them.
_SEMICOLON, _SGR_END, _CUP_END, _CUF_END = (ord(char) << 24 for char in ";mHC")
_GLYPH_WORDS: Words = np.array([_word(glyph.encode()) for glyph in GLYPHS], np.uint32)
_CSI = _word(b"\x1b[")
_ROW_END = _word(b"\n")

_INK_BITS = np.uint64(0xFFFFFF)
_SHIFT = np.uint64(24)


def encode_rows(grid: CellGrid, depth: Depth) -> list[str]:
    """Write every row on its own, each ending in a reset."""
    if not grid.data.size:
        return ["" for _ in range(grid.rows)]
    first = np.zeros((grid.rows, grid.columns), bool)
    first[:, 0] = True
    words = _colour_words(grid.data.reshape(-1, 8), first.ravel(), depth, before=0, after=1)
    words.reshape(grid.rows, grid.columns, -1)[:, -1, -1] = _ROW_END
    rows = _text(words).split("\n")[: grid.rows]
    return rows if depth is Depth.NONE else [row + RESET for row in rows]


def encode_span(grid: CellGrid, row: int, start: int, stop: int, depth: Depth) -> str:
    """Write the cells of one row from `start` up to `stop`, ending in a reset."""
    cells = np.ascontiguousarray(grid.data[row, start:stop])
    if not len(cells):
        return ""
    return encode_rows(CellGrid(cells[None]), depth)[0]


def encode_changes(old: CellGrid | None, new: CellGrid, depth: Depth, *, left: int, top: int) -> str:
    """Write the cells of `new` that differ from `old`, each run of them after a move of the cursor.

    Args:
        old: What the terminal shows, of the same size; None writes every cell.
        new: What it is to show.
        depth: How many colours.
        left: Column of the screen at which the grid begins, 0 at the edge.
        top: Row of the screen at which it begins.

    Returns:
        Nothing where nothing changed; otherwise moves, colours and glyphs, and a reset.
    """
    changed = np.ones((new.rows, new.columns), bool) if old is None else old.packed != new.packed
    at = np.flatnonzero(changed)
    if not len(at):
        return ""
    first = np.zeros(len(at), bool)
    # Moving the cursor leaves the colours in force: they carry over from run to run.
    first[0] = True
    words = _colour_words(new.data.reshape(-1, 8)[at], first, depth, before=3, after=0)
    row, column = np.divmod(at, new.columns)
    gap = np.diff(at, prepend=at[0]) - 1
    new_row = np.diff(row, prepend=-1) != 0
    forward = ~new_row & (gap > 0)
    words[:, 0] = np.where(new_row | forward, _CSI, 0)
    words[:, 1] = np.where(new_row, _DIGITS[np.minimum(row + top + 1, 999)] | _SEMICOLON, 0)
    words[:, 2] = np.where(
        new_row,
        _DIGITS[np.minimum(column + left + 1, 999)] | _CUP_END,
        np.where(forward, _DIGITS[np.clip(gap, 0, 999)] | _CUF_END, 0),
    )
    return _text(words) + ("" if depth is Depth.NONE else RESET)


def _text(words: Words) -> str:
    return words.tobytes().translate(None, b"\0").decode()


def _colour_words(cells: NDArray[np.uint8], first: Mask, depth: Depth, *, before: int, after: int) -> Words:
    """Lay cells out in words.

    Args:
        cells: Shape (cells, 8), in the order in which they are written.
        first: Where the colours in force are not known.
        depth: How many colours.
        before: Words to leave free before each cell.
        after: Words to leave free after it.
    """
    packed = cells.view("<u8")[:, 0]
    glyph = cells[:, 6:8].view("<u2")[:, 0]
    if depth is Depth.NONE:
        words = np.zeros((len(cells), before + 1 + after), np.uint32)
        words[:, before] = _GLYPH_WORDS[glyph]
        return words
    ink = packed & _INK_BITS
    paper = packed >> _SHIFT & _INK_BITS
    if depth is Depth.INDEXED:
        ink = nearest_indices(cells[:, 0:3]).astype(np.uint64)
        paper = nearest_indices(cells[:, 3:6]).astype(np.uint64)
    new_paper = first | (np.diff(paper, prepend=paper[:1]) != 0)
    new_ink = _ink_changes(ink, glyph != SPACE, first)
    wide = 12 if depth is Depth.TRUE else 8
    words = np.zeros((len(cells), before + wide + after), np.uint32)
    part = words[:, before : before + wide]
    part[:, 0] = np.where(new_ink | new_paper, _CSI, 0)
    ink_end = np.where(new_paper, _SEMICOLON, _SGR_END).astype(np.uint32)
    paper_end = np.full(len(cells), _SGR_END, np.uint32)
    if depth is Depth.TRUE:
        _put_colour(part[:, 1:6], b"38;2;", cells[:, 0:3], new_ink, ink_end)
        _put_colour(part[:, 6:11], b"48;2;", cells[:, 3:6], new_paper, paper_end)
    else:
        _put_colour(part[:, 1:4], b"38;5;", ink[:, None], new_ink, ink_end)
        _put_colour(part[:, 4:7], b"48;5;", paper[:, None], new_paper, paper_end)
    part[:, -1] = _GLYPH_WORDS[glyph]
    return words


def _put_colour(part: Words, lead: bytes, numbers: NDArray[Any], new: Mask, end: Words) -> None:
    """Write `lead` and one number a word, semicolons between them and `end` after the last, where `new`."""
    part[:, 0] = np.where(new, _word(lead[:4]), 0)
    part[:, 1] = np.where(new, _word(lead[4:]), 0)
    last = numbers.shape[1] - 1
    for at in range(last + 1):
        part[:, 2 + at] = np.where(new, _DIGITS[numbers[:, at]] | (end if at == last else _SEMICOLON), 0)


def _ink_changes(ink: NDArray[np.uint64], inked: Mask, first: Mask) -> Mask:
    """Say which cells must name their ink: those with ink that differs from the last ink in force."""
    order = np.arange(len(ink))
    last = np.maximum.accumulate(np.where(inked, order, -1))
    before = np.concatenate(([-1], last[:-1]))
    start = np.maximum.accumulate(np.where(first, order, 0))
    known = before >= start
    changes: Mask = inked & (~known | (ink[before] != ink))
    return changes

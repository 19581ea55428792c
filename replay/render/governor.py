"""Fewer bytes a picture where bytes cost time: colours that hardly differ from the cell before are not sent.

tmux throws away what it has and redraws 100 ms later when more than eight bytes a cell wait for the
terminal; a slow line just takes longer. While pictures follow each other the eye does not miss the
difference; when they stop the exact colours are sent, a part at a time.
"""

import numpy as np

from replay.render.ansi import encode_changes
from replay.render.atlas import SPACE
from replay.render.cells import CellGrid
from replay.render.depth import Depth

BYTES_A_CELL = 7.5
"""What may be written at once for each cell of the terminal; tmux stalls above 8."""

REFINE_S = 0.15
"""How long a coarse picture stays before it is made exact."""

_TOLERANCES = ((6, 0.75), (12, 0.6), (20, 0.5), (32, 0.42), (48, 0.33), (72, 0.2), (110, 0.1), (256, 0.0))
"""Tolerances, and what share of the exact bytes each leaves on a desktop: where to begin trying."""
_BYTES_A_CHANGE = 24
# Two colours, a glyph and its share of moves, at worst on average.


def fit(
    old: CellGrid, new: CellGrid, depth: Depth, *, place: tuple[int, int], budget: int
) -> tuple[CellGrid, str]:
    """Write the changes from `old` to `new`, or to something like it that fits the budget.

    Args:
        old: What the terminal shows.
        new: What it is to show.
        depth: How many colours.
        place: Column and row of the screen where the grid begins.
        budget: Bytes that may be written.

    Returns:
        The grid that the terminal then shows, and what to write.
    """
    left, top = place
    grid, text = new, encode_changes(old, new, depth, left=left, top=top)
    size = len(text.encode())
    exact_size = size
    for tolerance, share in _TOLERANCES:
        if size <= budget:
            break
        if size == exact_size and share * exact_size > budget:
            continue
        grid = tolerant(new, tolerance)
        text = encode_changes(old, grid, depth, left=left, top=top)
        size = len(text.encode())
    return grid, text


def refined(shown: CellGrid, exact: CellGrid, budget: int) -> CellGrid:
    """Return `shown` with as many rows made exact, from the top, as fit the budget; at least one."""
    changes = (shown.packed != exact.packed).sum(axis=1)
    spent = np.cumsum(changes) * _BYTES_A_CHANGE
    behind = np.flatnonzero(changes)
    if not len(behind):
        return exact
    rows = max(int(np.searchsorted(spent, budget)), int(behind[0]) + 1)
    data = shown.data.copy()
    data[:rows] = exact.data[:rows]
    return CellGrid(data)


def tolerant(grid: CellGrid, tolerance: int) -> CellGrid:
    """Return the grid with each colour replaced by the one in force before it where they differ little.

    Args:
        grid: Any.
        tolerance: The largest difference in a channel that is not sent; 0 changes nothing.
    """
    if tolerance == 0:
        return grid
    rows, columns = grid.rows, grid.columns
    colours = grid.data[..., :6].astype(np.int16).reshape(rows, columns, 2, 3)
    inked = grid.glyphs != SPACE
    # Ink and paper that lie close together are one colour: most of a photograph's glyphs go this way.
    faint = inked & (np.abs(colours[:, :, 0] - colours[:, :, 1]).max(axis=2) <= tolerance // 2)
    colours[faint] = (colours[faint].sum(axis=1, keepdims=True) + 1) // 2
    inked &= ~faint
    now = np.full((rows, 2, 3), -512, np.int16)
    matters = np.ones((rows, 2), bool)
    for column in range(columns):
        cell = colours[:, column]
        matters[:, 0] = inked[:, column]
        far = np.abs(cell - now).max(axis=2) > tolerance
        now = np.where((far & matters)[..., None], cell, now)
        colours[:, column] = now
    data = grid.data.copy()
    data[..., :6] = colours.reshape(rows, columns, 6)
    glyphs = np.where(inked, grid.glyphs, SPACE).astype("<u2")
    # Two colours that became one hide the glyph; a space is said in fewer bytes.
    same = (data[..., 0:3] == data[..., 3:6]).all(axis=2)
    glyphs[same] = SPACE
    data[..., 6:8] = glyphs[..., None].view(np.uint8)
    blank = glyphs == SPACE
    data[..., 0:3][blank] = data[..., 3:6][blank]
    return CellGrid(data)

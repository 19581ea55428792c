"""How the room of the screen is shared: the picture first, then the lists, then the lanes of the timeline."""

from dataclasses import dataclass

from textual.geometry import Size

from replay.render.ground import CELL_ASPECT

USUAL_PROPORTION = 16 / 9
"""Width of a picture in heights, where none has been seen."""

_NARROW_CELLS = 70
"""Below, the lists lie under the picture."""
_LIST_CELLS, _WIDEST_LIST_CELLS = 46, 90
_LANES = 7

LOW_LISTS = 6
"""Height of the lists under a picture."""
LOW_ROWS, LOWEST_ROWS = 24, 12
"""Height of the lists below which the whole row under them gets less room, or none."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The shares of the parts of a screen."""

    narrow: bool
    """The lists lie under the picture."""
    lanes: int
    """Lines of the timeline."""
    list_cells: int
    """Width of the lists where they lie beside the picture."""
    list_rows: int
    """Height of the lists."""
    picture: Size
    """Of the view of the picture, in cells."""


def layout_of(size: Size, proportion: float = USUAL_PROPORTION, tiers: int = 0) -> Layout:
    """Share the room out.

    Args:
        size: Of the screen in cells.
        proportion: Width of the picture in heights.
        tiers: How many lanes of labels there are beside the others.
    """
    width, height = size
    lanes = min(max(height // 4, 2), _LANES + tiers)
    # What a picture in its full height leaves over at the side is the lists'.
    needed = round((height - 1 - lanes) * CELL_ASPECT * proportion)
    least = min(width * 2 // 5, _LIST_CELLS)
    cells = min(max(width - needed, least), _WIDEST_LIST_CELLS)
    middle = max(height - 1 - lanes, 0)
    if width < _NARROW_CELLS:
        return Layout(True, lanes, width, LOW_LISTS, Size(width, max(middle - LOW_LISTS, 0)))
    return Layout(False, lanes, cells, middle, Size(width - cells, middle))

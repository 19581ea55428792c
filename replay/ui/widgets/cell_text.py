"""Text measured in terminal cells, where a character takes none, one or two."""

from rich.cells import cell_len, get_character_cell_size, set_cell_size

_MOST_PER_CELL = 6
"""Characters that `visible` lets stand in one cell: one and its marks."""


def cell_fit(text: str, width: int) -> str:
    """Cut `text` to at most `width` cells, with an ellipsis where something was cut.

    Args:
        text: Safe to print, see `visible`; any length, the time taken follows `width`.
        width: Cells, 0 or more.
    """
    if width <= 0:
        return ""
    cut = text[: (width + 1) * _MOST_PER_CELL]
    if len(cut) == len(text) and cell_len(text) <= width:
        return text
    if cell_len(cut) <= width - 1:
        return cut + "…"
    # A wide character that does not fit whole leaves a space: the width stays what it was.
    return set_cell_size(cut, width - 1) + "…"


def cells(text: str) -> list[str]:
    """Spread `text` over cells: a wide character's second is "", marks stand with their character."""
    out: list[str] = []
    for character in text:
        size = get_character_cell_size(character)
        if size == 0 and out:
            # After a wide character its second cell is the last one.
            place = -2 if out[-1] == "" and len(out) > 1 else -1
            out[place] += character
        elif size:
            out.append(character)
            out.extend([""] * (size - 1))
    return out


def wrap_cells(text: str, width: int) -> list[str]:
    """Break `text` into lines of at most `width` cells, at spaces where there are any; never empty.

    Args:
        text: One line, safe to print.
        width: Cells, at least 2.
    """
    lines: list[str] = []
    spread = cells(text)
    start = 0
    while len(spread) - start > width:
        stop = start + width
        if spread[stop] == "":
            stop -= 1
        space = next((at for at in range(stop, start + width // 2, -1) if spread[at] == " "), None)
        lines.append("".join(spread[start : stop if space is None else space]))
        start = stop if space is None else space + 1
    lines.append("".join(spread[start:]))
    return lines

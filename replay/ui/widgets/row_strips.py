"""Rows of a list as strips: pieces of text in named styles, fitted to a width in cells."""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from replay.core.safe_text import visible
from replay.ui.widgets.cell_text import cell_fit


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in a row: written when the row is drawn, by the clock that times are then told by."""

    t_ns: int
    indent: int = 1
    width: int = 0
    """Cells that it takes at least, without the indent and the two spaces after it."""


Text = Sequence[tuple[str, str]]
"""Pieces of text that are safe to print, each with the name of a style or ""; the first begins with a space,
where the current row's sign goes."""
Line = Sequence[tuple[str | Moment, str]]
"""The same, in which instants are not written yet."""

CURRENT_SIGN = "▸"


class RowStyles:
    """The styles of a list, resolved once for a theme."""

    def __init__(self, base: Style, named: Mapping[str, Style], current: Style, sign: Style) -> None:
        self.base = base
        self._named = {name: base + Style(color=style.color) for name, style in named.items()}
        self.current = base + Style(bgcolor=current.bgcolor, bold=True)
        # On the coloured row quiet text would fall below a contrast of 4.5 to 1: it takes the text's colour.
        self._named_current = {
            name: self.current if name.endswith(("dim", "time")) else self.current + Style(color=style.color)
            for name, style in named.items()
        }
        self.sign = self.current + Style(color=sign.color)

    def of(self, name: str, *, current: bool) -> Style:
        """Return the style called `name`, that of plain text where there is none."""
        if current:
            return self._named_current.get(name, self.current)
        return self._named.get(name, self.base)


def written(line: Line, tell: Callable[[int], str]) -> Text:
    """Write the instants of a row; `tell` writes one."""
    return [
        (f"{' ' * piece.indent}{visible(tell(piece.t_ns)):<{piece.width}}  ", name)
        if isinstance(piece, Moment)
        else (piece, name)
        for piece, name in line
    ]


def row_strip(line: Text, width: int, styles: RowStyles, *, current: bool = False) -> Strip:
    """Draw one row, exactly `width` cells."""
    segments: list[Segment] = []
    left = width
    for text, name in line:
        if left <= 0:
            break
        fitting = cell_fit(text, left)
        if current and left == width and fitting.startswith(" "):
            segments.append(Segment(CURRENT_SIGN, styles.sign))
            fitting, left = fitting[1:], left - 1
        segments.append(Segment(fitting, styles.of(name, current=current)))
        left -= cell_len(fitting)
    if left > 0:
        segments.append(Segment(" " * left, styles.current if current else styles.base))
    return Strip(segments, width)


class StripCache:
    """The rows drawn last; as many are kept as a few screens hold, however long the list is."""

    def __init__(self) -> None:
        self._strips: OrderedDict[int, Strip] = OrderedDict()
        self._room = 64

    def __len__(self) -> int:
        return len(self._strips)

    def clear(self) -> None:
        """Forget every row."""
        self._strips.clear()

    def drop(self, row: int) -> None:
        """Forget one row."""
        self._strips.pop(row, None)

    def get(self, row: int, start: int, stop: int, draw: Callable[[int, int], list[Strip]]) -> Strip:
        """Return a row; where it is not at hand, draw all that lack from `start` up to `stop` in one go.

        Args:
            row: From `start` up to `stop`.
            start: First row in view.
            stop: End of the rows in view.
            draw: Draws the rows from one number up to another.
        """
        strip = self._strips.get(row)
        if strip is not None:
            self._strips.move_to_end(row)
            return strip
        first = next(at for at in range(start, stop) if at not in self._strips)
        last = next(at for at in range(stop, first, -1) if at - 1 not in self._strips)
        for at, drawn in zip(range(first, last), draw(first, last), strict=True):
            self._strips[at] = drawn
            self._strips.move_to_end(at)
        strip = self._strips[row]
        self._room = max(64, 4 * (stop - start))
        while len(self._strips) > self._room:
            self._strips.popitem(last=False)
        return strip

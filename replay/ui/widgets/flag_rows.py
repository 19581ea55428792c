"""The list of flags: what is flagged, and below each flag where else its secret stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from replay.core.safe_text import visible
from replay.privacy.masks.masks import NOTHING_HIDDEN, Masks
from replay.ui.widgets.row_strips import Line, Moment

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class FlagRow:
    """One row: a flag, or a place that it obliges to."""

    t_ns: int
    words: str
    state: str
    is_open: bool
    is_owed: bool = False
    """Whether it is a place, which stands below its flag."""


class FlagSource:
    """Rows in the order in which they are given."""

    def __init__(self, rows: Sequence[FlagRow], masks: Masks = NOTHING_HIDDEN) -> None:
        """Show flags; `masks` hide something of the words that people wrote."""
        self.rows = rows
        self._masks = masks

    def __len__(self) -> int:
        return len(self.rows)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return [_line(row, self._masks) for row in self.rows[start:stop]]

    def masked(self, masks: Masks) -> "FlagSource":
        """Return the same rows with something else hidden."""
        return FlagSource(self.rows, masks)

    def row_at(self, t_ns: int) -> int:
        """Return the last row of those nearest before a time, -1 where there is none."""
        before = [(row.t_ns, number) for number, row in enumerate(self.rows) if row.t_ns <= t_ns]
        return max(before)[1] if before else -1


def _line(row: FlagRow, masks: Masks) -> Line:
    style = "rows--warning" if row.is_open else "rows--dim"
    words = visible(masks.clean(row.words)[:_LONGEST])
    if row.is_owed:
        return ((Moment(row.t_ns, indent=3), "rows--dim"), (f"{row.state:<5} ", style), (words, ""))
    state = f"{row.state}  " if row.state else ""
    return ((Moment(row.t_ns), "rows--time"), (state, style), (words, "rows--accent"))

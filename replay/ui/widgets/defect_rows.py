"""The list of defects: what is wrong with the capture, where, by how much, and what that means."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from replay.core.safe_text import visible
from replay.privacy.masks.mask import HIDDEN
from replay.privacy.masks.masks import NOTHING_HIDDEN, Masks
from replay.ui.widgets.row_strips import Line, Moment
from replay.ui.widgets.sources import LONGEST, names_key


@dataclass(frozen=True, slots=True)
class DefectRow:
    """One defect as the list shows it."""

    start_ns: int
    end_ns: int
    check: str
    bad: bool
    """False for what is only doubtful."""
    note: str
    """The figure with its unit, and what it was held against."""
    meaning: str
    """What the check looks for."""


class DefectSource:
    """One row a defect, in order of time; the line under the list has all of it."""

    def __init__(self, defects: Sequence[DefectRow], masks: Masks = NOTHING_HIDDEN) -> None:
        """Show defects.

        Args:
            defects: In order of time.
            masks: What is hidden of their notes: they name keys, and people write them.
        """
        self.defects = defects
        self._masks = masks
        self.starts = [each.start_ns for each in defects]

    def __len__(self) -> int:
        return len(self.defects)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return [self._line(each) for each in self.defects[start:stop]]

    def masked(self, masks: Masks) -> "DefectSource":
        """Return the same rows with something else hidden."""
        return DefectSource(self.defects, masks)

    def row_at(self, t_ns: int) -> int:
        """Return the row of the defect at an instant, else of the last before it, -1 where there is none.

        Of several at the instant it is the one that begins last.
        """
        last = bisect_right(self.starts, t_ns) - 1
        lasting = range(last, -1, -1)[:_LOOKED_BACK]
        return next((row for row in lasting if self.defects[row].end_ns >= t_ns), last)

    def _line(self, each: DefectRow) -> Line:
        style = "rows--warning" if each.bad else "rows--accent"
        return (
            (Moment(each.start_ns), "rows--time"),
            (f"{visible(each.check[:LONGEST])}: ", style),
            (f"{visible(self._note(each)[:LONGEST])}, ", ""),
            (f"{'bad' if each.bad else 'doubtful'}.", style),
            (f" {each.meaning}", "rows--dim"),
        )

    def _note(self, each: DefectRow) -> str:
        # Which key is held or lost in hidden typing is one of its letters.
        if names_key(each.check) and self._masks.hides("keys", each.start_ns, each.end_ns + 1):
            return HIDDEN
        return self._masks.clean(each.note)


_LOOKED_BACK = 256
"""Defects before an instant among which one that still lasts is looked for."""

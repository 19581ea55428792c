"""The list of a tier's segments or points: when, for how long, and which label."""

from collections.abc import Sequence

from formats.model.annotations import Mark, Segment
from formats.model.time import NS_PER_S
from replay.core.safe_text import visible
from replay.privacy.masks.masks import NOTHING_HIDDEN, Masks
from replay.ui.widgets.row_strips import Line, Moment

_LONGEST = 400


class LabelSource:
    """One row a segment or point."""

    def __init__(
        self, starts: Sequence[int], labelled: Sequence[Segment | Mark], masks: Masks = NOTHING_HIDDEN
    ) -> None:
        """Show what is labelled.

        Args:
            starts: Nanoseconds, never falling.
            labelled: As many, in the same order.
            masks: What is hidden of the notes that people wrote.
        """
        self.starts = starts
        self._labelled = labelled
        self._masks = masks

    def __len__(self) -> int:
        return len(self._labelled)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return [_line(each, self._masks) for each in self._labelled[start:stop]]

    def masked(self, masks: Masks) -> "LabelSource":
        """Return the same rows with something else hidden."""
        return LabelSource(self.starts, self._labelled, masks)


def _line(each: Segment | Mark, masks: Masks) -> Line:
    at_ns = each.at.t_ns if isinstance(each, Mark) else each.start.t_ns
    named = visible(masks.clean(each.label)[:_LONGEST])
    label = (named, "") if each.label else ("no label", "rows--warning")
    note = (f"  {visible(masks.clean(each.note)[:_LONGEST])}", "rows--dim") if each.note else ("", "")
    return ((Moment(at_ns), "rows--time"), (f"{_length(each):>8}  ", "rows--dim"), label, note)


def _length(each: Segment | Mark) -> str:
    if isinstance(each, Mark):
        return "point"
    if each.end is None:
        return "open"
    seconds = (each.end.t_ns - each.start.t_ns) / NS_PER_S
    return f"{seconds:.1f} s" if seconds < 600 else f"{seconds / 60:.1f} min"

"""Rows of a list that are hidden together: one row stands for all of them, so that nobody can count them."""

from bisect import bisect_right
from collections.abc import Iterable


class Folding:
    """Which row of what is listed each shown row is, and the other way round."""

    def __init__(self, length: int, hidden: Iterable[tuple[int, int]] = ()) -> None:
        """Fold rows.

        Args:
            length: Rows that there are.
            hidden: First row and the row after the last of each fold, in order; each is shown as one row.
        """
        self._firsts: list[int] = []
        """The first row of each fold."""
        self._shown: list[int] = []
        """Where that is shown."""
        self._stops: list[int] = []
        gone = 0
        for first, stop in hidden:
            first = max(first, self._stops[-1] if self._stops else 0)  # noqa: PLW2901 - where two overlap
            stop = min(stop, length)  # noqa: PLW2901
            if stop - first < 1:
                continue
            self._firsts.append(first)
            self._shown.append(first - gone)
            self._stops.append(stop)
            gone += stop - first - 1
        self._length = length - gone

    def __len__(self) -> int:
        return self._length

    def shown(self, row: int) -> int:
        """Return where a row is shown; -1 stays -1."""
        place = bisect_right(self._firsts, row) - 1
        if place < 0:
            return row
        if row < self._stops[place]:
            return self._shown[place]
        return self._shown[place] + 1 + row - self._stops[place]

    def own(self, shown: int) -> int:
        """Return the row that is shown there: of a fold its first."""
        place = bisect_right(self._shown, shown) - 1
        if place < 0:
            return shown
        if shown == self._shown[place]:
            return self._firsts[place]
        return self._stops[place] + shown - self._shown[place] - 1

    def is_folded(self, shown: int) -> bool:
        """Say whether a shown row stands for hidden ones."""
        place = bisect_right(self._shown, shown) - 1
        return place >= 0 and self._shown[place] == shown

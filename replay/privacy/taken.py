"""Parts of a text that are taken already."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Protocol, TypeVar


class _Placed(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def stop(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


class Taken:
    """Spans of characters, asked and added to in the logarithm of their number; a text may hold very many."""

    def __init__(self) -> None:
        """Begin with none."""
        # Those that overlap are one here: both lists rise, side by side.
        self._starts: list[int] = []
        self._stops: list[int] = []

    def overlaps(self, start: int, stop: int) -> bool:
        """Say whether some of a span is taken."""
        first = bisect_right(self._stops, start)
        return first < len(self._starts) and self._starts[first] < stop

    def add(self, start: int, stop: int) -> None:
        """Take a span."""
        first, last = bisect_right(self._stops, start), bisect_left(self._starts, stop)
        if first < last:
            start, stop = min(start, self._starts[first]), max(stop, self._stops[last - 1])
        self._starts[first:last], self._stops[first:last] = [start], [stop]


def disjoint(placed: Iterable[_P]) -> list[_P]:
    """Return what overlaps nothing that is kept before it, in the order given: the strongest first, say."""
    kept: list[_P] = []
    taken = Taken()
    for each in placed:
        if not taken.overlaps(each.start, each.stop):
            taken.add(each.start, each.stop)
            kept.append(each)
    return kept

"""The coordinates of an exported action: in which space, and on how large a picture."""

import math
from dataclasses import dataclass

from formats.model.export import Space

Point = tuple[float, float]
"""x and y; which pixels they count is said where it is used."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What coordinates on one picture count."""

    space: Space
    captured: tuple[int, int]
    """Width and height of the picture as it was captured, in pixels."""
    written: tuple[int, int]
    """Width and height of the picture as it is written; the same unless it was resized."""

    @property
    def name(self) -> str:
        """The space as rows name it: "0..1", "0..1000", "pixel", "resized" (pixels of a resized picture)."""
        if self.space is Space.UNIT:
            return "0..1"
        if self.space is Space.THOUSAND:
            return "0..1000"
        return "pixel" if self.written == self.captured else "resized"

    def holds(self, point: Point) -> bool:
        """Say whether a point, in pixels of the picture as captured, lies on it."""
        return 0 <= point[0] < self.captured[0] and 0 <= point[1] < self.captured[1]

    def place(self, point: Point) -> Point:
        """Turn pixels of the picture as captured into coordinates of the space.

        Shares have four decimals, as in AgentNet; thousandths are rounded, and pixels are those that hold the
        point, both whole numbers.
        """
        return self._along(point[0], 0), self._along(point[1], 1)

    def _along(self, value: float, axis: int) -> float:
        share = value / self.captured[axis]
        if self.space is Space.UNIT:
            return round(share, 4)
        if self.space is Space.THOUSAND:
            return round(share * 1000)
        if self.written == self.captured:
            return math.floor(value)
        return math.floor(share * self.written[axis])


def fitted(size: tuple[int, int], within: tuple[int, int] | None) -> tuple[int, int]:
    """Return the size that a picture has once it fits `within`, proportions kept; it is never enlarged."""
    if within is None:
        return size
    factor = min(within[0] / size[0], within[1] / size[1], 1)
    return max(round(size[0] * factor), 1), max(round(size[1] * factor), 1)

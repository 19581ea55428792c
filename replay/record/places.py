"""Where the displays lie on the root window, and at what scale."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One display's rectangle on the root window, in pixels."""

    name: str
    x: int
    y: int
    width: int
    height: int

    def holds(self, x: int, y: int) -> bool:
        """Say whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(frozen=True, slots=True)
class Places:
    """All displays at one time; the number of each is its id while a recording lasts."""

    by_id: Sequence[tuple[int, Place]] = ()
    scale: float = 1.0

    def at(self, x: int, y: int) -> int:
        """Return the id of the display that holds a point, that of the first where none does."""
        for display, place in self.by_id:
            if place.holds(x, y):
                return display
        return self.by_id[0][0] if self.by_id else 0

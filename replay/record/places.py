"""Where the displays lie on the root window, and at what scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace


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

    def changed_from(self, before: "Places") -> Iterator[tuple[int, Place]]:
        """Yield the displays that are not as they were, with their ids; one that went has no size."""
        known, now = dict(before.by_id), dict(self.by_id)
        for display, place in self.by_id:
            if known.get(display) != place or self.scale != before.scale:
                yield display, place
        for display, place in before.by_id:
            if display not in now:
                yield display, replace(place, width=0, height=0)

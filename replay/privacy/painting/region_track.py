"""A region is followed from the picture it was drawn on, until what is under it changes, or is in doubt."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Pixels
from replay.privacy.painting.painted import Box, alike
from replay.privacy.painting.templates import Strip, packed

KEPT_SHARE = 0.9
"""Of what is written in the region so much must be there still: a caret blinks, a pointer crosses it."""
DOUBT_SHARE = 0.35
"""Where less is left something else is there now; between the two a person has to look."""
_STRIP_PX = 96
_STRIPS = 3
_CHANGES = 4
"""A piece of a row that changes its colour less often may be anything."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the region is, on one picture after the other."""

    box: Box
    first: int
    """Number of the first picture, in the order in which they were given."""
    last: int
    """Number of the last one."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A picture on which it is unclear whether the region shows the same still."""

    picture: int
    box: Box


@dataclass(frozen=True, slots=True)
class Followed:
    """How far a region goes before and after the picture it was drawn on."""

    places: tuple[Place, ...]
    """In order of the pictures, without gaps; at least the one it was drawn on."""
    doubts: tuple[Doubt, ...]
    """The first picture in doubt on either side, where nothing clear came after it."""


def follow(pixels: Callable[[int], Pixels], count: int, at: int, box: Box) -> Followed:
    """Follow a region forwards and backwards as long as the pixels under it are equal, or scrolled.

    What is in doubt for a while and clear again afterwards belongs to it: a menu lay over it.

    Args:
        pixels: Gives the picture of a number, shape (height, width, 3), uint8; one is asked for at a time, in
            order away from `at`.
        count: How many pictures of the display there are.
        at: The one on which the region was drawn.
        box: The region, of which at least a pixel lies in that picture.

    Raises:
        ValueError: The region lies beside the picture.
    """
    drawn_on = pixels(at)
    inside = box.within(drawn_on.shape[1], drawn_on.shape[0])
    if not inside.area:
        raise ValueError("the region lies beside the picture")
    sought = _Sought(inside.crop(drawn_on).copy(), drawn_on.shape)
    before, doubt_before = _walk(pixels, range(at - 1, -1, -1), sought, inside)
    after, doubt_after = _walk(pixels, range(at + 1, count), sought, inside)
    boxes = [*reversed(before), inside, *after]
    places = tuple(_places(boxes, at - len(before)))
    return Followed(places, tuple(each for each in (doubt_before, doubt_after) if each is not None))


class _Sought:
    """What was under the region when it was drawn."""

    def __init__(self, crop: Pixels, shape: tuple[int, ...]) -> None:
        self.crop = crop
        self.shape = shape
        colours = packed(crop)
        values, counts = np.unique(colours, return_counts=True)
        ink = colours != values[counts.argmax()]
        self._ink = ink if ink.any() else np.ones_like(ink)
        self._strips = _strips(colours, ink)

    def share(self, pixels: Pixels, box: Box) -> float:
        """Return how much of what was written there is there now, 0 to 1."""
        same = alike(box.crop(pixels), self.crop)
        return float(same[self._ink].mean())

    def elsewhere(self, pixels: Pixels, box: Box) -> list[tuple[float, Box]]:
        """Return where else it may be, the likeliest first; of equal ones that in the same column."""
        height, width = pixels.shape[:2]
        raw = packed(pixels).tobytes()
        tried: dict[Box, float] = {}
        for strip in self._strips:
            for column, row in strip.places(raw, width):
                there = box.moved(column - box.left, row - box.top)
                if there != box and there not in tried and there.within(width, height) == there:
                    tried[there] = self.share(pixels, there)
        return sorted(
            ((share, there) for there, share in tried.items()),
            key=lambda found: (-found[0], found[1].left != box.left, abs(found[1].top - box.top)),
        )


def _walk(
    pixels: Callable[[int], Pixels], numbers: Sequence[int], sought: _Sought, box: Box
) -> tuple[list[Box], Doubt | None]:
    """Return where the region is on picture after picture, and the doubt with which it ends."""
    boxes: list[Box] = []
    doubted: list[Doubt] = []
    for number in numbers:
        found, is_clear = _find(sought, pixels(number), box)
        if found is None:
            break
        if not is_clear:
            doubted.append(Doubt(number, found))
            continue
        boxes.extend(doubt.box for doubt in doubted)
        doubted = []
        boxes.append(found)
        box = found
    return boxes, doubted[0] if doubted else None


def _find(sought: _Sought, pixels: Pixels, box: Box) -> tuple[Box | None, bool]:
    """Return where the region is now, and whether that is clear; None where it is gone."""
    if pixels.shape != sought.shape:
        # Of another size: where it lies there nobody can tell from the pixels.
        inside = box.within(pixels.shape[1], pixels.shape[0])
        return (inside, False) if inside.area else (None, True)
    share = sought.share(pixels, box)
    if share >= KEPT_SHARE:
        return box, True
    moved = sought.elsewhere(pixels, box)
    if moved and moved[0][0] >= KEPT_SHARE:
        rivals = [there for other, there in moved if other >= KEPT_SHARE]
        in_column = [there for there in rivals if there.left == box.left]
        # Of several the only one straight above or below is where it scrolled to.
        if len(rivals) == 1 or len(in_column) == 1:
            return (in_column or rivals)[0], True
        return rivals[0], False
    best = max([(share, box), *moved[:1]], key=lambda found: found[0])
    return (best[1], False) if best[0] >= DOUBT_SHARE else (None, True)


def _places(boxes: Sequence[Box], first: int) -> Iterator[Place]:
    start = 0
    for number in range(1, len(boxes) + 1):
        if number == len(boxes) or boxes[number] != boxes[start]:
            yield Place(boxes[start], first + start, first + number - 1)
            start = number


def _strips(colours: NDArray[np.uint32], ink: NDArray[np.bool_]) -> tuple[Strip, ...]:
    """Return telling pieces of rows far from each other: what scrolls is often cut off at one end."""
    if colours.shape[1] < 2:
        return ()
    changes = colours[:, 1:] != colours[:, :-1]
    strips: list[Strip] = []
    for rows in np.array_split(np.arange(colours.shape[0]), min(_STRIPS, colours.shape[0])):
        row = int(rows[changes[rows].sum(axis=1).argmax()])
        columns = np.flatnonzero(ink[row])
        if not len(columns):
            continue
        first = int(columns[0])
        last = min(first + _STRIP_PX, colours.shape[1])
        if int(changes[row, first : last - 1].sum()) >= _CHANGES:
            strips.append(Strip(first, row, np.ascontiguousarray(colours[row, first:last]).tobytes()))
    return tuple(strips)

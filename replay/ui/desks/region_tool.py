"""Picking a region of a picture with the keyboard: letters take a box that was detected, arrows draw one.

A value that knows no widget: a key gives the next one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from formats.model.annotations import Region

STEPS_PX = (8, 64, 1)
"""How far an arrow goes; Space takes the next one."""
LEAST_PX = 4
"""A smaller region holds no letter."""
MOST_BOXES = 400
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ARROWS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}
_FAR = "ctrl+"
_SIZE = "shift+"

Outcome = Literal["goes on", "taken", "left"]


@dataclass(frozen=True, slots=True)
class RegionTool:
    """A region that is being picked on one picture."""

    width: int
    """Of the picture in pixels, like `height`; both at least `LEAST_PX`."""
    height: int
    region: Region
    """Always inside the picture."""
    boxes: tuple[Region, ...] = ()
    """What was detected, in reading order: the letters pick among them."""
    typed: str = ""
    """The letters typed so far of a box that takes two."""
    step: int = 0
    """Number of `STEPS_PX`."""
    touched: bool = False
    """Whether a key was pressed: boxes that come later would change letters under the fingers."""

    def pressed(self, key: str) -> "tuple[RegionTool, Outcome]":
        """Return what a key makes of it, and whether the region is taken or left.

        Args:
            key: As Textual names it.
        """
        if key == "enter":
            return self, "taken"
        if key == "ctrl+c" or (key == "escape" and not self.typed):
            return self, "left"
        return self._changed(key), "goes on"

    def detected(self, boxes: Sequence[Region]) -> "RegionTool":
        """Take boxes that were found meanwhile, unless a key was pressed already."""
        if self.touched or not boxes:
            return self
        inside = [self._kept(box) for box in boxes[:MOST_BOXES]]
        return replace(self, boxes=tuple(sorted(inside, key=lambda box: (box.y, box.x))))

    def labels(self) -> tuple[str, ...]:
        """Return the letters of each box: one where that is enough for all of them, two otherwise."""
        count = len(self.boxes)
        if count <= len(_LETTERS):
            return tuple(_LETTERS[:count])
        return tuple(
            _LETTERS[number // len(_LETTERS)] + _LETTERS[number % len(_LETTERS)] for number in range(count)
        )

    def at(self, region: Region) -> "RegionTool":
        """Return the tool with a region chosen, cut at the picture's edges."""
        return replace(self, region=self._kept(region), touched=True)

    @property
    def words(self) -> str:
        """Where it is and what keys do, for the line at the top."""
        box = self.region
        letters = "letters pick, " if self.boxes else ""
        # The keys first: a narrow screen cuts the rest.
        return (
            f"{letters}arrows move, Shift sizes, Enter takes, Esc; Space {STEPS_PX[self.step]} px, "
            f"{box.width}x{box.height} at {box.x},{box.y}"
        )

    def _changed(self, key: str) -> "RegionTool":
        if key == "space":
            return replace(self, step=(self.step + 1) % len(STEPS_PX), touched=True)
        if key == "tab":
            return self._next_box()
        if key in {"escape", "backspace"}:
            return replace(self, typed=self.typed[:-1] if key == "backspace" else "")
        if len(key) == 1 and key in _LETTERS:
            return self._letter(key) if self.boxes else self
        name = key.removeprefix(_FAR).removeprefix(_SIZE)
        if name not in _ARROWS:
            return self
        across, down = _ARROWS[name]
        px = max(STEPS_PX) if key.startswith(_FAR) else STEPS_PX[self.step]
        return (self._sized if _SIZE in key else self._moved)(across * px, down * px)

    def _letter(self, letter: str) -> "RegionTool":
        typed = self.typed + letter
        labels = self.labels()
        if typed in labels:
            return replace(self.at(self.boxes[labels.index(typed)]), typed="")
        fits = any(label.startswith(typed) for label in labels)
        return replace(self, typed=typed if fits else "", touched=True)

    def _next_box(self) -> "RegionTool":
        if not self.boxes:
            return self
        at = self.boxes.index(self.region) if self.region in self.boxes else -1
        return self.at(self.boxes[(at + 1) % len(self.boxes)])

    def _moved(self, dx: int, dy: int) -> "RegionTool":
        box = self.region
        x = min(max(box.x + dx, 0), self.width - box.width)
        y = min(max(box.y + dy, 0), self.height - box.height)
        return self.at(replace(box, x=x, y=y))

    def _sized(self, dx: int, dy: int) -> "RegionTool":
        box = self.region
        wide, high = max(box.width + dx, LEAST_PX), max(box.height + dy, LEAST_PX)
        return self.at(replace(box, width=wide, height=high))

    def _kept(self, box: Region) -> Region:
        width, height = min(max(box.width, LEAST_PX), self.width), min(max(box.height, LEAST_PX), self.height)
        x, y = min(max(box.x, 0), self.width - LEAST_PX), min(max(box.y, 0), self.height - LEAST_PX)
        return Region(box.display, x, y, min(width, self.width - x), min(height, self.height - y))


def begun(
    width: int, height: int, display: int, near: tuple[float, float] | None = None
) -> RegionTool | None:
    """Return the tool with a region of the size of a line of text, None for a picture too small for one.

    Args:
        width: Of the picture in pixels.
        height: Of the picture.
        display: Whose picture it is.
        near: Where the pointer is in the picture; its middle where None.
    """
    if min(width, height) < LEAST_PX:
        return None
    x, y = near or (width / 2, height / 2)
    wide, high = min(max(width // 6, LEAST_PX), width), min(max(height // 24, LEAST_PX), height)
    tool = RegionTool(width, height, Region(display, 0, 0, wide, high))
    left = min(max(round(x - wide / 2), 0), width - wide)
    top = min(max(round(y - high / 2), 0), height - high)
    return replace(tool, region=Region(display, left, top, wide, high))

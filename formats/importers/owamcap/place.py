"""Where the captured picture lies among the pointer's positions: a window's place, or the screen's corner.

The recorder tells the size of what it captured, not its place. A capture of a window is the window without
the invisible border that Windows puts to its left, right and bottom, so that the two can be found together.

Source: Microsoft, Desktop Window Manager, DWMWA_EXTENDED_FRAME_BOUNDS.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from formats.importers.owamcap.found import WindowPoll

_BORDERS_PX = range(17)
"""7 pixels at a scale of 100 %, up to 16."""


@dataclass(frozen=True, slots=True)
class CapturePlace:
    """The rectangle of the picture, by the time from which it holds."""

    at_ns: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Capture:
    """Where the picture lies, and how that is known."""

    size: tuple[int, int]
    places: tuple[CapturePlace, ...]
    """At least one; the first holds from the start."""
    window: str
    """The captured window's title, "" where it is taken to be the screen."""
    why: str
    """A sentence."""


def find_capture(size: tuple[int, int], windows: Sequence[WindowPoll], origin_ns: int) -> Capture:
    """Place a picture.

    Args:
        size: Width and height of what was captured.
        windows: Windows that were in front, in order.
        origin_ns: From when on the first place holds.
    """
    fitting = [(poll, corner) for poll in windows if (corner := _corner(size, poll)) is not None]
    if not fitting:
        why = (
            f"the picture of {size[0]}x{size[1]} is taken to be the screen whose corner is (0, 0): the "
            "recorder does not tell which it was"
        )
        return Capture(size, (CapturePlace(origin_ns, 0, 0),), "", why)
    handle = Counter(poll.handle for poll, _ in fitting).most_common(1)[0][0]
    places: list[CapturePlace] = []
    for poll, (x, y) in fitting:
        if poll.handle == handle and (not places or (places[-1].x, places[-1].y) != (x, y)):
            places.append(CapturePlace(poll.at_ns if places else origin_ns, x, y))
    title = next(poll.title for poll, _ in fitting if poll.handle == handle)
    why = (
        f"the picture of {size[0]}x{size[1]} is taken to be a window, {_short(title)!r}, whose size without "
        f"its invisible border it has: it lies at ({places[0].x:g}, {places[0].y:g})"
        f"{' first' if len(places) > 1 else ''}, and the pointer goes beyond it"
    )
    return Capture(size, tuple(places), title, why)


def _corner(size: tuple[int, int], poll: WindowPoll) -> tuple[float, float] | None:
    """Return the corner of a picture of a window, None where it does not show that window."""
    left, top, right, bottom = poll.rectangle
    border = bottom - top - size[1]
    if border in _BORDERS_PX and right - left - size[0] == 2 * border:
        return left + border, top
    return None


def _short(title: str) -> str:
    """Return a title on one line."""
    return " ".join(title.split())[:60]

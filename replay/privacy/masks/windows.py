"""Windows that are hidden without anyone's asking: password managers and private browsing.

Whether a window is one is looked up when it is first asked for, so that opening a recording costs nothing;
the list of all of them is for a thread.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import Events
from formats.model.time import NS_PER_S, Span
from replay.privacy.masks.mask import Mask

_CHANNELS = frozenset({"typed", "keys", "title", "clipboard", "accessibility", "screen"})
_FRAME_PX = (8, 40, 8, 8)
"""Left, top, right and bottom of what a window's own rectangle may leave out: its title and its edges."""
_WHILE_NS = 60 * NS_PER_S
_MOST_ROWS = 20
"""So long, and during so many others, a window is taken to be behind others before pictures are looked at."""

Rectangle = tuple[float, float, float, float]
"""x, y, width and height."""
_ANYWHERE: Rectangle = (-1e6, -1e6, 2e6, 2e6)
"""Where a window may be of which nothing tells it."""
Covers = Callable[[str, str], bool]
"""Says of an application and a title whether the window is private."""


class MaskedWindows:
    """The private windows of one recording; may be asked from any thread."""

    def __init__(self, recording: Recording, windows: Events, covers: Covers) -> None:
        """Take the windows; nothing is looked up yet.

        Args:
            recording: For how long it is.
            windows: Its whole stream `window`.
            covers: Which of them are private.
        """
        self._windows = windows
        self.times: NDArray[np.int64] = np.ascontiguousarray(windows.t)
        """When each window came to the front, shape (n,)."""
        self._covers = covers
        self._known: dict[tuple[int, int], bool] = {}
        self._end_ns = max(recording.duration_ns, int(self.times[-1]) if len(self.times) else 0) + 1

    def at(self, start_ns: int, end_ns: int) -> list[Mask]:
        """Return what hides the private windows that are in front in a span, or may be in sight in it."""
        end_ns = max(end_ns, start_ns + 1)
        first = max(int(np.searchsorted(self.times, start_ns, side="right")) - 1, 0)
        stop = int(np.searchsorted(self.times, end_ns))
        masks = [self._mask(row) for row in range(first, stop) if self._is_private(row)]
        for row in range(max(first - _MOST_ROWS, 0), stop):
            if self._is_private(row):
                span = Span(start_ns, end_ns)
                masks += [mask for mask in self.behind(row) if mask.span.overlaps(span)]
        return masks

    def every(self) -> list[Mask]:
        """Return what hides all of them in front; looks at every window, and is for a thread."""
        return [self._mask(row) for row in range(len(self.times)) if self._is_private(row)]

    def rows(self) -> list[int]:
        """Return the rows of private windows after which another window comes to the front; for a thread."""
        last = len(self.times) - 1
        return [row for row in range(last) if self._is_private(row) and not self._is_same(row, row + 1)]

    def coming(self) -> list[int]:
        """Return the rows of private windows before which another window was in front; for a thread."""
        return [
            row
            for row in range(1, len(self.times))
            if self._is_private(row) and not self._is_private(row - 1)
        ]

    def front(self, row: int) -> Mask:
        """Return what hides the private window of a row while it is in front."""
        return self._mask(row)

    def following(self, row: int) -> Iterator[tuple[Span, Rectangle | None]]:
        """Yield for how long each later window is in front, and where; None where nothing tells.

        Until the private window of `row` comes back itself.
        """
        for later in range(row + 1, len(self.times)):
            if self._is_same(row, later):
                return
            mask = self._mask(later)
            yield mask.span, mask.window

    def preceding(self, row: int) -> Iterator[tuple[Span, Rectangle | None]]:
        """Yield for how long earlier windows that are not private were in front, and where, latest first."""
        for earlier in range(row - 1, -1, -1):
            if not self._is_private(earlier):
                mask = self._mask(earlier)
                yield mask.span, mask.window

    def behind(self, row: int) -> list[Mask]:
        """Return what hides what may be in sight of a private window when it is in front no longer.

        Only the pictures tell whether it is still there (`replay.privacy.masks.window_in_sight`): before they
        are looked at it is taken to be there for a while.
        """
        private, masks = self._mask(row), []
        for number, (span, front) in enumerate(self.following(row)):
            if number >= _MOST_ROWS or span.start_ns > private.span.end_ns + _WHILE_NS:
                break
            masks += [
                replace(
                    private,
                    id=f"{private.id}:behind",
                    span=span,
                    channels=frozenset({"screen"}),
                    why="private window behind another one",
                    window=part,
                )
                for part in in_sight(place_of(private), front)
            ]
        return masks

    def _is_same(self, row: int, other: int) -> bool:
        """Say whether two rows are one private window: by its title, or by its place with another title."""
        one, two = self._windows.rows[row], self._windows.rows[other]
        if one["app"] != two["app"] or not self._is_private(other):
            return False
        sides = ("x", "y", "width", "height")
        return bool(one["title"] == two["title"] or all(one[side] == two[side] for side in sides))

    def _is_private(self, row: int) -> bool:
        app, title = (int(self._windows.rows[name][row]) for name in ("app", "title"))
        known = self._known.get((app, title))
        if known is None:
            strings = self._windows.strings
            known = self._known[app, title] = self._covers(strings[app], strings[title])
        return known

    def _mask(self, row: int) -> Mask:
        last = row + 1 >= len(self.times)
        start_ns = int(self.times[row])
        end_ns = max(self._end_ns if last else int(self.times[row + 1]), start_ns + 1)
        values = self._windows.rows[row]
        x, y, width, height = (float(values[name]) for name in ("x", "y", "width", "height"))
        left, top, right, bottom = _FRAME_PX
        known = bool(np.isfinite([x, y, width, height]).all()) and width > 0 and height > 0
        return Mask(
            f"window:{int(values['seq'])}",
            Span(start_ns, end_ns),
            _CHANNELS,
            "private window",
            window=(x - left, y - top, width + left + right, height + top + bottom) if known else None,
        )


def place_of(private: Mask) -> Rectangle:
    """Return where a private window is; anywhere where nothing tells."""
    return private.window or _ANYWHERE


def in_sight(private: Rectangle, front: Rectangle | None) -> list[Rectangle]:
    """Return the parts of a private window that the one in front leaves in sight, both with their frames."""
    return [private] if front is None else _beside(private, inner(front))


def inner(window: Rectangle) -> Rectangle:
    """Return a window as it was told: what its frame covers is not certain."""
    left, top, right, bottom = _FRAME_PX
    x, y, width, height = window
    return x + left, y + top, width - left - right, height - top - bottom


def _beside(window: Rectangle, cover: Rectangle) -> list[Rectangle]:
    """Return the parts of a window that another one does not cover: above, below, left and right of it."""
    x, y, width, height = window
    right, bottom = x + width, y + height
    left_in, top_in = min(max(cover[0], x), right), min(max(cover[1], y), bottom)
    right_in = max(min(cover[0] + cover[2], right), left_in)
    bottom_in = max(min(cover[1] + cover[3], bottom), top_in)
    if right_in == left_in or bottom_in == top_in:
        return [window]
    parts = [
        (x, y, width, top_in - y),
        (x, bottom_in, width, bottom - bottom_in),
        (x, top_in, left_in - x, bottom_in - top_in),
        (right_in, top_in, right - right_in, bottom_in - top_in),
    ]
    return [part for part in parts if part[2] > 0 and part[3] > 0]

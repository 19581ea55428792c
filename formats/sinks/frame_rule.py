"""Which picture an action is shown on, by the rules of `FrameRule`."""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.export import FrameRule
from formats.model.frames import display_ids, visible_changes
from formats.model.recording import Recording
from formats.model.streams import Rows
from formats.sinks.coordinates import Point
from formats.sinks.pointer_start import Moment, starts_to_move


@dataclass(frozen=True, slots=True)
class _Shown:
    """The frames of one display."""

    ids: NDArray[np.int64]
    times: NDArray[np.int64]
    seqs: NDArray[np.int64]


class FrameFinder:
    """Finds the picture of each action of a recording.

    Frames without a picture are found like any other: an older picture would show what was no longer there.
    """

    def __init__(self, recording: Recording, rule: FrameRule) -> None:
        self._recording = recording
        self._rule = rule
        frames = recording.frames
        self._shown = {display: _shown(frames, display) for display in display_ids(frames)}
        self._changes = np.sort(frames["t"][visible_changes(frames)])
        rows = recording.events("display").rows
        # One without a size is not there, and holds no point.
        self._displays = rows[np.isfinite(rows["x"] + rows["y"] + rows["width"] + rows["height"])]
        self._display = next(iter(self._shown), 0)

    def frame(self, after: Moment, action: Moment, place: Point | None) -> int:
        """Return the frame that an action is shown on, -1 where there is none.

        Args:
            after: When the action before it ended.
            action: When it begins; they come in the order of time.
            place: Where it is done, as captured; None for what the pointer has no part in.
        """
        if place is not None:
            self._display = self._display_at(action[0], place)
        shown = self._shown.get(self._display)
        if shown is None:
            return -1
        if self._rule is FrameRule.BEFORE and place is not None:
            action = starts_to_move(self._recording, min(after, action), action, place)
        number = _before(shown, action)
        if self._rule is FrameRule.NEAREST and _is_next_nearer(shown, number, action[0]):
            number += 1
        # The rule STABLE needs no more: after the last frame before an action nothing changes until then.
        return int(shown.ids[number]) if number >= 0 else -1

    def last_before(self, moment: Moment) -> int:
        """Return the last frame before a moment on the display of the action before, -1 if there is none."""
        shown = self._shown.get(self._display)
        number = -1 if shown is None else _before(shown, moment)
        return -1 if shown is None or number < 0 else int(shown.ids[number])

    def changes_in(self, start_ns: int, end_ns: int) -> bool:
        """Say whether anything visible changes after `start_ns` and before `end_ns`."""
        first, last = np.searchsorted(self._changes, [start_ns + 1, end_ns])
        return bool(first < last)

    def _display_at(self, t_ns: int, place: Point) -> int:
        """Return the display with frames on which a point lies, that of the action before if none is."""
        if len(self._shown) < 2:
            return self._display
        for display in self._shown:
            mine = self._displays[(self._displays["id"] == display) & (self._displays["t"] <= t_ns)]
            if len(mine) and _is_on(mine[-1], place):
                return display
        return self._display


def _is_on(display: Rows, place: Point) -> bool:
    return all(
        display[low] <= value < display[low] + display[length]
        for value, low, length in zip(place, ("x", "y"), ("width", "height"), strict=True)
    )


def _shown(frames: Rows, display: int) -> _Shown:
    ids = np.flatnonzero(frames["display"] == display)
    return _Shown(ids, frames["t"][ids], frames["seq"][ids])


def _before(shown: _Shown, moment: Moment) -> int:
    """Return the place of the last frame before a moment, -1 where there is none."""
    place = bisect_left(shown.times, moment[0])
    while place < len(shown.times) and (shown.times[place], shown.seqs[place]) < moment:
        place += 1
    return place - 1


def _is_next_nearer(shown: _Shown, number: int, t_ns: int) -> bool:
    if number + 1 >= len(shown.times):
        return False
    return number < 0 or bool(shown.times[number + 1] - t_ns < t_ns - shown.times[number])

"""Steps: the time of the event, frame, visible change, action or boundary before and after a time.

All answers are times strictly before or after the one given, None where there is none, so that a step never
stands still; events that share an instant are one stop. Only rows beside the place are read: a step costs the
same in ten million events as in ten. (`bisect`, for numpy copies a table's column before it searches it.)
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from formats.model.actions import Actions
from formats.model.frames import Frames, visible_changes
from formats.model.recording import Recording

Times = NDArray[np.int64]
"""Times in order, nanoseconds, shape (n,)."""

_BLOCK = 1024


def event_after(recording: Recording, t_ns: int, streams: Iterable[str] | None = None) -> int | None:
    """Return the time of the first event after `t_ns` in the streams named, in all without names."""
    times = []
    for name in _present(recording, streams):
        row = recording.row_at(name, t_ns + 1)
        if row < recording.streams[name].rows:
            times.append(int(recording.rows(name, row, row + 1).t[0]))
    return min(times, default=None)


def event_before(recording: Recording, t_ns: int, streams: Iterable[str] | None = None) -> int | None:
    """Return the time of the last event before `t_ns` in the streams named, in all without names."""
    times = []
    for name in _present(recording, streams):
        row = recording.row_at(name, t_ns)
        if row > 0:
            times.append(int(recording.rows(name, row - 1, row).t[0]))
    return max(times, default=None)


def frame_after(frames: Frames, t_ns: int) -> int | None:
    """Return the time of the first frame after `t_ns`."""
    return boundary_after(frames["t"], t_ns)


def frame_before(frames: Frames, t_ns: int) -> int | None:
    """Return the time of the last frame before `t_ns`."""
    return boundary_before(frames["t"], t_ns)


def change_after(frames: Frames, t_ns: int) -> int | None:
    """Return the time of the first frame after `t_ns` that shows something else than the one before it."""
    start = bisect_right(frames["t"], t_ns)
    while start < len(frames):
        changed = np.flatnonzero(visible_changes(frames[start : start + _BLOCK]))
        if len(changed):
            return int(frames["t"][start + changed[0]])
        start += _BLOCK
    return None


def change_before(frames: Frames, t_ns: int) -> int | None:
    """Return the time of the last frame before `t_ns` that shows something else than the one before it."""
    stop = bisect_left(frames["t"], t_ns)
    while stop > 0:
        start = max(stop - _BLOCK, 0)
        changed = np.flatnonzero(visible_changes(frames[start:stop]))
        if len(changed):
            return int(frames["t"][start + changed[-1]])
        stop = start
    return None


def action_after(actions: Actions, t_ns: int) -> int | None:
    """Return the start of the first action after `t_ns`."""
    return boundary_after(actions.starts, t_ns)


def action_before(actions: Actions, t_ns: int) -> int | None:
    """Return the start of the last action before `t_ns`."""
    return boundary_before(actions.starts, t_ns)


def boundary_after(times: Times, t_ns: int) -> int | None:
    """Return the first of `times` after `t_ns`."""
    position = bisect_right(times, t_ns)
    return int(times[position]) if position < len(times) else None


def boundary_before(times: Times, t_ns: int) -> int | None:
    """Return the last of `times` before `t_ns`."""
    position = bisect_left(times, t_ns)
    return int(times[position - 1]) if position > 0 else None


def repeated(step: Callable[[int], int | None], t_ns: int, count: int) -> int:
    """Take `step` up to `count` times from `t_ns` and return where it ends."""
    for _ in range(count):
        following = step(t_ns)
        if following is None:
            break
        t_ns = following
    return t_ns


def _present(recording: Recording, streams: Iterable[str] | None) -> list[str]:
    present = recording.streams
    return list(present) if streams is None else [name for name in streams if name in present]

"""By how much frames are off where no cursor is drawn: the first change after a press that stands alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import fullest_display, visible_changes
from formats.model.recording import Recording
from formats.model.time import NS_PER_MS, NS_PER_S
from replay.fidelity.align.path import SEARCH_NS

_QUIET_NS = 400 * NS_PER_MS
_RESPONSE_NS = 20 * NS_PER_MS
"""What an application takes to answer, at least; it cannot be told from an offset."""
_BIN_NS = 10 * NS_PER_MS
_FEWEST = 12
_CLEAR = 6.0
_MOST_UNCERTAIN_NS = 60 * NS_PER_MS


@dataclass(frozen=True, slots=True)
class ActivityShift:
    """What the comparison of input and visible change says."""

    offset_ns: int | None
    """To be added to the frames' times; None where it says nothing clear."""
    uncertain_ns: int
    confidence: float
    presses: int
    """Presses that stood alone, and that it rests on."""


def activity_shift(recording: Recording) -> ActivityShift:
    """Find how long after a press, before which nothing happened for a while, the picture changes.

    Raises:
        FormatError: Events cannot be read.
    """
    presses = _onsets(_presses(recording))
    frames = recording.frames
    own = frames[frames["display"] == fullest_display(frames)] if len(frames) else frames
    changes = _onsets(np.ascontiguousarray(own["t"][visible_changes(own)]))
    interval_ns = int(np.median(np.diff(own["t"]))) if len(own) > 1 else NS_PER_S
    uncertain_ns = interval_ns // 2 + _RESPONSE_NS
    if len(presses) < _FEWEST or len(changes) < _FEWEST:
        return ActivityShift(None, uncertain_ns, 0.0, len(presses))
    first = np.searchsorted(changes, presses - SEARCH_NS)
    last = np.searchsorted(changes, presses + SEARCH_NS)
    later = np.concatenate(
        [changes[start:stop] - press for press, start, stop in zip(presses, first, last, strict=True)]
    )
    bins = 2 * SEARCH_NS // _BIN_NS
    counts = np.bincount(np.clip((later + SEARCH_NS) // _BIN_NS, 0, bins - 1), minlength=bins)
    width = max(interval_ns // _BIN_NS, 2)
    summed = np.convolve(counts, np.ones(width), mode="valid")
    top = int(np.argmax(summed))
    usual = float(np.median(summed))
    clear = (float(summed[top]) - usual) / np.sqrt(max(usual, 1.0))
    share = float(summed[top]) / len(presses)
    if clear < _CLEAR or share < 0.5 or uncertain_ns > _MOST_UNCERTAIN_NS:
        return ActivityShift(None, uncertain_ns, 0.0, len(presses))
    # The change is seen in the first frame after it: half an interval later on the average.
    start_ns = top * _BIN_NS - SEARCH_NS
    inside = later[(later >= start_ns) & (later < start_ns + width * _BIN_NS)]
    offset_ns = -(int(np.median(inside)) - interval_ns // 2 - _RESPONSE_NS)
    return ActivityShift(offset_ns, uncertain_ns, 0.5 * min(share, 1.0), len(presses))


def _presses(recording: Recording) -> NDArray[np.int64]:
    times = [np.empty(0, np.int64)]
    for name in ("key", "button"):
        rows = recording.events(name).rows
        times.append(rows["t"][rows["pressed"] != 0])
    times.append(recording.events("scroll").t)
    return np.sort(np.concatenate(times))


def _onsets(t: NDArray[np.int64]) -> NDArray[np.int64]:
    """Keep the times before which there was none for a while."""
    alone = np.ones(len(t), np.bool_)
    alone[1:] = np.diff(t) >= _QUIET_NS
    return t[alone]

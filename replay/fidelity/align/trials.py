"""Which frames near presses show a change that stays: what `align_near` judges by."""

from collections import OrderedDict

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Storage, fullest_display, visible_changes
from formats.model.recording import Recording
from formats.model.time import NS_PER_MS
from replay.core.keyboard import modifier_of
from replay.fidelity.align.cursor import luma
from replay.fidelity.align.near import Progress, Trials
from replay.fidelity.align.path import picture_places

_AROUND_NS = 1_500 * NS_PER_MS
_MOST_FRAMES = 1_600
"""Pictures that are decoded at most."""
_STRETCHES = 24
_NEAR_PX = (240, 160)
"""How far to either side, and up and down, of a click a change is near it."""
_THINNED = 2
_LEVELS = 20
_LEAST_PIXELS = 6
_NEIGHBOURS = 4
"""What changes again within so many frames does not stay."""
_KEPT_PICTURES = 12

Indices = NDArray[np.int64]
Mask = NDArray[np.bool_]


def find_trials(recording: Recording, progress: Progress | None = None) -> Trials:
    """Look at the frames around presses.

    Args:
        recording: At most some 1,600 of its pictures are decoded, a few held at a time.
        progress: Called with what is done, frames done and frames there are.

    Raises:
        FormatError: Events or pictures cannot be read.
    """
    frames = recording.frames
    mine = np.flatnonzero(
        (frames["display"] == fullest_display(frames)) & (frames["storage"] != Storage.NONE)
    )
    t = np.ascontiguousarray(frames["t"][mine])
    keys, clicks, places, wheel = _presses(recording)
    presses = np.sort(np.concatenate([keys, clicks, wheel]))
    rows = _near_presses(t, presses)
    seen = visible_changes(frames[mine])
    steps = _Steps(recording, mine, seen)
    changed = np.zeros(len(rows), np.bool_)
    for number, row in enumerate(rows.tolist()):
        if progress is not None:
            progress("changes near presses", number, len(rows))
        if not seen[row]:
            continue
        lasting = steps.lasting(row)
        first, stop = np.searchsorted(keys, (t[row] - _AROUND_NS, t[row] + _AROUND_NS)).tolist()
        rolled = np.searchsorted(wheel, (t[row] - _AROUND_NS, t[row] + _AROUND_NS)).tolist()
        if first == stop and rolled[0] == rolled[1]:
            first, stop = np.searchsorted(clicks, (t[row] - _AROUND_NS, t[row] + _AROUND_NS)).tolist()
            lasting = _near(recording, int(mine[row]), lasting, places[first:stop])
        changed[number] = lasting.sum() >= _LEAST_PIXELS
    return Trials(t[rows - 1], t[rows], changed, presses)


class _Steps:
    """Where pictures differ from the one before; a few pictures and steps are held."""

    def __init__(self, recording: Recording, ids: Indices, seen: Mask) -> None:
        self._recording = recording
        self._ids = ids
        self._seen = seen
        self._pictures: OrderedDict[int, NDArray[np.int16]] = OrderedDict()
        self._steps: OrderedDict[int, Mask | None] = OrderedDict()

    def lasting(self, row: int) -> Mask:
        """Return where a picture differs from the one before, and none nearby does again."""
        step = self._step(row)
        if step is None:
            return np.ones((1, 1), np.bool_).repeat(_LEAST_PIXELS, axis=1)
        out = step.copy()
        for other in range(max(row - _NEIGHBOURS, 1), min(row + _NEIGHBOURS + 1, len(self._ids))):
            if other != row and self._seen[other]:
                near = self._step(other)
                if near is not None and near.shape == out.shape:
                    out &= ~near
        return out

    def _step(self, row: int) -> Mask | None:
        """Return where a picture differs from the one before; None where their sizes do."""
        if row not in self._steps:
            before, after = self._picture(row - 1), self._picture(row)
            alike = before.shape == after.shape
            self._steps[row] = np.abs(after - before) > _LEVELS if alike else None
            if len(self._steps) > _KEPT_PICTURES:
                self._steps.popitem(last=False)
        return self._steps[row]

    def _picture(self, row: int) -> NDArray[np.int16]:
        if row not in self._pictures:
            picture = luma(self._recording.pixels(int(self._ids[row])))[::_THINNED, ::_THINNED]
            self._pictures[row] = picture.astype(np.int16)
            if len(self._pictures) > _KEPT_PICTURES:
                self._pictures.popitem(last=False)
        return self._pictures[row]


def _presses(recording: Recording) -> tuple[Indices, Indices, NDArray[np.float64], Indices]:
    """Return times of keys but modifiers, of buttons with their places, and of the wheel."""
    events = recording.events("key")
    names = zip(events.texts("code").tolist(), events.texts("key").tolist(), strict=True)
    plain = np.array([not modifier_of(code or key) for code, key in names], np.bool_)
    keys = events.t[(events.column("pressed") != 0) & plain]
    buttons = recording.events("button").rows
    places = np.stack([buttons["x"], buttons["y"]], axis=1).astype(np.float64)
    return (
        keys.astype(np.int64),
        buttons["t"].astype(np.int64),
        places,
        recording.events("scroll").t.astype(np.int64),
    )


def _near_presses(t: Indices, presses: Indices) -> Indices:
    """Return the rows of frames near presses, rising; of some stretches where there are too many."""
    if len(t) < 2 or not len(presses):
        return np.empty(0, np.int64)
    first, stop = (np.searchsorted(presses, t + by) for by in (-_AROUND_NS, _AROUND_NS))
    near = np.flatnonzero((stop > first) & (np.arange(len(t)) > 0))
    if len(near) <= _MOST_FRAMES:
        return near
    length = _MOST_FRAMES // _STRETCHES
    starts = np.linspace(0, len(near) - length, _STRETCHES).astype(np.int64)
    return np.unique(near[starts[:, None] + np.arange(length)])


def _near(recording: Recording, frame: int, lasting: Mask, places: NDArray[np.float64]) -> Mask:
    """Return what of a change lies near one of some places; all of it where they are not known."""
    known = places[np.isfinite(places).all(axis=1)]
    if not len(known) or lasting.shape[0] == 1:
        return lasting
    out = np.zeros_like(lasting)
    for x, y in picture_places(recording, np.full(len(known), frame), known).tolist():
        left, top = max(int(x) - _NEAR_PX[0], 0) // _THINNED, max(int(y) - _NEAR_PX[1], 0) // _THINNED
        right, bottom = (int(x) + _NEAR_PX[0]) // _THINNED, (int(y) + _NEAR_PX[1]) // _THINNED
        out[top : max(bottom, 0), left : max(right, 0)] = True
    return out & lasting

"""Pictures against events: by how much the times of the frames are off, measured from what the frames show.

The drawn cursor is looked for in a few frames, and held against the logged path at shifts of -1 to +1 s. Its
shapes are those that the recorder kept, else they are learnt from frames in which the pointer rests. The
scale is tested first: at a wrong one any shift would be a number without meaning. Where no cursor is drawn,
presses are held against the first changes near them, and against all visible change, which says less: see
`align_unseen`.
"""

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.time import NS_PER_MS
from replay.fidelity.align.cursor import (
    ALIKE,
    ALIKE_LEARNT,
    CursorFinder,
    CursorShape,
    Sighting,
    luma,
    recorded_shapes,
)
from replay.fidelity.align.cursor_learning import StillFrame, learnt_shapes
from replay.fidelity.align.found import OFF_NS, Alignment, Method, Progress, Verdict
from replay.fidelity.align.path import (
    SEARCH_NS,
    PointerPath,
    captured_places,
    moving_frames,
    picture_places,
    pointer_path,
    still_frames,
)
from replay.fidelity.align.scale import tested_scale
from replay.fidelity.align.shift import Shift, Sightings, find_drift, find_shift
from replay.fidelity.align.unseen import align_unseen

_FEWEST = 6
_ENOUGH = 20
_LEAST_NEAR = 0.5
_LEAST_DEPTH = 0.5
_MOST_UNCERTAIN_NS = 25 * NS_PER_MS
_WHOLE = 24
"""Frames of either kind that are searched whole, so that the scale can be told."""
_MARGIN_PX = 64
_SAME_SCALE = 0.02
_ASSUMED_NS = tuple(at * 250 * NS_PER_MS for at in (0, -1, 1, -2, 2, -3, 3))
"""What frames are taken to be off by, one after the other, while shapes are learnt."""
_SHARP_NS = 100 * NS_PER_MS
_SCALES = (1.25, 1.5, 2.0, 0.8, 2 / 3, 0.5)
"""At which systems draw their screens, and the other way round: tried where nothing is learnt at 1."""


def align(recording: Recording, progress: Progress | None = None) -> Alignment:
    """Measure by how much the frames' times are off.

    Args:
        recording: At most some 300 of its pictures are decoded, one at a time; some 1,600 more where no
            cursor is found in them.
        progress: Called with what is done, frames done and frames there are.

    Raises:
        FormatError: Events or pictures cannot be read.
    """
    if not len(recording.frames):
        return Alignment(None, None, 0.0, "none", "unknown", "there are no frames")
    path = pointer_path(recording)
    moving = moving_frames(recording, path)
    if len(moving):
        search = _Search(recording, path, moving, progress)
        found = search.by(recorded_shapes(recording), "recorded cursor")
        if found is None:
            found = search.by_learning()
        if found is not None:
            return found
    return align_unseen(recording, len(moving), progress)


class _Search:
    """The search for a drawn cursor in one recording."""

    def __init__(
        self, recording: Recording, path: PointerPath, moving: NDArray[np.int64], progress: Progress | None
    ) -> None:
        self._recording = recording
        self._path = path
        self._frames = moving
        self._progress = progress

    def by_learning(self) -> Alignment | None:
        """Align by shapes learnt from frames around which the pointer rests, None where there are none.

        Which frames these are depends on what is looked for: it is assumed, until the shapes are found again.
        """
        best: Alignment | None = None
        for assumed_ns in _ASSUMED_NS:
            found = self.by(self._learnt(assumed_ns), "learnt cursor")
            if found is not None and found.offset_ns is not None:
                return self._learnt_anew(found, assumed_ns)
            best = best or found
        return best or self._by_scales()

    def _by_scales(self) -> Alignment | None:
        """Say that the scale is another one, where shapes are learnt at it; None where it seems to be 1."""
        for scale in _SCALES:
            found = self.by(self._learnt(0, scale), "learnt cursor")
            if found is not None and found.scale is not None and found.offset_ns is None:
                return found
        return None

    def _learnt_anew(self, found: Alignment, assumed_ns: int) -> Alignment:
        """Learn once more, with the offset that was found: shapes come out sharper, and are seen oftener."""
        if found.offset_ns is None or abs(found.offset_ns - assumed_ns) < _SHARP_NS:
            return found
        again = self.by(self._learnt(found.offset_ns), "learnt cursor")
        return again if again is not None and again.confidence > found.confidence else found

    def _learnt(self, assumed_ns: int, scale: float = 1.0) -> list[CursorShape]:
        still = still_frames(self._recording, self._path, assumed_ns)
        t = np.ascontiguousarray(self._recording.frames["t"][still]) + assumed_ns
        places = picture_places(self._recording, still, self._path.at(t) / scale)
        stills = [
            StillFrame(frame, x, y) for frame, (x, y) in zip(still.tolist(), places.tolist(), strict=True)
        ]
        return learnt_shapes(stills, self._recording.pixels, self._progress)

    def by(self, shapes: list[CursorShape], method: Method) -> Alignment | None:
        """Align by shapes, None where none of them is drawn."""
        if not shapes:
            return None
        finder = CursorFinder(shapes, ALIKE if method == "recorded cursor" else ALIKE_LEARNT)
        still = still_frames(self._recording, self._path)
        whole = np.unique(np.concatenate([_some(self._frames), _some(still)]))
        seen = self._seen(finder, whole, narrow=False)
        if len(seen.t) < _FEWEST // 2:
            return None
        scale = tested_scale(self._path, seen)
        if scale is not None and abs(scale - 1) > _SAME_SCALE:
            note = f"the events' coordinates are {scale:.3f} times those of the pictures"
            counts = (len(seen.t), len(whole))
            return Alignment(None, None, 0.0, method, "unknown", note, None, scale, *counts)
        rest = np.setdiff1d(self._frames, whole)
        seen = _together(seen, self._seen(finder, rest, narrow=True))
        moving = _moving(self._path, seen)
        if len(moving.t) < _FEWEST:
            return None
        drift = find_drift(self._path, moving)
        steady = moving
        if drift:
            t = moving.t + (moving.t * (drift * 1e-6)).round().astype(np.int64)
            steady = Sightings(t, moving.places)
        shift = find_shift(self._path, steady)
        return _judged(shift, drift, len(moving.t), method, scale, len(whole) + len(rest))

    def _seen(self, finder: CursorFinder, frames: NDArray[np.int64], *, narrow: bool) -> Sightings:
        """Look for the cursor in frames; where `narrow`, around where the path is within the search."""
        recording = self._recording
        found: list[tuple[int, Sighting]] = []
        for number, frame in enumerate(frames.tolist()):
            if self._progress:
                self._progress("cursor", number, len(frames))
            picture = luma(recording.pixels(frame))
            left = top = 0
            if narrow:
                left, top, right, bottom = self._around(frame, picture.shape)
                picture = picture[top:bottom, left:right]
            sighting = finder.find(picture)
            if sighting is not None:
                found.append((frame, Sighting(sighting.x + left, sighting.y + top, sighting.unlike)))
        numbers = np.array([frame for frame, _ in found], np.int64)
        pixels = np.array([(each.x, each.y) for _, each in found]).reshape(-1, 2)
        t = np.ascontiguousarray(recording.frames["t"][numbers])
        return Sightings(t, captured_places(recording, numbers, pixels))

    def _around(self, frame: int, size: tuple[int, ...]) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom of where the cursor can be in a frame."""
        t = int(self._recording.frames["t"][frame])
        first, last = np.searchsorted(self._path.t, [t - SEARCH_NS, t + SEARCH_NS], side="right").tolist()
        places = self._path.places[max(first - 1, 0) : last]
        corners = np.stack([places.min(axis=0), places.max(axis=0)])
        (left, top), (right, bottom) = picture_places(
            self._recording, np.array([frame, frame]), corners
        ).tolist()
        return (
            max(int(left) - _MARGIN_PX, 0),
            max(int(top) - _MARGIN_PX, 0),
            min(int(right) + _MARGIN_PX, size[1]),
            min(int(bottom) + _MARGIN_PX, size[0]),
        )


def _judged(  # noqa: PLR0917 - what one search found
    shift: Shift, drift: float | None, count: int, method: Method, scale: float | None, frames: int
) -> Alignment:
    curve = tuple(zip(shift.curve_ns.tolist(), shift.curve_px.tolist(), strict=True))
    note = f"the cursor in {count} frames, {shift.near:.0%} of them on the path"
    why = _too_thin(shift)
    if why:
        note = f"{why}: {note}"
        return Alignment(
            None, None, 0.0, method, "unknown", note, shift.uncertain_ns, scale, count, frames, curve
        )
    certain = max(1 - shift.uncertain_ns / (2 * _MOST_UNCERTAIN_NS), 0.0)
    confidence = shift.near * max(shift.depth, 0.0) * min(count / _ENOUGH, 1.0) * certain
    verdict: Verdict = "off" if abs(shift.offset_ns) >= OFF_NS or drift else "ok"
    return Alignment(
        shift.offset_ns,
        drift,
        confidence,
        method,
        verdict,
        note,
        shift.uncertain_ns,
        scale,
        count,
        frames,
        curve,
    )


def _too_thin(shift: Shift) -> str:
    """Say why a minimum is none to believe, "" where it is one."""
    if shift.near < _LEAST_NEAR:
        return "too few of them lie on the path at any shift"
    if shift.depth < _LEAST_DEPTH:
        return "all shifts are alike"
    if shift.uncertain_ns > _MOST_UNCERTAIN_NS:
        return "the minimum is too wide"
    if abs(shift.offset_ns) > SEARCH_NS - 2 * _MOST_UNCERTAIN_NS:
        return "the minimum lies at the end of what is searched"
    return ""


def _moving(path: PointerPath, seen: Sightings) -> Sightings:
    """Keep the sightings around which the path moves: the others agree with any shift."""
    shifts = np.linspace(-SEARCH_NS, SEARCH_NS, 41).astype(np.int64)
    places = path.at(seen.t[:, None] + shifts[None])
    moves = np.ptp(places, axis=1).max(axis=1) >= 20
    return Sightings(seen.t[moves], seen.places[moves])


def _together(one: Sightings, other: Sightings) -> Sightings:
    t, places = np.concatenate([one.t, other.t]), np.concatenate([one.places, other.places])
    order = np.argsort(t, kind="stable")
    return Sightings(t[order], places[order])


def _some(frames: NDArray[np.int64]) -> NDArray[np.int64]:
    if len(frames) <= _WHOLE:
        return frames
    return frames[np.linspace(0, len(frames) - 1, _WHOLE).astype(np.int64)]

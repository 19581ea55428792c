"""What a correction of the frames' times leaves in doubt: annotations that belong nobody knows where now.

An edge at a frame goes with it and one at an event stays, for certain. In doubt is what is at neither, what
is at something that the recording has not, what would be turned around or vanish, and where a neighbour
stayed behind. Each becomes a stop that says why, with what accepting it does; rejecting leaves it there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from formats.model.annotations import Annotation, Decision, Edge, Segment
from formats.model.corrected import CorrectedRecording, corrected_times
from formats.model.recording import Recording
from formats.model.time import NS_PER_MS
from replay.annotate.ledger import Ledger
from replay.annotate.placement import Placement, edges_of, with_edges
from replay.annotate.stops import Stop

_ROWS_AT_ONCE = 1 << 16
_LEAST_NS = NS_PER_MS
_SIDES = ("start", "end")


def doubtful_stops(
    recording: Recording, annotations: Sequence[Annotation], ledger: Ledger, since_utc_ns: int
) -> list[Stop]:
    """Return the annotations that a correction leaves in doubt as stops, in order of time.

    Reads the order of capture of every event, for what is at an event that may not be there: for a thread.

    Args:
        recording: With the correction in force; nothing is in doubt without one.
        annotations: What is looked through, as it is stored.
        ledger: Tells when each was put where it is.
        since_utc_ns: When the correction was made. What was put somewhere later was put in sight of it.

    Raises:
        FormatError: An event cannot be read.
    """
    if not isinstance(recording, CorrectedRecording):
        return []
    placement = Placement.of(recording)
    earlier = [each for each in annotations if _put_at(ledger, each.id) < since_utc_ns]
    lost = _lost_events(recording, earlier)
    stops = [
        stop for each in earlier for stop in (_doubt(each, recording, placement, lost),) if stop is not None
    ]
    known = {stop.about for stop in stops}
    segments = [each for each in annotations if isinstance(each, Segment) and each.id not in known]
    stops += _apart(segments, placement, recording)
    return sorted(stops, key=lambda stop: stop.t_ns)


def _doubt(
    each: Annotation, recording: CorrectedRecording, placement: Placement, lost: set[int]
) -> Stop | None:
    edges = edges_of(each)
    if not edges or isinstance(each, Decision):
        return None
    shown = placement.shown(each)
    moved = [edge.t_ns + placement.shift_of(edge) for edge in edges]
    names = _SIDES if len(edges) > 1 else ("place",)
    gone = [name for name, edge in zip(names, edges, strict=False) if _is_gone(edge, recording, lost)]
    if gone:
        free = [
            replace(edge, anchor=None) if _is_gone(edge, recording, lost) else edge
            for edge in edges_of(shown)
        ]
        words = f"its {_and(gone)} is at something that this recording has not: accepting lets go of that"
        return _stop(shown, recording, "gone", words, with_edges(shown, free))
    if len(edges) > 1 and edges[1].t_ns > edges[0].t_ns and moved[1] <= moved[0]:
        length = (moved[0] - moved[1]) / NS_PER_MS
        how = f"end {length:.0f} ms before it starts" if length else "have no length"
        words = f"it would {how}: accepting puts it back where it was, at no frame"
        return _stop(
            shown, recording, "turned", words, with_edges(shown, [Edge(edge.t_ns) for edge in edges])
        )
    loose = [name for name, edge in zip(names, edges, strict=False) if edge.anchor is None]
    shifts = [_shift_at(edge.t_ns, recording) for edge in edges]
    if not loose or all(abs(shift) < _LEAST_NS for shift in shifts):
        return None
    along = [
        Edge(edge.t_ns + shift) if edge.anchor is None else at
        for edge, at, shift in zip(edges, edges_of(shown), shifts, strict=True)
    ]
    if len(along) > 1 and along[1].t_ns <= along[0].t_ns:
        return None
    words = f"its {_and(loose)} is at no event and no frame: accepting moves it with the pictures"
    return _stop(
        shown, recording, "loose", f"{words}, by {shifts[0] / NS_PER_MS:+.1f} ms", with_edges(shown, along)
    )


def _apart(
    segments: Iterable[Segment], placement: Placement, recording: CorrectedRecording
) -> Iterator[Stop]:
    """Yield the segments that touched the one before them, or came after it, and no longer do."""
    tiers: dict[str, list[Segment]] = {}
    for each in segments:
        tiers.setdefault(each.tier, []).append(each)
    for tier in tiers.values():
        tier.sort(key=lambda each: each.start.t_ns)
        for first, second in pairwise(tier):
            if first.end is None or first.end.t_ns > second.start.t_ns:
                continue
            before, after = placement.shown(first), placement.shown(second)
            end, start = edges_of(before)[1], after.start
            overlap = end.t_ns - start.t_ns
            touched = first.end.t_ns == second.start.t_ns
            if overlap == 0 or (overlap < 0 and not touched):
                continue
            if after.end is not None and end.t_ns >= after.end.t_ns:
                continue
            what = "overlaps" if overlap > 0 else "no longer touches"
            by = f"{abs(overlap) / NS_PER_MS:.0f} ms"
            words = f"it {what} the one before it, by {by}: accepting starts it there"
            yield _stop(after, recording, "apart", words, replace(after, start=end))


def _stop(shown: Annotation, recording: CorrectedRecording, why: str, words: str, makes: Annotation) -> Stop:
    by = recording.correction
    # Another correction asks again.
    name = f"moved:{by.frame_offset_ns}:{by.frame_drift_ppb}:{why}:{shown.id}"
    label = getattr(shown, "label", "") or getattr(shown, "category", "") or type(shown).__name__.lower()
    t_ns = edges_of(shown)[0].t_ns
    return Stop(t_ns, "moved", name, f"{label}: {words}", makes=makes, about=shown.id, was=shown)


def _is_gone(edge: Edge, recording: CorrectedRecording, lost: set[int]) -> bool:
    if edge.anchor is None:
        return False
    if edge.anchor.kind == "frame":
        return not 0 <= edge.anchor.number < len(recording.frames)
    return edge.anchor.number in lost


def _shift_at(t_ns: int, recording: CorrectedRecording) -> int:
    """Return by how much a picture of a time as recorded is moved."""
    times: NDArray[np.int64] = np.array([t_ns], np.int64)
    return int(corrected_times(times, recording.correction)[0]) - t_ns


def _lost_events(recording: Recording, annotations: Iterable[Annotation]) -> set[int]:
    """Return the places in the order of capture at which annotations are anchored and no event is."""
    anchors = (edge.anchor for each in annotations for edge in edges_of(each))
    wanted = {anchor.number for anchor in anchors if anchor is not None and anchor.kind == "event"}
    if not wanted:
        return set()
    sought = np.array(sorted(wanted), np.int64)
    for name, info in recording.streams.items():
        for start in range(0, info.rows, _ROWS_AT_ONCE):
            seqs = recording.rows(name, start, start + _ROWS_AT_ONCE).column("seq")
            sought = sought[~np.isin(sought, seqs)]
            if not len(sought):
                return set()
    return set(sought.tolist())


def _put_at(ledger: Ledger, annotation: str) -> int:
    newest = ledger.newest_of(annotation)
    return 0 if newest is None else newest.at_utc_ns


def _and(names: Sequence[str]) -> str:
    return " and ".join(names)

"""Frames: their rate, those that come late, and those that are missing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from formats.model.frames import SAME, Storage
from formats.model.report import IMPORT_DETAILS, PICTURES_AGAIN
from formats.model.time import NS_PER_MS, Span
from replay.fidelity.capture import Capture, Ints
from replay.fidelity.density import mode_of_gaps
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, Verdict, counted, unknown
from replay.fidelity.profile import Settings, limits

RATE: Settings = {"slowest_hz": 0.2}
MISSING: Settings = {"doubtful": 0, "bad": 0.02, "regular_share": 0.5}
LATE: Settings = {"doubtful": 0.02, "bad": 0.2, "late_share": 0.25, "late_ms": 5, "regular_share": 0.5}
_LEAST = 8


def rate(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Say how many frames a second there are: one over the commonest interval."""
    gaps = _gaps(capture)
    if gaps is None:
        yield unknown("frame-rate", "Hz", _why(capture))
        return
    interval_ns = mode_of_gaps(gaps)
    value, slowest = 1e9 / interval_ns, settings["slowest_hz"]
    figures = {
        "frames": len(capture.recording.frames),
        "interval_ms": interval_ns / NS_PER_MS,
        "mean_ms": float(gaps.mean()) / NS_PER_MS,
        "p95_ms": float(np.quantile(gaps, 0.95)) / NS_PER_MS,
        "longest_ms": float(gaps.max()) / NS_PER_MS,
        "mean_hz": 1e9 / float(gaps.mean()),
    }
    note = f"commonest interval {interval_ns / NS_PER_MS:.1f} ms"
    verdict: Verdict = "doubtful" if value < slowest else "ok"
    yield Outcome("frame-rate", verdict, value, "Hz", slowest, (), note, figures, at_least=True)


def missing(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count the frames that a regular rate would have had and that are not there."""
    name, gaps = "frames-missing", _gaps(capture)
    if gaps is None:
        yield unknown(name, "frames", _why(capture))
        return
    interval_ns, regular = _beat(gaps)
    if regular < settings["regular_share"]:
        why = f"frames come at no regular rate: {regular:.0%} of the intervals are near the commonest"
        yield unknown(name, "frames", why, {"regular_share": regular})
        return
    total, due, spans = 0, 0, []
    for display in capture.displays:
        start, end = capture.frame_gaps(display)
        steps = np.rint((end - start) / interval_ns).astype(np.int64)
        due += int(np.maximum(steps, 1).sum()) + 1
        for row in np.flatnonzero(steps >= 2).tolist():
            lost = int(steps[row]) - 1
            total += lost
            spans.append(
                Evidence(
                    Span(int(start[row]), int(end[row])), f"{count_text(lost, 'frame')} missing", weight=lost
                )
            )
    repeated = int((capture.recording.frames["changed"] == SAME).sum())
    again = _again(capture)
    if again:
        # Which gaps they lie in is not kept.
        total, spans = max(total - again, 0), []
    note = f"{total:,} of {due:,} frames at {1e9 / interval_ns:.1f} Hz are not there"
    if again:
        note += f"; {again:,} more show the picture before them once more, and were not listed"
    outcome = counted(
        name, total, due, "frames", limits(settings), spans=spans, note=note, figures={"repeated": repeated}
    )
    kept = again is not None or not (capture.recording.frames["storage"] == Storage.VIDEO).any()
    repeats = repeated if not again else again >= total
    if not total or (repeats and kept):
        yield outcome
        return
    # Nothing tells a recorder that leaves out what did not change from one that loses frames.
    why = "hardly a frame repeats another" if kept else "nothing tells whether repeated frames were listed"
    note += f"; {why}, so that they may have been left out because nothing changed"
    if total > due / 2:
        yield unknown(name, "frames", note, {"missing": total, **outcome.figures})
        return
    doubted = tuple(replace(each, verdict="doubtful") for each in outcome.spans)
    yield replace(outcome, verdict="doubtful", note=note, spans=doubted)


def late(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count the frames that come off their beat, by more than a part of the interval."""
    name, gaps = "frames-late", _gaps(capture)
    if gaps is None:
        yield unknown(name, "frames", _why(capture))
        return
    interval_ns, regular = _beat(gaps)
    if regular < settings["regular_share"]:
        yield unknown(name, "frames", "frames come at no regular rate", {"regular_share": regular})
        return
    if gaps.sum() > 2 * interval_ns * len(gaps):
        yield unknown(name, "frames", "most frames of a regular rate are not there: see frames-missing")
        return
    allowed_ns = max(settings["late_share"] * interval_ns, settings["late_ms"] * NS_PER_MS)
    spans, worst_ns = [], 0.0
    for display in capture.displays:
        start, end = capture.frame_gaps(display)
        between = (end - start).astype(np.float64)
        off = between - np.maximum(np.rint(between / interval_ns), 1) * interval_ns
        for row in np.flatnonzero(off > allowed_ns).tolist():
            worst_ns = max(worst_ns, float(off[row]))
            words = f"{off[row] / NS_PER_MS:.0f} ms late"
            spans.append(Evidence(Span(int(start[row]), int(end[row])), words, "doubtful", float(off[row])))
    yield counted(
        name,
        len(spans),
        len(gaps),
        "frames",
        limits(settings),
        spans=spans,
        note=f"{len(spans):,} of {len(gaps):,} frames came more than {allowed_ns / NS_PER_MS:.0f} ms late",
        figures={"latest_ms": worst_ns / NS_PER_MS},
    )


def _gaps(capture: Capture) -> Ints | None:
    """Return the intervals between frames of one display, nanoseconds, above 0; None for too few."""
    parts = [np.subtract(*reversed(capture.frame_gaps(display))) for display in capture.displays]
    gaps = np.concatenate(parts) if parts else np.empty(0, np.int64)
    gaps = gaps[gaps > 0]
    return gaps if len(gaps) >= _LEAST else None


def _beat(gaps: Ints) -> tuple[float, float]:
    """Return the commonest interval, nanoseconds, and the share of intervals that are near it."""
    interval_ns = mode_of_gaps(gaps)
    return interval_ns, float((np.abs(gaps - interval_ns) <= 0.25 * interval_ns).mean())


def _again(capture: Capture) -> int | None:
    """Return how many pictures of a video repeat the one before and are no frames, None for unknown."""
    account = capture.recording.header.details.get(IMPORT_DETAILS)
    counts = account.get("counts") if isinstance(account, Mapping) else None
    count = counts.get(PICTURES_AGAIN, 0) if isinstance(counts, Mapping) else None
    return count if isinstance(count, int) and count >= 0 else None


def _why(capture: Capture) -> str:
    count = len(capture.recording.frames)
    verb = "is" if count == 1 else "are"
    return f"there {verb} only {count_text(count, 'frame')}" if count else "there are no frames"

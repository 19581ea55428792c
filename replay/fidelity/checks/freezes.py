"""Freezes: the picture stands still while the person goes on, and pictures that only repeat others."""

from collections.abc import Iterator

import numpy as np

from formats.model.frames import SAME
from formats.model.time import NS_PER_MS, NS_PER_S, Span
from replay.fidelity.capture import Capture
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, judged, unknown
from replay.fidelity.profile import Settings, limits

FREEZES: Settings = {"doubtful": 0, "bad": 0.01, "least_events": 3}
REPEATED: Settings = {"doubtful": 0, "bad": 3, "stuck_s": 5, "least_strokes": 20}
_LEAST = 3


def freezes(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Find gaps between frames of at least max(3 x mean, mean + 150 ms) in which input goes on.

    A video's pictures that show the one before once more are no frames: it stands still in them, too.

    The figure counts them; held against limits is the share of the time that they take.

    Source: W3C webrtc-stats, `freezeCount`.
    """
    name = "freezes"
    if len(capture.recording.frames) < _LEAST:
        yield unknown(name, "freezes", "there are too few frames")
        return
    spans, frozen_ns, longest_ns, whole_ns = [], 0, 0, 1
    least_ms = 0.0
    for display in capture.displays:
        start, end = capture.frame_gaps(display)
        gaps = end - start
        if not len(gaps):
            continue
        whole_ns += int(gaps.sum())
        mean = float(gaps.mean())
        least = max(3 * mean, mean + 150 * NS_PER_MS)
        least_ms = max(least_ms, least / NS_PER_MS)
        for row in np.flatnonzero(gaps >= least).tolist():
            span = Span(int(start[row]), int(end[row]))
            events = capture.inputs_within(span)
            if events < settings["least_events"]:
                continue
            frozen_ns += span.duration_ns
            longest_ns = max(longest_ns, span.duration_ns)
            going = count_text(events, "event")
            words = f"no new picture for {span.duration_ns / NS_PER_S:.2f} s while {going} went on"
            spans.append(Evidence(span, words, weight=span.duration_ns))
    outcome = judged(
        name,
        frozen_ns / whole_ns,
        "freezes",
        limits(settings),
        spans,
        figures={
            "share": frozen_ns / whole_ns,
            "total_ms": frozen_ns / NS_PER_MS,
            "longest_ms": longest_ns / NS_PER_MS,
            "least_gap_ms": least_ms,
        },
    )
    note = f"{count_text(len(spans), 'freeze')}, {frozen_ns / whole_ns:.1%} of the time"
    yield Outcome(name, outcome.verdict, len(spans), "freezes", 0, outcome.spans, note, outcome.figures)


def repeated(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Find long runs of frames that repeat one picture while the person types and clicks.

    One keystroke may change nothing; many over seconds do, on a screen that is captured at all.
    """
    name, frames = "frames-repeated", capture.recording.frames
    if len(frames) < _LEAST:
        yield unknown(name, "runs", "there are too few frames")
        return
    same = int((frames["changed"] == SAME).sum())
    spans = []
    for display in capture.displays:
        ids, t = capture.frame_times(display)
        stands = np.concatenate([[False], frames["changed"][ids] == SAME, [False]])
        others = np.sort(frames["t"][(frames["changed"] != SAME) & (frames["display"] != display)])
        starts = np.flatnonzero(~stands[:-1] & stands[1:])
        ends = np.flatnonzero(stands[:-1] & ~stands[1:])
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            span = Span(int(t[max(start - 1, 0)]), int(t[min(end, len(t)) - 1]))
            if span.duration_ns < settings["stuck_s"] * NS_PER_S:
                continue
            # Who works on another display changes nothing on this one.
            if np.diff(np.searchsorted(others, [span.start_ns, span.end_ns]))[0]:
                continue
            strokes = sum(
                capture.recording.row_at(stream, span.end_ns)
                - capture.recording.row_at(stream, span.start_ns)
                for stream in ("key", "button")
                if capture.count(stream)
            )
            if strokes >= settings["least_strokes"]:
                words = f"one picture for {span.duration_ns / NS_PER_S:.1f} s, {strokes:,} keys and buttons"
                spans.append(Evidence(span, words, "doubtful", span.duration_ns))
    yield judged(
        name,
        len(spans),
        "runs",
        limits(settings),
        spans,
        note=f"{same:,} of {len(frames):,} frames repeat the one before",
        figures={"repeated": same, "of": len(frames), "share": same / len(frames)},
    )

"""Frames against displays and events: their sizes, and events before the first frame or after the last."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from formats.model.time import NS_PER_S, Span
from replay.fidelity.capture import Capture
from replay.fidelity.outcome import Evidence, Limits, Outcome, counted, judged, unknown
from replay.fidelity.profile import Settings, limits

SIZES: Settings = {"doubtful": 0, "bad": 0.01, "slack_share": 0.02}
UNCOVERED: Settings = {"doubtful": 1, "bad": 10}


def sizes(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count frames whose size is not that of their display then, in its pixels or by its scale.

    A frame of the same proportions was made smaller or larger as a whole: doubtful. One of others shows
    something else than the display.
    """
    name, frames = "frame-size", capture.recording.frames
    known = capture.screens
    told = (frames["width"] > 0) & (frames["height"] > 0)
    if not told.any() or not len(known):
        why = "there are no frames" if not len(frames) else "no size of a frame or of a display is told"
        yield unknown(name, "frames", why)
        return
    others = resized = total = changes = 0
    ratios: set[float] = set()
    spans: list[Evidence] = []
    for display in capture.displays:
        mine = known[known["id"] == display]
        ids, t = capture.frame_times(display)
        rows = frames[ids]
        if not len(mine):
            continue
        at = np.maximum(np.searchsorted(mine["t"], t, side="right") - 1, 0)
        held = mine[at]
        across = rows["width"] / held["width"]
        down = rows["height"] / held["height"]
        scale = np.where(held["scale"] > 0, held["scale"], 1.0)
        slack = settings["slack_share"]
        other = np.abs(across / down - 1) > slack
        unlike = ~other & (np.abs(across - 1) > slack) & (np.abs(across / scale - 1) > slack)
        total += len(rows)
        others, resized = others + int(other.sum()), resized + int(unlike.sum())
        ratios |= {round(float(ratio), 3) for ratio in np.unique(np.round(across[other | unlike], 3))[:8]}
        changed = np.flatnonzero((np.diff(rows["width"]) != 0) | (np.diff(rows["height"]) != 0)) + 1
        changes += len(changed)
        edges = [0, *changed.tolist(), len(rows)]
        for start, stop in pairwise(edges):
            if (other | unlike)[start:stop].any():
                width, height = int(rows["width"][start]), int(rows["height"][start])
                shown = f"display of {held['width'][start]:.0f}x{held['height'][start]:.0f}"
                words = f"frames of {width}x{height}, {shown}"
                spans.append(
                    Evidence(
                        Span(int(t[start]), int(t[stop - 1]) + 1),
                        words,
                        "bad" if other[start:stop].any() else "doubtful",
                        stop - start,
                    )
                )
    limit = limits(settings)
    found = counted(
        name,
        others,
        total,
        "frames",
        limit,
        spans=spans,
        note=f"{others:,} of {total:,} frames have other proportions than displays, {resized:,} another size",
        figures={"resized": resized, "size_changes": changes, "ratios": sorted(ratios)},
    )
    if not others and resized:
        found = judged(
            name, resized, "frames", Limits(0, np.inf), spans, note=found.note, figures=found.figures
        )
    yield found


def uncovered(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Say for how many seconds there were events before the first frame or after the last one."""
    name, frames, span = "frames-cover", capture.recording.frames, capture.input_span
    if not len(frames) or span is None:
        yield unknown(name, "s", "there are no events" if len(frames) else "there are no frames")
        return
    first, last = int(frames["t"].min()), int(frames["t"].max())
    # A frame shows what is there until the next one comes, so the last covers one interval more.
    interval = int(np.median(np.diff(frames["t"]))) if len(frames) > 1 else 0
    before, after = max(first - span.start_ns, 0), max(span.end_ns - last - interval, 0)
    spans = []
    if before:
        spans.append(
            Evidence(Span(span.start_ns, first), f"events {before / NS_PER_S:.2f} s before the first frame")
        )
    if after:
        spans.append(
            Evidence(Span(last, span.end_ns), f"events {after / NS_PER_S:.2f} s after the last frame")
        )
    worst = max(before, after) / NS_PER_S
    figures = {
        "before_first_frame_s": before / NS_PER_S,
        "after_last_frame_s": after / NS_PER_S,
        "frames_before_first_event_s": max(span.start_ns - first, 0) / NS_PER_S,
        "frames_after_last_event_s": max(last - span.end_ns, 0) / NS_PER_S,
    }
    note = f"events {before / NS_PER_S:.2f} s before the first frame, {after / NS_PER_S:.2f} s after the last"
    yield judged(name, worst, "s", limits(settings), spans, note=note, figures=figures)

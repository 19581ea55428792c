"""Teleports: the pointer is somewhere else from one move to the next."""

from collections.abc import Iterator

import numpy as np

from formats.model.time import NS_PER_MS, Span
from replay.fidelity.capture import Capture, places
from replay.fidelity.checks.poll_places import PAUSE_NS
from replay.fidelity.checks.polling import pace_of
from replay.fidelity.checks.spikes import spikes
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, Places, judged, unknown
from replay.fidelity.profile import Settings, limits

NAME = "teleports"
DEFAULTS: Settings = {"doubtful": 0, "bad": 10, "least_px": 150, "times_faster": 6}


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count jumps of at least `least_px`: far faster than the moves around, or there and back at once.

    Where recording paused a motion was not recorded.
    A program that moves the pointer, a touch, and moves that were lost look alike here.
    """
    interval_ns = capture.once(pace_of).interval_ns
    if interval_ns is None or interval_ns > PAUSE_NS / 2:
        yield unknown(NAME, "jumps", "the pointer is told too seldom to tell a jump from a motion")
        return
    spans = Places()
    farthest = 0.0
    for part in capture.parts("pointer", 3):
        rows = part.events.rows
        t = rows["t"].astype(np.float64)
        step = np.hypot(*map(np.diff, places(rows)))
        # A motion of so many intervals may have gone that far; a longer rest explains nothing.
        polls = np.clip(np.diff(t) / interval_ns, 1, PAUSE_NS / interval_ns)
        speed = step / polls
        before = np.append(0.0, speed[:-1])
        after = np.append(speed[1:], 0.0)
        around = np.maximum(np.maximum(before, after), 1.0)
        jumps = (step >= settings["least_px"]) & (speed >= settings["times_faster"] * around)
        jumps[: max(part.fresh - 1, 0)] = False
        jumps &= ~capture.paused(rows["t"][:-1], rows["t"][1:])
        for row in np.flatnonzero(jumps).tolist():
            far, gap_ms = float(step[row]), (t[row + 1] - t[row]) / NS_PER_MS
            farthest = max(farthest, far)
            span = Span(int(t[row]), int(t[row + 1]))
            words = f"{far:,.0f} px in {gap_ms:,.1f} ms, with no motion that leads there"
            spans.add(Evidence(span, words, "doubtful", far))
        for row in np.flatnonzero(spikes(rows, part.fresh, settings["least_px"])).tolist():
            far = float(step[row])
            farthest = max(farthest, far)
            words = f"{far:,.0f} px away for one move"
            spans.add(Evidence(Span(int(t[row]), int(t[row + 1])), words, "doubtful", far))
    yield judged(
        NAME,
        spans.count,
        "jumps",
        limits(settings),
        spans,
        note=f"{count_text(spans.count, 'jump')} of {settings['least_px']:.0f} px or more",
        figures={"farthest_px": farthest},
    )

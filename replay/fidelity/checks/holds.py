"""How long keys and buttons are held, and how held keys repeat."""

from collections.abc import Iterator

import numpy as np

from formats.model.time import NS_PER_MS, Span
from replay.core.keyboard import modifier_of
from replay.fidelity.capture import Capture
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, counted, judged, unknown
from replay.fidelity.profile import Settings, limits

DEFAULTS: Settings = {"doubtful": 0, "bad": 0.05, "shortest_ms": 1, "longest_ms": 10_000}
BUTTON_DEFAULTS: Settings = {"doubtful": 0, "bad": 0.05, "shortest_ms": 1, "longest_ms": 60_000}
REPEAT_DEFAULTS: Settings = {"doubtful": 60, "bad": 200}
_LEAST_REPEATS = 3
_INSTANT = 0.9


def held(capture: Capture, settings: Settings, stream: str) -> Iterator[Outcome]:
    """Find holds too long or too short for a hand; limits are shares.

    A held key that repeats, and a modifier, may be held as long as one likes.
    """
    name, found = f"{stream}-hold", capture.presses(stream)
    if not found.holds:
        yield unknown(name, f"{stream}s", f"no {stream} is there with press and release")
        return
    if sum(each.duration_ns == 0 for each in found.holds) > _INSTANT * len(found.holds):
        yield unknown(name, f"{stream}s", "the source tells press and release as one instant")
        return
    shortest_ns, longest_ns = settings["shortest_ms"] * NS_PER_MS, settings["longest_ms"] * NS_PER_MS
    spans = []
    for each in found.holds:
        free = each.repeats or (stream == "key" and modifier_of(each.name))
        if each.duration_ns < shortest_ns or (each.duration_ns > longest_ns and not free):
            words = f"{each.name} held for {each.duration_ns / NS_PER_MS:.1f} ms"
            spans.append(
                Evidence(Span(each.start_ns, max(each.end_ns, each.start_ns + 1)), words, "doubtful")
            )
    durations = np.array([each.duration_ns for each in found.holds]) / NS_PER_MS
    yield counted(
        name,
        len(spans),
        len(durations),
        f"{stream}s",
        limits(settings),
        spans=spans,
        note=f"{len(spans):,} of {len(durations):,} holds are too short or too long for a hand",
        figures={
            "median_ms": float(np.median(durations)),
            "p95_ms": float(np.quantile(durations, 0.95)),
            "longest_ms": float(durations.max()),
        },
    )


def repeats(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Say at which rate held keys repeat."""
    name, gaps = "auto-repeat", capture.presses("key").repeat_gaps_ns
    if len(gaps) < _LEAST_REPEATS:
        why = "no key was held until it repeated" if capture.count("key") else "there are no keys"
        yield unknown(name, "Hz", why, {"repeats": len(gaps)})
        return
    rate_hz = 1e9 / max(float(np.median(gaps)), 1.0)
    figures = {"repeats": len(gaps), "delay_ms": float(max(gaps)) / NS_PER_MS}
    yield judged(name, rate_hz, "Hz", limits(settings), note=count_text(len(gaps), "repeat"), figures=figures)

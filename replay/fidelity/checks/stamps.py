"""Time stamps: how coarse they are, and events that arrive all at once after a silence."""

from collections.abc import Iterator
from typing import Literal

import numpy as np

from formats.model.time import NS_PER_MS, NS_PER_S, Span
from replay.fidelity.capture import INPUTS, Capture, Ints
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, Places, counted, judged, unknown
from replay.fidelity.profile import Settings, limits

COARSE: Settings = {"doubtful": 12, "bad": 200}
BURSTS: Settings = {
    "doubtful": 0.01,
    "bad": 0.1,
    "within_ms": 0.5,
    "silence_ms": 20,
    "least_events": 4,
    "tied_share": 0.4,
}
_TICKS_MS = (
    *(
        1000.0,
        500.0,
        250.0,
        200.0,
        100.0,
        50.0,
        40.0,
        1000 / 30,
        25.0,
        20.0,
        1000 / 60,
        15.625,
        10.0,
        8.0,
        5.0,
    ),
    *(4.0, 2.0, 1.0, 0.1, 0.01, 0.001, 0.0001),
)
_LEAST = 6
_FIT = 0.95
_MOST = 200_000
_TIED = 0.15
"""Moves that share their stamp with the one before; in sound recordings at most 6 %."""


def coarse(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Find the tick of the stamps: the coarsest of the usual ones of which nearly all gaps are multiples.

    Moves come at a rate of their own; where there are enough other events, the tick is taken from these. But
    no device moves twice at once: where many moves do, theirs is the tick if it is coarser.
    """
    name = "time-stamps"
    gaps = _gaps(capture, "others")
    if len(gaps) < _LEAST:
        gaps = _gaps(capture, "all")
    apart = gaps[gaps > 0]
    if len(apart) < _LEAST:
        told_ms = max((clock.tick_ns for clock in capture.recording.header.clocks[:1]), default=0) / NS_PER_MS
        if told_ms <= settings["doubtful"]:
            yield unknown(name, "ms", "there are too few events at different times")
        else:
            note = f"the source tells times in steps of {told_ms:g} ms"
            yield judged(name, told_ms, "ms", limits(settings), _whole(capture, note), note=note)
        return
    tick_ms, what = _tick_ms(apart), "stamps"
    moves = _gaps(capture, "pointer")
    if len(moves) and (moves == 0).mean() > _TIED and (of_moves := _tick_ms(moves)) > tick_ms:
        gaps, tick_ms, what = moves, of_moves, "stamps of moves"
    ties = float((gaps == 0).mean())
    note = f"{what} in steps of {tick_ms:g} ms"
    yield judged(
        name,
        tick_ms,
        "ms",
        limits(settings),
        _whole(capture, note),
        note=note if tick_ms else "stamps finer than 100 ns",
        figures={"tied_share": ties},
    )


def bursts(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count events that arrive within half a millisecond after a silence: a buffer was emptied.

    Their stamps are those of receipt, and all but the last are late by up to the silence.
    """
    name = "receipt-bursts"
    gaps = _gaps(capture, "all")
    if _tick_ms(gaps) >= settings["silence_ms"] / 2:
        yield unknown(name, "events", "the time stamps are too coarse")
        return
    if len(gaps) and (gaps == 0).mean() > settings["tied_share"]:
        yield unknown(name, "events", "the source gives several events one time")
        return
    within_ns, silence_ns = settings["within_ms"] * NS_PER_MS, settings["silence_ms"] * NS_PER_MS
    total = found = 0
    longest_ns = 0
    counted_ns = -(1 << 62)
    spans = Places()
    for part in capture.inputs(64):
        t = part.t
        fresh = t > counted_ns
        gaps = np.diff(t)
        # A burst begins after a silence and lasts while gaps are short.
        starts = np.flatnonzero((gaps >= silence_ns) & fresh[1:]) + 1
        ends = np.append(np.flatnonzero(gaps > within_ns), len(t) - 1)
        stops = ends[np.searchsorted(ends, starts)] if len(starts) else starts
        for start, stop in zip(starts.tolist(), stops.tolist(), strict=True):
            count = stop - start + 1
            if count < settings["least_events"]:
                continue
            found += count
            silent_ns = int(gaps[start - 1])
            longest_ns = max(longest_ns, silent_ns)
            words = f"{count} events at once after {silent_ns / NS_PER_MS:,.0f} ms of silence"
            counted_ns = int(t[stop]) + 1
            spans.add(Evidence(Span(int(t[start]), int(t[stop]) + 1), words, "doubtful", count))
    total = sum(capture.count(name) for name in ("pointer", "button", "scroll", "key"))
    if not total:
        yield unknown(name, "events", "there are no events")
        return
    yield counted(
        name,
        found,
        total,
        "events",
        limits(settings),
        spans=spans,
        note=f"{found:,} of {total:,} events came in {count_text(spans.count, 'burst')}",
        figures={"bursts": spans.count, "longest_silence_ms": longest_ns / NS_PER_MS},
    )


def _whole(capture: Capture, words: str) -> list[Evidence]:
    span = capture.input_span
    return [] if span is None else [Evidence(span, words)]


def _gaps(capture: Capture, which: Literal["all", "pointer", "others"]) -> Ints:
    """Return gaps between the inputs' events, the first 200,000 of them."""
    found, count = [np.empty(0, np.int64)], 0
    for part in capture.inputs(1):
        is_move = part.stream == INPUTS.index("pointer")
        t = part.t if which == "all" else part.t[is_move if which == "pointer" else ~is_move]
        found.append(np.diff(t))
        count += len(t)
        if count > _MOST:
            break
    return np.concatenate(found)


def _tick_ms(gaps: Ints) -> float:
    """Return the coarsest usual tick of which nearly all gaps are multiples, 0 for none."""
    apart = gaps[(gaps > 0) & (gaps < 100 * NS_PER_S)].astype(np.float64)
    if len(apart) < _LEAST:
        return 0.0
    for tick_ms in _TICKS_MS:
        ticks = apart / (tick_ms * NS_PER_MS)
        # Long gaps add up what a tick of a sixtieth was rounded by.
        near = np.abs(ticks - np.rint(ticks)) <= 0.01 + 1e-4 * np.minimum(ticks, 100)
        if (near & (ticks > 0.5)).mean() >= _FIT:
            return tick_ms
    return 0.0

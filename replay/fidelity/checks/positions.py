"""Positions that no display has, values that stand for "unknown", and motion taken for positions."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import Rows
from formats.model.time import Span
from replay.fidelity.capture import Capture, Floats, places
from replay.fidelity.checks.spikes import OVERLAP, spikes
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, Places, counted, judged, unknown
from replay.fidelity.profile import Settings, limits

OUTSIDE: Settings = {"doubtful": 0, "bad": 0.01, "slack_px": 4}
SENTINELS: Settings = {"doubtful": 0, "bad": 0.001}
RELATIVE: Settings = {"doubtful": 0.3, "bad": 0.6}
_STREAMS = ("pointer", "button", "scroll")
# The largest values of 16 bits, Windows' place of a minimised window, 32-bit edges.
_SENTINELS = np.array([65535, 65534, 32767, -32768, -32000, 2147483647, -2147483648], np.float32)
_SPIKE_PX, _SPIKE_NS = 150, 2_000_000_000
"""No hand meets a corner with one move and leaves it with the next, however long it rests there."""
_APART_NS = 200_000_000
_LEAST = 50


def outside(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count positions beyond every display that holds then, by more than `slack_px`."""
    name = "outside-display"
    known = capture.screens
    if capture.recording.header.details.get("captured") == "window":
        yield unknown(name, "positions", "a window was captured, and the pointer may leave it")
        return
    if not len(known):
        yield unknown(name, "positions", "no display's size is told")
        return
    absent = {display: capture.absences(display) for display in set(known["id"].tolist())}
    total = found = 0
    farthest = 0.0
    spans = Places()
    for stream in _STREAMS:
        for part in capture.parts(stream):
            rows = part.events.rows
            told = rows[np.isfinite(places(rows)[0])]
            beyond = _beyond(told, known, absent)
            # A sentinel is no place, and has its own check.
            out = (beyond > settings["slack_px"]) & ~_is_sentinel(told)
            total, found = total + len(told), found + int(out.sum())
            farthest = max(farthest, float(beyond[out].max(initial=0)))
            for place in _runs(told["t"][out], beyond[out], stream):
                spans.add(place)
    if not total:
        yield unknown(name, "positions", "there are no positions")
        return
    yield counted(
        name,
        found,
        total,
        "positions",
        limits(settings),
        spans=spans,
        note=f"{found:,} of {total:,} positions lie on no display, up to {farthest:,.0f} px away",
        figures={"farthest_px": farthest},
    )


def sentinels(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count positions that stand for none: (65535, 65535), or (0, 0) for one move, far from those around."""
    name = "sentinel-positions"
    total = 0
    spans = Places()
    for stream in _STREAMS:
        for part in capture.parts(stream, OVERLAP):
            rows = part.events.rows
            total += len(rows) - part.fresh
            none = _is_sentinel(rows)
            none[: part.fresh] = False
            if stream == "pointer":
                none |= _is_corner(rows) & spikes(rows, part.fresh, _SPIKE_PX, _SPIKE_NS)
            for row in rows[none]:
                t_ns = int(row["t"])
                words = f"{stream} at ({row['x']:.0f}, {row['y']:.0f})"
                spans.add(Evidence(Span(t_ns, t_ns + 1), words))
    if not total:
        yield unknown(name, "positions", "there are no positions")
        return
    note = f"{spans.count:,} of {total:,} positions are values that stand for none"
    yield counted(name, spans.count, total, "positions", limits(settings), spans=spans, note=note)


def relative(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Say whether positions look like motion: small numbers of both signs around nothing, without a path.

    The figure is the share of moves whose position is no larger than a step of the path is; positions on a
    screen are hundreds of pixels, and their steps few. What an importer summed from relative motion says so.
    """
    name = "relative-motion"
    told = str(capture.recording.header.details.get("coordinates", ""))
    small = total = negative = 0
    for part in capture.parts("pointer", 1):
        rows = part.events.rows
        x, y = places(rows)
        x, y = x[np.isfinite(x)], y[np.isfinite(y)]
        size = np.maximum(np.abs(x), np.abs(y))[1:]
        step = np.maximum(np.abs(np.diff(x)), np.abs(np.diff(y)))
        small += int((size <= 4 * np.maximum(step, 1)).sum())
        negative += int(((x < 0) | (y < 0))[1:].sum())
        total += len(size)
    if "relative" in told:
        yield Outcome(name, "doubtful", None, "share", None, (), told)
        return
    if total < _LEAST:
        yield unknown(name, "share", "there are too few moves")
        return
    # Around the upper left corner a path is small, too; it is not left of it half of the time.
    share = small / total if negative > 0.2 * total else 0.0
    yield judged(
        name,
        share,
        "share",
        limits(settings),
        [Evidence(capture.input_span, "positions are no larger than steps")] if capture.input_span else [],
        note=f"{share:.0%} of the positions are no larger than a step",
        figures={"negative_share": negative / total},
    )


def _beyond(rows: Rows, displays: Rows, absent: Mapping[int, Sequence[Span]]) -> Floats:
    """Return how many pixels each position lies off the nearest display of its time, shape (rows,)."""
    nearest: Floats = np.full(len(rows), np.inf)
    for display in sorted(set(displays["id"].tolist())):
        mine = displays[displays["id"] == display]
        # Before its first row a display is as it is then.
        at = np.maximum(np.searchsorted(mine["t"], rows["t"], side="right") - 1, 0)
        held = mine[at]
        left, top = held["x"], held["y"]
        right, bottom = left + held["width"] - 1, top + held["height"] - 1
        aside = np.maximum(np.maximum(left - rows["x"], rows["x"] - right), 0)
        above = np.maximum(np.maximum(top - rows["y"], rows["y"] - bottom), 0)
        away = np.maximum(aside, above).astype(np.float64)
        for span in absent[display]:
            away[(rows["t"] >= span.start_ns) & (rows["t"] < span.end_ns)] = np.inf
        nearest = np.minimum(nearest, away)
    # Where none was there, none tells that a position is off it.
    nearest[np.isinf(nearest)] = 0
    return nearest


def _is_sentinel(rows: Rows) -> NDArray[np.bool_]:
    both: NDArray[np.bool_] = np.isin(rows["x"], _SENTINELS) & np.isin(rows["y"], _SENTINELS)
    return both


def _is_corner(rows: Rows) -> NDArray[np.bool_]:
    """Say which positions are (0, 0) or (-1, -1): places, but for what is there for one move alone."""
    out: NDArray[np.bool_] = (rows["x"] == rows["y"]) & np.isin(rows["x"], (0, -1))
    return out


def _runs(t: NDArray[np.int64], beyond: Floats, stream: str) -> list[Evidence]:
    """Return the places where positions are out, those that follow each other as one."""
    cuts = np.flatnonzero(np.diff(t) > _APART_NS) + 1
    out = []
    for times, far in zip(np.split(t, cuts), np.split(beyond, cuts), strict=True):
        if len(times):
            words = (
                f"{count_text(len(times), f'{stream} position')} up to {far.max():,.0f} px off every display"
            )
            out.append(Evidence(Span(int(times[0]), int(times[-1]) + 1), words, weight=float(far.max())))
    return out

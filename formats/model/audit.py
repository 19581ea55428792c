"""Counts what is odd about a recording's rows, whatever file they came from; nothing is changed."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from formats.model.frames import Storage
from formats.model.recording import Recording
from formats.model.streams import STREAMS, Events, FieldKind, Rows

_POSITIONS = ("pointer", "button", "scroll")
_EVER = np.iinfo(np.int64)
_MANY = 1_000_000
"""Rows that are looked at together; memory does not follow the recording."""


def audit(recording: Recording) -> dict[str, int]:
    """Count oddities by name.

    Returns:
        Always all names: "exact duplicates" (rows equal to the one before in their stream, time included),
        "out of order" (rows captured after one with a later time, which were sorted), "out of display"
        (positions on none of the displays known at that time; 0 where no display is known), "unbalanced
        keys" and "unbalanced buttons" (pressed and never released, or released and never pressed; repeats
        are none), "pictures missing" (frames of which only the time is there).

    Raises:
        FormatError: A part of the recording cannot be read.
    """
    counts = dict.fromkeys(
        ("exact duplicates", "out of order", "out of display", "unbalanced keys", "unbalanced buttons"), 0
    )
    places = _places(recording.events("display"))
    for name, info in recording.streams.items():
        # The frame stream repeats the frame table; equal states of it are told by `changed`.
        if name == "frame":
            continue
        for start in range(0, info.rows, _MANY):
            # One row more, so that neighbours across the seam are compared as well.
            part = recording.rows(name, max(start - 1, 0), start + _MANY)
            counts["exact duplicates"] += _duplicates(part)
            counts["out of order"] += _out_of_order(part)
            if name in _POSITIONS:
                counts["out of display"] += _outside(part.rows[1:] if start else part.rows, places)
    counts["unbalanced keys"] = _unbalanced(recording.events("key"), "code", "key")
    counts["unbalanced buttons"] = _unbalanced(recording.events("button"), "button")
    frames = recording.frames
    missing = (frames["storage"] == Storage.NONE) & (frames["changed"] != 0) if len(frames) else np.zeros(0)
    counts["pictures missing"] = int(missing.sum())
    return counts


def _duplicates(events: Events) -> int:
    if len(events) < 2:
        return 0
    same = np.ones(len(events) - 1, bool)
    for field in STREAMS[events.stream].fields:
        if field.name == "seq":
            continue
        column = events.rows[field.name]
        equal = column[1:] == column[:-1]
        if field.kind is FieldKind.NUMBER and column.dtype.kind == "f":
            equal |= np.isnan(column[1:]) & np.isnan(column[:-1])
        same &= equal
    return int(same.sum())


def _out_of_order(events: Events) -> int:
    captured = events.rows["t"][np.argsort(events.rows["seq"], kind="stable")]
    return int((np.diff(captured) < 0).sum())


def _unbalanced(events: Events, *identity: str) -> int:
    """Count presses without a release and releases without a press."""
    down: set[tuple[int, ...]] = set()
    odd = 0
    pressed = events.rows["pressed"].tolist()
    repeat = events.rows["repeat"].tolist() if events.stream == "key" else [0] * len(events)
    columns = [events.rows[name].tolist() for name in identity]
    for key, goes_down, repeats in zip(zip(*columns, strict=True), pressed, repeat, strict=True):
        # A key without a place is told apart by what it means.
        one = key[:1] if key[0] else key
        if goes_down:
            odd += one in down and not repeats
            down.add(one)
        elif one in down:
            down.remove(one)
        else:
            odd += 1
    return odd + len(down)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a display is, and between which times."""

    since_ns: int
    until_ns: int
    left: float
    top: float
    right: float
    bottom: float


def _places(displays: Events) -> list[_Place]:
    places = []
    by_id: dict[int, list[dict[str, Any]]] = {}
    for row in displays.records():
        if row["width"] and row["height"]:
            by_id.setdefault(row["id"], []).append(row)
    for rows in by_id.values():
        # Before it is first told of, a display is taken to be what it is told to be then.
        times = [_EVER.min, *(row["t_ns"] for row in rows[1:]), _EVER.max]
        for (since, until), row in zip(pairwise(times), rows, strict=True):
            left, top = row["x"] or 0, row["y"] or 0
            places.append(_Place(since, until, left, top, left + row["width"], top + row["height"]))
    return places


def _outside(rows: Rows, places: list[_Place]) -> int:
    """Count known positions that lie on no display."""
    if not places:
        return 0
    t, x, y = rows["t"], rows["x"], rows["y"]
    inside = np.isnan(x) | np.isnan(y)
    for place in places:
        # A pointer at the far edge is reported at the width itself by some systems.
        across = (x >= place.left) & (x <= place.right)
        down = (y >= place.top) & (y <= place.bottom)
        inside |= across & down & (t >= place.since_ns) & (t < place.until_ns)
    return int((~inside).sum())

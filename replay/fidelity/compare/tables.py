"""The streams of two recordings as sequences that can be compared: one number for what each event is."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import Events, button_name
from replay.fidelity.capture import places

COMPARED = ("key", "button", "pointer", "scroll", "text", "window", "clipboard")
"""Streams whose events are compared; frames are, too, by their times alone."""
PLACED = ("pointer", "button", "scroll")
"""Those whose events have a place."""
INPUT = ("key", "button", "pointer", "scroll", "text")
"""What a person does, and a recorder misses all at once."""

_TEXTS = {"text": "string", "window": "title", "clipboard": "string"}
Tokens = tuple[NDArray[np.int64], NDArray[np.int64]]


def tokens_of(stream: str, reference: Events, capture: Events) -> Tokens:
    """Return what each event of two tables is, without time and place; equal events have equal numbers.

    Positions are no part of it: see `place_tokens`.
    """
    if stream == "key":
        return _keys(reference, capture)
    if stream in _TEXTS:
        return _shared(reference, capture, _TEXTS[stream])
    return _numbers(stream, reference), _numbers(stream, capture)


def place_tokens(places: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return one number for each place, to the pixel, shape (n,)."""
    whole = np.clip(np.nan_to_num(places, nan=-1e6), -1e6, 1e6).round().astype(np.int64)
    out: NDArray[np.int64] = (whole[:, 0] << 24) + whole[:, 1]
    return out


def places_of(events: Events) -> NDArray[np.float64]:
    """Return where each event of a placed stream was, shape (n, 2), NaN where that is unknown."""
    return np.stack(places(events.rows), axis=1)


def describer(stream: str, events: Events) -> Callable[[int], str]:
    """Return what says in words which event a row is: "KeyA up", "left down"."""

    def describe(row: int) -> str:
        record = events.record(row)
        way = "down" if record.get("pressed") else "up"
        match stream:
            case "key":
                return f"{record['code'] or record['key']} {way}"
            case "button":
                return f"{button_name(int(events.rows['button'][row]))} {way}"
            case "pointer" | "scroll":
                return f"({record['x']}, {record['y']})"
            case _:
                return str(record[_TEXTS[stream]])[:80]

    return describe


def _keys(reference: Events, capture: Events) -> Tokens:
    # A recorder that knows no codes is compared by what the keys meant.
    known = all(len(table) == 0 or (table.rows["code"] != 0).mean() > 0.5 for table in (reference, capture))
    ours, theirs = _shared(reference, capture, "code" if known else "key")
    return _with_way(ours, reference), _with_way(theirs, capture)


def _shared(reference: Events, capture: Events, column: str) -> Tokens:
    numbers: dict[str, int] = {}
    out = []
    for table in (reference, capture):
        own = np.array([numbers.setdefault(text, len(numbers)) for text in table.strings], np.int64)
        out.append(own[table.rows[column]])
    return out[0], out[1]


def _numbers(stream: str, events: Events) -> NDArray[np.int64]:
    rows = events.rows
    if stream == "button":
        return _with_way(rows["button"].astype(np.int64), events)
    if stream == "scroll":
        return place_tokens(np.stack([rows["dx"], rows["dy"]], axis=1) * 16)
    return np.zeros(len(rows), np.int64)


def _with_way(numbers: NDArray[np.int64], events: Events) -> NDArray[np.int64]:
    """Tell a press from a release."""
    out: NDArray[np.int64] = numbers * 2 + events.rows["pressed"].astype(np.int64)
    return out

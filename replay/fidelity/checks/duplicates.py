"""Events recorded twice: rows equal in everything but their place in the order of capture."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import Rows
from formats.model.time import NS_PER_MS, Span
from replay.fidelity.capture import Capture
from replay.fidelity.outcome import Evidence, Outcome, Places, counted, unknown
from replay.fidelity.profile import Settings, limits

NAME = "duplicates"
DEFAULTS: Settings = {"doubtful": 0, "bad": 0.005}
_STREAMS = ("pointer", "button", "scroll", "key", "text", "window", "clipboard", "marker")
# Two that a recorder stamps alike are told apart by nothing else; a tie must fit between parts.
_TIES = 256
_COARSE_NS = 10 * NS_PER_MS
_TOLD = ("seq", "repeat", "modifiers")
"""What of a row says which one it is, or what an importer makes of the rows before it."""


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count rows that repeat another row of the same instant; limits are shares."""
    total = 0
    spans = Places()
    counts: dict[str, int] = {}
    for stream in _STREAMS:
        total += capture.count(stream)
        for part in capture.parts(stream, _TIES):
            rows = part.events.rows
            if stream == "scroll" and _is_coarse(rows["t"]):
                # Steps of a wheel are all alike: of one instant, that is as long as this, they tell nothing.
                continue
            again = part.fresh + np.flatnonzero(repeats(rows, stream)[part.fresh :])
            counts[stream] = counts.get(stream, 0) + len(again)
            for t_ns in rows["t"][again].tolist():
                spans.add(Evidence(Span(t_ns, t_ns + 1), f"{stream} event recorded twice"))
    if not total:
        yield unknown(NAME, "events", "there are no events to compare")
        return
    found = spans.count
    yield counted(
        NAME,
        found,
        total,
        "events",
        limits(settings),
        spans=spans,
        note=f"{found:,} of {total:,} events are there twice",
        figures={f"{name}_events": count for name, count in counts.items() if count},
    )


def repeats(rows: Rows, stream: str) -> NDArray[np.bool_]:
    """Say which rows are the one before them once more, shape (rows,).

    Of a key or a button that is the row of the same one before it: where stamps are coarse, a letter that is
    typed twice in one instant is pressed, released and pressed again.
    """
    out = np.zeros(len(rows), np.bool_)
    t = rows["t"]
    tied = np.flatnonzero(t[1:] == t[:-1])
    if not len(tied):
        return out
    wanted = np.union1d(tied, tied + 1)
    names = [name for name in rows.dtype.names or () if name not in _TOLD]
    plain = np.zeros(len(wanted), np.dtype([(name, rows.dtype[name]) for name in names]))
    for name in names:
        plain[name] = rows[name][wanted]
    which = _which(rows[wanted], stream).tolist()
    before: dict[int, bytes] = {}
    for place, each, told in zip(wanted.tolist(), which, (row.tobytes() for row in plain), strict=True):
        out[place] = before.get(each) == told
        before[each] = told
    return out


def _is_coarse(t: NDArray[np.int64]) -> bool:
    """Say whether all times are whole steps of 10 ms or more."""
    return len(t) > 1 and int(np.gcd.reduce(np.diff(t))) >= _COARSE_NS


def _which(rows: Rows, stream: str) -> NDArray[np.int64]:
    """Return a number for the key or button of each row, 0 for other streams."""
    if stream == "button":
        return rows["button"].astype(np.int64)
    if stream == "key":
        code, key = rows["code"].astype(np.int64), rows["key"].astype(np.int64)
        # A letter has one code, and is told in capitals or not.
        return np.where(code != 0, code, -1 - key)
    return np.zeros(len(rows), np.int64)

"""The streams of a copy, built column by column from what is allowed."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from formats.keyboards.named_keys import NAMED_KEYS
from formats.model.recording import Recording
from formats.model.streams import STREAMS, Events, FieldKind, Rows, empty
from formats.model.time import NS_PER_MS, NS_PER_S, Span
from replay.privacy.redact.cursors import redrawn
from replay.privacy.redact.paths import simplified
from replay.privacy.redact.plan import Plan, state_spans
from replay.privacy.redact.redactions import Redactions
from replay.privacy.sought import Words

MARKER = "redacted"
"""Name of the markers that say where something was."""
UNKNOWN = "other"
"""What an importer did not understand: nobody can say what is in it, and so it goes."""
_STATES = frozenset({"window", "display"})
"""What holds until the next row: the state at the end of a cut is told there."""
_FREE_NAMES = frozenset({"code", "clock", "image"})
"""String columns that are no recorded words: names of keys and of clocks; a cursor's picture."""


_Added = tuple[int, Mapping[str, str]]
"""Time and strings of a row that only the copy has."""


@dataclass(slots=True)
class Removed:
    """How much was removed; no counts of keys, which would tell a length."""

    counts: Counter[str] = field(default_factory=Counter)
    """By what it was."""

    def add(self, what: str, number: int = 1) -> None:
        """Count something, unless there is none of it."""
        if number:
            self.counts[what] += number


def redacted_events(recording: Recording, made: Plan, removed: Removed) -> dict[str, Events]:
    """Return every stream that the copy has, without the frames.

    Args:
        recording: The original.
        made: What goes from it.
        removed: What goes is counted here.
    """
    out: dict[str, Events] = {}
    for name in recording.streams:
        if name == "frame":
            continue
        coarse_clock = name == "clock" and made.redactions.coarse_ms > 0
        if name == UNKNOWN or name in made.redactions.streams or coarse_clock:
            removed.add(f"rows of the stream {name}, left out", recording.streams[name].rows)
            continue
        events = recording.events(name)
        rows = events.rows.copy()
        gone = {"key": made.typing.keys, "text": made.typing.texts}.get(name)
        keep = np.ones(len(rows), np.bool_) if gone is None else ~gone
        keep &= _outside(name, rows, made.cuts)
        rows, texts = rows[keep], _texts(events, keep)
        if name == "pointer" and made.redactions.paths_px:
            rows = simplified(rows, recording.events("button").t, made.redactions.paths_px)
            removed.add("paths of the pointer made simpler")
        _empty(name, rows, texts, made.redactions, removed)
        _remove_words(name, texts, made.noted if name == "marker" else made.words, removed)
        if name == "cursor":
            _redraw(texts["image"])
        out[name] = _table(name, rows, texts)
    return _with_markers(out, made, removed)


def coarse(times: NDArray[np.int64], coarse_ms: int) -> NDArray[np.int64]:
    """Return times rounded down to multiples of `coarse_ms`, as they are where that is 0."""
    step = coarse_ms * NS_PER_MS
    return times // step * step if step else times


def _outside(name: str, rows: Rows, cuts: Sequence[Span]) -> NDArray[np.bool_]:
    keep = np.ones(len(rows), np.bool_)
    for cut in cuts:
        inside = (rows["t"] >= cut.start_ns) & (rows["t"] < cut.end_ns)
        if name == "display":
            # Where screens lie is no secret, and without it nothing after the cut could be placed.
            continue
        if name in _STATES and inside.any():
            last = int(np.flatnonzero(inside)[-1])
            follows = last + 1 < len(rows) and rows["t"][last + 1] == cut.end_ns
            if not follows:
                rows["t"][last] = cut.end_ns
                inside[last] = False
        keep &= ~inside
    return keep


def _texts(events: Events, keep: NDArray[np.bool_]) -> dict[str, NDArray[np.object_]]:
    names = [each.name for each in STREAMS[events.stream].fields if each.kind is FieldKind.STRING]
    return {name: events.texts(name)[keep] for name in names}


def _empty(
    name: str,
    rows: Rows,
    texts: Mapping[str, NDArray[np.object_]],
    redactions: Redactions,
    removed: Removed,
) -> None:
    column, spans = {
        "window": ("title", redactions.titles),
        "clipboard": ("string", redactions.clipboard),
    }.get(name, ("", ()))
    if not spans:
        return
    for row, holds in enumerate(state_spans(rows["t"])):
        if texts[column][row] and any(holds.overlaps(span) for span in spans):
            texts[column][row] = ""
            removed.add("titles emptied" if name == "window" else "clipboard entries emptied")


def _remove_words(
    name: str, texts: Mapping[str, NDArray[np.object_]], words: Words, removed: Removed
) -> None:
    if not words:
        return
    for column, values in texts.items():
        if column in _FREE_NAMES:
            continue
        known: dict[str, str] = {}
        for row, text in enumerate(values):
            if name == "key" and (len(text) == 1 or text in NAMED_KEYS):
                continue
            if text not in known:
                known[text] = words.removed(text)
            if known[text] != text:
                values[row] = known[text]
                removed.add(f"texts of {name} with a word removed")


def _redraw(images: NDArray[np.object_]) -> None:
    """Replace pictures of cursors by pictures of the same pixels: a PNG has room for texts and thumbnails."""
    known: dict[str, str] = {}
    for row, image in enumerate(images):
        if image not in known:
            known[image] = redrawn(image)
        images[row] = known[image]


def _table(name: str, rows: Rows, texts: Mapping[str, NDArray[np.object_]]) -> Events:
    """Return a table whose strings are those that its rows point at, and no others."""
    strings: dict[str, int] = {"": 0}
    for column, values in texts.items():
        rows[column] = [strings.setdefault(text, len(strings)) for text in values]
    return Events(name, rows, tuple(strings))


def _with_markers(tables: dict[str, Events], made: Plan, removed: Removed) -> dict[str, Events]:
    told = [("typed text", span) for span in made.typing.told] + [("span", span) for span in made.cuts]
    removed.add("runs of typed text", len(made.typing.told))
    removed.add("spans cut", len(made.cuts))
    marks: list[_Added] = []
    for what, span in told:
        payload = json.dumps({"what": what, "lasts_s": round(span.duration_ns / NS_PER_S, 3)})
        marks.append((span.start_ns, {"name": MARKER, "payload": payload}))
    breaks: list[_Added] = [(at_ns, {"kind": "field", "string": MARKER}) for at_ns in made.typing.breaks]
    return _with_rows(_with_rows(tables, "marker", marks), "text", breaks)


def _with_rows(tables: dict[str, Events], stream: str, added: Sequence[_Added]) -> dict[str, Events]:
    """Return the streams with rows added to one of them, by time and strings."""
    if not added:
        return tables
    before = tables.get(stream, empty(stream))
    rows = np.zeros(len(added), STREAMS[stream].dtype)
    strings = {text: number for number, text in enumerate(before.strings)}
    for row, (at_ns, texts) in zip(rows, added, strict=True):
        row["t"], row["seq"] = at_ns, _seq_at(tables, at_ns)
        for column, text in texts.items():
            row[column] = strings.setdefault(text, len(strings))
    rows = np.concatenate([before.rows, rows])
    rows = rows[np.lexsort((rows["seq"], rows["t"]))]
    return {**tables, stream: Events(stream, rows, tuple(strings))}


def _seq_at(tables: Mapping[str, Events], t_ns: int) -> int:
    """Return a place in the order of capture before which everything came that is earlier than `t_ns`."""
    last = [
        int(each.rows["seq"][at - 1])
        for each in tables.values()
        if (at := int(np.searchsorted(each.t, t_ns)))
    ]
    return max(last, default=-1)

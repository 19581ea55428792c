"""Streams that fall silent while others go on, heartbeats that stop, and parts that are damaged."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from formats.model.frames import visible_changes
from formats.model.time import NS_PER_S, Span
from replay.core.safe_text import visible
from replay.fidelity.capture import INPUTS, Capture, Ints
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, judged, unknown
from replay.fidelity.profile import Settings, limits

SILENCE: Settings = {"doubtful": 0, "bad": 100, "silent_s": 2, "least_changes": 4}
HEARTBEATS: Settings = {"doubtful": 0.5, "bad": 1.5, "regular_share": 0.8}
DAMAGE: Settings = {"doubtful": 0, "bad": 0}
_LEAST_BEATS = 5


def silence(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Find spans without any input in which the picture goes on changing, as if somebody worked on.

    Alone they prove nothing: a video plays, a page loads. Input was lost where the recorder's heartbeats stop
    as well; where they go on, or there are none, the spans are told as what cannot be known without a second
    recording.
    """
    name = "input-silence"
    if not any(capture.count(stream) for stream in INPUTS):
        yield unknown(name, "spans", "there is no input")
        return
    frames = capture.recording.frames
    changes: Ints = np.sort(frames["t"][visible_changes(frames)].astype(np.int64))
    silent_ns = settings["silent_s"] * NS_PER_S
    spans: list[Evidence] = []
    longest_ns = 0
    for part in capture.inputs(1):
        gaps = np.diff(part.t)
        longest_ns = max(longest_ns, int(gaps.max(initial=0)))
        for row in np.flatnonzero(gaps >= silent_ns).tolist():
            span = Span(int(part.t[row]), int(part.t[row + 1]))
            until, since = np.searchsorted(changes, [span.end_ns, span.start_ns + 1]).tolist()
            seen = until - since
            if seen >= settings["least_changes"]:
                changed = count_text(seen, "frame")
                words = f"no input for {span.duration_ns / NS_PER_S:.1f} s while {changed} changed"
                spans.append(Evidence(span, words, "doubtful", span.duration_ns))
    figures = {"spans": len(spans), "longest_silence_s": longest_ns / NS_PER_S}
    alive = heartbeats(capture, HEARTBEATS["regular_share"])
    if alive is None:
        why = "whether input is missing cannot be known: the recorder writes no heartbeats"
        yield Outcome(name, "cannot be known", len(spans), "spans", None, tuple(spans), why, figures)
        return
    lost = [each for each in spans if _lacks(alive, each.span)]
    if spans and not lost:
        why = "the recorder ran and the picture changed: whether input is missing cannot be known"
        yield Outcome(name, "cannot be known", len(spans), "spans", None, tuple(spans), why, figures)
        return
    silent = count_text(len(spans), "silent span")
    note = f"{silent} in which the picture changes, {len(lost):,} without heartbeats"
    yield judged(name, len(lost), "spans", limits(settings), lost, note=note, figures=figures)


def beats(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Find where the recorder's regular entries (clock readings, states) stop: it was not running then.

    The figure is the longest time for which a beat was overdue, in intervals of the beats.
    """
    name = "heartbeats"
    found = heartbeats(capture, settings["regular_share"])
    if found is None:
        yield unknown(name, "intervals", "the recorder writes no heartbeats")
        return
    kind, t = found
    gaps = np.diff(t)
    interval = float(np.median(gaps))
    limit = limits(settings)
    overdue = gaps / interval - 1
    spans = [
        Evidence(
            Span(int(t[row]), int(t[row + 1])),
            f"no {visible(kind)} for {gaps[row] / NS_PER_S:.2f} s, due every {interval / NS_PER_S:.2f} s",
            weight=float(gaps[row]),
        )
        for row in np.flatnonzero(overdue > limit.doubtful).tolist()
    ]
    yield judged(
        name,
        max(float(overdue.max()), 0.0),
        "intervals",
        limit,
        spans,
        note=f"{visible(kind)} every {interval / NS_PER_S:.2f} s, overdue {count_text(len(spans), 'time')}",
        figures={
            "interval_s": interval / NS_PER_S,
            "longest_s": float(gaps.max()) / NS_PER_S,
            "beats": len(t),
        },
    )


def damage(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count what the file itself says is lost, and the parts that could not be read."""
    problems = capture.recording.problems
    whole = Span(0, max(capture.recording.duration_ns, 1))
    spans = [Evidence(whole, visible(problem)) for problem in problems]
    count = max(len(problems), int(not capture.recording.complete), int(capture.unread_rows > 0))
    note = visible(problems[0]) if problems else "the file is whole" if not count else "parts cannot be read"
    figures = {"unread_rows": capture.unread_rows}
    yield judged("damage", count, "problems", limits(settings), spans, note=note, figures=figures)


def heartbeats(capture: Capture, regular_share: float) -> tuple[str, Ints] | None:
    """Return the times of what the recorder writes at regular intervals, and the name of it."""
    found: dict[str, list[Ints]] = {}
    for stream, column in (("clock", "clock"), ("other", "kind")):
        for part in capture.parts(stream):
            rows = part.events.rows
            for number in np.unique(rows[column]).tolist():
                name = f"{stream} {part.events.strings[number]!r}"
                found.setdefault(name, []).append(rows["t"][rows[column] == number].astype(np.int64))
    best: tuple[str, Ints] | None = None
    for name, parts in found.items():
        t = np.unique(np.concatenate(parts))
        # What comes several times a second comes with frames or events.
        if len(t) <= _LEAST_BEATS or np.median(np.diff(t)) < 0.5 * NS_PER_S:
            continue
        gaps = np.diff(t)
        regular = float((np.abs(gaps / np.median(gaps) - 1) < 0.2).mean())
        if regular >= regular_share and (best is None or len(t) > len(best[1])):
            best = name, t
    return best


def _lacks(found: tuple[str, Ints], span: Span) -> bool:
    """Say whether a beat is missing in a span."""
    _, t = found
    interval = float(np.median(np.diff(t)))
    inside = t[(t > span.start_ns - interval) & (t < span.end_ns + interval)].tolist()
    return any(after - before > 1.5 * interval for before, after in pairwise(inside)) or len(inside) < 2

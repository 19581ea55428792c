"""Streams that fall silent while others go on, heartbeats that stop, and parts that are damaged."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from formats.model.frames import visible_changes
from formats.model.time import NS_PER_S, Span
from replay.core.safe_text import visible
from replay.fidelity.capture import INPUTS, Capture, Ints
from replay.fidelity.checks.states import lost
from replay.fidelity.checks.written import missing_of
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, Places, in_order, judged, unknown
from replay.fidelity.profile import Settings, limits

SILENCE: Settings = {"doubtful": 0, "bad": 100, "silent_s": 2, "least_changes": 4, "regular_share": 0.8}
HEARTBEATS: Settings = {"doubtful": 0.5, "bad": 1.5, "regular_share": 0.8}
DAMAGE: Settings = {"doubtful": 0, "bad": 0}
_LEAST_BEATS = 5


def silence(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Find spans without any input in which the picture goes on changing, as if somebody worked on.

    Alone they prove nothing: a video plays, a page loads. Input was lost where the recorder's heartbeats stop
    as well, its states tell of input, or rows that it counted are not there. Where heartbeats go on, or there
    are none, the spans are told as what cannot be known without a second recording; so are those that no
    picture looks at.
    """
    name = "input-silence"
    if not any(capture.count(stream) for stream in INPUTS):
        yield unknown(name, "spans", "there is no input")
        return
    spans, unseen, longest_ns = _silent(capture, settings)
    figures = {"spans": len(spans), "unseen": len(unseen), "longest_silence_s": longest_ns / NS_PER_S}
    alive = heartbeats(capture, settings["regular_share"])
    every = in_order([*spans, *unseen])
    proved = _overlapped(every, _proofs(capture)) if every else ()
    gone = [
        each
        for each, is_proved in zip(every, proved, strict=True)
        if is_proved or (alive is not None and _lacks(alive, each.span))
    ]
    if not gone and (alive is None or spans or unseen):
        why = "the recorder writes no heartbeats"
        if alive is not None:
            why = f"the recorder ran, and {'the picture changed' if spans else 'no picture tells'}"
        why = f"whether input is missing cannot be known: {why}"
        yield Outcome(name, "cannot be known", len(every), "spans", None, every, why, figures)
        return
    silent = count_text(len(spans), "silent span")
    note = (
        f"{silent} in which the picture changes, {len(gone):,} without heartbeats or with input that is lost"
    )
    yield judged(name, len(gone), "spans", limits(settings), gone, note=note, figures=figures)


def _proofs(capture: Capture) -> Iterator[Span]:
    """Yield the spans in which input was lost, by the recorder's states, or rows, by its counts."""
    yield from (each.span for each in lost(capture))
    missing = capture.once(missing_of)
    yield from (each.span for each in missing.places) if missing else ()


def _overlapped(gaps: Sequence[Evidence], proofs: Iterable[Span]) -> Sequence[bool]:
    """Say of each gap whether a proof overlaps it; gaps do not overlap each other, and are in order."""
    starts = np.array([each.span.start_ns for each in gaps], np.int64)
    ends = np.array([each.span.end_ns for each in gaps], np.int64)
    changes = np.zeros(len(gaps) + 1, np.int64)
    for proof in proofs:
        first = int(np.searchsorted(ends, proof.start_ns, side="right"))
        stop = int(np.searchsorted(starts, proof.end_ns))
        if first < stop:
            changes[first] += 1
            changes[stop] -= 1
    overlapped: list[bool] = (np.cumsum(changes[:-1]) > 0).tolist()
    return overlapped


def _silent(capture: Capture, settings: Settings) -> tuple[list[Evidence], list[Evidence], int]:
    """Return the silent spans in which the picture changes, those without a picture, and the longest gap."""
    frames = capture.recording.frames
    every: Ints = np.sort(frames["t"].astype(np.int64))
    changes: Ints = np.sort(frames["t"][visible_changes(frames)].astype(np.int64))
    silent_ns = settings["silent_s"] * NS_PER_S
    spans, unseen = Places(), Places()
    longest_ns = 0
    for part in capture.inputs(1):
        gaps = np.diff(part.t)
        longest_ns = max(longest_ns, int(gaps.max(initial=0)))
        long = np.flatnonzero(gaps >= silent_ns)
        long = long[~capture.paused(part.t[long], part.t[long + 1])]
        for row in long.tolist():
            span = Span(int(part.t[row]), int(part.t[row + 1]))
            seen, pictures = (
                int(np.diff(np.searchsorted(each, [span.start_ns + 1, span.end_ns]))[0])
                for each in (changes, every)
            )
            silent = f"no input for {span.duration_ns / NS_PER_S:.1f} s"
            if seen >= settings["least_changes"]:
                words = f"{silent} while {count_text(seen, 'frame')} changed"
                spans.add(Evidence(span, words, "doubtful", span.duration_ns))
            elif not pictures:
                words = f"{silent}, and no frame"
                unseen.add(Evidence(span, words, "doubtful", span.duration_ns))
    return list(spans), list(unseen), longest_ns


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

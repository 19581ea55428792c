"""What must be shown: each fault put into a recording, and by how much what is found of it is off.

The rows are those of the table of the requirements. Each function puts one fault into a recording and returns
figures beside their aims; `test_shown.py` holds them, `tests.benchmarks.injected_faults` prints them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from formats.model.frames import FRAME_DTYPE
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Events
from replay.fidelity.align.offset import align
from replay.fidelity.compare.comparison import Comparison, compare
from replay.fidelity.compare.record import comparison_record
from replay.fidelity.registry import check
from tests.benchmarks.figures import Figure
from tests.replay.fidelity.checks.test_clocks import with_a_wall_clock
from tests.replay.fidelity.drawn import drawn
from tests.replay.fidelity.faults import copy_of, rows_of
from tests.replay.fidelity.injected import INPUT, changed, scaled, shifted

MS, S = 1_000_000, 1_000_000_000
POLL_SEEDS = 20
Row = Callable[["Subject"], Iterator[Figure]]


@dataclass(frozen=True)
class Subject:
    """A recording that faults are put into."""

    name: str
    recording: Recording
    """With frames and a second clock."""
    pictured: Callable[[int], Recording]
    """Gives a recording with pictures whose frames are stamped so many nanoseconds late."""
    documented: frozenset[str]
    """Checks that find something where nothing was injected, as FOUND.md says."""


def desk_subject(desk: Recording) -> Subject:
    """Return the captured desk."""
    return Subject(
        "desk", desk, lambda late_ns: changed(desk, (), lambda rows: rows, shifted(late_ns)), frozenset()
    )


def day_subject(day: MemoryRecording) -> Subject:
    """Return the made-up day, a frame a second and a second clock added; drawn pages for its pictures."""
    frames = np.zeros(int(day.duration_ns // S), FRAME_DTYPE)
    frames["t"] = np.arange(len(frames)) * S + np.random.default_rng(2).integers(0, 3 * MS, len(frames))
    frames["seq"] = 1 << 40 | np.arange(len(frames))
    frames["changed"], frames["width"], frames["height"] = 1, 1920, 1080
    clocked = with_a_wall_clock(day)
    tables = {name: clocked.events(name) for name in clocked.streams}
    whole = MemoryRecording(day.header, tables, frames=frames)
    return Subject(
        "made-up day", whole, lambda late_ns: drawn(late_ns=late_ns), frozenset({"outside-display"})
    )


def nothing(subject: Subject) -> Iterator[Figure]:
    """Nothing: no finding but those documented, and a recording is faithful to itself."""
    found = {each.name for each in check(subject.recording).outcomes if each.verdict in {"doubtful", "bad"}}
    yield Figure("findings but those documented", len(found - subject.documented), "", at_most=0)
    itself = compare(subject.recording, subject.recording)
    yield Figure("held against itself: faithful", int(itself.is_faithful), "", at_least=1)


def dropped(subject: Subject, share: float) -> Iterator[Figure]:
    """A share of the moves dropped, in several drawings."""
    recording, errors = subject.recording, []
    rows = rows_of(recording, "pointer")
    covered = 0
    for seed in range(POLL_SEEDS):
        kept = np.random.default_rng(seed).random(len(rows)) >= share
        found = check_one("missed-polls", copy_of(recording, streams={"pointer": rows[kept]}))
        truth = int((~kept).sum())
        errors.append(abs(found.value / truth - 1) if found.value is not None else np.inf)
        covered += found.figures["fewest"] <= truth <= found.figures["most"]
    yield Figure("missed polls, off by, median", 100 * float(np.median(errors)), "%", at_most=15)
    within = float((np.array(errors) <= 0.15).mean())
    yield Figure(f"within 15 % in {POLL_SEEDS} drawings", 100 * within, "%")
    yield Figure("the truth within what is said", 100 * covered / POLL_SEEDS, "%", at_least=85)
    kept = np.random.default_rng(1).random(len(rows)) >= share
    held = _compared(subject, ("pointer",), lambda rows: rows[kept])
    wrong = set(held.streams["pointer"].lost_rows.tolist()) ^ set(np.flatnonzero(~kept).tolist())
    yield Figure("with the reference: moves named wrongly", len(wrong), "", at_most=0)


def doubled(subject: Subject) -> Iterator[Figure]:
    """One event in a hundred doubled."""
    recording, rng = subject.recording, np.random.default_rng(5)
    chosen = {
        name: rng.random(recording.streams[name].rows) < 0.01 for name in INPUT if name in recording.streams
    }
    streams = {name: np.repeat(rows_of(recording, name), 1 + which) for name, which in chosen.items()}
    capture = copy_of(recording, streams=streams)
    truth = sum(int(which.sum()) for which in chosen.values())
    found = check_one("duplicates", capture)
    yield Figure("doubled events, off by", abs((found.value or 0) - truth), "", at_most=0)
    held = compare(recording, capture)
    yield Figure(
        "with the reference, off by",
        sum(abs(held.streams[name].doubled - int(which.sum())) for name, which in chosen.items()),
        "",
        at_most=0,
    )


def drift(subject: Subject) -> Iterator[Figure]:
    """A clock 200 ppm fast."""

    def fast(rows: Any) -> Any:
        rows["t"] = (rows["t"] * (1 + 200e-6)).astype(np.int64)
        return rows

    capture = _with_clock(subject.recording, lambda t: t // 5000)
    found = check_one("clock-drift", capture)
    yield Figure("drift, off by", abs(200 - (found.value or 0)), "ppm", at_most=10)
    held = compare(subject.recording, changed(subject.recording, INPUT, fast, frames=fast))
    yield Figure("with the reference", abs(200 - (held.clock.drift_ppm or 0)), "ppm", at_most=10)


def step(subject: Subject) -> Iterator[Figure]:
    """A clock set by 150 ms."""
    at_ns = 30 * S

    def later(rows: Any) -> Any:
        rows["t"] += np.where(rows["t"] >= at_ns, 150 * MS, 0)
        return rows

    capture = _with_clock(subject.recording, lambda t: np.where(t > at_ns, 150 * MS, 0))
    sizes = check_one("clock-steps", capture).figures["steps_ms"]
    yield Figure("step, off by", abs(150 - (sizes[0] if len(sizes) == 1 else 0)), "ms", at_most=5)
    held = compare(
        subject.recording, changed(subject.recording, (*INPUT, "window"), later, frames=later)
    ).clock.steps
    yield Figure(
        "with the reference", abs(150 - (held[0].size_ns / MS if len(held) == 1 else 0)), "ms", at_most=5
    )


def late_frames(subject: Subject, late_ms: int) -> Iterator[Figure]:
    """Frames stamped late, or early."""
    found = align(subject.pictured(late_ms * MS))
    off = abs(found.offset_ns / MS + late_ms) if found.offset_ns is not None else None
    yield Figure("offset, off by", off, "ms", at_most=10, why="unknown")


def behind(subject: Subject) -> Iterator[Figure]:
    """The pointer 100 ms behind the keys."""
    held = _compared(subject, ("pointer",), shifted(100 * MS))
    lag_ns = held.streams["pointer"].lag_ns
    yield Figure("with the reference: lag, off by", abs(100 - (lag_ns or 0) / MS), "ms", at_most=10)


def magnified(subject: Subject) -> Iterator[Figure]:
    """Coordinates times 1.25."""
    held = _compared(subject, ("pointer", "button", "scroll"), scaled(1.25))
    off = (
        np.inf
        if held.space is None
        else max(abs(held.space.scale_x / 1.25 - 1), abs(held.space.scale_y / 1.25 - 1))
    )
    yield Figure("with the reference: scale, off by", 100 * float(off), "%", at_most=0.2)
    streams = {
        name: scaled(1.25)(rows_of(subject.recording, name)) for name in ("pointer", "button", "scroll")
    }
    found = check_one("scale", copy_of(subject.recording, streams=streams))
    yield Figure("alone: flagged", int(found.verdict in {"doubtful", "bad"}), "", at_least=1)


def release(subject: Subject) -> Iterator[Figure]:
    """The release of a key lost."""
    keys = subject.recording.events("key")
    row = int(np.flatnonzero(keys.column("pressed") == 0)[40])
    code = keys.record(row)["code"]
    press = max(n for n in range(row) if keys.record(n)["code"] == code and keys.record(n)["pressed"])
    capture = copy_of(subject.recording, streams={"key": np.delete(keys.rows, row)})
    found = check_one("key-never-released", capture)
    right = [each.span.start_ns == keys.t[press] and code in each.note for each in found.spans]
    yield Figure("that key, that time", int(right == [True]), "", at_least=1)
    held = _compared(subject, ("key",), lambda rows: np.delete(rows, row))
    record = comparison_record(held, subject.recording, capture)["streams"]["key"]["lost_events"]
    named = record == [{"t_ns": int(keys.t[row]), "event": f"{code} up"}]
    yield Figure("with the reference", int(named), "", at_least=1)


def fourth_frames(subject: Subject) -> Iterator[Figure]:
    """Every fourth frame removed."""
    frames = subject.recording.frames
    gone = np.arange(3, len(frames) - 1, 4)
    capture = changed(subject.recording, (), lambda rows: rows, lambda rows: np.delete(rows, gone))
    found = check_one("frames-missing", copy_of(subject.recording, frames=np.delete(frames, gone)))
    yield Figure("frames missing, off by", abs((found.value or 0) - len(gone)), "", at_most=0)
    held = compare(subject.recording, capture).streams["frame"].lost_rows.tolist()
    yield Figure("with the reference: named wrongly", len(set(held) ^ set(gone.tolist())), "", at_most=0)


def jitter(subject: Subject) -> Iterator[Figure]:
    """Fifteen milliseconds of jitter."""
    rows = rows_of(subject.recording, "pointer")
    rows["t"] += np.random.default_rng(4).normal(0, 15 * MS, len(rows)).astype(np.int64)
    found = check_one("jitter", copy_of(subject.recording, streams={"pointer": rows}))
    yield Figure("flagged", int(found.verdict in {"doubtful", "bad"}), "", at_least=1)
    yield Figure("its size, off by", 100 * abs((found.value or 0) / 15 - 1), "%", at_most=15)


def hole(subject: Subject) -> Iterator[Figure]:
    """A hole of three seconds in the input."""
    t = np.sort(np.concatenate([subject.recording.events(name).t for name in INPUT]))
    # Somewhere busy: a hole in which nothing was done is none.
    counts = np.searchsorted(t, t + 3 * S) - np.arange(len(t))
    start = int(t[int(np.argmax(np.where(t > 10 * S, counts, 0)))])
    end = start + 3 * S
    inside = t[(t >= start) & (t < end)]

    def kept(rows: Any) -> Any:
        return rows[(rows["t"] < start) | (rows["t"] >= end)]

    held = _compared(subject, INPUT, kept).holes
    off = np.inf
    if len(held) == 1:
        off = max(abs(held[0].start_ns - int(inside[0])), abs(held[0].end_ns - int(inside[-1]))) / MS
    yield Figure("with the reference: its ends, off by", off, "ms", at_most=0)
    streams = {name: kept(rows_of(subject.recording, name)) for name in INPUT}
    blind = _without(copy_of(subject.recording, streams=streams), "clock", "other", "cursor", "marker")
    words = {name: check(blind).outcome(name).verdict for name in ("input-silence", "heartbeats")}
    known = sum(verdict in {"doubtful", "bad"} for verdict in words.values())
    yield Figure("alone, taken for a finding", known, "", at_most=0)
    yield Figure('alone: "cannot be known"', int("cannot be known" in words.values()), "", at_least=1)
    beaten = {
        name: kept(rows_of(subject.recording, name))
        for name in (*INPUT, "clock", "other", "cursor")
        if name in subject.recording.streams
    }
    found = check_one("heartbeats", copy_of(subject.recording, streams=beaten))
    yield Figure("with heartbeats: found", int(found.verdict in {"doubtful", "bad"}), "", at_least=1)


ROWS: Mapping[str, Row] = {
    "nothing": nothing,
    "2 % of moves dropped": partial(dropped, share=0.02),
    "20 % of moves dropped": partial(dropped, share=0.2),
    "1 % of events doubled": doubled,
    "clock +200 ppm": drift,
    "clock stepped by 150 ms": step,
    "frames stamped 180 ms late": partial(late_frames, late_ms=180),
    "frames stamped 60 ms early": partial(late_frames, late_ms=-60),
    "pointer 100 ms behind the keys": behind,
    "coordinates x 1.25": magnified,
    "a key release lost": release,
    "every 4th frame removed": fourth_frames,
    "15 ms jitter": jitter,
    "a 3 s hole in the input": hole,
}
"""The table of what must be shown: what is injected, and what is measured of it."""


def check_one(name: str, recording: Recording) -> Any:
    """Return the outcome of one check."""
    return check(recording).outcome(name)


def _compared(subject: Subject, streams: tuple[str, ...], change: Callable[[Any], Any]) -> Comparison:
    return compare(subject.recording, changed(subject.recording, streams, change))


def _with_clock(recording: Recording, by: Callable[[Any], Any]) -> MemoryRecording:
    """Return a copy whose wall clock reads more by what `by` gives of the time."""
    table = recording.events("clock")
    rows = table.rows.copy()
    wall = np.asarray(table.texts("clock") == "wall", np.bool_)
    rows["reading_ns"][wall] += np.asarray(by(rows["t"][wall]), np.int64)
    return copy_of(recording, streams={"clock": rows})


def _without(recording: MemoryRecording, *streams: str) -> MemoryRecording:
    tables: dict[str, Events] = {
        name: recording.events(name) for name in recording.streams if name not in {*streams, "frame"}
    }
    return MemoryRecording(recording.header, tables, frames=recording.frames)

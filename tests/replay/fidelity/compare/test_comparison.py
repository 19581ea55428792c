"""Comparing: each fault that was put in is found with its size, and nothing else is."""

from collections.abc import Iterator
from functools import partial

import numpy as np
import pytest

from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import STREAMS, Events
from formats.native.reader import Reader
from replay.fidelity.compare.clock import ClockMap
from replay.fidelity.compare.comparison import LEAST_IN_COMMON, compare
from replay.fidelity.compare.frames import compared_frames
from replay.fidelity.compare.matching import MOST_DRIFT_PPM
from replay.fidelity.compare.record import comparison_record
from tests.data import ROOT
from tests.replay.fidelity.injected import INPUT, changed, desk, scaled, shifted

S = 1_000_000_000
_NO_CLOCK = ClockMap(0, None, (), 0, 0)


@pytest.fixture(name="reference")
def _reference() -> Iterator[Recording]:
    with desk() as recording:
        yield recording


def test_a_recording_is_faithful_to_itself(reference: Recording) -> None:
    """Nothing is found where nothing was done."""
    found = compare(reference, reference)

    assert found.is_faithful
    assert (found.clock.offset_ns, found.clock.drift_ppm, found.path_error_px_p95) == (0, 0.0, 0.0)


@pytest.mark.parametrize("share", [0.02, 0.2])
def test_lost_moves_are_those_that_were_dropped(reference: Recording, share: float) -> None:
    """Each move that was dropped is named, and no other."""
    count = len(reference.events("pointer"))
    kept = np.random.default_rng(3).random(count) >= share
    capture = changed(reference, ("pointer",), lambda rows: rows[kept])

    found = compare(reference, capture)

    assert found.streams["pointer"].lost_rows.tolist() == np.flatnonzero(~kept).tolist()
    assert sum(stream.extra for stream in found.streams.values()) == 0


def test_doubled_events_are_all_found(reference: Recording) -> None:
    """One in a hundred events came twice: so many are extra, and none is lost."""
    rng = np.random.default_rng(5)
    doubled = {name: rng.random(len(reference.events(name))) < 0.01 for name in INPUT}
    capture = reference
    for name in INPUT:
        capture = changed(capture, (name,), partial(np.repeat, repeats=1 + doubled[name]))

    found = compare(reference, capture)

    for name in INPUT:
        stream = found.streams[name]
        assert (stream.lost, stream.extra, stream.doubled) == (0, *[int(doubled[name].sum())] * 2)


def test_a_drift_is_measured(reference: Recording) -> None:
    """A clock 200 ppm fast, begun 5 s later, is found within 10 ppm, and no event is lost by it."""

    def drift(rows):  # type: ignore[no-untyped-def]
        rows["t"] = (rows["t"] * (1 + 200e-6)).astype(np.int64) + 5 * S
        return rows

    found = compare(reference, changed(reference, INPUT, drift, frames=drift))

    assert found.clock.drift_ppm == pytest.approx(200, abs=10)
    assert found.clock.offset_ns == pytest.approx(5 * S, abs=1_000_000)
    assert all(stream.lost == stream.extra == 0 for stream in found.streams.values())
    assert not found.is_faithful


def test_a_step_of_the_clock_is_found(reference: Recording) -> None:
    """A clock set by 150 ms is one step, within 5 ms, between the events around it."""
    at_ns = 30 * S

    def step(rows):  # type: ignore[no-untyped-def]
        rows["t"] += np.where(rows["t"] >= at_ns, 150_000_000, 0)
        return rows

    found = compare(reference, changed(reference, (*INPUT, "window"), step, frames=step))

    (only,) = found.clock.steps
    assert only.size_ns == pytest.approx(150_000_000, abs=5_000_000)
    assert only.after_ns < at_ns <= only.at_ns
    assert all(stream.lost == stream.extra == stream.late == 0 for stream in found.streams.values())


def test_a_clock_set_back_is_found(reference: Recording) -> None:
    """A clock set back by 150 ms is one step, though the order of events around it is no longer theirs."""
    at_ns = 30 * S

    def step(rows):  # type: ignore[no-untyped-def]
        rows["t"] -= np.where(rows["t"] >= at_ns, 150_000_000, 0)
        return rows[np.argsort(rows["t"], kind="stable")]

    found = compare(reference, changed(reference, (*INPUT, "window"), step, frames=step))

    (only,) = found.clock.steps
    assert only.size_ns == pytest.approx(-150_000_000, abs=5_000_000)
    assert sum(found.streams[name].lost for name in INPUT) == 0


def test_a_stream_behind_the_keys_is_measured(reference: Recording) -> None:
    """A pointer 100 ms behind the keys is found within 10 ms, and none of its moves is called lost."""
    found = compare(reference, changed(reference, ("pointer",), shifted(100_000_000)))

    assert found.streams["pointer"].lag_ns == pytest.approx(100_000_000, abs=10_000_000)
    assert found.streams["button"].lag_ns == 0
    assert found.streams["pointer"].lost == 0
    assert not found.is_faithful


@pytest.mark.parametrize("rounded", [False, True])
def test_a_wrong_scale_is_measured(reference: Recording, rounded: bool) -> None:
    """Coordinates times 1.25 are found within 0.2 %, rounded to pixels or not, and no event is lost by it."""

    def scale(rows):  # type: ignore[no-untyped-def]
        rows = scaled(1.25)(rows)
        for axis in ("x", "y"):
            rows[axis] = rows[axis].round() if rounded else rows[axis]
        return rows

    found = compare(reference, changed(reference, ("pointer", "button", "scroll"), scale))

    assert found.space is not None
    assert found.space.scale_x == pytest.approx(1.25, rel=0.002)
    assert found.space.scale_y == pytest.approx(1.25, rel=0.002)
    assert all(stream.lost == stream.extra == stream.moved == 0 for stream in found.streams.values())


@pytest.mark.parametrize("late_ms", [-400, -180, -60, 100, 180, 400])
def test_frames_that_are_stamped_late_lag_by_so_much(reference: Recording, late_ms: int) -> None:
    """Also by more than half of their interval: how it varies tells one from the next."""

    def late(frames):  # type: ignore[no-untyped-def]
        frames["t"] += late_ms * 1_000_000
        return frames

    frames = changed(reference, (), lambda rows: rows, frames=late).frames

    assert compared_frames(reference.frames, frames, _NO_CLOCK).lag_ns == late_ms * 1_000_000


def test_input_lost_in_one_quick_motion_is_a_hole(reference: Recording) -> None:
    """What counts is how long the capture is silent, not how long what it lost lasted."""
    rows = reference.events("pointer").rows[:200].copy()
    rows["t"] = (np.arange(200) // 20) * 2 * S + (np.arange(200) % 20) * 8_000_000
    whole, cut = (
        MemoryRecording(reference.header, {"pointer": Events("pointer", each)})
        for each in (rows, np.delete(rows, np.s_[80:100]))
    )

    (only,) = compare(whole, cut).holes

    assert (only.start_ns, only.end_ns, only.events) == (8 * S, 8 * S + 19 * 8_000_000, 20)
    assert (only.after_ns, only.until_ns) == (6 * S + 19 * 8_000_000, 10 * S)


@pytest.mark.parametrize("seed", [2, 24, 30])
def test_presses_that_are_alike_are_not_taken_for_each_other(reference: Recording, seed: int) -> None:
    """Where a few clicks are lost, the others are those they were, and nothing lags."""
    rng = np.random.default_rng(seed)
    clicks = np.zeros(44, STREAMS["button"].dtype)
    clicks["t"] = np.repeat(np.cumsum(rng.exponential(3 * S, 22).astype(np.int64)), 2)
    clicks["t"][1::2] += 80_000_000
    clicks["button"] = np.repeat(2 * (rng.random(22) < 0.15), 2)
    clicks["pressed"][::2] = 1
    gone = np.arange(4) + 2 * rng.integers(2, 18)
    whole = changed(reference, ("button",), lambda _: clicks[np.argsort(clicks["t"], kind="stable")])
    capture = changed(whole, ("button",), lambda rows: np.delete(rows, gone))

    found = compare(whole, capture).streams["button"]

    assert (found.lag_ns, found.lost, found.extra) == (0, 4, 0)


def test_removed_frames_are_counted(reference: Recording) -> None:
    """Every fourth frame is missing: so many are lost, and they are those."""
    every = len(reference.frames)
    gone = np.arange(3, every, 4)
    capture = changed(reference, (), lambda rows: rows, frames=lambda frames: np.delete(frames, gone))

    found = compare(reference, capture)

    assert found.streams["frame"].lost_rows.tolist() == gone.tolist()
    assert comparison_record(found, reference, capture)["frames_lost"] == len(gone)


def test_a_lost_release_is_named(reference: Recording) -> None:
    """The key whose release is missing is named with its time."""
    keys = reference.events("key")
    row = int(np.flatnonzero(keys.column("pressed") == 0)[100])
    capture = changed(reference, ("key",), lambda rows: np.delete(rows, row))

    record = comparison_record(compare(reference, capture), reference, capture)

    code = keys.record(row)["code"]
    assert record["streams"]["key"]["lost_events"] == [{"t_ns": int(keys.t[row]), "event": f"{code} up"}]


def test_a_hole_is_measured(reference: Recording) -> None:
    """Three seconds without any input are one hole, from the first lost event to the last."""
    start_ns, end_ns = 4 * S, 7 * S

    def hole(rows):  # type: ignore[no-untyped-def]
        return rows[(rows["t"] < start_ns) | (rows["t"] >= end_ns)]

    inside = [reference.events(name).t for name in INPUT]
    lost = np.sort(np.concatenate([t[(t >= start_ns) & (t < end_ns)] for t in inside]))

    found = compare(reference, changed(reference, INPUT, hole))

    (only,) = found.holes
    assert (only.start_ns, only.end_ns, only.events) == (lost[0], lost[-1], len(lost))


def test_all_at_once_is_taken_apart(reference: Recording) -> None:
    """A drift, a lag, a scale and lost moves do not hide each other."""
    kept = np.random.default_rng(7).random(len(reference.events("pointer"))) >= 0.2

    def drift(rows):  # type: ignore[no-untyped-def]
        rows["t"] = (rows["t"] * (1 - 300e-6)).astype(np.int64) - 2 * S
        return rows

    capture = changed(reference, INPUT, drift, frames=drift)
    capture = changed(capture, ("pointer", "button", "scroll"), scaled(0.5))
    capture = changed(capture, ("pointer",), lambda rows: shifted(60_000_000)(rows[kept]))

    found = compare(reference, capture)

    assert found.space is not None
    assert found.space.scale == pytest.approx(0.5, rel=0.002)
    assert found.clock.drift_ppm == pytest.approx(-300, abs=10)
    assert found.streams["pointer"].lag_ns == pytest.approx(60_000_000, abs=10_000_000)
    assert found.streams["pointer"].lost_rows.tolist() == np.flatnonzero(~kept).tolist()


def test_without_keys_the_pointer_gives_the_clock(reference: Recording) -> None:
    """A pointer alone is enough to find how much later the capture began."""
    rows = reference.events("pointer").rows
    alone = MemoryRecording(reference.header, {"pointer": Events("pointer", rows)})
    late = changed(alone, ("pointer",), shifted(700_000_000))

    found = compare(alone, late)

    assert (found.clock_rests_on, found.clock.offset_ns) == ("pointer", 700_000_000)
    assert found.is_faithful


def test_nothing_in_common_has_no_clock(reference: Recording) -> None:
    """An empty capture lost everything, and no clock is made up."""
    empty = MemoryRecording(reference.header, {"key": Events("key", np.empty(0, STREAMS["key"].dtype))})

    found = compare(reference, empty)

    assert found.clock_rests_on == ""
    assert found.clock.drift_ppm is None
    assert found.streams["key"].lost == len(reference.events("key"))
    assert found.space is None


def test_another_session_is_doubted_and_gives_no_wild_clock(reference: Recording) -> None:
    """Equal keys are in any two recordings; a third of the speed is no clock."""
    with Reader(ROOT / "samples" / "form.replay") as other:
        found = compare(reference, other)

    assert abs(found.clock.drift_ppm or 0) <= MOST_DRIFT_PPM
    assert found.in_common is not None
    assert found.in_common < LEAST_IN_COMMON
    assert "one session" in found.doubt
    assert compare(reference, reference).doubt == ""

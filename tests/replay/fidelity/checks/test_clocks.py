"""Clocks and stamps: drift, steps, coarse stamps and bursts are found with their size."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Events, Rows
from replay.fidelity.checks.clocks import course_of
from replay.fidelity.registry import check
from tests.replay.fidelity.faults import copy_of, rows_of

MS, S = 1_000_000, 1_000_000_000


def with_a_wall_clock(recording: MemoryRecording) -> MemoryRecording:
    """Add readings of a second clock, every 2 s, each up to 0.3 ms late."""
    builder = EventBuilder()
    late = np.random.default_rng(8).integers(0, 300_000, int(recording.duration_ns // (2 * S)))
    for number, late_ns in enumerate(late.tolist()):
        builder.add(
            "clock", 2 * S * number, clock="wall", reading_ns=1_700_000_000 * S + 2 * S * number + late_ns
        )
    tables = {name: recording.events(name) for name in recording.streams}
    return MemoryRecording(recording.header, {**tables, **builder.events()})


def of_wall(table: Events) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    return np.asarray(table.texts("clock") == "wall", np.bool_)


@pytest.fixture(params=["desk", "day"])
def recording(request: pytest.FixtureRequest) -> Recording:
    found = request.getfixturevalue(request.param)
    return with_a_wall_clock(found) if request.param == "day" else found


def test_a_drift_is_found_within_ten_ppm(recording: Recording) -> None:
    """A wall clock that runs 200 ppm too fast, with the scatter that its readings have."""
    rows = rows_of(recording, "clock")
    wall = of_wall(recording.events("clock"))
    passed = rows["reading_ns"][wall] - rows["reading_ns"][wall][0]
    rows["reading_ns"][wall] += passed // 5000

    found = check(copy_of(recording, streams={"clock": rows})).outcome("clock-drift")

    assert found.verdict == "bad"
    assert found.value == pytest.approx(200, abs=10)


@pytest.mark.parametrize("size_ms", [150, -60])
def test_a_step_is_found_within_five_ms(recording: Recording, size_ms: int) -> None:
    """Where it is, how far it goes; and no drift is made of it."""
    rows = rows_of(recording, "clock")
    wall = of_wall(recording.events("clock")) & (rows["t"] > 31 * S)
    rows["reading_ns"][wall] += size_ms * MS

    report = check(copy_of(recording, streams={"clock": rows}))

    found = report.outcome("clock-steps")
    assert found.verdict == ("bad" if size_ms > 100 else "doubtful")
    assert found.figures["steps_ms"] == [pytest.approx(size_ms, abs=5)]
    assert found.spans[0].span.start_ns < 31 * S + 2 * S < found.spans[0].span.end_ns + 4 * S
    assert report.outcome("clock-drift").verdict == "ok"


@given(
    st.floats(-1000, 1000),
    st.one_of(st.just(0.0), st.floats(50, 500), st.floats(-500, -50)),
    st.integers(0, 2**32 - 1),
)
def test_drift_and_step_are_told_apart(ppm: float, step_ms: float, seed: int) -> None:
    """Whatever the two are, both come out, under the scatter of half a millisecond."""
    rng = np.random.default_rng(seed)
    t = np.arange(0, 600 * S, 2 * S)
    reading = 10**18 + t + (t * ppm / 1e6).astype(np.int64) + rng.normal(0, MS / 2, len(t)).astype(np.int64)
    reading[len(t) // 3 :] += round(step_ms * MS)

    found = course_of("wall", t, reading)

    assert found is not None
    assert found.drift_ppm == pytest.approx(ppm, abs=10)
    assert [size / MS for _, _, size in found.steps] == ([pytest.approx(step_ms, abs=5)] if step_ms else [])


def test_a_clock_elsewhere_than_its_header_has_it_is_found(desk: Recording) -> None:
    """What is stamped by it is off by as much."""
    rows = rows_of(desk, "clock")
    monotonic = np.asarray(desk.events("clock").texts("clock") == "monotonic", np.bool_)
    rows["reading_ns"][monotonic] += 300 * MS

    found = check(copy_of(desk, streams={"clock": rows})).outcome("clock-offset")

    assert found.verdict == "bad"
    assert found.value == pytest.approx(300, abs=1)


def test_a_reading_that_came_late_is_no_step() -> None:
    """It goes back at once."""
    t = np.arange(0, 100 * S, 2 * S)
    reading = t.copy()
    reading[20] += 80 * MS

    found = course_of("wall", t, reading)

    assert found is not None
    assert found.steps == ()


def test_what_has_one_clock_cannot_be_held_against_another(day: MemoryRecording) -> None:
    """That is said, and is no finding."""
    assert check(day).outcome("clock-drift").verdict == "cannot be known"


@pytest.mark.parametrize(("tick_ms", "verdict"), [(1000, "bad"), (15.625, "doubtful"), (1, "ok")])
def test_coarse_stamps_are_found_with_their_tick(day: MemoryRecording, tick_ms: float, verdict: str) -> None:
    """Stamps rounded down to a tick tell no order and no speed within it."""
    tick_ns = round(tick_ms * MS)
    streams: dict[str, Rows] = {}
    for stream in ("pointer", "button", "scroll", "key"):
        rows = rows_of(day, stream)
        rows["t"] = rows["t"] // tick_ns * tick_ns
        streams[stream] = rows

    found = check(copy_of(day, streams=streams)).outcome("time-stamps")

    assert (found.verdict, found.value) == (verdict, tick_ms)


def test_moves_alone_that_are_stamped_coarsely_are_found(day: MemoryRecording) -> None:
    """Their clock is another than that of the keys; several of one stamp tell it from a slow device."""
    rows = rows_of(day, "pointer")
    rows["t"] = rows["t"] // 15_625_000 * 15_625_000

    found = check(copy_of(day, streams={"pointer": rows})).outcome("time-stamps")

    assert (found.verdict, found.value) == ("doubtful", 15.625)
    assert found.note == "stamps of moves in steps of 15.625 ms"


def test_a_buffer_that_is_emptied_late_shows(day: MemoryRecording) -> None:
    """Moves of 56 ms that are stamped when they are received, all at once."""
    rows = rows_of(day, "pointer")
    late = (np.arange(len(rows)) // 400) % 2 == 0
    until = (rows["t"] // (56 * MS) + 1) * 56 * MS
    rows["t"] = np.where(late, until + np.arange(len(rows)) % 7 * 20_000, rows["t"])

    found = check(copy_of(day, streams={"pointer": np.sort(rows, order=["t", "seq"])})).outcome(
        "receipt-bursts"
    )

    assert found.verdict == "bad"
    assert found.value == pytest.approx(late.sum(), rel=0.15)


def test_a_few_events_at_once_are_no_burst() -> None:
    """A hotkey is three keys within a millisecond."""
    builder = EventBuilder()
    for number in range(300):
        for place, code in enumerate(("ControlLeft", "ShiftLeft", "KeyA")):
            at_ns = number * 700 * MS + number * number * 1237 + place * 90_000
            builder.add("key", at_ns, code=code, pressed=True)
            builder.add("key", at_ns + 50 * MS + number, code=code, pressed=False)

    assert check(MemoryRecording(Header("r"), builder.events())).outcome("receipt-bursts").verdict == "ok"

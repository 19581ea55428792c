"""The pointer: missed polls, jitter, jumps, impossible places and a wrong scale are found with their size."""

import numpy as np
import pytest

from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.streams import Rows
from replay.fidelity.registry import check
from tests.replay.fidelity.faults import copy_of, rows_of

MS = 1_000_000


@pytest.mark.parametrize(("name", "hz"), [("desk", 125), ("day", 125)])
def test_the_polling_rate_is_that_of_the_device(name: str, hz: float, request: pytest.FixtureRequest) -> None:
    """Within a percent, though server times are whole milliseconds."""
    recording: Recording = request.getfixturevalue(name)

    assert check(recording).outcome("polling-rate").value == pytest.approx(hz, rel=0.01)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(("name", "share"), [("desk", 0.2), ("day", 0.02), ("day", 0.2)])
def test_dropped_moves_are_missed_polls(
    name: str, share: float, seed: int, request: pytest.FixtureRequest
) -> None:
    """Their number comes out within 15 % of the truth."""
    recording: Recording = request.getfixturevalue(name)
    rows = rows_of(recording, "pointer")
    kept = np.random.default_rng(seed).random(len(rows)) >= share

    found = check(copy_of(recording, streams={"pointer": rows[kept]})).outcome("missed-polls")

    assert found.verdict == ("bad" if share > 0.1 else "doubtful")
    assert found.value == pytest.approx(int((~kept).sum()), rel=0.15)


def test_few_dropped_moves_are_seen_in_a_short_recording(desk: Recording) -> None:
    """Of 840 moves 17 are gone: found, within what so few can tell (a standard deviation is 4)."""
    rows = rows_of(desk, "pointer")
    gone = np.random.default_rng(1).choice(len(rows), 17, replace=False)

    found = check(copy_of(desk, streams={"pointer": np.delete(rows, gone)})).outcome("missed-polls")

    assert found.verdict == "doubtful"
    assert found.value == pytest.approx(17, abs=5)


@pytest.mark.parametrize("name", ["desk", "day"])
@pytest.mark.parametrize("in_order", [False, True])
def test_jitter_is_found_with_its_size(name: str, in_order: bool, request: pytest.FixtureRequest) -> None:
    """15 ms of noise: within 15 % by the order of capture, within 50 % where an importer lost that."""
    recording: Recording = request.getfixturevalue(name)
    rows = rows_of(recording, "pointer")
    rows["t"] += np.random.default_rng(4).normal(0, 15 * MS, len(rows)).astype(np.int64)
    if in_order:
        seqs = rows["seq"].copy()
        rows = rows[np.argsort(rows["t"], kind="stable")]
        rows["seq"] = seqs

    found = check(copy_of(recording, streams={"pointer": rows})).outcome("jitter")

    assert found.verdict == "bad"
    assert found.value == pytest.approx(15, rel=0.5 if in_order else 0.15)


@pytest.mark.parametrize("rate_hz", [250, 500, 1000])
def test_jitter_of_many_polls_is_found_with_its_size(desk: Recording, rate_hz: int) -> None:
    """15 ms are several moves of a fast mouse, whose times in order look like chance."""
    rng = np.random.default_rng(rate_hz)
    count = 20 * rate_hz
    rows = np.resize(rows_of(desk, "pointer"), count)
    beat = np.arange(count) * (1e9 / rate_hz)
    rows["t"] = np.sort(beat + rng.normal(0, 15e6, count)).astype(np.int64) + 10**9
    rows["seq"] = np.arange(count)
    rows["x"], rows["y"] = 900 + 300 * np.sin(beat / 1e8), 400 + 300 * np.cos(beat / 1e8)

    found = check(copy_of(desk, streams={"pointer": rows})).outcome("jitter")

    assert found.verdict == "bad"
    assert found.value == pytest.approx(15, rel=0.25)
    assert found.spans


@pytest.mark.parametrize("value", [0, -1, 65535])
def test_a_place_that_stands_for_none_is_found_in_the_midst_of_motion(desk: Recording, value: int) -> None:
    """For one move alone, far from those around it: a place that it is not, and a jump."""
    rows = rows_of(desk, "pointer")
    gaps = np.diff(rows["t"])
    inside = np.flatnonzero((gaps[:-1] < 20 * MS) & (gaps[1:] < 20 * MS)) + 1
    chosen = inside[50::100]
    rows["x"][chosen] = rows["y"][chosen] = value

    report = check(copy_of(desk, streams={"pointer": rows}))

    assert report.outcome("sentinel-positions").value == len(chosen)
    assert [each.span.start_ns for each in report.outcome("sentinel-positions").spans] == rows["t"][
        chosen
    ].tolist()


def test_a_move_away_and_back_is_a_jump(desk: Recording) -> None:
    """No hand goes hundreds of pixels and back between two polls."""
    rows = rows_of(desk, "pointer")
    gaps = np.diff(rows["t"])
    inside = np.flatnonzero((gaps[:-1] < 20 * MS) & (gaps[1:] < 20 * MS)) + 1
    chosen = inside[70::100]
    rows["x"][chosen] = (rows["x"][chosen] + 640) % 1280

    found = check(copy_of(desk, streams={"pointer": rows})).outcome("teleports")

    assert (found.verdict, found.value) in {("doubtful", len(chosen)), ("bad", len(chosen))}


@pytest.mark.parametrize("name", ["desk", "day"])
@pytest.mark.parametrize(
    ("factor", "rounded"),
    [(1.25, False), (1.25, True), (1.5, False), (1.5, True), (2.0, False), (2.0, True), (1.4055, False)],
)
def test_multiplied_positions_are_flagged(
    name: str, factor: float, rounded: bool, request: pytest.FixtureRequest
) -> None:
    """By the values that they never take, exactly, also where they were rounded."""
    recording: Recording = request.getfixturevalue(name)
    rows = rows_of(recording, "pointer")
    for axis in ("x", "y"):
        scaled = rows[axis] * factor
        rows[axis] = np.rint(scaled) if rounded else scaled

    found = check(copy_of(recording, streams={"pointer": rows})).outcome("scale")

    assert found.verdict == "bad"
    assert found.value == pytest.approx(factor, rel=0.002)


def test_subpixel_positions_are_no_wrong_scale(desk: Recording) -> None:
    """A Mac tells 256ths of a pixel, all of them."""
    rows = rows_of(desk, "pointer")
    noise = np.random.default_rng(1).integers(0, 256, (2, len(rows))) / 256
    rows["x"] += noise[0]
    rows["y"] += noise[1]

    assert check(copy_of(desk, streams={"pointer": rows})).outcome("scale").verdict == "ok"


def test_a_jump_is_a_teleport(day: MemoryRecording) -> None:
    """The rest of the path goes on 400 px aside; the jump is at its time, with its length."""
    rows = rows_of(day, "pointer")
    row = int(np.argmin(np.abs(np.diff(rows["t"][1000:1400]) - 8 * MS))) + 1001
    rows["x"][row:] += 400

    found = check(copy_of(day, streams={"pointer": rows})).outcome("teleports")

    assert (found.verdict, found.value) == ("doubtful", 1)
    assert found.spans[0].span.end_ns == rows["t"][row]
    assert found.figures["farthest_px"] == pytest.approx(400, abs=60)


def test_a_corner_for_one_move_before_a_rest_stands_for_no_place(day: MemoryRecording) -> None:
    """No hand is there and away again with one move each, however long it rests between them."""
    rows = rows_of(day, "pointer")
    before = np.diff(rows["t"], prepend=rows["t"][0])
    after = np.append(before[1:], 0)
    last = np.flatnonzero(
        (after > 300_000_000) & (after < 1_500_000_000) & (np.hypot(rows["x"], rows["y"]) > 400)
    )
    rows["x"][last[3:6]] = rows["y"][last[3:6]] = 0

    found = check(copy_of(day, streams={"pointer": rows})).outcome("sentinel-positions")

    assert [each.span.start_ns for each in found.spans] == rows["t"][last[3:6]].tolist()


def test_sentinels_are_counted_and_are_no_places(desk: Recording) -> None:
    """(65535, 65535) stands for nothing; what lies off the display is counted apart."""
    rows = rows_of(desk, "pointer")
    rows["x"][[10, 500]] = rows["y"][[10, 500]] = 65535
    rows["x"][700] = -300

    report = check(copy_of(desk, streams={"pointer": rows}))

    assert report.outcome("sentinel-positions").value == 2
    assert report.outcome("outside-display").value == 1
    assert report.outcome("outside-display").figures["farthest_px"] == 300


def test_a_display_that_changes_its_size_is_followed() -> None:
    """A position is held against the display as it is at its time."""
    builder = EventBuilder()
    builder.add("display", 0, id=0, x=0, y=0, width=1000, height=500)
    builder.add("display", 1000 * MS, id=0, x=0, y=0, width=2000, height=1000)
    for at_ms, x in ((500, 1500), (1500, 1500), (1600, 2500)):
        builder.add("pointer", at_ms * MS, x=x, y=100)

    found = check(MemoryRecording(Header("r"), builder.events())).outcome("outside-display")

    assert [each.span.start_ns // MS for each in found.spans] == [500, 1600]


def test_motion_taken_for_positions_is_flagged(desk: Recording) -> None:
    """Deltas in place of places are small, of both signs, and no larger than a step."""
    rows: Rows = rows_of(desk, "pointer")
    for axis in ("x", "y"):
        rows[axis] = np.diff(rows[axis], prepend=rows[axis][0])

    assert check(copy_of(desk, streams={"pointer": rows})).outcome("relative-motion").verdict == "bad"


@pytest.mark.parametrize(("faster", "verdict"), [(1, "ok"), (64, "ok"), (1000, "doubtful")])
def test_a_pointer_asked_more_often_than_any_device_is_doubted(
    day: MemoryRecording, faster: int, verdict: str
) -> None:
    """As where milliseconds were taken for microseconds; the limit is said to be one from above."""
    rows = rows_of(day, "pointer")
    rows["t"] = rows["t"] // faster

    found = check(copy_of(day, streams={"pointer": rows})).outcome("polling-rate")

    assert found.verdict == verdict
    assert found.limit == ("≥ 20" if verdict == "ok" else "≤ 10,000")

"""Order: events out of order and events recorded twice are counted exactly."""

import numpy as np
import pytest

from formats.model.recording import Recording
from replay.fidelity.registry import check
from tests.replay.fidelity.faults import copy_of, rows_of


@pytest.mark.parametrize("name", ["desk", "day"])
def test_each_doubled_event_is_found(name: str, request: pytest.FixtureRequest) -> None:
    """One in a hundred moves and keys doubled: all of them at their times, no false one."""
    recording: Recording = request.getfixturevalue(name)
    rng = np.random.default_rng(3)
    streams, doubled = {}, []
    for stream in ("pointer", "key"):
        rows = rows_of(recording, stream)
        chosen = np.sort(rng.choice(len(rows), max(len(rows) // 100, 1), replace=False))
        doubled += rows["t"][chosen].tolist()
        streams[stream] = np.insert(rows, chosen + 1, rows[chosen])

    found = check(copy_of(recording, streams=streams)).outcome("duplicates")

    assert found.verdict == "bad"
    assert found.value == len(doubled)
    assert [each.span.start_ns for each in found.spans] == sorted(doubled)


def test_a_doubled_key_is_no_lost_release(desk: Recording) -> None:
    """What is a duplicate is told once, not as a stuck key too."""
    rows = rows_of(desk, "key")

    report = check(copy_of(desk, streams={"key": np.repeat(rows, 2)}))

    assert report.outcome("duplicates").value == len(rows)
    assert report.outcome("key-pressed-twice").verdict == "ok"
    assert report.outcome("key-never-pressed").verdict == "ok"


def test_a_doubled_press_that_passes_for_a_repeat_is_found(desk: Recording) -> None:
    """Importers call a press of what is down a repeat: of one instant, it is a duplicate."""
    rows = rows_of(desk, "key")
    twice = np.repeat(rows, 2)
    twice["repeat"][1::2] = twice["pressed"][1::2]

    report = check(copy_of(desk, streams={"key": twice}))

    assert report.outcome("duplicates").value == len(rows)


def test_letters_typed_twice_within_a_coarse_stamp_are_no_duplicates(desk: Recording) -> None:
    """Pressed, released and pressed again within one second; the same rows twice over are duplicates."""
    rows = rows_of(desk, "key")
    rows["t"] = rows["t"] // 10**9 * 10**9

    once = check(copy_of(desk, streams={"key": rows})).outcome("duplicates")
    twice = check(copy_of(desk, streams={"key": np.repeat(rows, 2)})).outcome("duplicates")

    assert (once.value, twice.value) == (0, len(rows))


def test_steps_of_a_wheel_within_a_coarse_stamp_are_no_duplicates(desk: Recording) -> None:
    """They are all alike, doubled or not; with fine stamps they are told apart."""
    rows = rows_of(desk, "scroll")
    coarse = rows.copy()
    coarse["t"] = rows["t"] // 10**9 * 10**9

    found = check(copy_of(desk, streams={"scroll": coarse})).outcome("duplicates")
    twice = check(copy_of(desk, streams={"scroll": np.repeat(rows, 2)})).outcome("duplicates")

    assert (found.value, twice.value) == (0, len(rows))


def test_an_event_out_of_order_is_found_with_how_late(desk: Recording) -> None:
    """A move that was captured after others of a later time shows by its place in the order of capture."""
    rows = rows_of(desk, "pointer")
    rows["t"][100] -= 50_000_000

    found = check(copy_of(desk, streams={"pointer": rows})).outcome("order")

    assert (found.verdict, found.value) == ("doubtful", 1)
    assert found.figures["latest_ms"] == pytest.approx(50, abs=10)

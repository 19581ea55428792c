"""What the recorder counted as written and the file does not hold is lost, to the row."""

from collections.abc import Iterator

import numpy as np
import pytest

from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.native.reader import Reader
from replay.fidelity.outcome import Outcome
from replay.fidelity.registry import check
from tests.data import ROOT
from tests.replay.fidelity.faults import copy_of, rows_of

S = 1_000_000_000
SAMPLES = ROOT / "samples"


@pytest.fixture(name="own", scope="module")
def _own() -> Iterator[Recording]:
    """Return a desk that our own recorder recorded: 50 s, a beat each second."""
    with Reader(SAMPLES / "desk.replay") as recording:
        yield recording


def lost_rows(recording: Recording) -> Outcome:
    """Return the outcome."""
    return check(recording).outcome("lost-rows")


@pytest.mark.parametrize("name", ["desk", "displays", "editor", "form"])
def test_of_our_own_recordings_every_row_is_there(name: str) -> None:
    """Pauses, exclusions and displays that come and go among them."""
    with Reader(SAMPLES / f"{name}.replay") as recording:
        found = lost_rows(recording)

    assert (found.verdict, found.value) == ("ok", 0)
    assert found.figures["beats"] > 10


@pytest.mark.parametrize("stream", ["pointer", "key", "button", "clock"])
@pytest.mark.parametrize("count", [1, 7])
def test_rows_that_were_lost_are_counted(own: Recording, stream: str, count: int) -> None:
    """Each, and there is a place around each of them."""
    rows = rows_of(own, stream)
    gone = np.sort(np.random.default_rng(count).choice(len(rows), count, replace=False))

    found = lost_rows(copy_of(own, streams={stream: np.delete(rows, gone)}))

    assert (found.verdict, found.value) == ("bad", count)
    for t_ns in rows["t"][gone].tolist():
        assert any(each.span.start_ns <= t_ns < each.span.end_ns for each in found.spans)
    assert all(each.span.duration_ns < 2 * S for each in found.spans)


def test_a_hole_is_known_to_the_row_without_a_reference(own: Recording) -> None:
    """Three seconds without any input: how many rows were lost, and when."""
    streams, gone = {}, 0
    for name in ("pointer", "button", "scroll", "key"):
        rows = rows_of(own, name)
        kept = (rows["t"] < 20 * S) | (rows["t"] >= 23 * S)
        streams[name], gone = rows[kept], gone + int((~kept).sum())

    report = check(copy_of(own, streams=streams))

    found = report.outcome("lost-rows")
    assert gone > 30
    assert found.value == gone
    assert report.outcome("input-silence").verdict == "doubtful"
    assert check(own).outcome("input-silence").verdict == "ok"
    assert all(19 * S <= each.span.start_ns <= each.span.end_ns <= 24.5 * S for each in found.spans)


def test_frames_that_were_lost_are_told_apart(own: Recording) -> None:
    """They are numbered with the rows."""
    found = lost_rows(copy_of(own, frames=np.delete(own.frames, [40, 41, 42])))

    told = [int(each.note.split(", ")[1].split()[0]) for each in found.spans if "among them" in each.note]
    assert found.value == sum(told) == 3


def test_what_is_there_twice_makes_up_for_nothing(own: Recording) -> None:
    """A row that was lost is not found in one that is doubled."""
    rows = rows_of(own, "pointer")
    doubled = np.repeat(np.delete(rows, 100), [1] * 99 + [2, 2] + [1] * (len(rows) - 102))

    found = lost_rows(copy_of(own, streams={"pointer": doubled}))

    assert found.value == 1


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_lost_is_counted(own: Recording, seed: int) -> None:
    """Of every stream, beats among them, and of the frames: all that is missing below the last number."""
    rng = np.random.default_rng(seed)
    share = rng.choice([0.01, 0.3, 0.9])
    names = [name for name in own.streams if name != "frame"]
    streams = {name: rows_of(own, name)[rng.random(own.streams[name].rows) >= share] for name in names}
    # One beat is left, so that it is known that rows are counted.
    streams["other"] = rows_of(own, "other")[:: int(rng.integers(1, 5))]
    capture = copy_of(own, streams=streams, frames=own.frames[rng.random(len(own.frames)) >= share])
    held = numbers_of(capture)

    assert lost_rows(capture).value == int(held[-1]) + 1 - len(held)


def numbers_of(recording: Recording) -> np.ndarray:
    """Return the numbers of all rows and frames."""
    rows = [recording.events(name).rows["seq"] for name in recording.streams if name != "frame"]
    return np.unique(np.concatenate([*rows, recording.frames["seq"]]))


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "[",
        "7",
        "[" * 9000,
        "{}",
        '{"rows": 1}',
        '{"rows": -1, "frames": 2}',
        '{"rows": true, "frames": 0}',
        '{"rows": 1e300, "frames": 1}',
        f'{{"rows": 1{"0" * 400}, "frames": 1}}',
    ],
)
def test_beats_that_tell_nothing_are_passed_over(payload: str) -> None:
    """Whatever a file says there."""
    builder = EventBuilder()
    for n in range(4):
        builder.add("other", n * S, kind="heartbeat", payload=payload)

    assert lost_rows(MemoryRecording(Header("r"), builder.events())).verdict == "cannot be known"


def test_a_recorder_that_does_not_count_is_not_judged(desk: Recording) -> None:
    """Nothing is known of what it wrote."""
    assert lost_rows(desk).verdict == "cannot be known"

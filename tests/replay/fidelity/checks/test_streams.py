"""Streams against each other: sizes, cover, silence, heartbeats, damage."""

import os
from pathlib import Path

import numpy as np
import pytest

from formats.errors import LimitError
from formats.model.build import EventBuilder
from formats.model.frames import Frames
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording, StreamInfo
from formats.model.streams import STREAMS, Events
from formats.native.reader import Reader
from replay.core.pauses import PAUSE, RESUME
from replay.fidelity.compare.comparison import compare
from replay.fidelity.registry import check
from tests.data import SAMPLE
from tests.replay.fidelity.faults import copy_of, rows_of

S = 1_000_000_000
INPUTS = ("pointer", "button", "scroll", "key")


def without(recording: Recording, start_s: float, end_s: float, *streams: str) -> MemoryRecording:
    kept = {}
    for stream in streams:
        rows = rows_of(recording, stream)
        kept[stream] = rows[(rows["t"] < start_s * S) | (rows["t"] >= end_s * S)]
    return copy_of(recording, streams=kept)


def test_a_hole_in_the_input_is_seen_by_the_heartbeats(desk: Recording) -> None:
    """Where the recorder itself wrote nothing for three seconds and more, it was not running."""
    report = check(without(desk, 28.1, 31.9, *INPUTS, "clock", "other", "cursor"))

    found = report.outcome("heartbeats")
    assert found.verdict == "doubtful"
    assert found.spans[0].span.start_ns <= 30 * S <= found.spans[0].span.end_ns
    assert found.figures["longest_s"] == pytest.approx(4, abs=0.1)
    assert report.outcome("input-silence").verdict == "doubtful"


def test_a_hole_in_which_the_recorder_ran_cannot_be_known(desk: Recording) -> None:
    """It was running and told of no input while the picture changed: a place to look at, no finding."""
    report = check(without(desk, 28.1, 31.9, *INPUTS))

    found = report.outcome("input-silence")
    assert report.outcome("heartbeats").verdict == "ok"
    assert (found.verdict, found.value) == ("cannot be known", 1)
    assert found.spans[0].span.duration_ns == pytest.approx(3.8 * S, abs=0.3 * S)


def test_a_person_who_does_nothing_is_no_hole(desk: Recording) -> None:
    """The picture stands still, too, and the heartbeats go on."""
    assert check(without(desk, 67.0, 70.0, *INPUTS)).outcome("input-silence").verdict == "ok"


def test_a_hole_alone_cannot_be_known(desk: Recording) -> None:
    """Without heartbeats a hole of three seconds is told as a place to look at, and as nothing more."""
    hole = without(desk, 28.1, 31.9, *INPUTS)
    tables = {name: hole.events(name) for name in hole.streams if name not in {"clock", "other"}}

    report = check(MemoryRecording(desk.header, tables, frames=hole.frames))

    found = report.outcome("input-silence")
    assert found.verdict == "cannot be known"
    assert any(each.span.start_ns < 30 * S < each.span.end_ns for each in found.spans)
    assert report.outcome("heartbeats").verdict == "cannot be known"


def test_without_pictures_heartbeats_do_not_tell_who_was_silent(desk: Recording) -> None:
    """The recorder ran; whether the person rested or its input was lost, nothing shows."""
    whole = check(copy_of(desk, frames=desk.frames[:0])).outcome("input-silence")
    hole = without(copy_of(desk, frames=desk.frames[:0]), 28.1, 31.9, *INPUTS)

    found = check(hole).outcome("input-silence")

    assert check(hole).outcome("heartbeats").verdict == "ok"
    assert found.verdict == "cannot be known"
    assert (found.value or 0) == (whole.value or 0) + 1
    assert any(each.span.start_ns < 30 * S < each.span.end_ns for each in found.spans)


def test_a_pause_is_no_silence(desk: Recording) -> None:
    """Where recording paused there was to be no input."""
    hole = without(copy_of(desk, frames=desk.frames[:0]), 28.1, 31.9, *INPUTS)
    builder = EventBuilder()
    builder.add("marker", 28 * S, name=PAUSE)
    builder.add("marker", 32 * S, name=RESUME)
    tables = {**{name: hole.events(name) for name in hole.streams}, "marker": builder.events()["marker"]}

    found = check(MemoryRecording(desk.header, tables)).outcome("input-silence")

    assert not any(each.span.start_ns < 30 * S < each.span.end_ns for each in found.spans)


def resized(frames: Frames, since_s: float, width: int, height: int) -> Frames:
    out = frames.copy()
    later = out["t"] >= since_s * S
    out["width"][later], out["height"][later] = width, height
    return out


def test_frames_of_another_size_than_the_display_are_found(desk: Recording) -> None:
    """Other proportions show something else; the same ones are the whole, made smaller."""
    other = check(copy_of(desk, frames=resized(desk.frames, 40, 1024, 768))).outcome("frame-size")
    smaller = check(copy_of(desk, frames=resized(desk.frames, 40, 640, 400))).outcome("frame-size")

    late = int((desk.frames["t"] >= 40 * S).sum())
    assert (other.verdict, other.value) == ("bad", late)
    assert (smaller.verdict, smaller.value) == ("doubtful", late)
    assert other.spans[0].span.start_ns >= 40 * S


def test_events_that_no_frame_shows_are_found(desk: Recording) -> None:
    """Before the first frame, and after the last one."""
    t = desk.frames["t"]

    found = check(copy_of(desk, frames=desk.frames[(t > 20 * S) & (t < 60 * S)])).outcome("frames-cover")

    assert found.verdict == "bad"
    assert found.figures["before_first_frame_s"] == pytest.approx(17.2, abs=0.5)
    assert found.figures["after_last_frame_s"] == pytest.approx(7.6, abs=0.5)


def test_damage_is_told_and_the_rest_is_checked(tmp_path: Path) -> None:
    """A cut file is read as far as it goes."""
    path = tmp_path / "cut.replay"
    path.write_bytes(SAMPLE.read_bytes())
    os.truncate(path, path.stat().st_size * 2 // 3)
    with Reader(path) as reader:
        report = check(reader)

    assert report.outcome("damage").verdict == "bad"
    assert report.verdict == "bad"


def test_a_changed_byte_costs_one_part(tmp_path: Path) -> None:
    """Whatever byte is another one, every check answers."""
    raw = bytearray(SAMPLE.read_bytes())
    for place in np.random.default_rng(6).integers(200, len(raw) - 5000, 6).tolist():
        path = tmp_path / f"{place}.replay"
        raw[place] ^= 0x5A
        path.write_bytes(raw)
        raw[place] ^= 0x5A
        with Reader(path) as reader:
            report = check(reader)

        assert len(report.outcomes) > 30


def test_more_rows_than_anybody_recorded_are_refused(desk: Recording) -> None:
    """A few bytes can claim hundreds of millions of rows: no check begins on them."""
    rows = np.zeros((1 << 20) + 1, STREAMS["pointer"].dtype)
    at_once = MemoryRecording(desk.header, {"pointer": Events("pointer", rows)})

    with pytest.raises(LimitError, match="events of one instant"):
        check(at_once)
    with pytest.raises(LimitError, match="'pointer'"):
        check(replaced(at_once, 100_000_001))


@pytest.mark.parametrize(
    "ends", [(-(1 << 63), (1 << 63) - 1), ((1 << 63) - 2, (1 << 63) - 1), (-(1 << 63), 0)]
)
def test_times_whose_differences_overflow_are_refused(desk: Recording, ends: tuple[int, int]) -> None:
    """A row or a frame at the end of what 64 bits hold: one line, no wrong figure and no crash."""
    rows = np.zeros(40, STREAMS["pointer"].dtype)
    rows["t"] = np.linspace(0, S, 40)
    rows["t"][[0, -1]] = ends
    frames = desk.frames.copy()
    frames["t"][-1] = ends[1]
    odd = MemoryRecording(desk.header, {"pointer": Events("pointer", rows)})

    for ask in (lambda: check(odd), lambda: compare(desk, odd), lambda: compare(odd, odd)):
        with pytest.raises(LimitError, match="time in the stream 'pointer'"):
            ask()
    if ends[1]:
        with pytest.raises(LimitError, match="'frame'"):
            check(copy_of(desk, frames=frames))


def test_more_displays_than_anybody_has_are_refused(desk: Recording) -> None:
    """Each of them costs a look at every position: a million would take hours."""
    builder = EventBuilder()
    for number in range(300):
        builder.add("display", 0, id=number, x=0.0, y=0.0, width=10.0, height=10.0, scale=1.0)
    frames = desk.frames.copy()
    frames["display"] = np.arange(len(frames)) % 300 if len(frames) >= 300 else np.arange(len(frames))

    with pytest.raises(LimitError, match="displays"):
        check(
            MemoryRecording(
                desk.header, {"display": builder.events()["display"], "pointer": desk.events("pointer")}
            )
        )
    with pytest.raises(LimitError, match="displays"):
        check(copy_of(desk, frames=frames))


def test_places_that_are_no_numbers_are_compared_in_silence(desk: Recording) -> None:
    """Infinite ones are unknown, not far."""
    rows = rows_of(desk, "button")
    rows["x"], rows["y"] = np.inf, -np.inf
    odd = copy_of(desk, streams={"button": rows})

    assert compare(odd, odd).streams["button"].moved == 0


def replaced(recording: MemoryRecording, rows: int) -> MemoryRecording:
    recording.streams = {"pointer": StreamInfo(rows, 0, 0)}
    return recording

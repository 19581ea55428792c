"""What only the pictures tell: those that cannot be read, blank ones, and what is said wrongly of them."""

from collections.abc import Callable

import numpy as np
import pytest

from formats.errors import FormatError
from formats.model.frames import SAME, Pixels
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from replay.fidelity.align.offset import align
from replay.fidelity.capture import Capture
from replay.fidelity.checks.pictures import SCALE, frame_scale
from replay.fidelity.registry import PICTURE_DEFAULTS, check_pictures
from replay.fidelity.report.outcomes import Report
from tests.replay.fidelity.drawn import drawn
from tests.replay.fidelity.injected import changed, scaled


def with_pictures(made: MemoryRecording, pixels: Callable[[int], Pixels]) -> MemoryRecording:
    tables = {name: made.events(name) for name in made.streams if name != "frame"}
    return MemoryRecording(made.header, tables, frames=made.frames, pixels=pixels)


def report_of(recording: Recording) -> Report:
    return check_pictures(recording)[0]


@pytest.fixture(name="made", scope="module")
def _made() -> MemoryRecording:
    return drawn(length_s=20, rate=4)


def test_the_desk_is_sound(desk: Recording) -> None:
    """Its pictures can be read, show something, are what the table says, and are where the events are."""
    report = report_of(desk)

    assert [each.name for each in report.outcomes] == list(PICTURE_DEFAULTS)
    assert {each.verdict for each in report.outcomes} == {"ok"}


def test_a_picture_that_cannot_be_read_is_counted(made: MemoryRecording) -> None:
    """At its time, and the rest are looked at all the same."""

    def broken(frame: int) -> Pixels:
        if frame in {7, 30}:
            raise FormatError("a chunk is damaged")
        return made.pixels(frame)

    found = report_of(with_pictures(made, broken)).outcome("pictures-unreadable")

    assert (found.verdict, found.value) == ("bad", 2)
    assert [each.span.start_ns for each in found.spans] == made.frames["t"][[7, 30]].tolist()


def test_a_black_capture_is_found(made: MemoryRecording) -> None:
    """Pictures of one colour are counted; one bright pixel is enough to be none."""

    def black(frame: int) -> Pixels:
        pixels = made.pixels(frame)
        if 10 <= frame < 40:
            pixels[:] = 0
            pixels[3, 5] = 255 if frame == 20 else 0
        return pixels

    found = report_of(with_pictures(made, black)).outcome("pictures-blank")

    assert (found.verdict, found.value) == ("bad", 29)


def test_what_is_said_wrongly_of_pictures_is_found(desk: Recording) -> None:
    """A frame that shows another picture and is said to show the same, and one the other way round."""

    def wrong(frames: "np.ndarray[tuple[int], np.dtype[np.void]]") -> object:
        seen, same = (
            np.flatnonzero(frames["changed"] != SAME)[5],
            np.flatnonzero(frames["changed"] == SAME)[5],
        )
        frames["changed"][[seen, same]] = frames["changed"][[same, seen]]
        return frames

    found = report_of(changed(desk, (), lambda rows: rows, wrong)).outcome("pictures-changed")

    assert found.value == 2


def test_late_frames_are_a_finding(made: MemoryRecording) -> None:
    """By more than the measure itself may be off."""
    found = report_of(drawn(late_ns=180_000_000)).outcome("frame-offset")

    assert found.verdict == "bad"
    assert [each.verdict for each in found.spans] == ["bad"]
    assert found.value == pytest.approx(180, abs=10)
    assert found.threshold == 100 + found.figures["uncertain_ns"] / 1e6
    assert found.figures["offset_ns"] == pytest.approx(-180_000_000, abs=10_000_000)


@pytest.mark.parametrize(("factor", "verdict"), [(1.0, "ok"), (0.5, "bad"), (1.25, "bad")])
def test_a_wrong_scale_is_seen_in_the_pictures(desk: Recording, factor: float, verdict: str) -> None:
    """Also one below 1, which leaves no trace in the events."""
    capture = Capture(changed(desk, (), lambda rows: rows))
    found = align(changed(desk, ("pointer", "button", "scroll"), scaled(factor)))

    outcome = frame_scale(capture, found, SCALE)

    assert outcome.verdict == verdict
    assert outcome.figures["scale"] == pytest.approx(factor, rel=0.01)


def test_without_pictures_nothing_is_known(day: MemoryRecording) -> None:
    """Every one of them says so."""
    assert {each.verdict for each in report_of(day).outcomes} == {"cannot be known"}

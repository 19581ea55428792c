"""Aligning: frames that were stamped wrongly are found from the recording alone, and no number is made up."""

from collections.abc import Iterator

import numpy as np
import pytest

from formats.model.build import EventBuilder
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.registry import open_recording
from replay.fidelity.align.offset import align
from tests.data import real
from tests.replay.fidelity.drawn import drawn
from tests.replay.fidelity.injected import changed, desk, scaled, shifted

MS = 1_000_000


@pytest.fixture(name="recording")
def _recording() -> Iterator[Recording]:
    with desk() as recording:
        yield recording


@pytest.mark.parametrize("late_ms", [0, 180, -60])
def test_late_frames_are_found_by_the_recorded_cursor(recording: Recording, late_ms: int) -> None:
    """Frames stamped 180 ms late or 60 ms early are found within 10 ms, and good ones are found good."""
    shown = changed(recording, (), lambda rows: rows, frames=shifted(late_ms * MS))

    found = align(shown)

    assert found.offset_ns == pytest.approx(-late_ms * MS, abs=10 * MS)
    assert found.method == "recorded cursor"
    assert found.verdict == ("off" if late_ms else "ok")
    assert found.confidence > 0.8


@pytest.mark.parametrize("late_ms", [0, 180, -60])
def test_the_sample_needs_no_recorded_shapes(recording: Recording, late_ms: int) -> None:
    """Its text cursor is learnt from the few frames in which the pointer rests."""
    shown = changed(recording, ("cursor",), lambda rows: rows[:0], frames=shifted(late_ms * MS))

    found = align(shown)

    assert found.method == "learnt cursor"
    assert found.offset_ns == pytest.approx(-late_ms * MS, abs=10 * MS)


@pytest.mark.parametrize("late_ms", [0, 180, -60, 700])
def test_late_frames_are_found_by_a_learnt_cursor(late_ms: int) -> None:
    """Without a shape that the recorder kept, it is learnt from frames in which the pointer rests."""
    found = align(drawn(late_ns=late_ms * MS))

    assert found.offset_ns == pytest.approx(-late_ms * MS, abs=10 * MS)
    assert found.method == "learnt cursor"


def test_a_drift_of_the_frames_is_found() -> None:
    """Over ten minutes, a clock 300 ppm fast is found within 50 ppm, and the offset at the start."""
    found = align(drawn(length_s=600, rate=4, late_ns=50 * MS, drift_ppm=300))

    assert found.drift_ppm == pytest.approx(-300, abs=50)
    assert found.offset_ns == pytest.approx(-50 * MS, abs=15 * MS)


@pytest.mark.parametrize("factor", [1.25, 0.5])
def test_a_wrong_scale_gives_no_number(recording: Recording, factor: float) -> None:
    """With coordinates of another scale the answer is unknown, and the scale is told."""
    shown = changed(recording, ("pointer", "button", "scroll"), scaled(factor))

    found = align(shown)

    assert (found.offset_ns, found.verdict) == (None, "unknown")
    assert found.scale == pytest.approx(factor, rel=0.01)


@pytest.mark.parametrize("scale", [1.25, 1.5, 0.8, 0.5])
def test_a_wrong_scale_is_told_by_a_learnt_cursor(scale: float) -> None:
    """Shapes are looked for where they would be at the scales that there are; no offset is said."""
    found = align(drawn(scale=scale))

    assert (found.offset_ns, found.verdict) == (None, "unknown")
    assert found.scale == pytest.approx(scale, rel=0.01)


def test_a_wild_scale_is_no_shape_to_learn() -> None:
    """Where the pointer is not where the events say, nothing is learnt, and nothing is known."""
    assert align(drawn(scale=1.13)).verdict == "unknown"


def test_without_a_cursor_nothing_is_made_up() -> None:
    """Pictures without a cursor and without presses say nothing."""
    found = align(drawn(cursor=False))

    assert (found.offset_ns, found.drift_ppm, found.confidence) == (None, None, 0.0)
    assert found.method == "activity"


def test_without_frames_it_is_unknown(recording: Recording) -> None:
    """A recording without pictures has nothing to align."""
    blind = MemoryRecording(recording.header, {"pointer": recording.events("pointer")})

    found = align(blind)

    assert (found.offset_ns, found.method, found.verdict) == (None, "none", "unknown")


def test_few_pictures_are_decoded(recording: Recording) -> None:
    """An alignment decodes a bounded number of pictures, however many there are."""
    long = drawn(length_s=1200, rate=10)
    decoded: list[int] = []
    fetch = long.pixels

    def counted(frame: int):  # type: ignore[no-untyped-def]
        decoded.append(frame)
        return fetch(frame)

    long.pixels = counted  # type: ignore[method-assign]
    found = align(long)

    assert found.offset_ns == pytest.approx(0, abs=10 * MS)
    assert len(decoded) < 500


def test_agentnets_video_began_before_its_metadata_says() -> None:
    """The frames of the real recording are about 300 ms early, as its drawn cursor shows."""
    pytest.importorskip("av")
    with open_recording(real("agentnet", "recording")) as recording:
        found = align(recording)

    assert found.method == "learnt cursor"
    assert found.offset_ns == pytest.approx(298 * MS, abs=20 * MS)


def test_ducktracks_recording_without_a_video_is_unknown() -> None:
    """There are no frames in it."""
    with open_recording(real("ducktrack", "recording")) as recording:
        assert align(recording).verdict == "unknown"


@pytest.mark.parametrize("name", ["0.3.2.mcap", "0.5.1.mcap"])
def test_owamcaps_short_recordings_are_unknown(name: str) -> None:
    """A few seconds in which the pointer hardly moves are too thin: no number is given."""
    pytest.importorskip("av")
    pytest.importorskip("mcap")
    with open_recording(real("owamcap", name)) as recording:
        found = align(recording)

    assert (found.offset_ns, found.verdict) == (None, "unknown")


def test_presses_say_when_pictures_were_taken() -> None:
    """Without a cursor, changes that follow presses by an even time give an offset, of little confidence."""
    made = drawn(cursor=False, rate=30)
    frames = made.frames.copy()
    frames["changed"] = 0
    rng = np.random.default_rng(2)
    at = np.cumsum(rng.integers(700 * MS, 1600 * MS, 40))
    frames["changed"][np.searchsorted(frames["t"], at + 25 * MS)] = 1
    frames["t"] += 150 * MS
    builder = EventBuilder()
    for t_ns in at.tolist():
        builder.add("key", t_ns, code="KeyA", key="a", pressed=1)
    found = align(MemoryRecording(made.header, builder.events(), frames=frames, pixels=made.pixels))

    assert found.offset_ns == pytest.approx(-150 * MS, abs=30 * MS)
    assert found.confidence <= 0.5

"""Frames: those that are missing are counted exactly; freezes are where input went on."""

from dataclasses import replace

import numpy as np
import pytest

from formats.model.frames import FRAME_DTYPE, SEEN, Frames, Storage
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.model.report import IMPORT_DETAILS, PICTURES_AGAIN
from replay.fidelity.registry import check
from tests.replay.core.recordings import recording
from tests.replay.fidelity.faults import copy_of

S = 1_000_000_000


def a_frame_a_second(recording: Recording, *, changed: int = 1) -> Frames:
    frames = np.zeros(int(recording.duration_ns // S), FRAME_DTYPE)
    frames["t"] = np.arange(len(frames)) * S + np.random.default_rng(2).integers(0, 3_000_000, len(frames))
    frames["changed"], frames["width"], frames["height"] = changed, 1920, 1080
    return frames


@pytest.mark.parametrize("nth", [4, 7])
def test_every_nth_frame_removed_is_counted_exactly(desk: Recording, nth: int) -> None:
    """Each is found between the frames around it."""
    gone = np.arange(nth - 1, len(desk.frames) - 1, nth)

    found = check(copy_of(desk, frames=np.delete(desk.frames, gone))).outcome("frames-missing")

    assert (found.verdict, found.value, len(found.spans)) == ("bad", len(gone), len(gone))


def test_missing_frames_are_counted_where_none_repeats(day: MemoryRecording) -> None:
    """Doubtful, for they may have been left out because nothing changed; the count is exact."""
    frames = a_frame_a_second(day)
    gone = np.arange(3, len(frames) - 1, 4)

    found = check(copy_of(day, frames=np.delete(frames, gone))).outcome("frames-missing")

    assert (found.verdict, found.value) == ("doubtful", len(gone))


def as_video(recording: Recording, frames: Frames, counts: object) -> MemoryRecording:
    """Return a recording whose frames are a video's, and whose import counted something."""
    frames["storage"], frames["changed"] = Storage.VIDEO, SEEN
    header = replace(recording.header, details={IMPORT_DETAILS: {"counts": counts}})
    made = copy_of(recording, frames=frames)
    made.header = header
    return made


def test_pictures_that_were_not_listed_are_not_missing(day: MemoryRecording) -> None:
    """An import lists no picture that repeats the one before, and counts them: what is left is missing."""
    frames = a_frame_a_second(day)
    gone = np.arange(3, len(frames) - 1, 4)
    left = np.delete(frames, gone)

    whole = check(as_video(day, left, {PICTURES_AGAIN: len(gone)})).outcome("frames-missing")
    part = check(as_video(day, left, {PICTURES_AGAIN: len(gone) - 5})).outcome("frames-missing")

    assert (whole.verdict, whole.value) == ("ok", 0)
    assert (part.verdict, part.value) == ("doubtful", 5)


@pytest.mark.parametrize("counts", [None, [], "many", {PICTURES_AGAIN: "many"}, {PICTURES_AGAIN: -3}])
def test_a_video_whose_import_counted_nothing_is_in_doubt(day: MemoryRecording, counts: object) -> None:
    """Whether pictures are missing or repeat others is then not known; whatever a header holds."""
    frames = a_frame_a_second(day)
    gone = np.arange(3, len(frames) - 1, 4)

    found = check(as_video(day, np.delete(frames, gone), counts)).outcome("frames-missing")

    assert (found.verdict, found.value) == ("doubtful", len(gone))


def test_a_freeze_is_a_gap_in_which_input_goes_on(desk: Recording) -> None:
    """Three seconds without a frame while somebody types, and nothing where nobody does."""
    t = desk.frames["t"]
    busy, idle = (t > 10 * S) & (t < 13 * S), (t > 68.2 * S) & (t < 69.4 * S)

    found = check(copy_of(desk, frames=desk.frames[~(busy | idle)])).outcome("freezes")

    assert (found.verdict, found.value) == ("bad", 1)
    assert found.figures["longest_ms"] == pytest.approx(3000, abs=300)


def test_a_late_frame_is_found(desk: Recording) -> None:
    """Each that comes off the beat, with how late it is."""
    frames = desk.frames.copy()
    frames["t"][20:260:10] += 90_000_000

    found = check(copy_of(desk, frames=frames)).outcome("frames-late")

    assert (found.verdict, found.value) == ("doubtful", 24)
    assert found.figures["latest_ms"] == pytest.approx(90, abs=10)


def test_one_picture_while_somebody_types_is_found(desk: Recording) -> None:
    """A capture that hangs and goes on to deliver frames shows by frames that repeat one another."""
    frames = desk.frames.copy()
    frames["changed"][(frames["t"] > 26 * S) & (frames["t"] < 44 * S)] = 0

    found = check(copy_of(desk, frames=frames)).outcome("frames-repeated")

    assert found.verdict == "doubtful"


@pytest.mark.parametrize("ended", [True, False])
def test_a_pause_lacks_no_frames(ended: bool) -> None:
    """Nothing was to be recorded in it, also where its end is not told; a gap beside it is found still."""
    times = [step / 4 for step in range(80) if not (20 < step < 60 or step == 10)]
    markers = [("marker", 5.1, {"name": "pause"}), ("marker", 14.9, {"name": "resume"})]
    if not ended:
        times, markers = times[:20], markers[:1]

    report = check(recording(*markers, frames=[(t, True) for t in times]))

    found = report.outcome("frames-missing")
    assert found.value == 1
    assert report.outcome("frames-late").value == 0


def test_one_display_stands_still_while_the_person_works_on_another() -> None:
    """That is nothing to doubt, where the other one changes."""
    keys = [("key", 1 + step / 10, {"code": "KeyA", "pressed": step % 2 == 0}) for step in range(80)]
    times = [step / 4 for step in range(40)]
    stands = recording(*keys, frames=[(t, t < 1) for t in times])
    both = recording(*keys, frames=[(t, t < 1) for t in times for _ in range(2)])
    both.frames["display"] = [0, 1] * len(times)
    both.frames["changed"][both.frames["display"] == 1] = 1

    assert [check(each).outcome("frames-repeated").verdict for each in (stands, both)] == ["doubtful", "ok"]


def test_a_display_that_is_not_there_lacks_no_frames_and_holds_no_positions() -> None:
    """Between the row by which it went and the one by which it came back."""
    size = {"id": 0, "x": 0, "y": 0, "width": 100, "height": 100}
    other = {"id": 1, "x": 100, "y": 0, "width": 100, "height": 100}
    times = [step / 4 for step in range(80) if not 20 < step < 60]
    rows = [("display", 0, size), ("display", 0, other), ("display", 5.1, {**size, "width": 0, "height": 0})]
    moves = [("pointer", 8 + step / 10, {"x": 50, "y": 50}) for step in range(20)]

    found = check(recording(*rows, *moves, ("display", 14.9, size), frames=[(t, True) for t in times]))

    assert found.outcome("frames-missing").value == 0
    assert found.outcome("outside-display").value == len(moves)

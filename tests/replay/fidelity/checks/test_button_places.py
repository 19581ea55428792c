"""Buttons are used where the pointer is; where not, moves are late, or at another scale."""

import numpy as np
import pytest

from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from formats.registry import open_recording
from replay.fidelity.outcome import Outcome
from replay.fidelity.registry import check
from tests.data import real
from tests.replay.fidelity.faults import copy_of, rows_of
from tests.replay.fidelity.injected import scaled, shifted

MS = 1_000_000


def placed(recording: Recording) -> Outcome:
    """Return the outcome."""
    return check(recording).outcome("button-places")


def late(recording: Recording, late_ms: int) -> MemoryRecording:
    """Return a copy with the moves so late."""
    return copy_of(recording, streams={"pointer": shifted(late_ms * MS)(rows_of(recording, "pointer"))})


@pytest.mark.parametrize("name", ["desk", "day"])
def test_in_sound_recordings_they_agree(name: str, request: pytest.FixtureRequest) -> None:
    """Each use, also in the midst of motion."""
    found = placed(request.getfixturevalue(name))

    assert (found.verdict, found.value) == ("ok", 0)
    assert found.figures["of"] >= 8


@pytest.mark.parametrize("late_ms", [200, 500, 1500, -300])
def test_moves_that_are_late_are_told_by_the_clicks(day: MemoryRecording, late_ms: int) -> None:
    """Without a reference: by how much lies in the range in which all places agree."""
    found = placed(late(day, late_ms))

    assert found.verdict in {"doubtful", "bad"}
    assert found.spans
    assert found.figures["late_from_ms"] <= late_ms <= found.figures["late_to_ms"]
    assert found.figures["late_to_ms"] - found.figures["late_from_ms"] <= 400


@pytest.mark.parametrize("late_ms", [0, 100, 200, 500])
def test_a_real_hand_tells_it_within_some_tens_of_milliseconds(late_ms: int) -> None:
    """Whoever turns the wheel while moving leaves little room."""
    with open_recording(real("ducktrack", "recording")) as recording:
        found = placed(late(recording, late_ms))

    assert (found.verdict == "ok") == (late_ms == 0)
    if late_ms:
        middle_ms = (found.figures["late_from_ms"] + found.figures["late_to_ms"]) / 2
        assert middle_ms == pytest.approx(late_ms, abs=20)


def test_another_scale_is_no_lateness(day: MemoryRecording) -> None:
    """Every use is elsewhere, and no shift explains it."""
    found = placed(copy_of(day, streams={"pointer": scaled(1.25)(rows_of(day, "pointer"))}))

    assert (found.verdict, found.value) == ("bad", found.figures["of"])
    assert "late_from_ms" not in found.figures


@pytest.mark.parametrize("share", [0.2, 0.5])
def test_lost_moves_leave_the_places_where_they_are(day: MemoryRecording, share: float) -> None:
    """A hand is slow where it clicks."""
    rows = rows_of(day, "pointer")
    kept = np.random.default_rng(1).random(len(rows)) >= share

    assert placed(copy_of(day, streams={"pointer": rows[kept]})).verdict == "ok"


def test_fingers_that_come_down_anywhere_are_no_fault() -> None:
    """A touch tells moves only while it lasts; the next one is elsewhere, and soon."""
    builder, rng = EventBuilder(), np.random.default_rng(2)
    for number in range(60):
        x, y = rng.uniform(0, 1000, 2).tolist()
        at_ns = number * 500 * MS
        builder.add("button", at_ns, x=x, y=y, button=0, pressed=True)
        for step in range(10):
            builder.add("pointer", at_ns + (step + 1) * 16 * MS, x=x, y=y + 4 * step)
        builder.add("button", at_ns + 170 * MS, x=x, y=y + 36, button=0, pressed=False)

    assert placed(MemoryRecording(Header("r"), builder.events())).verdict == "cannot be known"


def test_of_few_uses_nothing_is_said(day: MemoryRecording) -> None:
    """Two clicks prove nothing."""
    few = copy_of(day, streams={"button": rows_of(day, "button")[:4], "scroll": rows_of(day, "scroll")[:0]})

    assert placed(few).verdict == "cannot be known"

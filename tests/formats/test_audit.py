"""What is odd about a recording is counted from its rows, whoever read them."""

from collections.abc import Sequence

import numpy as np
import pytest

from formats.model.audit import audit
from formats.model.build import EventBuilder
from formats.model.frames import FRAME_DTYPE
from formats.model.header import Header
from formats.model.memory import MemoryRecording


def counted(builder: EventBuilder, frames: Sequence[tuple[int, ...]] = ()) -> dict[str, int]:
    table = np.array(list(frames), FRAME_DTYPE)
    counts = audit(MemoryRecording(Header("id"), builder.events(), frames=table))
    return {name: count for name, count in counts.items() if count}


def test_a_sound_recording_has_nothing_odd_and_all_names() -> None:
    """A reader of the report finds every name whether or not there is anything to count."""
    assert set(audit(MemoryRecording(Header("id"), {})).values()) == {0}


def test_equal_neighbours_are_duplicates_even_with_unknown_numbers() -> None:
    """Unknown equals unknown; another time or place is another event."""
    rows = EventBuilder()
    for t, x in [(1, None), (1, None), (1, 5.0), (1, 5.0), (2, 5.0)]:
        rows.add("pointer", t, x=x, y=0)

    assert counted(rows) == {"exact duplicates": 2}


def test_rows_captured_after_later_ones_are_counted_as_the_file_has_them() -> None:
    """One late row is one, however many it passes when it is sorted."""
    rows = EventBuilder()
    for t in (1, 2, 3, 10, 4, 5, 6):
        rows.add("pointer", t, x=t, y=0)

    assert counted(rows) == {"out of order": 1}


def test_positions_are_judged_by_the_displays_of_their_time() -> None:
    """A second display is a place, an old size is none, unknown positions are nowhere and not counted."""
    rows = EventBuilder()
    rows.add("display", 0, id=0, x=0, y=0, width=100, height=100)
    rows.add("display", 0, id=1, x=-100, y=0, width=100, height=100)
    rows.add("display", 50, id=0, x=0, y=0, width=200, height=100)
    for t, x in [(-5, 150), (10, 150), (10, -50), (10, None), (60, 150), (60, -150)]:
        rows.add("pointer", t, x=x, y=10)

    assert counted(rows) == {"out of display": 3}


@pytest.mark.parametrize(
    ("presses", "odd"),
    [
        ([("KeyA", 1, 0), ("KeyA", 0, 0)], 0),
        ([("KeyA", 1, 0), ("KeyA", 1, 1), ("KeyA", 0, 0)], 0),
        ([("KeyA", 1, 0), ("KeyA", 1, 0), ("KeyA", 0, 0)], 1),
        ([("KeyA", 1, 0)], 1),
        ([("KeyA", 0, 0)], 1),
        ([("KeyA", 1, 0), ("KeyB", 0, 0)], 2),
    ],
)
def test_keys_without_their_other_half_are_counted(presses: list[tuple[str, int, int]], odd: int) -> None:
    """Auto-repeat is no press of its own."""
    rows = EventBuilder()
    for t, (code, pressed, repeat) in enumerate(presses):
        rows.add("key", t, code=code, key="x", pressed=pressed, repeat=repeat)

    assert counted(rows).get("unbalanced keys", 0) == odd


def test_keys_without_a_place_are_told_apart_by_their_meaning() -> None:
    """Two keys whose code is unknown are two keys."""
    rows = EventBuilder()
    for t, (key, pressed) in enumerate([("a", 1), ("b", 1), ("a", 0), ("b", 0)]):
        rows.add("key", t, key=key, pressed=pressed)

    assert counted(rows) == {}


def test_frames_that_have_only_a_time_are_missing_pictures() -> None:
    """One that says "as before" is not."""
    frames = [
        (0, 0, 0, 8, 8, 1, 0, -1, 0, 0),
        (1, 1, 0, 8, 8, 0, 0, -1, 0, 0),
        (2, 2, 0, 8, 8, 1, 2, -1, 0, 1),
    ]

    assert counted(EventBuilder(), frames) == {"pictures missing": 1}

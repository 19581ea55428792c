"""The made-up day keeps what its readers take for granted."""

from itertools import pairwise

import numpy as np
import pytest

from formats.model.streams import Events
from tests.benchmarks.day import EVENTS_AN_HOUR, HEIGHT, WIDTH, day
from tests.benchmarks.synthetic import batches, synthetic_events, synthetic_recording

HOURS = 1.1


@pytest.fixture(scope="module")
def events() -> dict[str, Events]:
    return synthetic_events(HOURS, seed=3)


def test_the_same_seed_gives_the_same_events_and_another_seed_others() -> None:
    """Two benchmarks that name a seed measure the same data."""
    first, same, other = (synthetic_events(0.02, seed) for seed in (5, 5, 6))

    assert all(np.array_equal(first[name].rows, same[name].rows) for name in first)
    assert first["key"].strings == same["key"].strings
    assert not np.array_equal(first["pointer"].rows[:100], other["pointer"].rows[:100])


def test_the_promised_density_is_met(events: dict[str, Events]) -> None:
    """Eight hours hold 2.5 million events, within a few in a hundred."""
    assert sum(len(table) for table in events.values()) == pytest.approx(EVENTS_AN_HOUR * HOURS, rel=0.06)


def test_times_never_fall_and_are_whole_ticks(events: dict[str, Events]) -> None:
    """Times are in order, at a tick of 1 us, and within the hours asked for."""
    for table in events.values():
        assert (np.diff(table.t) >= 0).all()
        assert (table.t % 1000 == 0).all()
        assert table.t[-1] < (HOURS + 0.01) * 3600e9


def test_seq_settles_the_order_over_all_streams(events: dict[str, Events]) -> None:
    """`seq` is unique and, over all streams, rises with time."""
    seq = np.concatenate([table.rows["seq"] for table in events.values()])
    times = np.concatenate([table.t for table in events.values()])
    order = np.argsort(seq)

    assert len(np.unique(seq)) == len(seq)
    assert (np.diff(times[order]) >= 0).all()


def test_the_pointer_stays_on_screen_nearly_always_and_on_whole_pixels(events: dict[str, Events]) -> None:
    """Overshoot may pass the edge by a little; reports are whole pixels and never repeat."""
    rows = events["pointer"].rows
    places = np.column_stack([rows["x"], rows["y"]])

    assert (places == places.round()).all()
    assert not np.signbit(places[places == 0]).any()
    assert (np.abs(places - [WIDTH / 2, HEIGHT / 2]) < [WIDTH / 2 + 200, HEIGHT / 2 + 200]).all()
    assert (np.diff(places, axis=0) != 0).any(axis=1).mean() > 0.999


def test_every_key_and_button_goes_up_again(events: dict[str, Events]) -> None:
    """No key or button is left down, and none is released that is not down."""
    for stream, column in (("key", "code"), ("button", "button")):
        rows = events[stream].rows
        for value in np.unique(rows[column]):
            mine = rows[rows[column] == value]
            pressed = mine[mine["repeat"] == 0]["pressed"] if stream == "key" else mine["pressed"]
            assert (pressed[::2] == 1).all()
            assert (pressed[1::2] == 0).all()
            assert len(pressed) % 2 == 0


def test_people_pause_and_repeat_keys(events: dict[str, Events]) -> None:
    """There is a long pause, auto-repeat, a correction and a hotkey, as tests of idle and typed text need."""
    pointer = np.diff(events["pointer"].t)
    keys = events["key"]

    assert pointer.max() > 20e9
    assert keys.rows["repeat"].any()
    assert "Backspace" in keys.strings
    assert "ControlLeft" in keys.strings


def test_batches_are_the_hour_in_order() -> None:
    """Handing over in batches loses and reorders nothing."""
    hour = next(day(0.05, 2))
    handed: dict[str, list[Events]] = {}
    for batch in batches(hour, 10):
        handed.setdefault(batch.stream, []).append(batch)

    for name, table in hour.events.items():
        assert np.array_equal(np.concatenate([part.rows for part in handed[name]]), table.rows)
        assert all(part.t[-1] - part.t[0] <= 10e9 for part in handed[name])
        assert all(a.t[-1] <= b.t[0] for a, b in pairwise(handed[name]))


def test_a_recording_in_memory_reads_like_any_other() -> None:
    """The made-up day is a Recording."""
    recording = synthetic_recording(0.02, 1)

    assert recording.streams["pointer"].rows == len(recording.events("pointer"))
    assert recording.duration_ns <= 72e9 * 1.01

"""Steps before and after a time."""

import time
from bisect import bisect_left, bisect_right

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from replay.core import steps
from tests.replay.core.recordings import moving, recording

STREAMS = ("pointer", "key", "window")
placed = st.lists(st.tuples(st.sampled_from(STREAMS), st.integers(0, 40)), max_size=40)


def after(times: list[int], t_ns: int) -> int | None:
    ordered = sorted(times)
    place = bisect_right(ordered, t_ns)
    return ordered[place] if place < len(ordered) else None


def before(times: list[int], t_ns: int) -> int | None:
    ordered = sorted(times)
    place = bisect_left(ordered, t_ns)
    return ordered[place - 1] if place else None


@given(placed, st.integers(-1, 41), st.sets(st.sampled_from(STREAMS)))
def test_an_event_step_goes_to_the_nearest_event_of_the_filter(
    events: list[tuple[str, int]], t_ns: int, chosen: set[str]
) -> None:
    """A step forward or back stops at the very next event that the filter lets through."""
    source = recording(*((stream, at / 1e9, {}) for stream, at in events))
    times = [at for stream, at in events if stream in chosen]

    assert steps.event_after(source, t_ns, chosen) == after(times, t_ns)
    assert steps.event_before(source, t_ns, chosen) == before(times, t_ns)
    assert steps.event_after(source, t_ns) == after([at for _, at in events], t_ns)


@given(st.lists(st.tuples(st.integers(0, 5000), st.booleans()), max_size=3000), st.integers(-1, 5001))
def test_a_change_step_goes_to_the_nearest_frame_that_changed(
    frames: list[tuple[int, bool]], t_ns: int
) -> None:
    """Frames that show the same picture again are passed by."""
    table = recording(frames=[(at / 1e9, changed) for at, changed in sorted(frames)]).frames
    changes = [at for at, changed in frames if changed]

    assert steps.change_after(table, t_ns) == after(changes, t_ns)
    assert steps.change_before(table, t_ns) == before(changes, t_ns)
    assert steps.frame_after(table, t_ns) == after([at for at, _ in frames], t_ns)
    assert steps.frame_before(table, t_ns) == before([at for at, _ in frames], t_ns)


def test_boundaries_are_left_behind() -> None:
    """A step from a boundary goes on to the next one."""
    times = np.array([10, 20, 30], np.int64)

    assert steps.boundary_after(times, 20) == 30
    assert steps.boundary_before(times, 20) == 10
    assert steps.boundary_after(times, 30) is None


def test_a_held_key_takes_less_than_a_millisecond_a_step() -> None:
    """Holding the key for a thousand steps in a million events keeps up with any keyboard."""
    source = moving(1_000_000, 3600)

    began = time.perf_counter()
    end = steps.repeated(lambda t_ns: steps.event_after(source, t_ns), 0, 1000)
    took_s = time.perf_counter() - began

    assert end == int(source.events("pointer").t[1000])
    assert took_s < 1.0

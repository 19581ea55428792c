"""Density of events over time."""

import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from replay.core.pyramid import Pyramid, event_times
from tests.replay.core.recordings import S, moving, recording

seconds = st.lists(st.integers(0, 100), max_size=200)


@given(seconds, st.integers(0, 99), st.integers(1, 100))
def test_bars_of_whole_leaves_are_exact(times: list[int], start: int, length: int) -> None:
    """A bar says how many events lie in it, none counted twice."""
    duration = 100 * S
    pyramid = Pyramid.build([np.array(times, np.int64) * S], duration)

    bins = pyramid.bins(start * S, (start + length) * S, length)

    assert bins.tolist() == [times.count(second) for second in range(start, start + length)]


@given(seconds, st.integers(1, 300))
def test_every_event_is_in_one_bar(times: list[int], n: int) -> None:
    """However the whole is cut, the bars add up to all events."""
    pyramid = Pyramid.build([np.array(times, np.int64) * S], 100 * S)

    assert pyramid.bins(0, 101 * S, n).sum() == len(times) == pyramid.total


@given(st.integers(0, 5 * S), st.integers(1, 300))
def test_the_last_event_is_in_a_bar(duration: int, n: int) -> None:
    """A recording ends with an event, which lies at its very end: it is drawn."""
    pyramid = Pyramid.build([np.array([duration], np.int64)], duration)

    assert pyramid.bins(0, duration + 1, n).sum() == 1


def test_growing_by_parts_gives_the_same() -> None:
    """A timeline that fills in while the file is read ends where one reading would; a snapshot stays."""
    source = moving(50_000, 600)
    whole = Pyramid.build([source.events("pointer").t, source.events("button").t], source.duration_ns)
    grown = Pyramid(source.duration_ns)

    early = grown.snapshot()
    for part in event_times(source, None, 777):
        grown.extend(part)

    assert grown.bins(0, source.duration_ns, 97).tolist() == whole.bins(0, source.duration_ns, 97).tolist()
    assert early.total == 0


def test_a_recording_of_nothing_has_empty_bars() -> None:
    """No events and no length draw as nothing."""
    pyramid = Pyramid.build(event_times(recording()), 0)

    assert pyramid.bins(0, 0, 5).tolist() == [0] * 5
    assert pyramid.bins(0, 10, 5).tolist() == [0] * 5
    assert pyramid.bins(0, 10, 0).tolist() == []


def test_drawing_does_not_grow_with_the_events() -> None:
    """Bars over two million events cost what bars over two thousand do."""
    few, many = (
        Pyramid.build([np.sort(np.random.default_rng(1).integers(0, 3600 * S, n))], 3600 * S)
        for n in (2_000, 2_000_000)
    )

    def took(pyramid: Pyramid) -> float:
        pyramid.bins(0, 3600 * S, 240)
        began = time.perf_counter()
        for start in range(50):
            pyramid.bins(start * S, (start + 100) * S, 240)
        return time.perf_counter() - began

    assert min(took(many) for _ in range(5)) < 3 * max(took(few) for _ in range(5))

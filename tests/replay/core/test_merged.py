"""All streams as one list."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.memory import MemoryRecording
from formats.model.time import Span
from replay.core.batches import ordered_records
from replay.core.merged import MergedEvents
from tests.replay.core.recordings import moving, recording

STREAMS = ("pointer", "button", "scroll", "key", "marker")


def made(times: list[tuple[str, int]]) -> MemoryRecording:
    return recording(*((stream, at / 1e9, {}) for stream, at in times))


@given(
    st.lists(st.tuples(st.sampled_from(STREAMS), st.integers(0, 3000)), max_size=1500),
    st.lists(st.integers(0, 1500), min_size=1, max_size=8),
)
@settings(max_examples=60, deadline=None)
def test_any_window_is_that_part_of_the_ordered_events(
    times: list[tuple[str, int]], starts: list[int]
) -> None:
    """Wherever the list is looked at, it shows what reading everything in order would show."""
    source = made(times)
    merged = MergedEvents(source)
    expected = list(ordered_records(source, None, Span(0, 10_000)))

    assert len(merged) == len(times)
    for start in starts:
        window = merged.window(start, start + 40)
        assert [(row.stream, row.record) for row in window] == expected[start : start + 40]
        if start < len(times):
            assert merged.time_of(start) == expected[start][1]["t_ns"]


@given(st.lists(st.tuples(st.sampled_from(STREAMS), st.integers(0, 50)), max_size=60), st.integers(-1, 60))
def test_index_at_is_the_last_event_at_or_before(times: list[tuple[str, int]], t_ns: int) -> None:
    """The event at the playhead is never one of the future."""
    merged = MergedEvents(made(times))

    assert merged.index_at(t_ns) == sum(at <= t_ns for _, at in times) - 1


def test_only_the_streams_asked_for() -> None:
    """A filter leaves nothing else in the list."""
    merged = MergedEvents(moving(5000, 10), ["button"])

    assert len(merged) == 10
    assert {row.stream for row in merged.window(0, 10)} == {"button"}


def test_an_event_that_is_not_there_is_an_error() -> None:
    """There is no time of no event."""
    with pytest.raises(IndexError):
        MergedEvents(recording()).time_of(0)


@pytest.mark.parametrize("index", [0, 9000, 30_000, 59_990])
def test_tens_of_thousands_of_events_in_one_instant_are_in_order_of_capture(index: int) -> None:
    """A clock that stands still does not make the list read everything, nor lose the order."""
    source = made([(STREAMS[i % 2], 7) for i in range(60_000)])

    window = MergedEvents(source).window(index, index + 10)

    assert [row.record["seq"] for row in window] == list(range(index, index + 10))


def test_memory_does_not_grow_with_the_list() -> None:
    """Looking at a hundred places of a long list keeps a bounded number of rows."""
    merged = MergedEvents(moving(400_000, 3600))
    places = np.random.default_rng(1).integers(0, 400_000, 100).tolist()

    tracemalloc.start()
    for place in places:
        merged.window(place, place + 60)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert kept < 2_000_000

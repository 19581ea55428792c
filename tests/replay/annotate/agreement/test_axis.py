"""The axis without what is taken out."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from formats.model.time import Span
from replay.annotate.agreement.axis import axis

_TIMES = st.integers(-5, 60)
_SPANS = st.lists(st.tuples(_TIMES, _TIMES).map(sorted), max_size=6)


@given(_SPANS, st.integers(0, 50))
def test_it_is_what_counting_instants_gives(spans: list[list[int]], duration_ns: int) -> None:
    """Each instant lies after as many instants as remain before it."""
    made = axis(duration_ns, [np.array([span], np.int64) for span in spans])
    left = [t for t in range(duration_ns) if not any(start <= t < end for start, end in spans)]

    assert made.length_ns == len(left)
    times = np.arange(-2, duration_ns + 3)
    expected = [sum(t < time for t in left) for time in times.tolist()]
    assert made.shorten(times).tolist() == expected


@given(_SPANS, st.integers(1, 50), st.data())
def test_a_span_of_it_is_found_again_in_the_recording(
    spans: list[list[int]], duration_ns: int, data: st.DataObject
) -> None:
    """Its first and last instant are the very ones that remain there."""
    made = axis(duration_ns, [np.array([span], np.int64) for span in spans])
    left = [t for t in range(duration_ns) if not any(start <= t < end for start, end in spans)]
    if not left:
        return
    start = data.draw(st.integers(0, len(left) - 1))
    end = data.draw(st.integers(start + 1, len(left)))

    assert made.in_recording(start, end) == Span(left[start], left[end - 1] + 1)


def test_an_instant_on_a_seam_is_where_something_ended() -> None:
    """What is shown of a boundary is the moment before what was taken out."""
    made = axis(100, [np.array([[20, 50]], np.int64)])

    assert made.in_recording(20, 20) == Span(20, 20)
    assert made.in_recording(20, 21) == Span(50, 51)
    assert made.in_recording(0, 0) == Span(0, 0)


def test_nothing_may_be_left() -> None:
    """All of a recording can be taken out."""
    made = axis(100, [np.array([[-10, 200]], np.int64)])

    assert made.length_ns == 0
    assert made.in_recording(0, 0) == Span(0, 0)

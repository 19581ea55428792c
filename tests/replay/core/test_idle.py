"""Idle spans."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from replay.core.idle import INPUT_STREAMS, RULE, idle_spans
from tests.replay.core.recordings import recording


@given(
    st.lists(st.tuples(st.sampled_from(INPUT_STREAMS), st.integers(0, 100)), max_size=20),
    st.lists(st.tuples(st.integers(0, 100), st.booleans()), max_size=20),
    st.integers(1, 20),
)
def test_a_span_is_idle_exactly_where_nothing_happens_for_long_enough(
    events: list[tuple[str, int]], frames: list[tuple[int, bool]], minimum_s: int
) -> None:
    """The spans are the wide gaps between anything done and anything seen, in one list."""
    source = recording(*((name, at, {}) for name, at in events), frames=sorted(frames))
    happened = sorted({at for _, at in events} | {at for at, changed in frames if changed})
    edges = [0, *happened, source.duration_ns // 10**9]
    expected = [[a * 10**9, b * 10**9] for a, b in pairwise(edges) if b - a >= minimum_s]

    assert idle_spans(source, minimum_s=minimum_s).tolist() == expected


def test_frames_given_decide_instead_of_the_table() -> None:
    """A finer measure of visible change replaces the recorded one."""
    source = recording(("key", 0, {}), ("key", 20, {}), frames=[(10, True)])

    assert idle_spans(source).tolist() == [[0, 10 * 10**9], [10 * 10**9, 20 * 10**9]]
    assert idle_spans(source, np.empty(0, np.int64)).tolist() == [[0, 20 * 10**9]]


def test_other_streams_do_not_end_an_idle_span() -> None:
    """A window title that changes by itself is not the person."""
    assert idle_spans(recording(("window", 3, {}), ("key", 6, {}))).tolist() == [[0, 6 * 10**9]]


def test_the_rule_names_its_length_and_what_counts() -> None:
    """The sentence shown to people says what is measured."""
    assert "5 s" in RULE
    assert all(name in RULE for name in INPUT_STREAMS)

"""Where two lists of spans meet."""

import numpy as np

from replay.core.spans import NO_SPANS, meeting, shared


def test_each_pair_that_shares_time_is_found() -> None:
    """One span may meet several, and spans that only touch share nothing."""
    first = np.array([[0, 10], [20, 30], [40, 50]])
    second = np.array([[5, 8], [9, 22], [30, 40], [45, 60]])
    left, right = meeting(first, second)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 1), (2, 3)]


def test_shared_time_has_a_least_length() -> None:
    """What is shorter is left out; of an empty list nothing is shared."""
    first = np.array([[0, 10], [20, 30]])
    second = np.array([[5, 8], [9, 22]])
    assert shared(first, second).tolist() == [[5, 8], [9, 10], [20, 22]]
    assert shared(first, second, 2).tolist() == [[5, 8], [20, 22]]
    assert shared(first, NO_SPANS).tolist() == []

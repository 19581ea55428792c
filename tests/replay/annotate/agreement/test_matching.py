"""Pairs of boundaries: one to one, as many as can be, and the closest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.annotate.agreement import matching
from replay.annotate.agreement.matching import matched

_TIMES = st.sets(st.integers(0, 60), max_size=10).map(sorted)


def best(first: list[int], second: list[int], tolerance: int) -> tuple[int, int]:
    """Return count and negative distance of the best pairing, by trying what each may do."""
    table = {(0, 0): (0, 0)}
    for i in range(len(first) + 1):
        for j in range(len(second) + 1):
            ways = [table[way] for way in ((i - 1, j), (i, j - 1)) if way in table]
            if i and j and abs(first[i - 1] - second[j - 1]) <= tolerance:
                count, near = table[i - 1, j - 1]
                ways.append((count + 1, near - abs(first[i - 1] - second[j - 1])))
            table[i, j] = max(ways, default=(0, 0))
    return table[len(first), len(second)]


@given(_TIMES, _TIMES, st.integers(0, 30))
def test_the_pairs_are_the_best(first: list[int], second: list[int], tolerance: int) -> None:
    """No boundary twice, none too far, as many and as close as an alignment of all with all gives."""
    pairs = matched(np.array(first, np.int64), np.array(second, np.int64), tolerance)

    distances = [abs(first[i] - second[j]) for i, j in pairs.tolist()]
    assert (len(pairs), -sum(distances)) == best(first, second, tolerance)
    assert all(distance <= tolerance for distance in distances)
    assert (np.diff(pairs, axis=0) > 0).all()


def test_as_many_pairs_as_can_be_where_distances_are_rounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sums of distances that are too large to be exact do not cost a pair."""
    monkeypatch.setattr(matching, "_LARGEST", 1 << 12)
    chance = np.random.default_rng(1)
    for _ in range(100):
        first, second = (np.unique(chance.integers(0, 200, 12)) for _ in range(2))

        pairs = matched(first, second, 20)

        assert len(pairs) == best(first.tolist(), second.tolist(), 20)[0]

"""Simpler paths: the movement stays within its tolerance, and the hand is gone from it."""

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.model.streams import STREAMS, Rows
from formats.model.time import NS_PER_MS
from replay.privacy.redact.paths import simplified

NO_BREAKS = np.empty(0, np.int64)


def path(places: list[tuple[float, float]], every_ms: int = 10) -> Rows:
    """Return pointer rows at these places."""
    rows = np.zeros(len(places), STREAMS["pointer"].dtype)
    rows["t"] = np.arange(len(places)) * every_ms * NS_PER_MS
    rows["seq"] = np.arange(len(places))
    rows["x"], rows["y"] = np.array(places, np.float32).reshape(-1, 2).T
    return rows


def wobbly(seed: int, length: int = 60) -> Rows:
    """Return a straight movement as a hand makes it: slow, quick, slow, and trembling."""
    random = Random(seed)
    shares = [(1 - np.cos(np.pi * number / (length - 1))) / 2 for number in range(length)]
    return path([(500 * s + random.uniform(-3, 3), 200 * s + random.uniform(-3, 3)) for s in shares])


def test_two_hands_on_one_way_leave_the_same_path() -> None:
    """Tremor and the profile of speed told them apart."""
    one, other = (simplified(wobbly(seed), NO_BREAKS, 10) for seed in (1, 2))

    assert len(one) < 6
    for name in ("t", "x", "y"):
        assert one[name].tolist() == other[name].tolist()


def test_a_pointer_at_rest_does_not_tremble() -> None:
    """One point stays of it."""
    random = Random(3)
    rows = path([(100 + random.uniform(-2, 2), 100 + random.uniform(-2, 2)) for _ in range(50)])

    assert len(simplified(rows, NO_BREAKS, 10)) == 1


def test_corners_stay() -> None:
    """A way around something is not a way through it."""
    there = [(float(x), 0.0) for x in range(0, 200, 5)] + [(200.0, float(y)) for y in range(0, 200, 5)]
    kept = simplified(path(there), NO_BREAKS, 8)

    assert (200, 0) in zip(kept["x"].tolist(), kept["y"].tolist(), strict=True)


def test_a_click_ends_a_movement() -> None:
    """The pointer is where it was pressed."""
    rows = path([(float(x), 0.0) for x in range(0, 100, 2)])

    kept = simplified(rows, np.array([255 * NS_PER_MS]), 4)

    assert rows["t"][25] in kept["t"]
    assert kept["x"][kept["t"] == rows["t"][25]].tolist() == [48]


@given(
    st.lists(st.tuples(st.floats(-2000, 4000), st.floats(-2000, 4000)), max_size=60),
    st.integers(1, 40),
    st.integers(1, 400),
)
def test_whatever_the_path_it_stays_in_its_place_and_time(
    places: list[tuple[float, float]], tolerance: int, every_ms: int
) -> None:
    """On the grid, in order of time, from the first row to at most the last, and never more rows."""
    rows = path(places, every_ms)
    kept = simplified(rows, NO_BREAKS, tolerance)

    assert len(kept) <= len(rows)
    assert (np.diff(kept["t"]) >= 0).all()
    if len(rows):
        assert kept["t"][0] == rows["t"][0]
        assert kept["t"][-1] <= rows["t"][-1]
        assert kept["x"] / tolerance == pytest.approx(np.round(kept["x"] / tolerance), abs=1e-3)


def test_places_that_are_not_known_stay_unknown() -> None:
    """They part two movements."""
    rows = path([(0.0, 0.0), (50.0, 0.0), (float("nan"), 0.0), (80.0, 0.0)])

    assert np.isnan(simplified(rows, NO_BREAKS, 5)["x"]).sum() == 1

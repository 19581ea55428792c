"""The clock of a capture: offset, drift and steps, whatever wrong pairs there are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replay.fidelity.compare.clock import fit_clock

S = 1_000_000_000


@settings(deadline=None, max_examples=30)
@given(st.integers(-(10**12), 10**12), st.floats(-500, 500), st.integers(0, 1 << 30))
def test_offset_and_drift_come_back(offset_ns: int, ppm: float, seed: int) -> None:
    """With a millisecond of noise and a tenth of the pairs wrong, the map is still found."""
    rng = np.random.default_rng(seed)
    t = np.sort(rng.integers(0, 600 * S, 400))
    capture = t + (t * ppm * 1e-6).astype(np.int64) + offset_ns + rng.normal(0, 1e6, 400).astype(np.int64)
    wrong = rng.random(400) < 0.1
    capture[wrong] += rng.integers(-S, S, int(wrong.sum()))

    clock = fit_clock(t, capture)

    assert clock.drift_ppm == pytest.approx(ppm, abs=10)
    assert clock.capture_ns(t) == pytest.approx(t + t * ppm * 1e-6 + offset_ns, abs=3_000_000)


@pytest.mark.parametrize("sizes", [(150,), (-80, 300), (25, 25, -500)])
def test_steps_are_found_with_their_sizes(sizes: tuple[int, ...]) -> None:
    """Each step is found within 5 ms, between the pairs around it, beside a drift."""
    rng = np.random.default_rng(4)
    t = np.sort(rng.integers(0, 600 * S, 900))
    capture = t + (t * 150e-6).astype(np.int64) + rng.normal(0, 5e5, 900).astype(np.int64)
    at = [round(600 * S * (number + 1) / (len(sizes) + 1)) for number in range(len(sizes))]
    for at_ns, size in zip(at, sizes, strict=True):
        capture += np.where(t >= at_ns, size * 1_000_000, 0)

    clock = fit_clock(t, capture)

    assert [step.size_ns for step in clock.steps] == pytest.approx([s * 1e6 for s in sizes], abs=5e6)
    assert all(step.after_ns < due <= step.at_ns for step, due in zip(clock.steps, at, strict=True))
    assert clock.drift_ppm == pytest.approx(150, abs=10)


def test_few_pairs_have_no_drift() -> None:
    """Three pairs are an offset, and no more is said."""
    t = np.array([1, 2, 3], np.int64) * S

    clock = fit_clock(t, t + 7)

    assert (clock.offset_ns, clock.drift_ppm, clock.steps) == (7, None, ())

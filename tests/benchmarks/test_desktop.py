"""The made-up desktop: the same by seed, alive, and not the same picture again and again."""

import numpy as np
import pytest

from tests.benchmarks.desktop import Desktop, desktop_frames


def test_the_same_seed_gives_the_same_frames_and_another_does_not() -> None:
    ours, again, other = Desktop(3), Desktop(3), Desktop(4)
    for _ in range(80):
        for desktop in (ours, again, other):
            desktop.step()
        assert np.array_equal(ours.screen, again.screen)
    assert not np.array_equal(ours.screen, other.screen)


def test_a_day_has_small_changes_large_ones_and_none() -> None:
    """Shares of changed pixels from nothing to a whole screen, as at a real desk."""
    shares = []
    before = None
    for pixels in desktop_frames(150, seed=2):
        if before is not None:
            shares.append(float((pixels != before).any(axis=2).mean()))
        before = pixels.copy()
    assert min(shares) == 0
    assert max(shares) > 0.4
    assert np.median(shares) < 0.05


@pytest.mark.parametrize("size", [(1280, 800), (2560, 1440)])
def test_other_sizes(size: tuple[int, int]) -> None:
    width, height = size
    assert next(desktop_frames(1, 0, width, height)).shape == (height, width, 3)

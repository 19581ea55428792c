"""The benchmark of the scan: the same seed types the same, and every secret is right in itself."""

from tests.benchmarks.privacy.leaks import leaks


def test_the_same_seed_types_the_same() -> None:
    """Figures of two days can be held against each other."""
    one, other = leaks(5, 0.1, 1), leaks(5, 0.1, 1)

    assert one.planted == other.planted
    assert one.recording().events("key").rows.tobytes() == other.recording().events("key").rows.tobytes()


def test_slips_are_corrected() -> None:
    """What is typed in the end is what was planted, and a tenth more keys were pressed."""
    clean, slipped = leaks(5, 0.0, 2).recording(), leaks(5, 0.1, 2).recording()

    assert len(slipped.events("key")) > 1.1 * len(clean.events("key"))

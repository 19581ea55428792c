"""The benchmark of the scan: the same seed types the same, and every secret is right in itself."""

import pytest

from replay.privacy.screen.rapid import RapidEngine
from replay.privacy.screen.reading import ScreenText
from tests.benchmarks.privacy.leaks import leaks
from tests.benchmarks.privacy.on_screen import measure
from tests.benchmarks.privacy.screens import screens


def test_the_same_seed_types_the_same() -> None:
    """Figures of two days can be held against each other."""
    one, other = leaks(5, 0.1, 1), leaks(5, 0.1, 1)

    assert one.planted == other.planted
    assert one.recording().events("key").rows.tobytes() == other.recording().events("key").rows.tobytes()


def test_slips_are_corrected() -> None:
    """What is typed in the end is what was planted, and a tenth more keys were pressed."""
    clean, slipped = leaks(5, 0.0, 2).recording(), leaks(5, 0.1, 2).recording()

    assert len(slipped.events("key")) > 1.1 * len(clean.events("key"))


def test_the_same_seed_draws_the_same() -> None:
    """Light and dark, every category, with ink where a secret stands."""
    one, other = screens(3, 4), screens(3, 4)

    assert all((one[0].pixels(frame) == other[0].pixels(frame)).all() for frame in range(4))
    assert {each.theme for each in one[1]} == {"light", "dark"}
    assert {each.category for each in one[1]} == {"api-key", "card", "email", "iban", "password", "phone"}
    assert all(each.ink.any() for each in one[1])


def test_secrets_on_a_light_and_a_dark_picture_are_located_and_leave_no_ink() -> None:
    """The quick form of the benchmark: all but one of two dozen, and no pixel of those."""
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")

    measured = measure(20_261_125, 2, ScreenText([RapidEngine()]))

    assert len(measured.shown) >= 20
    assert sum(measured.located) >= len(measured.shown) - 1
    assert not any(
        left for left, is_located in zip(measured.ink_left, measured.located, strict=True) if is_located
    )

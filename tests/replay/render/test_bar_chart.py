"""Charts of bars."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from replay.render.bar_chart import MOST_BARS, Bar, BarGroup, bar_chart

_RED = np.array([255, 0, 0], np.uint8)


def drawn(*values: float) -> list[int]:
    """Return how long each bar is drawn, in pixels."""
    bars = tuple(Bar(f"b{number}", value, "", "#ff0000") for number, value in enumerate(values))
    pixels = bar_chart("t", [BarGroup("g", bars)])
    lengths = (pixels == _RED).all(axis=2).sum(axis=1)
    changes = np.flatnonzero(np.diff(lengths) != 0) + 1
    return [int(part[0]) for part in np.split(lengths, changes) if part[0]]


def test_bars_are_as_long_as_their_values() -> None:
    """The longest of all groups is the measure of all; nothing is drawn of nothing."""
    whole, half, quarter = drawn(8, 4, 0, 2)

    assert abs(half - whole / 2) < 2
    assert abs(quarter - whole / 4) < 2


@given(st.lists(st.text(max_size=80), max_size=5), st.text(max_size=200))
def test_any_text_can_be_drawn(names: list[str], title: str) -> None:
    """Of any length, in any script, or empty."""
    bars = tuple(Bar(name, 1, name, "#5b8ff9") for name in names)

    pixels = bar_chart(title, [BarGroup(title, bars)])

    assert pixels.dtype == np.uint8
    assert pixels.shape[1:] == (960, 3)


def test_a_picture_has_an_end() -> None:
    """More bars than fit are said to be left out."""
    bars = tuple(Bar("b", 1, "", "#ff0000") for _ in range(MOST_BARS + 100))

    assert len(bar_chart("t", [BarGroup("g", bars), BarGroup("h", bars)])) < 30 * MOST_BARS

"""Templates looked for all at once are found where each of them stands."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.random import default_rng

from formats.model.frames import Pixels
from replay.privacy.painting.painted import Box
from replay.privacy.painting.template_search import TemplateSearch
from replay.privacy.painting.templates import Template

WIDTH, HEIGHT = 200, 120


def written(seed: int, *corners: tuple[int, int]) -> Pixels:
    """Write words of an unknown script, each 60 pixels wide and 10 high, on grey."""
    pixels = np.full((HEIGHT, WIDTH, 3), 180, np.uint8)
    for number, (left, top) in enumerate(corners):
        strokes = default_rng(seed + number).random((10, 60)) < 0.15
        pixels[top : top + 10, left : left + 60][strokes] = 30
    return pixels


corners = st.tuples(st.integers(0, WIDTH - 60), st.integers(0, HEIGHT // 2 - 10))


@settings(max_examples=40)
@given(st.integers(0, 1000), corners, corners, st.booleans())
def test_each_is_found_where_it_stands_and_where_it_went(
    seed: int, first: tuple[int, int], there: tuple[int, int], goes: bool
) -> None:
    """A word that was moved into the lower half, beside one that was not; a word that is gone is nowhere."""
    second = first[0], first[1] + HEIGHT // 2
    before = written(seed, first, second)
    templates = [Template.of(before, Box(left, top, left + 60, top + 10), 0) for left, top in (first, second)]
    sought = TemplateSearch([each for each in templates if each is not None])
    moved = there[0], there[1] + HEIGHT // 2
    after = written(seed, moved) if goes else np.full_like(before, 180)

    found = set(sought.places(after, 0, HEIGHT))

    assert set(sought.places(before, 0, HEIGHT)) == {
        (n, each.box) for n, each in enumerate(templates) if each
    }
    assert found == ({(0, Box(moved[0], moved[1], moved[0] + 60, moved[1] + 10))} if goes else set())

"""Coordinates of exported actions."""

from hypothesis import assume, given
from hypothesis import strategies as st

from formats.model.export import Space
from formats.sinks.coordinates import Grid, fitted

SIDES = st.integers(1, 8000)
SIZES = st.tuples(SIDES, SIDES)
SHARES = st.floats(0, 1, exclude_max=True)


def test_each_space_counts_what_it_says() -> None:
    """Shares with four decimals, thousandths and pixels whole."""
    plain, half = (1366, 768), (683, 384)

    assert Grid(Space.UNIT, plain, half).place((1328, 745)) == (0.9722, 0.9701)
    assert Grid(Space.THOUSAND, plain, half).place((1328, 745)) == (972, 970)
    assert Grid(Space.PIXEL, plain, plain).place((1328.7, 745.2)) == (1328, 745)
    assert Grid(Space.PIXEL, plain, half).place((1328, 745)) == (664, 372)


def test_a_space_is_named_by_what_its_pixels_are_of() -> None:
    """Pixels of a resized picture are no pixels of the screen."""
    names = [Grid(space, (20, 10), written).name for space in Space for written in ((20, 10), (10, 5))]

    assert names == ["pixel", "resized", "0..1", "0..1", "0..1000", "0..1000"]


@given(SIZES, SIZES, st.tuples(SHARES, SHARES))
def test_a_place_on_the_picture_stays_on_it(
    size: tuple[int, int], within: tuple[int, int], share: tuple[float, float]
) -> None:
    """Also on a resized one, where the last pixel must not become one beyond it."""
    point = share[0] * size[0], share[1] * size[1]
    written = fitted(size, within)
    x, y = Grid(Space.PIXEL, size, written).place(point)

    # A share so near to 1 that its product is rounded up lies beyond the picture to begin with.
    assume(Grid(Space.PIXEL, size, written).holds(point))
    assert 0 <= x < written[0]
    assert 0 <= y < written[1]


@given(SIZES, SIZES)
def test_a_picture_fits_and_is_never_enlarged(size: tuple[int, int], within: tuple[int, int]) -> None:
    """It touches what it is to fit into, or stays as it is."""
    written = fitted(size, within)

    assert all(new <= min(old, most) for new, old, most in zip(written, size, within, strict=True))
    assert written == size or any(new == most for new, most in zip(written, within, strict=True))

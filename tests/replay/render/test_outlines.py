"""Rectangles over the picture lie where they were drawn, whatever part of it is shown, and cost no more."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from replay.render.outlines import Outline, letters_on_cells, letters_on_pixels, outlined
from replay.render.small import Wanted, cells_of, small_image, with_cells
from replay.render.viewport import Viewport, Zoom

_PICTURE = np.full((300, 400, 3), 90, np.uint8)
_OUTLINES = st.lists(
    st.builds(
        Outline,
        *[st.integers(-500, 900)] * 2,
        *[st.integers(1, 900)] * 2,
        st.sampled_from(["flag", "comment", "box", "chosen"]),
        st.sampled_from(["", "a", "zz"]),
    ),
    max_size=5,
)


@given(
    _OUTLINES, st.sampled_from([(4, 8), (9, 18)]), st.sampled_from([Viewport(), Viewport(Zoom.ACTUAL, 2.0)])
)
def test_no_rectangle_leaves_the_picture(
    outlines: list[Outline], sample: tuple[int, int], viewport: Viewport
) -> None:
    """Beside the picture the backdrop stays as it was, and the image below is not changed."""
    wanted = Wanted(60, 20, viewport, sample=sample)
    image = small_image(_PICTURE, wanted)
    before = image.pixels.copy()
    drawn = letters_on_pixels(outlined(image, outlines), outlines)

    place = image.placement
    beside = np.ones(before.shape[:2], bool)
    rows = slice(place.row * sample[1], (place.row + place.rows) * sample[1])
    beside[rows, place.column * sample[0] : (place.column + place.columns) * sample[0]] = False
    edges_only = outlined(image, outlines).pixels
    assert (image.pixels == before).all()
    assert drawn.pixels.shape == before.shape
    assert (edges_only[beside] == before[beside]).all()


def test_cells_that_are_drawn_anew_are_those_of_the_whole() -> None:
    """Only cells that a rectangle touches are picked again, with the same outcome."""
    image = with_cells(small_image(_PICTURE, Wanted(60, 20, Viewport())))

    drawn = outlined(image, [Outline(50, 40, 200, 90, "flag")])
    whole = with_cells(replace(drawn, cells=None))

    assert drawn.cells is not None
    assert whole.cells is not None
    assert (drawn.cells.data == whole.cells.data).all()
    assert not (drawn.pixels == image.pixels).all()


def test_letters_stand_where_a_box_begins() -> None:
    """In cells as text, which stays sharp."""
    image = with_cells(small_image(_PICTURE, Wanted(60, 20, Viewport())))
    place = image.placement
    outline = Outline(200, 150, 50, 20, "box", "ab")

    grid = letters_on_cells(cells_of(image, "blocks"), image, [outline])

    column, row = (int(value) for value in place.to_cell(200, 150))
    assert not (
        grid.data[row, column : column + 2] == cells_of(image, "blocks").data[row, column : column + 2]
    ).all()

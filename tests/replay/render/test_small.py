"""Crops, letterboxes and what is drawn over them."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.frames import Pixels
from replay.core.trails import Ripple, Trail, Wheel
from replay.render.ground import BACKDROP
from replay.render.overlay import keys_label, over, with_label
from replay.render.small import Wanted, small_image, with_cells
from replay.render.viewport import SCALES, Viewport, Zoom

sizes = st.integers(1, 4000)
cells = st.integers(1, 300)


def chequered(width: int, height: int) -> Pixels:
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([x % 256, y % 256, (x // 16 + y // 16) % 2 * 255], axis=-1).astype(np.uint8)


@settings(max_examples=200, deadline=None)
@given(
    st.tuples(sizes, sizes),
    st.tuples(cells, cells),
    st.sampled_from(list(Zoom)),
    st.sampled_from(SCALES),
    st.booleans(),
)
def test_a_crop_lies_in_the_picture_and_its_cells_in_the_view(
    size: tuple[int, int], grid: tuple[int, int], zoom: Zoom, scale: float, off_centre: bool
) -> None:
    """Whatever the sizes, nothing outside the picture is asked for, nothing outside the view drawn on."""
    (width, height), (columns, rows) = size, grid
    centre = (width * 3.0, -5.0) if off_centre else None
    placement = Viewport(zoom, scale, centre).place(width, height, columns, rows)
    crop = placement.crop

    assert crop.x >= 0
    assert crop.y >= 0
    assert crop.width > 0
    assert crop.height > 0
    assert crop.x + crop.width <= width + 1e-6
    assert crop.y + crop.height <= height + 1e-6
    assert 0 <= placement.column <= placement.column + placement.columns <= columns
    assert 0 <= placement.row <= placement.row + placement.rows <= rows


@settings(max_examples=100, deadline=None)
@given(st.integers(50, 2000), st.integers(50, 2000), st.integers(4, 200), st.integers(4, 100))
def test_cells_and_pixels_map_to_each_other(width: int, height: int, columns: int, rows: int) -> None:
    """The pixel in the middle of a cell lies in that cell again."""
    placement = Viewport().place(width, height, columns, rows)
    column, row = placement.column + placement.columns // 2, placement.row + placement.rows // 2
    point = placement.from_cell(column + 0.5, row + 0.5)

    assert point is not None
    assert placement.to_cell(*point) == pytest.approx((column + 0.5, row + 0.5))
    assert placement.from_cell(placement.column - 0.01, row) is None


def test_at_actual_size_samples_are_pixels() -> None:
    """At 100 % no sample is an average: the small image is a part of the picture."""
    pixels = chequered(1920, 1080)
    small = small_image(pixels, Wanted(100, 30, Viewport(Zoom.ACTUAL, 1.0, (700, 500))))
    x, y = int(small.placement.crop.x), int(small.placement.crop.y)

    assert np.array_equal(small.pixels, pixels[y : y + 240, x : x + 400])


def test_a_whole_ratio_is_an_average() -> None:
    """From 1920 to 640 samples each is the mean of nine pixels."""
    pixels = chequered(1920, 1080)
    small = small_image(pixels, Wanted(160, 45, Viewport()))
    mean = pixels.reshape(360, 3, 640, 3, 3).mean(axis=(1, 3))

    assert np.abs(small.pixels - mean).max() <= 1


def test_beside_the_picture_is_the_backdrop() -> None:
    """A tall picture in a wide view stands in the middle, at its own proportions."""
    small = small_image(np.full((900, 300, 3), 250, np.uint8), Wanted(100, 30, Viewport()))

    assert (small.placement.column, small.placement.columns) == (40, 20)
    assert small.pixels[120, 10].tolist() == list(BACKDROP)
    assert (small.pixels[:, 160:240] == 250).all()


def test_following_moves_only_when_the_pointer_leaves_the_middle() -> None:
    """The crop stays while the pointer is in its middle half, and comes after it when it is not."""
    size = {"width": 1920, "height": 1080, "columns": 100, "rows": 30}
    start = Viewport(Zoom.FOLLOW, 1.0, (900, 500))

    assert start.following(960, 520, **size) is start
    assert start.following(1090, 500, **size).centre == (1090, 500)
    assert start.following(float("nan"), 3, **size) is start
    corner = start.following(5, 5, **size)
    assert corner.following(1, 1, **size) is corner
    assert Viewport().following(5, 5, **size) == Viewport()


def trail(**marks: object) -> Trail:
    points = np.array([[100, 100], [200, 150], [300, 120]], np.float32)
    return Trail(0, points, np.array([1.0, 0.5, 0.0], np.float32), **marks)  # type: ignore[arg-type] # by name


def test_marks_are_drawn_where_the_person_was() -> None:
    """Each mark changes samples at its place, and only near the marks."""
    pixels = np.full((720, 1280, 3), 128, np.uint8)
    image = with_cells(small_image(pixels, Wanted(160, 45, Viewport())))
    marked = over(
        image,
        trail(
            clicks=(Ripple(800, 300, 0.1, "left", True),),
            scroll=Wheel(1000, 600, 0.1, 0, 1),
            drag=(300, 500),
            pointer=(600, 500),
        ),
    )
    changed = (marked.pixels != image.pixels).any(axis=2)

    for x, y in ((200, 150), (800, 300), (450, 500), (300, 500), (604, 506)):
        assert changed[y // 2 - 3 : y // 2 + 3, x // 2 - 3 : x // 2 + 3].any()
    assert changed[280:298, 490:510].any(), "away from the person is up"
    assert not changed[302:, 490:510].any()
    assert not changed[0:20].any()
    assert marked.cells is not None
    assert image.cells is not None
    touched = (marked.cells.packed != image.cells.packed).any()
    assert touched


def test_a_display_elsewhere_moves_its_marks() -> None:
    """Marks are in pixels as captured: the display's place is taken off, its scale applied."""
    image = small_image(np.full((720, 1280, 3), 128, np.uint8), Wanted(160, 45, Viewport()))
    here = over(image, trail(pointer=(300, 120)))
    points = np.array([[100, 100], [200, 150], [300, 120]], np.float32)
    there = Trail(
        0,
        points / np.float32(2) + np.float32(1000),
        np.array([1.0, 0.5, 0.0], np.float32),
        pointer=(1150, 1060),
    )

    assert np.array_equal(over(image, there, origin=(1000, 1000), scale=2).pixels, here.pixels)


def test_marks_outside_the_crop_are_not_drawn() -> None:
    """A trail that lies beside the crop costs and changes nothing."""
    pixels = np.full((2000, 2000, 3), 128, np.uint8)
    image = small_image(pixels, Wanted(40, 10, Viewport(Zoom.ACTUAL, 1.0, (1500, 1500))))

    assert over(image, trail(pointer=(300, 120))) is image
    assert over(image, Trail(0, np.empty((0, 2), np.float32), np.empty(0, np.float32))) is image


def test_unknown_places_are_not_drawn() -> None:
    """NaN from a recorder that lost the pointer draws nothing and breaks nothing."""
    image = small_image(np.full((720, 1280, 3), 128, np.uint8), Wanted(40, 10, Viewport()))
    lost = trail(scroll=Wheel(float("nan"), float("nan"), 0.1, 0, 1), pointer=(300, 120))

    assert over(image, lost).pixels.shape == image.pixels.shape


@pytest.mark.parametrize(
    ("keys", "buttons", "label"),
    [
        ((), (), ""),
        ((), ("left",), ""),
        (("Control", "Shift", "t"), (), "Ctrl+Shift+t"),
        ((" ",), (), "Space"),
        (("Shift",), ("left",), "Shift+left button"),
    ],
)
def test_keys_are_written_as_people_say_them(
    keys: tuple[str, ...], buttons: tuple[str, ...], label: str
) -> None:
    """Modifiers by their short names, buttons only beside something else, nothing where nothing is held."""
    assert keys_label(keys, buttons) == label


def test_a_recorded_key_cannot_break_out_of_its_cells() -> None:
    """Control characters of a hostile recording are question marks in the grid."""
    image = with_cells(small_image(np.full((72, 128, 3), 128, np.uint8), Wanted(40, 10, Viewport())))
    assert image.cells is not None

    assert "\x1b" not in with_label(image.cells, keys_label(("\x1b]0;x\x07",), ())).text(9)
    assert "?]0;x?" in with_label(image.cells, keys_label(("\x1b]0;x\x07",), ())).text(9)

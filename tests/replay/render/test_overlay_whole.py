"""What was done, drawn over a whole picture."""

import numpy as np

from replay.core.trails import Ripple, Trail
from replay.render.overlay import draw_on_picture


def test_a_click_is_drawn_where_it_was_and_the_rest_is_untouched() -> None:
    """Only the surroundings of the click differ from the picture, at the place it has on the display."""
    pixels = np.full((400, 640, 3), 90, np.uint8)
    nowhere = np.empty((0, 2), np.float32)
    click = Ripple(1320, 200, 0.1, "left", pressed=True)
    trail = Trail(0, nowhere, np.empty(0, np.float32), clicks=(click,), pointer=(1320, 200))

    drawn = draw_on_picture(pixels, trail, origin=(1000, 0), scale=1.0)

    ys, xs = np.nonzero((drawn != pixels).any(axis=2))
    assert len(xs)
    assert abs(xs.mean() - 320) < 20
    assert abs(ys.mean() - 200) < 20
    assert (pixels == 90).all()

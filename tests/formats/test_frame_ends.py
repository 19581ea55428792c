"""Until when a frame is shown."""

import numpy as np

from formats.model.frames import FRAME_DTYPE, frame_ends


def _frames(*rows: tuple[int, int]) -> np.ndarray:
    frames = np.zeros(len(rows), FRAME_DTYPE)
    frames["t"], frames["display"] = zip(*rows, strict=True)
    return frames


def test_a_frame_is_shown_until_the_next_one_of_its_display() -> None:
    """Frames of another display in between end nothing, and the last ones last to the end."""
    frames = _frames((10, 0), (20, 1), (30, 0), (35, 1), (40, 0))
    assert frame_ends(frames, 100).tolist() == [30, 35, 40, 101, 101]


def test_only_frames_that_show_something_else_end_one() -> None:
    """A picture lasts over the frames that repeat it."""
    frames = _frames((10, 0), (20, 0), (30, 0))
    among = np.array([True, False, True])
    assert frame_ends(frames, 100, among=among)[among].tolist() == [30, 101]

"""Pictures with what was done drawn in: of one display, at its place, or on an empty screen."""

import numpy as np

from formats.model.build import EventBuilder
from formats.model.frames import FRAME_DTYPE, SEEN, Frames, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from replay.render.marked import marked_pictures

MS = 1_000_000


def two_displays() -> MemoryRecording:
    """Make a recording whose second display, at the right of the first, has more frames."""
    frames: Frames = np.zeros(5, FRAME_DTYPE)
    frames["t"] = np.arange(5) * 100 * MS
    frames["display"] = [1, 0, 1, 0, 1]
    frames["width"], frames["height"], frames["changed"], frames["storage"] = 160, 96, SEEN, Storage.TILES
    builder = EventBuilder()
    builder.add("display", 0, id=0, x=0, y=0, width=160, height=96)
    builder.add("display", 0, id=1, x=160, y=0, width=160, height=96)
    builder.add("pointer", 50 * MS, x=200, y=40)

    def pixels(frame: int) -> Pixels:
        return np.full((96, 160, 3), 10 * frame, np.uint8)

    return MemoryRecording(Header("id"), builder.events(), frames=frames, pixels=pixels)


def is_marked(pixels: Pixels, x: int, y: int) -> bool:
    return bool((pixels[y, x] == (255, 92, 0)).all())


def test_the_fullest_display_is_shown_throughout() -> None:
    """Frames of another never come between, and the pointer is where it is on this one."""
    draw = marked_pictures(two_displays())

    found = [draw(t * MS) for t in (0, 100, 200, 350, 400)]

    assert [None if one is None else int(one[95, 159, 0]) for one in found] == [0, 0, 20, 20, 40]
    assert found[2] is not None
    assert is_marked(found[2], 43, 47)


def test_before_the_first_frame_there_is_no_picture() -> None:
    """Nothing is made up where pictures come later."""
    recording = two_displays()
    recording.frames["t"] += 1

    assert marked_pictures(recording)(0) is None


def test_a_recording_without_frames_has_empty_screens() -> None:
    """As large as its display, and none where a file says it is larger than any."""
    for width, expected in ((160, (96, 160, 3)), (32_000, None)):
        builder = EventBuilder()
        builder.add("display", 0, id=0, x=0, y=0, width=width, height=96 if width == 160 else 32_000)
        builder.add("pointer", 0, x=40, y=40)

        drawn = marked_pictures(MemoryRecording(Header("id"), builder.events()))(0)

        assert (drawn.shape if drawn is not None else None) == expected
        assert drawn is None or is_marked(drawn, 43, 47)

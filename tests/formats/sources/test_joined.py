"""Pictures from several places as one table of frames."""

import numpy as np
import pytest

from formats.model.frames import FRAME_DTYPE, EncodedImage, Frames, Pixels, Storage
from formats.sources.joined import JoinedPictures, PicturePart, times_only


def frames(*times: int, first_seq: int = 0) -> Frames:
    table = np.zeros(len(times), FRAME_DTYPE)
    table["t"] = times
    table["seq"] = first_seq + np.arange(len(times))
    table["storage"] = Storage.IMAGE
    return table


def shade(value: int) -> Pixels:
    return np.full((1, 1, 3), value, np.uint8)


def test_frames_are_in_order_and_each_finds_its_own_picture() -> None:
    """Whatever part it is from, and whatever its number there."""
    image = EncodedImage("image/png", b"x")
    first = PicturePart(frames(10, 30), shade, lambda n: image if n else None)
    second = PicturePart(frames(20, 30, 40, first_seq=2), lambda n: shade(100 + n))

    joined = JoinedPictures([first, second])

    assert joined.frames["t"].tolist() == [10, 20, 30, 30, 40]
    assert [int(joined.pixels(n)[0, 0, 0]) for n in range(5)] == [0, 100, 1, 101, 102]
    assert [joined.encoded(n) for n in range(5)] == [None, None, image, None, None]


def test_times_without_pictures_are_frames_that_say_so() -> None:
    """They have a size where it is known, and asking for their picture is an IndexError."""
    joined = JoinedPictures([PicturePart(times_only([5, 7], 3, (160, 96)))])

    assert joined.frames["storage"].tolist() == [Storage.NONE] * 2
    assert joined.frames["seq"].tolist() == [3, 4]
    assert joined.frames["width"].tolist() == [160, 160]
    assert joined.encoded(0) is None
    with pytest.raises(IndexError):
        joined.pixels(1)


def test_no_part_is_no_frame_and_closing_closes_all() -> None:
    """Nothing to show is nothing to fail at."""
    closed: list[int] = []
    parts = [PicturePart(frames(1), close=lambda: closed.append(1)), PicturePart(frames(2))]

    JoinedPictures(parts).close()

    assert len(JoinedPictures([]).frames) == 0
    assert closed == [1]

"""Screenshots beside the events become frames in order of time; those that cannot be shown are told."""

import io
import struct

import numpy as np
import pytest
from PIL import Image

from formats.errors import FormatError
from formats.model.frames import Storage
from formats.sources.pictures import PictureList


def png(colour: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 3), (colour, 0, 0)).save(out, "PNG")
    return out.getvalue()


def beyond(sides: tuple[int, int]) -> bytes:
    """Return a picture whose header states more pixels than there are."""
    data = bytearray(png(1))
    data[16:24] = struct.pack(">II", *sides)
    return bytes(data)


def missing() -> bytes:
    raise FormatError("there is no such file")


def test_frames_come_in_order_of_time_with_their_own_pictures() -> None:
    """However they were found."""
    pictures = PictureList()
    pictures.add(20, lambda: png(2), "b.png", seq=1)
    pictures.add(10, lambda: png(1), "a.png", seq=0)

    frames = pictures.frames()

    assert frames["t"].tolist() == [10, 20]
    assert [int(pictures.pixels(frame)[0, 0, 0]) for frame in (0, 1)] == [1, 2]
    encoded = pictures.encoded(1)
    assert encoded is not None
    assert encoded.data == png(2)
    assert (frames["width"][0], frames["height"][0]) == (4, 3)


def test_a_picture_equal_to_the_one_before_is_no_change() -> None:
    """On its own display only."""
    pictures = PictureList()
    for t, (colour, display) in enumerate([(1, 0), (1, 1), (1, 0), (2, 0), (1, 1)]):
        pictures.add(t, lambda colour=colour: png(colour), "x", display=display)  # type: ignore[misc]  # bound

    assert pictures.frames()["changed"].tolist() == [1, 1, 0, 1, 0]


def test_the_size_of_a_picture_is_told() -> None:
    """For sources whose positions are shares of it; 0 and 0 where it cannot be shown."""
    pictures = PictureList()

    assert pictures.add(0, lambda: png(1), "a.png") == (4, 3)
    assert pictures.add(1, missing, "b.png") == (0, 0)


@pytest.mark.parametrize(
    "fetch",
    [
        missing,
        lambda: b"GIF89a",
        lambda: png(1)[:20],
        lambda: beyond((60_000, 600)),
        lambda: beyond((30_000, 30_000)),
    ],
)
def test_a_picture_that_cannot_be_shown_is_a_frame_without_one(fetch: object) -> None:
    """Its time is kept, and a sentence says why."""
    pictures = PictureList()
    pictures.add(5, fetch, "lost.png")  # type: ignore[arg-type]  # three functions

    frames = pictures.frames()

    assert frames["storage"].tolist() == [Storage.NONE]
    assert pictures.faults[0].startswith("lost.png: ")
    assert pictures.encoded(0) is None
    with pytest.raises(IndexError):
        pictures.pixels(0)


def test_no_pictures_are_an_empty_table() -> None:
    """As the model has it."""
    assert np.array_equal(PictureList().frames()["t"], np.empty(0, np.int64))

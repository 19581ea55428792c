"""The pictures of an export."""

import io

import numpy as np
import pytest
from PIL import Image

from formats.errors import DamagedError
from formats.media.image import decode_image
from formats.model.frames import EncodedImage, Storage
from formats.model.recording import Recording
from formats.sinks.pictures import Picture, Pictures
from tests.formats.pictured import Session, with_files


def jpeg(size: tuple[int, int]) -> EncodedImage:
    buffer = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(buffer, "JPEG")
    return EncodedImage("image/jpeg", buffer.getvalue())


def stored(
    recording: Recording, frames: list[int], within: tuple[int, int] | None = None
) -> tuple[list[Picture], dict[str, bytes]]:
    kept: dict[str, bytes] = {}

    def store(picture: Picture, data: bytes) -> None:
        assert picture.name not in kept
        kept[picture.name] = data

    pictures = Pictures(recording, store, within)
    return [pictures.take(frame) for frame in frames], kept


def test_the_same_picture_is_stored_once() -> None:
    """Whether a frame says that nothing changed, or the same was shown again later."""
    session = Session().frame(0).frame(10, changed=False).frame(20).frame(30, changed=False)

    taken, kept = stored(session.recording(), [3, 0, 1, 2])

    assert [picture.name for picture in taken] == [taken[0].name, taken[1].name, taken[1].name, taken[0].name]
    assert len(kept) == 2
    assert {int(decode_image(data)[0, 0, 0]) for data in kept.values()} == {10, 12}


def test_a_file_is_written_as_it_came() -> None:
    """Byte for byte, with the ending of its own format."""
    file = jpeg((200, 100))

    (picture,), kept = stored(with_files(Session().frame(0), [file]), [0])

    assert kept == {picture.name: file.data}
    assert picture.name.endswith(".jpg")
    assert (picture.captured, picture.size) == ((200, 100), (200, 100))


def test_a_resized_picture_says_both_sizes() -> None:
    """And has the one it says."""
    recording = with_files(Session().frame(0).frame(1), [jpeg((200, 100)), jpeg((40, 20))])

    (large, small), kept = stored(recording, [0, 1], within=(50, 50))

    assert (large.captured, large.size) == ((200, 100), (50, 25))
    assert decode_image(kept[large.name]).shape == (25, 50, 3)
    assert small.size == (40, 20)
    assert small.name.endswith(".jpg")


def test_pixels_are_kept_without_loss() -> None:
    """As PNG."""
    recording = Session().frame(0).recording()

    (picture,), kept = stored(recording, [0])

    assert np.array_equal(decode_image(kept[picture.name]), recording.pixels(0))


def test_a_broken_file_is_an_error_of_the_format() -> None:
    """It is for the exporter to tell, not to crash."""
    recording = with_files(Session().frame(0), [EncodedImage("image/png", b"\x89PNG\r\n\x1a\n" + b"x" * 40)])

    with pytest.raises(DamagedError):
        Pictures(recording, None).size(0)


def test_a_frame_without_a_picture_has_no_size() -> None:
    """Some sources tell when a picture was taken, and lost it."""
    assert Pictures(Session().frame(0).recording(storage=Storage.NONE), None).size(0) is None

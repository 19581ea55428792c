"""PictureLoader: the newest request is answered, what comes next is ready, and memory has a limit."""

import threading
import time
from collections.abc import Callable
from io import BytesIO

import numpy as np
from PIL import Image
from textual.message import Message

from formats.errors import DamagedError
from formats.model.frames import FRAME_DTYPE, EncodedImage, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from replay.render.small import Wanted, small_image
from replay.render.viewport import Viewport
from replay.ui.messages import PictureReady
from replay.ui.pictures import ByteCache, PictureLoader, same_as

WANTED = Wanted(20, 10, Viewport())


def recording(
    pixels: Callable[[int], Pixels], count: int = 20, changed: list[int] | None = None
) -> MemoryRecording:
    """Return a recording of `count` frames of one display."""
    frames = np.zeros(count, FRAME_DTYPE)
    frames["t"] = np.arange(count)
    frames["width"], frames["height"] = 80, 80
    frames["changed"] = 1 if changed is None else np.isin(np.arange(count), changed)
    return MemoryRecording(Header("test"), {}, frames=frames, pixels=pixels)


def picture(frame: int) -> Pixels:
    return np.full((80, 80, 3), frame, np.uint8)


class Inbox:
    """Collects what the loader posts."""

    def __init__(self) -> None:
        self.messages: list[PictureReady] = []
        self._arrived = threading.Event()

    def post(self, message: Message) -> None:
        assert isinstance(message, PictureReady)
        self.messages.append(message)
        self._arrived.set()

    def wait(self) -> PictureReady:
        assert self._arrived.wait(5), "nothing was posted"
        self._arrived.clear()
        return self.messages[-1]


def wait_until(claim: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not claim():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def test_a_picture_is_posted_and_then_at_hand() -> None:
    """The first request is answered by a message, the second at once."""
    inbox = Inbox()
    loader = PictureLoader(recording(picture), inbox.post)
    try:
        assert loader.request(5, WANTED) is None
        ready = inbox.wait()
        again = loader.request(5, WANTED)

        assert (ready.frame, ready.error, ready.late) == (5, "", False)
        assert ready.image is not None
        assert ready.image.pixels[40, 40].tolist() == [5, 5, 5]
        assert again is ready.image
    finally:
        loader.close()


def test_of_many_requests_only_the_newest_is_decoded() -> None:
    """While one picture is decoded, requests that are overtaken are never begun."""
    gate = threading.Event()
    begun: list[int] = []

    def slow(frame: int) -> Pixels:
        begun.append(frame)
        gate.wait(5)
        return picture(frame)

    inbox = Inbox()
    loader = PictureLoader(recording(slow), inbox.post)
    try:
        loader.request(0, WANTED)
        wait_until(lambda: begun == [0])
        for frame in (3, 6, 9, 12):
            loader.request(frame, WANTED)
        gate.set()
        wait_until(lambda: any(message.frame == 12 for message in inbox.messages))

        assert begun[:2] == [0, 12]
        assert not {3, 6, 9} & {message.frame for message in inbox.messages}
        assert [message.late for message in inbox.messages if message.frame == 12] == [False]
    finally:
        gate.set()
        loader.close()


def test_what_lies_ahead_is_prepared_in_the_direction_of_travel() -> None:
    """After an answer the next pictures that differ are at hand, unchanged frames skipped."""
    inbox = Inbox()
    loader = PictureLoader(recording(picture, changed=[0, 4, 8, 12, 16]), inbox.post)
    try:
        loader.request(8, WANTED, direction=-1)
        inbox.wait()
        wait_until(lambda: (0, WANTED, ()) in loader._small and (12, WANTED, ()) in loader._small)

        assert (4, WANTED, ()) in loader._small
        assert (16, WANTED, ()) not in loader._small
    finally:
        loader.close()


def test_a_frame_that_did_not_change_costs_no_decoding() -> None:
    """Frames that show the same picture share it."""
    decoded: list[int] = []

    def counted(frame: int) -> Pixels:
        decoded.append(frame)
        return picture(frame)

    inbox = Inbox()
    loader = PictureLoader(recording(counted, changed=[0]), inbox.post)
    try:
        loader.request(7, WANTED)
        inbox.wait()

        assert loader.request(19, WANTED) is not None
        assert decoded == [0]
    finally:
        loader.close()


def test_a_damaged_picture_is_an_answer_too() -> None:
    """What is wrong with a picture is said in the message, and the loader lives on."""

    def damaged(frame: int) -> Pixels:
        if frame == 2:
            raise DamagedError("chunk 7: checksum does not hold")
        return picture(frame)

    inbox = Inbox()
    loader = PictureLoader(recording(damaged), inbox.post)
    try:
        loader.request(2, WANTED)
        bad = inbox.wait()
        loader.request(99, WANTED)
        absent = inbox.wait()
        loader.request(11, WANTED)
        good = inbox.wait()

        assert (bad.image, bad.error) == (None, "chunk 7: checksum does not hold")
        assert (absent.image, absent.error) == (None, "this frame has no picture")
        assert good.image is not None
    finally:
        loader.close()


def test_displays_do_not_share_pictures() -> None:
    """The same picture is that of the last change on the frame's own display."""
    frames = np.zeros(6, FRAME_DTYPE)
    frames["display"] = [0, 1, 0, 1, 0, 1]
    frames["changed"] = [1, 1, 0, 1, 1, 0]

    assert same_as(frames).tolist() == [0, 1, 0, 3, 4, 3]


def test_the_cache_holds_its_budget() -> None:
    """What was used least recently goes; an entry larger than the budget is still kept until the next."""
    cache: ByteCache[int, bytes] = ByteCache(100, len)
    for key in range(5):
        cache.put(key, bytes(30))
        cache.get(0)

    assert 0 in cache
    assert [key for key in range(5) if key in cache] == [0, 3, 4]
    cache.put(9, bytes(500))
    assert cache.size_bytes == 500


def test_a_jpeg_is_decoded_no_larger_than_needed() -> None:
    """A JPEG is decoded at a reduced size and looks like the whole one brought down."""
    y, x = np.mgrid[0:640, 0:1280]
    pixels = np.stack([x // 5, y // 3, (x + y) // 8], axis=-1).astype(np.uint8)
    buffer = BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=95)
    frames = np.zeros(1, FRAME_DTYPE)
    frames["width"], frames["height"], frames["storage"] = 1280, 640, Storage.IMAGE

    def whole(frame: int) -> Pixels:
        raise AssertionError("the whole picture was decoded")

    source = MemoryRecording(
        Header("test"),
        {},
        frames=frames,
        pixels=whole,
        encoded=lambda _: EncodedImage("image/jpeg", buffer.getvalue()),
    )
    inbox = Inbox()
    loader = PictureLoader(source, inbox.post)
    try:
        loader.request(0, WANTED)
        ready = inbox.wait()

        assert ready.image is not None
        assert (ready.image.width, ready.image.height) == (1280, 640)
        exact = small_image(pixels, WANTED).pixels.astype(int)
        assert np.abs(ready.image.pixels - exact).mean() < 2
    finally:
        loader.close()

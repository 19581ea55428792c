"""Pictures for the view: decoded in a thread, the newest request first, the next ones ahead of need.

What is ahead is decoded only after the picture asked for has had time to be painted: done at once, the two
compete for the interpreter and the key that was pressed waits twice as long.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray
from textual.message import Message

from formats.errors import FormatError
from formats.media.image import decode_reduced, image_size
from formats.model.frames import SAME, Frames, Pixels, Storage, display_ids
from formats.model.recording import Recording
from replay.privacy.masks.pictures import masked
from replay.privacy.painting.painted import Box
from replay.render.small import SmallImage, Wanted, small_image, with_cells
from replay.ui.messages import PictureReady

BUDGET_BYTES = 64_000_000
"""What small and whole pictures may take together."""
AHEAD = 3
"""Pictures that are prepared in the direction of travel."""

_WHOLE_SHARE = 0.4
_LOSSY = (Storage.IMAGE, Storage.VIDEO)
_PAINT_S = 0.006
_LATE_S = 0.1


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
Boxes = tuple[Box, ...]
Hidden = Callable[[int], Boxes]
"""Says of a frame's id what of its picture is hidden; asked from two threads."""


@dataclass(frozen=True, slots=True)
class _Request:
    frame: int
    wanted: Wanted
    direction: int
    answered: bool = False


class ByteCache(Generic[K, V]):
    """The least recently used go first when the bytes pass the budget; one entry is always kept."""

    def __init__(self, budget_bytes: int, size: Callable[[V], int]) -> None:
        self.size_bytes = 0
        self._budget_bytes = budget_bytes
        self._size = size
        self._entries: OrderedDict[K, V] = OrderedDict()

    def __contains__(self, key: K) -> bool:
        return key in self._entries

    def get(self, key: K) -> V | None:
        """Return the entry and count it as used, None where there is none."""
        value = self._entries.get(key)
        if value is not None:
            self._entries.move_to_end(key)
        return value

    def put(self, key: K, value: V) -> None:
        """Keep an entry, in place of what had the key."""
        old = self._entries.pop(key, None)
        if old is not None:
            self.size_bytes -= self._size(old)
        self._entries[key] = value
        self.size_bytes += self._size(value)
        while self.size_bytes > self._budget_bytes and len(self._entries) > 1:
            _, gone = self._entries.popitem(last=False)
            self.size_bytes -= self._size(gone)


class PictureLoader:
    """Prepares pictures of one recording in a thread of its own.

    `request` and `close` are for the interface's thread. Answers are posted as `PictureReady`; the loader
    touches no widget.
    """

    def __init__(
        self,
        recording: Recording,
        post: Callable[[Message], object] | None = None,
        *,
        budget_bytes: int = BUDGET_BYTES,
        hidden: Hidden = lambda _: (),
    ) -> None:
        self._recording = recording
        self._hidden = hidden
        self._post = post
        self._frames = recording.frames
        self._same_as = same_as(self._frames)
        own = np.flatnonzero(self._same_as == np.arange(len(self._frames)))
        self._pictures = {
            display: own[self._frames["display"][own] == display] for display in display_ids(self._frames)
        }
        self._small: ByteCache[tuple[int, Wanted, Boxes], SmallImage] = ByteCache(
            int(budget_bytes * (1 - _WHOLE_SHARE)), lambda image: image.pixels.nbytes
        )
        self._whole: ByteCache[int, Pixels] = ByteCache(
            int(budget_bytes * _WHOLE_SHARE), lambda pixels: pixels.nbytes
        )
        self._last: SmallImage | None = None
        self._newest: _Request | None = None
        self._closed = False
        self._delivered_at = 0.0
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="pictures", daemon=True)
        self._thread.start()

    def request(self, frame: int, wanted: Wanted, direction: int = 1) -> SmallImage | None:
        """Ask for a picture; a request not yet answered is dropped.

        Args:
            frame: The frame's id.
            wanted: What the view needs, see `FrameView.wants`.
            direction: 1 where the person goes forward, -1 back; what lies there is prepared next.

        Returns:
            The picture if it is at hand: nothing is posted then. None otherwise: a `PictureReady` follows.
        """
        with self._changed:
            image = None
            if 0 <= frame < len(self._frames):
                image = self._small.get(self._key(frame, wanted))
            self._newest = _Request(frame, wanted, direction, answered=image is not None)
            self._changed.notify()
            return image

    def listen(self, post: Callable[[Message], object]) -> None:
        """Give answers to `post` from now on; what was prepared before is at hand when it is asked for."""
        with self._changed:
            self._post = post

    def wait(self, timeout_s: float) -> None:
        """Wait for the picture that was asked for last, if it can be had in time."""
        with self._changed:
            request = self._newest
            if request is not None:
                key = self._key(request.frame, request.wanted)
                self._changed.wait_for(lambda: key in self._small, timeout_s)

    def close(self) -> None:
        """Stop the thread; a picture being decoded is finished and dropped."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        ahead: list[int] = []
        seen: _Request | None = None
        while True:
            with self._changed:
                if self._newest is seen and not self._closed:
                    # With something left to prepare, wait only until the last picture is painted.
                    self._changed.wait(_PAINT_S if ahead else None)
                if self._closed:
                    return
                request, new = self._newest, self._newest is not seen
            if request is None:
                continue
            if new:
                seen = request
                if not request.answered:
                    self._answer(request)
                ahead = self._ahead(request)
            elif ahead:
                self._prepare_quietly(ahead.pop(0), request.wanted)

    def _answer(self, request: _Request) -> None:
        image, error = None, ""
        boxes: Boxes = ()
        try:
            image, boxes = self._prepare(request.frame, request.wanted)
        except (FormatError, OSError) as problem:
            error = str(problem)
        except IndexError:
            error = "this frame has no picture"
        now = time.monotonic()
        with self._changed:
            late = self._newest is not request
            if self._closed or (late and now - self._delivered_at < _LATE_S):
                return
            self._delivered_at, post = now, self._post
        if post is not None:
            post(PictureReady(request.frame, request.wanted, image, error, late, boxes))

    def _prepare_quietly(self, frame: int, wanted: Wanted) -> None:
        try:
            self._prepare(frame, wanted)
        except (FormatError, OSError, IndexError):
            # Nobody asked yet; whoever does gets the reason.
            return

    def _prepare(self, frame: int, wanted: Wanted) -> tuple[SmallImage, Boxes]:
        """Return a picture, and what is hidden of it."""
        if not 0 <= frame < len(self._frames):
            raise IndexError(frame)
        with self._changed:
            key = shown, _, boxes = self._key(frame, wanted)
            image = self._small.get(key)
        if image is None:
            image = self._last = with_cells(self._decode(shown, wanted, boxes), self._last)
            with self._changed:
                self._small.put(key, image)
                self._changed.notify_all()
        return image, boxes

    def _key(self, frame: int, wanted: Wanted) -> tuple[int, Wanted, Boxes]:
        return int(self._same_as[frame]), wanted, self._hidden(frame)

    def _decode(self, frame: int, wanted: Wanted, boxes: Boxes) -> SmallImage:
        pixels = self._whole.get(frame)
        # The whole picture is kept as it is: what is hidden of it changes.
        lossy = self._frames[frame]["storage"] in _LOSSY
        if pixels is None and self._frames[frame]["storage"] == Storage.IMAGE:
            encoded = self._recording.encoded(frame)
            if encoded is not None and encoded.media_type == "image/jpeg":
                _, width, height = image_size(encoded.data)
                reduced = decode_reduced(encoded.data, *wanted.minimum_size(width, height))
                if reduced.shape[1] == width:
                    self._whole.put(frame, reduced)
                reduced = masked(reduced, boxes, size=(width, height), lossy=lossy)
                return small_image(reduced, wanted, size=(width, height))
        if pixels is None:
            pixels = self._recording.pixels(frame)
            self._whole.put(frame, pixels)
        return small_image(masked(pixels, boxes, lossy=lossy), wanted)

    def _ahead(self, request: _Request) -> list[int]:
        """Return the frames to prepare next: those in the direction of travel, then one behind."""
        if not 0 <= request.frame < len(self._frames):
            return []
        shown = int(self._same_as[request.frame])
        pictures = self._pictures[int(self._frames["display"][shown])]
        at = int(np.searchsorted(pictures, shown))
        step = 1 if request.direction >= 0 else -1
        wanted = [at + step * distance for distance in range(1, AHEAD + 1)] + [at - step]
        with self._changed:
            return [
                int(pictures[place])
                for place in wanted
                if 0 <= place < len(pictures)
                and self._key(int(pictures[place]), request.wanted) not in self._small
            ]


def same_as(frames: Frames) -> NDArray[np.int64]:
    """Return for each frame whose picture it shows: its own, or the last changed one of its display."""
    shown = np.arange(len(frames))
    for display in display_ids(frames):
        ids = np.flatnonzero(frames["display"] == display)
        changed = frames["changed"][ids] != SAME
        changed[0] = True
        shown[ids] = ids[np.maximum.accumulate(np.where(changed, np.arange(len(ids)), 0))]
    return shown

"""Screenshots beside the events, each a picture file of its own: their frames and their pixels."""

import hashlib
from collections import Counter
from collections.abc import Callable

import numpy as np

from formats.errors import FormatError
from formats.media.image import checked_size, decode_image, image_size
from formats.model.frames import FRAME_DTYPE, EncodedImage, Frames, Pixels, Storage

PICTURE_BYTES = 64 << 20
"""Largest picture file that is read: the container holds no larger one."""

Fetch = Callable[[], bytes]
"""Returns a picture's bytes; raises FormatError where they cannot be had."""


class PictureList:
    """Collects screenshots in any order and gives the frame table; pictures are fetched again when shown.

    `pixels` and `encoded` are for `MemoryRecording` and may be called from any thread, if what fetches may.
    """

    def __init__(self) -> None:
        self._rows: list[tuple[int, ...]] = []
        self._fetch: list[Fetch | None] = []
        self._digests: list[bytes] = []
        self._order: list[int] = []
        self.faults: list[str] = []
        """What cannot be shown, a sentence each."""
        self.formats: Counter[str] = Counter()
        """Pictures by media type."""

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, t_ns: int, fetch: Fetch, name: str, *, seq: int = -1, display: int = 0) -> tuple[int, int]:
        """Add a screenshot, which is fetched once to see its size and whether it is a new picture.

        Args:
            t_ns: When it was taken, in recording time.
            fetch: Gets its bytes, now and whenever it is shown.
            name: What it is called, for people.
            seq: Order of capture.
            display: Which display it shows.

        Returns:
            Its width and height in pixels, 0 and 0 where it cannot be shown.

        A picture that is missing or broken becomes a frame without pixels, and one of `faults`.
        """
        storage, width, height, digest = Storage.NONE, 0, 0, b""
        kept: Fetch | None = None
        try:
            data = fetch()
            kind, width, height = checked_size(data)
            self.formats[kind] += 1
            storage, digest, kept = Storage.IMAGE, hashlib.sha256(data).digest(), fetch
        except FormatError as error:
            self.faults.append(f"{name}: {error}")
        self._rows.append((t_ns, seq, display, width, height, 1, int(storage), -1, 0, 1))
        self._fetch.append(kept)
        # Which pictures repeat is only known in order of time.
        self._digests.append(digest)
        return width, height

    def frames(self) -> Frames:
        """Return the frame table, sorted by time; a picture equal to the one before is unchanged."""
        table = np.array(self._rows, FRAME_DTYPE)
        order = np.lexsort((table["seq"], table["t"])) if len(table) else np.zeros(0, np.int64)
        self._order = order.tolist()
        table = table[order]
        before: dict[int, bytes] = {}
        for row, source in enumerate(self._order):
            digest, display = self._digests[source], int(table["display"][row])
            table["changed"][row] = not digest or digest != before.get(display)
            before[display] = digest
        return table

    def pixels(self, frame: int) -> Pixels:
        """Return the picture of a frame of the table that `frames` gave.

        Raises:
            IndexError: It has none.
            FormatError: It cannot be had or decoded.
        """
        return decode_image(self._bytes(frame))

    def encoded(self, frame: int) -> EncodedImage | None:
        """Return the picture of a frame as it came, None where it has none.

        Raises:
            FormatError: It cannot be had.
        """
        if self._fetch[self._order[frame]] is None:
            return None
        data = self._bytes(frame)
        return EncodedImage(image_size(data)[0], data)

    def _bytes(self, frame: int) -> bytes:
        fetch = self._fetch[self._order[frame]]
        if fetch is None:
            raise IndexError(f"no picture for frame {frame}")
        return fetch()

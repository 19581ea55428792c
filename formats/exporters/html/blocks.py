"""Blocks of data in a page: script elements of a type that no browser runs, read by the page's own script.

JSON is written in ASCII with "<" and "&" as escapes, and pictures in base64: nothing recorded can end its
block, begin markup, or be a character that a browser or an editor treats specially.

Source: HTML, "Restrictions for contents of script elements" and "data block".
"""

import base64
import json
from collections.abc import Mapping
from typing import Any, BinaryIO

from formats.errors import UnsupportedError

MOST_BYTES = 256 << 20
"""Browsers keep a page in memory whole, its text beside what they make of it; a larger one hardly opens."""

_PIECE_BYTES = 3 << 16
# A multiple of three: base64 of the pieces is then base64 of the whole.


class Blocks:
    """Writes blocks one after another and counts their bytes."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._bytes = 0
        self._images = 0

    def data(self, name: str, values: Mapping[str, Any]) -> None:
        """Write a block of JSON values; a name may be used again, and the values of a list then go on.

        Raises:
            UnsupportedError: The page becomes larger than `MOST_BYTES`.
        """
        # Compact, and no value that is not JSON: NaN would be read as an error by every browser.
        text = json.dumps(values, separators=(",", ":"), allow_nan=False)
        text = text.replace("<", "\\u003c").replace("&", "\\u0026")
        self._put(f'<script type="application/json" data-block="{name}">'.encode())
        self._put(text.encode("ascii"))
        self._put(b"</script>\n")

    def image(self, media_type: str, data: bytes) -> int:
        """Write a picture's bytes as they are and return its number.

        Raises:
            UnsupportedError: As `data`.
        """
        self._put(f'<script type="{media_type}" data-image="{self._images}">'.encode())
        self._put(base64.b64encode(data))
        self._put(b"</script>\n")
        self._images += 1
        return self._images - 1

    def video(self, file: BinaryIO) -> None:
        """Write an MP4 file's bytes, piece by piece.

        Raises:
            UnsupportedError: As `data`.
        """
        self._put(b'<script type="video/mp4">')
        while piece := file.read(_PIECE_BYTES):
            self._put(base64.b64encode(piece))
        self._put(b"</script>\n")

    def _put(self, data: bytes) -> None:
        self._bytes += len(data)
        if self._bytes > MOST_BYTES:
            raise UnsupportedError(
                f"the page would be larger than {MOST_BYTES >> 20} MiB, which browsers hardly open; --resize "
                "makes its pictures smaller, --no-pictures leaves them out, --to mp4 has no such limit"
            )
        self._file.write(data)

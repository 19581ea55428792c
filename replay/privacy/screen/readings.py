"""What was read on pictures: by the pixels of a line, so that no line is read twice; kept if so wished.

The file that keeps it is MessagePack values one after the other, the first the names of the engines. It is
only ever appended to: of one whose writer was killed all but the last value counts. It holds recorded text,
and so is nobody's but its owner's (0600).
"""

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgpack
import numpy as np

from formats.model.frames import Pixels
from replay.privacy.finding import Box
from replay.privacy.screen.engine import Engine, names

SUFFIX = ".readings"
LARGEST_BYTES = 256 << 20
"""Of a file: what is beyond is neither kept nor read again."""

_VERSION = 2
_LONGEST_TEXT = 4096
_KEY_BYTES = 16
_MOST_TEXTS = 2_000_000


@dataclass(frozen=True, slots=True)
class Placed:
    """A line on a picture: where, and the key of what it looks like; "" where `text` says all."""

    box: Box
    key: bytes
    text: str = field(default="", repr=False)


class Readings:
    """Lines by the pixels of the piece of a picture, and texts by the pixels of the line."""

    def __init__(self) -> None:
        """Begin with nothing read, and keep nothing."""
        self.pieces: dict[bytes, list[Placed]] = {}
        self.texts: dict[bytes, str] = {}
        self._file: int | None = None
        self._left_bytes = 0

    @classmethod
    def kept(cls, path: Path, engines: Sequence[Engine]) -> Self:
        """Go on with what a file keeps, and keep there what is read from now on.

        A file of other engines, and one that is damaged from its beginning, is begun anew.

        Raises:
            OSError: The file cannot be made, or is no plain file of one's own.
        """
        readings = cls()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC
        readings._file = os.open(path, flags, 0o600)
        about = os.fstat(readings._file)
        if not stat.S_ISREG(about.st_mode) or about.st_uid != os.getuid():
            readings.close()
            raise OSError(f"{path} is no plain file of yours")
        os.fchmod(readings._file, 0o600)
        whole = readings._take(path, [_VERSION, *names(engines)])
        if whole < about.st_size:
            os.ftruncate(readings._file, whole)
        readings._left_bytes = LARGEST_BYTES - whole
        if not whole:
            readings._append([_VERSION, *names(engines)])
        return readings

    @classmethod
    def known(cls, path: Path, engines: Sequence[Engine]) -> Self:
        """Begin with what a file of one's own keeps, and keep nothing."""
        readings = cls()
        try:
            about = path.lstat()
            if stat.S_ISREG(about.st_mode) and about.st_uid == os.getuid():
                readings._take(path, [_VERSION, *names(engines)])
        except OSError:
            return readings
        return readings

    def __enter__(self) -> Self:
        """Give the readings."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file, where there is one."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def add_piece(self, key: bytes, lines: list[Placed]) -> None:
        """Tell which lines a piece of a picture shows."""
        if len(self.pieces) < _MOST_TEXTS:
            self.pieces[key] = lines
            self._append([key, [[*line.box, line.key, line.text] for line in lines]])

    def add_text(self, key: bytes, text: str) -> None:
        """Tell what the picture of a line says, "" where nothing is written there."""
        self.texts[key] = text
        self._append([key, text])

    def _append(self, value: Any) -> None:
        if self._file is None:
            return
        data: bytes = msgpack.packb(value)
        self._left_bytes -= len(data)
        if self._left_bytes >= 0:
            # One write a value: two scans of one recording may append to one file.
            os.write(self._file, data)

    def _take(self, path: Path, head: list[Any]) -> int:
        """Read what is kept; return the bytes of it that are sound."""
        whole = 0
        with path.open("rb") as file:
            values = msgpack.Unpacker(file, max_buffer_size=LARGEST_BYTES, max_str_len=_LONGEST_TEXT)
            try:
                if next(values) != head:
                    return 0
                whole = int(values.tell())
                for value in values:
                    self._take_value(value)
                    whole = int(values.tell())
            except (StopIteration, ValueError, TypeError, KeyError, msgpack.UnpackException):
                return whole
        return whole

    def _take_value(self, value: Any) -> None:
        key, told = value
        if not isinstance(key, bytes) or len(key) != _KEY_BYTES:
            raise ValueError
        if isinstance(told, str):
            self.texts[key] = told
        else:
            self.pieces[key] = [
                Placed((int(x), int(y), int(wide), int(high)), bytes(line), str(text))
                for x, y, wide, high, line, text in told
            ]


def forget(folder: Path, recording: str) -> int:
    """Delete what is kept of a recording; return the number of files.

    Args:
        folder: Of all that is kept.
        recording: Its content id.
    """
    count = 0
    for path in list(_files(folder, recording)):
        path.unlink(missing_ok=True)
        count += 1
    return count


def readings_path(folder: Path, recording: str, engines: Sequence[Engine]) -> Path:
    """Return where the readings of a recording by some engines are kept."""
    told = hashlib.blake2b("\n".join(names(engines)).encode(), digest_size=4).hexdigest()
    return folder / f"{recording}-{told}{SUFFIX}"


def piece_key(pixels: Pixels, engine: int) -> bytes:
    """Return the key of a piece of a picture for one of the engines."""
    shape = f"{engine} {pixels.shape[0]} {pixels.shape[1]}".encode()
    return hashlib.blake2b(pixels.tobytes(), digest_size=_KEY_BYTES, person=shape[:16]).digest()


def line_key(picture: Pixels, engine: int) -> bytes:
    """Return the key of the picture of a line: of its ink, whatever room is around it."""
    wide = picture.astype(np.uint32)
    colours = wide[:, :, 0] << 16 | wide[:, :, 1] << 8 | wide[:, :, 2]
    values, counts = np.unique(colours, return_counts=True)
    ink = colours != values[counts.argmax()]
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows):
        picture = picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return piece_key(np.ascontiguousarray(picture), engine)


def _files(folder: Path, recording: str) -> Iterator[Path]:
    for path in folder.glob(f"*{SUFFIX}"):
        if path.name.startswith(f"{recording}-"):
            yield path

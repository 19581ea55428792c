"""Files that are named by other files: only those inside the recording's folder, and only up to a size."""

import gzip
import io
import os
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import BinaryIO, Protocol

import zstandard

from formats.errors import DamagedError, FormatError, LimitError
from formats.plain_file import open_plain

PLAIN_BYTES = 4 << 30
"""Most bytes that a compressed file is believed to hold."""
_WINDOW_BYTES = 128 << 20
_PART_BYTES = 255
"""Longest name of a file or a folder that systems take."""
_COMPRESSED = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
_FED_BYTES = 512
"""So little is fed at once because a byte of zstd can stand for 32,000."""
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{kind}{number}" for kind in ("com", "lpt") for number in range(1, 10))]
)


def inside(folder: Path, name: str) -> Path:
    """Return the path of a file that a recording names, which must lie in the recording's folder.

    Raises:
        DamagedError: It is absolute, climbs out, is a device, leads out by a link, or no file can have it.
    """
    if not is_plain_name(name):
        raise DamagedError(f"{folder}: names a file outside of the recording: {name[:200]!r}")
    if not _can_be_called(name):
        raise DamagedError(f"{folder}: names a file as none can be called: {name[:200]!r}")
    path = folder.joinpath(*PureWindowsPath(name).parts)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise DamagedError(f"{folder}: {name[:200]!r} is a link out of the recording")
    return path


def is_plain_name(name: str) -> bool:
    """Say whether a name stays below where it is put: relative, without "..", links to devices or NUL."""
    if not name or "\0" in name or len(name) > 4096:
        return False
    windows = PureWindowsPath(name)
    if windows.anchor or PurePosixPath(name).is_absolute():
        return False
    return all(part != ".." and part.split(".")[0].lower() not in _RESERVED for part in windows.parts)


def read_file(path: Path, limit: int) -> bytes:
    """Read a whole regular file of at most `limit` bytes.

    Raises:
        FormatError: It is not there, no regular file, or larger.
    """
    with open_plain(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > limit:
            raise LimitError(f"{path}: its size in bytes", value=size, limit=limit)
        try:
            return file.read(limit)
        except OSError as error:
            raise FormatError(f"{path}: {error.strerror or error}") from error


def fetcher(path: Path, limit: int) -> Callable[[], bytes]:
    """Return a function that reads a file whenever it is called, as `read_file` does."""
    return lambda: read_file(path, limit)


def open_decompressed(path: Path) -> io.BufferedReader:
    """Open a file for reading, decompressed where it is gzip or zstd; the caller closes.

    What is read raises DamagedError where the compressed data are broken, LimitError past `PLAIN_BYTES`.

    Raises:
        FormatError: It cannot be opened.
    """
    file = open_plain(path)
    try:
        head = file.read(4)
        file.seek(0)
    except OSError as error:
        file.close()
        raise FormatError(f"{path}: {error.strerror or error}") from error
    if head.startswith(b"\x1f\x8b"):
        return io.BufferedReader(_Bounded(_GzipPieces(file), file, path))
    if head == b"\x28\xb5\x2f\xfd":
        return io.BufferedReader(_Bounded(_ZstdFrames(file), file, path))
    return file


def decompressed_head(path: Path, head: bytes, size: int) -> bytes:
    """Return what a file begins with once it is decompressed; `head` itself where it is not compressed.

    Args:
        path: The file.
        head: Its first bytes.
        size: Most bytes to return of a compressed file; fewer where its data break off before.
    """
    if not head.startswith(_COMPRESSED):
        return head
    plain = b""
    try:
        with open_decompressed(path) as file:
            # Piece by piece: a longer read would lose what comes before the data break off.
            while len(plain) < size and (piece := file.read1(size - len(plain))):
                plain += piece
    except FormatError:
        return plain
    return plain


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


def _can_be_called(name: str) -> bool:
    """Say whether the system takes a name: it fails at a longer one, and at half a character of JSON."""
    try:
        return all(len(os.fsencode(part)) <= _PART_BYTES for part in PureWindowsPath(name).parts)
    except UnicodeEncodeError:
        return False


class _GzipPieces:
    """Gives what is decompressed at once; reading on until enough would lose it where the data break off."""

    def __init__(self, file: BinaryIO) -> None:
        self._gzip = gzip.GzipFile(fileobj=file)

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""
        return self._gzip.read1(size)


class _ZstdFrames:
    """Decompresses frames one after the other; zstandard's own reader takes a cut one for a short one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._zstd = zstandard.ZstdDecompressor(max_window_size=_WINDOW_BYTES)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._in = b""
        self._out = b""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end; EOFError where a frame is cut."""
        while not self._out:
            self._in = self._in or self._file.read(_FED_BYTES)
            if not self._in:
                if self._frame is not None:
                    raise EOFError("a frame is cut")
                return b""
            self._frame = self._frame or self._zstd.decompressobj()
            self._out = self._frame.decompress(self._in)
            self._in = self._frame.unused_data if self._frame.eof else b""
            self._frame = None if self._frame.eof else self._frame
        data, self._out = self._out[:size], self._out[size:]
        return data


class _Bounded(io.RawIOBase):
    """Counts what a decompressor gives, and says in our own words what is wrong."""

    def __init__(self, source: Readable, file: BinaryIO, path: Path) -> None:
        self._source = source
        self._file = file
        self._path = path
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # a wider Buffer
        try:
            data = self._source.read(len(buffer))
        except (OSError, EOFError, zlib.error, zstandard.ZstdError) as error:
            raise DamagedError(f"{self._path}: its compressed data end or break off: {error}") from error
        self._given += len(data)
        if self._given > PLAIN_BYTES:
            raise LimitError(f"{self._path}: bytes decompressed", value=self._given, limit=PLAIN_BYTES)
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._file.close()
        super().close()

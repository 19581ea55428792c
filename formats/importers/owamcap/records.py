"""Records of an MCAP file, framed under limits; the `mcap` library takes them apart.

The library's own reader believes every length in a file and gives up at the first fault, so it gets each
record's body alone.

    offset  size  field
         0     1  opcode
         1     8  length of the body, little-endian
         9        body

Source: MCAP format specification, https://mcap.dev/spec, section Records.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from io import BytesIO
from types import ModuleType
from typing import Any, BinaryIO

import zstandard

from formats.errors import DamagedError, LimitError, MissingExtraError, UnsupportedError

MAGIC = b"\x89MCAP0\r\n"
END_BYTES = 37
"""A footer and the magic behind it."""
CHUNK_BYTES = 256 << 20
"""Largest chunk that is unpacked; recorders write chunks of about a megabyte."""
HEAD = struct.Struct("<BQ")
MESSAGE_HEAD = struct.Struct("<HIQQ")
"""Channel, sequence, log time and publish time of a message, before its data."""
_WINDOW_BYTES = 128 << 20
_FED_BYTES = 512
"""So little is fed at once because a byte of zstd can stand for 32,000."""


class Opcode(IntEnum):
    """The kinds of record that are read here."""

    HEADER = 1
    FOOTER = 2
    SCHEMA = 3
    CHANNEL = 4
    MESSAGE = 5
    CHUNK = 6
    CHUNK_INDEX = 8
    ATTACHMENT = 9
    STATISTICS = 11
    METADATA = 12
    DATA_END = 15


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a record is."""

    opcode: int
    start: int
    """Offset of its body."""
    size_bytes: int
    """Bytes of the body that there are."""
    due_bytes: int
    """Bytes that it claims."""

    @property
    def whole(self) -> bool:
        """False where the file ends inside it."""
        return self.size_bytes == self.due_bytes


def frames(file: BinaryIO, start: int, end: int) -> Iterator[Frame]:
    """Yield the records between two offsets, up to and with the first that is not whole.

    Args:
        file: Seekable; may be moved between two records.
        start: Offset of the first record.
        end: Where the last must end.
    """
    while start < end:
        file.seek(start)
        head = file.read(HEAD.size)
        start += HEAD.size
        if len(head) < HEAD.size or start > end:
            yield Frame(0, start, 0, 1)
            return
        opcode, due = HEAD.unpack(head)
        found = Frame(opcode, start, min(due, end - start), due)
        yield found
        if not found.whole or opcode == Opcode.FOOTER:
            return
        start += due


def parse(kind: str, body: bytes) -> Any:
    """Return a record as the library has it.

    Args:
        kind: Its class there: "Schema", "Channel", "Chunk", ...
        body: Of the record.

    Raises:
        MissingExtraError: The library is not installed.
        DamagedError: It cannot be taken apart.
    """
    records, data_stream, exceptions = library()
    try:
        return getattr(records, kind).read(data_stream.ReadDataStream(BytesIO(body)))
    except (exceptions.McapError, struct.error, ValueError, OverflowError) as error:
        raise DamagedError(f"a record of kind {kind} cannot be read: {error}") from error


def library() -> tuple[ModuleType, ModuleType, ModuleType]:
    """Return the library's modules for records, streams and exceptions.

    Raises:
        MissingExtraError: It is not installed.
    """
    try:
        from mcap import data_stream, exceptions, records  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise MissingExtraError("reading an MCAP file", extra="mcap") from error
    return records, data_stream, exceptions


def inflate(chunk: Any, *, cut: bool = False) -> bytes:
    """Return a chunk's records, uncompressed.

    Args:
        chunk: As the library has it.
        cut: Return what there is of one that is cut off, and check nothing.

    Raises:
        LimitError: It is larger than is sane.
        UnsupportedError: Its compression is not known.
        DamagedError: It cannot be unpacked, or does not match its checksum.
    """
    size = chunk.uncompressed_size
    if size > CHUNK_BYTES:
        raise LimitError("size of a chunk, unpacked", value=size, limit=CHUNK_BYTES)
    data = _unpacked(chunk, size)
    if cut:
        return data
    if len(data) != size:
        raise DamagedError(f"it unpacks to {len(data):,} bytes of {size:,}")
    if chunk.uncompressed_crc not in {0, zlib.crc32(data)}:
        raise DamagedError("it does not match its checksum")
    return data


def _unpacked(chunk: Any, size: int) -> bytes:
    if chunk.compression == "":
        return bytes(chunk.data)
    if chunk.compression == "lz4":
        return _from_lz4(chunk.data, size)
    if chunk.compression != "zstd":
        raise UnsupportedError(f"its compression {chunk.compression[:40]!r} is not known here")
    plain = bytearray()
    frame = zstandard.ZstdDecompressor(max_window_size=_WINDOW_BYTES).decompressobj()
    for start in range(0, len(chunk.data), _FED_BYTES):
        try:
            plain += frame.decompress(chunk.data[start : start + _FED_BYTES])
        except zstandard.ZstdError:
            break
        if frame.eof or len(plain) > size:
            break
    return bytes(plain)


def _from_lz4(data: bytes, size: int) -> bytes:
    try:
        from lz4 import frame  # noqa: PLC0415 - comes with the library
    except ImportError as error:
        raise MissingExtraError("reading an MCAP file", extra="mcap") from error
    try:
        # A byte more than is due, so that what is too long is seen.
        return bytes(frame.LZ4FrameDecompressor().decompress(data, max_length=size + 1))
    except (RuntimeError, EOFError) as error:
        raise DamagedError(f"it cannot be unpacked: {error}") from error

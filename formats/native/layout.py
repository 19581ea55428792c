"""The framing of the container: file mark, chunk header, trailer. FORMAT.md, sections 2 and 3.

File mark, the first 16 bytes, little-endian like everything here:

| offset | size | field |
|---|---|---|
| 0 | 8 | `MAGIC` |
| 8 | 2 | version, 1 |
| 10 | 2 | zero |
| 12 | 4 | CRC-32 of the 12 bytes before |

Chunk header, 64 bytes, followed by the body and zeros up to a multiple of 8:

| offset | size | field |
|---|---|---|
| 0 | 4 | sync marker, `SYNC` |
| 4 | 4 | salt: a random number of the file |
| 8 | 4 | sequence: 0, 1, 2, ... |
| 12 | 1 | kind, a `Kind` |
| 13 | 1 | flags, zero; a reader skips a chunk with a flag it does not know |
| 14 | 2 | stream: number in `STREAM_IDS`, display of a picture as int16, or number of a video |
| 16 | 4 | length of the body in bytes, without padding |
| 20 | 4 | rows: of columns; 1 for a picture; else 0 |
| 24 | 8 | time of the first row, signed |
| 32 | 8 | time of the last row, signed |
| 40 | 8 | number of the first row: in the stream; id of a picture's frame; byte offset in a video |
| 48 | 4 | back: for tiles, how many tile chunks of the display back the keyframe lies |
| 52 | 4 | zero |
| 56 | 4 | CRC-32 of the body with its padding |
| 60 | 4 | CRC-32 of the 60 bytes before |

Trailer, the last 24 bytes:

| offset | size | field |
|---|---|---|
| 0 | 8 | offset of the directory chunk |
| 8 | 4 | salt of the file |
| 12 | 4 | CRC-32 of the 12 bytes before |
| 16 | 8 | `END` |
"""

import struct
import zlib
from dataclasses import dataclass
from enum import IntEnum

from formats.errors import DamagedError, UnsupportedError

MAGIC = b"\x89REPLAY\n"
END = b"\x89REPEND\n"
SYNC = b"\xf1RC\x8d"
VERSION = 1

_MARK = struct.Struct("<8sHHI")
_CHUNK = struct.Struct("<4sIIBBHIIqqqIII")
_TRAILER = struct.Struct("<QII8s")
MARK_BYTES = _MARK.size
HEADER_BYTES = _CHUNK.size + 4
TRAILER_BYTES = _TRAILER.size
ALIGNMENT = 8

STREAM_IDS = {
    "pointer": 1,
    "button": 2,
    "scroll": 3,
    "key": 4,
    "text": 5,
    "window": 6,
    "clipboard": 7,
    "display": 8,
    "marker": 9,
    "frame": 10,
    "cursor": 11,
    "clock": 12,
    "other": 13,
}
"""Numbers of the streams in chunk headers; a number, once given, keeps its meaning."""


class Kind(IntEnum):
    """What a chunk's body is; readers skip kinds they do not know, and `recover` keeps them."""

    HEADER = 1
    """The recording's header."""
    EVENTS = 2
    """Columns of one stream; of stream "frame", the frame table."""
    TILES = 3
    """A tile packet: one lossless picture."""
    IMAGE = 4
    """A picture as it came."""
    VIDEO = 5
    """Bytes of a video as it came."""
    MEDIA = 6
    """What a video is: type, time base, size."""
    INDEX = 7
    """Where the chunks since the last index chunk are, with a copy of the header."""
    DIRECTORY = 8
    """Where all chunks are; the last chunk of a whole file."""


@dataclass(frozen=True, slots=True)
class ChunkHeader:
    """The fields of a chunk header that say something of the body."""

    sequence: int
    kind: int
    flags: int
    stream: int
    length: int
    rows: int
    first_ns: int
    last_ns: int
    first_row: int
    back: int
    body_crc: int
    salt: int

    @property
    def padded(self) -> int:
        """Length of the body with its padding."""
        return padded(self.length)


def padded(length: int) -> int:
    """Return `length` rounded up to the alignment of chunks."""
    return -(-length // ALIGNMENT) * ALIGNMENT


def is_native(head: bytes) -> bool:
    """Say whether a file that begins with `head` is of this format, of whatever version.

    Where the first bytes are damaged and `head` is long enough, a sound first chunk is enough.
    """
    return head.startswith(MAGIC) or is_chunk_header(head[MARK_BYTES : MARK_BYTES + HEADER_BYTES])


def is_chunk_header(data: bytes) -> bool:
    """Say whether 64 bytes are a sound chunk header, of whatever file."""
    return (
        len(data) == HEADER_BYTES
        and data.startswith(SYNC)
        and int.from_bytes(data[60:], "little") == zlib.crc32(data[:60])
    )


def pack_mark() -> bytes:
    """Return the first 16 bytes of a file."""
    packed = _MARK.pack(MAGIC, VERSION, 0, 0)[:12]
    return packed + zlib.crc32(packed).to_bytes(4, "little")


def check_mark(data: bytes) -> bool:
    """Say whether the first bytes of a file are a sound mark of a version that is read.

    Raises:
        UnsupportedError: The mark is sound, and the file of a later version.
    """
    if len(data) < MARK_BYTES or not data.startswith(MAGIC):
        return False
    _, version, _, crc = _MARK.unpack_from(data)
    if crc != zlib.crc32(data[:12]):
        return False
    if version != VERSION:
        raise UnsupportedError(
            f"a .replay file of version {version}: this program reads version {VERSION}; update it"
        )
    return True


def pack_chunk(header: ChunkHeader) -> bytes:
    """Return the 64 bytes of a chunk header."""
    packed = _CHUNK.pack(
        SYNC,
        header.salt,
        header.sequence,
        header.kind,
        header.flags,
        header.stream,
        header.length,
        header.rows,
        header.first_ns,
        header.last_ns,
        header.first_row,
        header.back,
        0,
        header.body_crc,
    )
    return packed + zlib.crc32(packed).to_bytes(4, "little")


def unpack_chunk(data: bytes, salt: int | None, offset: int) -> ChunkHeader:
    """Read a chunk header.

    Args:
        data: 64 bytes.
        salt: The file's salt; None takes any.
        offset: Where it lies, for the message.

    Raises:
        DamagedError: It is none, belongs to another file, or its checksum does not hold.
    """
    if not is_chunk_header(data):
        raise DamagedError(f"chunk header at byte {offset}: its checksum does not hold")
    fields = _CHUNK.unpack_from(data)
    if salt is not None and fields[1] != salt:
        raise DamagedError(f"chunk header at byte {offset}: it belongs to another file")
    _, found, sequence, kind, flags, stream, length, rows, first_ns, last_ns, first_row, back, _, crc = fields
    return ChunkHeader(
        sequence, kind, flags, stream, length, rows, first_ns, last_ns, first_row, back, crc, found
    )


def pack_trailer(directory_offset: int, salt: int) -> bytes:
    """Return the last 24 bytes of a whole file."""
    head = struct.pack("<QI", directory_offset, salt)
    return head + struct.pack("<I8s", zlib.crc32(head), END)


def unpack_trailer(data: bytes) -> tuple[int, int] | None:
    """Return the offset of the directory and the file's salt, or None where `data` is no trailer."""
    if len(data) != TRAILER_BYTES:
        return None
    offset, salt, crc, end = _TRAILER.unpack(data)
    if end != END or crc != zlib.crc32(data[:12]):
        return None
    return int(offset), int(salt)

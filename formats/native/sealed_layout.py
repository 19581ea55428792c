"""The head of a sealed file, and the key that opens it. FORMAT.md, section 18.

The head, the first 80 bytes, little-endian:

| offset | size | field |
|---|---|---|
| 0 | 8 | `SEALED_MAGIC` |
| 8 | 2 | version, 1 |
| 10 | 1 | cipher, 1: AES-256-GCM |
| 11 | 1 | block: the base-2 logarithm of the bytes of a block, 12 to 20 |
| 12 | 4 | zero |
| 16 | 16 | file id, random |
| 32 | 8 | content: bytes of the file that is sealed |
| 40 | 32 | check: tells whether a key is the file's |
| 72 | 8 | zero |

The key, what the key file holds once age has opened it, 56 bytes:

| offset | size | field |
|---|---|---|
| 0 | 8 | `KEY_MAGIC` |
| 8 | 16 | file id of the file that it opens |
| 24 | 32 | key, random |
"""

import struct
from dataclasses import dataclass

from formats.errors import DamagedError, LimitError, TruncatedError, UnsupportedError

SEALED_MAGIC = b"\x89SEALED\n"
KEY_MAGIC = b"\x89REPKEY\n"
VERSION = 1
AES_256_GCM = 1
BLOCK_LOG = 16
"""Of what is written: at 64 KiB a seek deciphers little, and the cost of a call is small beside the work."""
BLOCK_LOGS = range(12, 21)
"""What is read: a hostile file makes nobody take more than 1 MiB at once."""
CONTENT_BYTES = 1 << 44
"""Largest file that is sealed: 2^32 blocks of the smallest size, one key's worth of AES-GCM."""
FILE_ID_BYTES = 16
KEY_BYTES = 32
TAG_BYTES = 16

_HEAD = struct.Struct("<8sHBB4x16sQ32s8x")
_KEY = struct.Struct("<8s16s32s")
HEAD_BYTES = _HEAD.size
PACKED_KEY_BYTES = _KEY.size


@dataclass(frozen=True, slots=True)
class SealedHead:
    """What a sealed file says of itself in the clear."""

    file_id: bytes
    """Random, `FILE_ID_BYTES`."""
    content_bytes: int
    """Size of the file that is sealed."""
    check: bytes
    """What only the file's key gives, see `SealedCipher.check`."""
    block_log: int = BLOCK_LOG

    @property
    def block_bytes(self) -> int:
        """Bytes of every block but the last, as they are when deciphered."""
        return 1 << self.block_log

    @property
    def blocks(self) -> int:
        """How many blocks there are."""
        return -(-self.content_bytes // self.block_bytes)

    @property
    def file_bytes(self) -> int:
        """Size of the whole sealed file."""
        return HEAD_BYTES + self.content_bytes + self.blocks * TAG_BYTES

    def place(self, block: int) -> tuple[int, int]:
        """Return the offset in the file and the size, tag included, of a block."""
        size = min(self.block_bytes, self.content_bytes - block * self.block_bytes)
        return HEAD_BYTES + block * (self.block_bytes + TAG_BYTES), size + TAG_BYTES

    def pack(self) -> bytes:
        """Return the `HEAD_BYTES` with which the file begins."""
        return _HEAD.pack(
            SEALED_MAGIC, VERSION, AES_256_GCM, self.block_log, self.file_id, self.content_bytes, self.check
        )


@dataclass(frozen=True, slots=True)
class SealedKey:
    """The key of one sealed file."""

    file_id: bytes
    key: bytes

    def __repr__(self) -> str:
        """Name the file; the key is never printed, not in a traceback either."""
        return f"SealedKey({self.file_id.hex()})"

    def pack(self) -> bytes:
        """Return what is wrapped for the recipients."""
        return _KEY.pack(KEY_MAGIC, self.file_id, self.key)


def is_sealed(head: bytes) -> bool:
    """Say whether a file that begins with `head` is sealed, in whatever version."""
    return head.startswith(SEALED_MAGIC)


def unpack_head(data: bytes) -> SealedHead:
    """Read the head of a sealed file.

    Raises:
        FormatError: What does not hold.
    """
    if len(data) < HEAD_BYTES:
        raise TruncatedError("head of a sealed file", offset=0, expected=HEAD_BYTES, got=len(data))
    magic, version, cipher, block_log, file_id, content_bytes, check = _HEAD.unpack_from(data)
    if magic != SEALED_MAGIC:
        raise DamagedError("it does not begin as a sealed file")
    if version != VERSION or cipher != AES_256_GCM:
        raise UnsupportedError(
            f"a sealed file of version {version}, cipher {cipher}: this program reads version {VERSION}, "
            f"cipher {AES_256_GCM}; update it"
        )
    if block_log not in BLOCK_LOGS:
        raise DamagedError(
            f"blocks of 2^{block_log} bytes, where 2^{BLOCK_LOGS[0]} to 2^{BLOCK_LOGS[-1]} are due"
        )
    if content_bytes > CONTENT_BYTES:
        raise LimitError("size of what is sealed", value=content_bytes, limit=CONTENT_BYTES)
    found = SealedHead(file_id, content_bytes, check, block_log)
    if found.pack() != data[:HEAD_BYTES]:
        raise DamagedError("bytes of the head that are zero are not")
    return found


def unpack_key(data: bytes) -> SealedKey:
    """Read what age gave back.

    Raises:
        DamagedError: It is no key of a sealed file.
    """
    if len(data) != PACKED_KEY_BYTES or not data.startswith(KEY_MAGIC):
        raise DamagedError("it holds no key of a sealed recording")
    _, file_id, key = _KEY.unpack(data)
    return SealedKey(file_id, key)

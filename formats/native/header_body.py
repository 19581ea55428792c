"""The recording's header to a chunk's body and back: zstd around a msgpack map. FORMAT.md, section 7.

The body is the unpacked size (4 bytes, little-endian) and one zstd frame that states the same size. Keys that
are not known are kept under `details`; keys that are absent have their defaults.
"""

import contextlib
from collections.abc import Mapping
from typing import Any

import msgpack
import zstandard

from formats.errors import LimitError
from formats.model.header import Header
from formats.model.header_fields import header_fields, header_of
from formats.native.envelope import inflate, unpack_map
from formats.native.limits import LIMITS, Limits


def pack_header(header: Header) -> bytes:
    """Return the body of a header chunk.

    Raises:
        LimitError: The header is too large to be read back.
        ValueError: It holds values that are not JSON's, or nests too deep.
    """
    packed = msgpack.packb(_plain(header_fields(header)), unicode_errors="surrogatepass")
    if len(packed) > LIMITS.header_bytes:
        raise LimitError("size of the header", value=len(packed), limit=LIMITS.header_bytes)
    unpack_map(packed)
    return len(packed).to_bytes(4, "little") + zstandard.ZstdCompressor(level=9).compress(packed)


def unpack_header(body: bytes, limits: Limits = LIMITS) -> Header:
    """Read the body of a header chunk.

    Raises:
        FormatError: What does not hold.
    """
    size = int.from_bytes(body[:4], "little")
    if size > limits.header_bytes:
        raise LimitError("size of the header", value=size, limit=limits.header_bytes)
    return header_of(unpack_map(inflate(body[4:], size, zstandard.ZstdDecompressor()), limits))


def _plain(value: Any) -> Any:
    """Return a JSON value as what msgpack takes: integers beyond 64 bits become text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and not -(1 << 63) <= value < 1 << 64:
        return str(value)
    with contextlib.suppress(AttributeError):
        return value.item()  # a numpy scalar
    return value

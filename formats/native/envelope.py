"""The body of most chunks: a small map in msgpack that describes the bytes after it. FORMAT.md, section 4.

| offset | size | field |
|---|---|---|
| 0 | 4 | length of the map, little-endian |
| 4 | n | the map, in msgpack |
| 4 + n | - | payload: what the map describes |

The payload lies outside of the map, so that the part which becomes Python objects stays small.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgpack
import zstandard

from formats.errors import DamagedError, LimitError
from formats.native.limits import LIMITS, Limits

_LENGTH_BYTES = 4
_MAX_NESTING_IN_ENVELOPE = 8


def pack_envelope(fields: Mapping[str, Any], payload: Sequence[bytes] = ()) -> bytes:
    """Return the body that holds `fields` and the parts of the payload, one after the other."""
    packed = msgpack.packb(fields)
    if len(packed) > LIMITS.envelope_bytes:
        raise LimitError("size of an envelope", value=len(packed), limit=LIMITS.envelope_bytes)
    return b"".join((len(packed).to_bytes(_LENGTH_BYTES, "little"), packed, *payload))


def unpack_envelope(body: bytes, limits: Limits = LIMITS) -> tuple[dict[str, Any], memoryview]:
    """Return the fields and the payload of a body.

    Raises:
        FormatError: The body holds no envelope, or one beyond the limits.
    """
    size = int.from_bytes(body[:_LENGTH_BYTES], "little")
    if size > limits.envelope_bytes:
        raise LimitError("size of an envelope", value=size, limit=limits.envelope_bytes)
    stop = _LENGTH_BYTES + size
    if len(body) < stop:
        raise DamagedError(f"an envelope of {size} bytes in a body of {len(body)}")
    fields = unpack_map(body[_LENGTH_BYTES:stop], limits, nesting=_MAX_NESTING_IN_ENVELOPE)
    return fields, memoryview(body)[stop:]


def unpack_map(packed: bytes, limits: Limits = LIMITS, *, nesting: int | None = None) -> dict[str, Any]:
    """Read a map with string keys from msgpack.

    Raises:
        FormatError: It is none, or its entries or depth are beyond the limits.
    """
    try:
        found = msgpack.unpackb(
            packed,
            max_array_len=limits.items,
            max_map_len=limits.items,
            max_ext_len=0,
            strict_map_key=True,
            unicode_errors="surrogatepass",
        )
    except (ValueError, RecursionError) as error:
        # Every error of msgpack is a ValueError or a subclass of it.
        raise DamagedError(f"a msgpack map does not unpack: {error}") from error
    if not isinstance(found, dict):
        raise DamagedError(f"a msgpack {type(found).__name__} where a map is due")
    _check_depth(found, limits.nesting if nesting is None else nesting)
    return found


def inflate(data: bytes | memoryview, size: int, inflator: zstandard.ZstdDecompressor) -> bytes:
    """Unpack one zstd frame, and nothing after it, that must state exactly `size` bytes.

    The frame's own header is read first: a frame that states its size makes zstd ignore `max_output_size`.

    Raises:
        DamagedError: It states or holds another size, or is no zstd frame.
        LimitError: Its window is too large.
    """
    try:
        stated = zstandard.get_frame_parameters(data)
        if stated.content_size != size:
            raise DamagedError(f"a zstd frame states {stated.content_size} bytes where {size} are due")
        if stated.window_size > LIMITS.window_bytes:
            raise LimitError("window of a zstd frame", value=stated.window_size, limit=LIMITS.window_bytes)
        out = inflator.decompress(data, max_output_size=size, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise DamagedError(f"a zstd frame does not unpack: {error}") from error
    if len(out) != size:
        raise DamagedError(f"a zstd frame unpacks to {len(out)} bytes where {size} are due")
    return out


def _check_depth(value: Any, nesting: int) -> None:
    level = [value]
    for _ in range(nesting):
        level = [
            child
            for parent in level
            for child in (parent.values() if isinstance(parent, dict) else parent)
            if isinstance(child, dict | list)
        ]
        if not level:
            return
    raise LimitError("depth of a msgpack map", value=nesting + 1, limit=nesting)

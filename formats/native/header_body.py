"""The recording's header to a chunk's body and back: zstd around a msgpack map. FORMAT.md, section 7.

The body is the unpacked size (4 bytes, little-endian) and one zstd frame that states the same size. Keys that
are not known are kept under `details`; keys that are absent have their defaults.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import msgpack
import zstandard

from formats.errors import DamagedError, LimitError
from formats.model.header import Consent, Header, Private
from formats.model.time import Clock
from formats.native.envelope import inflate, unpack_map
from formats.native.limits import LIMITS, Limits


def pack_header(header: Header) -> bytes:
    """Return the body of a header chunk.

    Raises:
        LimitError: The header is too large to be read back.
        ValueError: It holds values that are not JSON's, or nests too deep.
    """
    packed = msgpack.packb(_plain(asdict(header)), unicode_errors="surrogatepass")
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
    fields = unpack_map(inflate(body[4:], size, zstandard.ZstdDecompressor()), limits)
    try:
        return _header(fields)
    except (TypeError, ValueError, AttributeError) as error:
        raise DamagedError(f"the header holds a value of another type: {error}") from error


def _header(fields: dict[str, Any]) -> Header:
    consent = fields.pop("consent", None)
    private = fields.pop("private", None) or {}
    clocks = fields.pop("clocks", None) or []
    details = _checked(fields.pop("details", None) or {}, dict)
    known = {name: _checked(fields.pop(name), str) for name in _TEXTS if name in fields}
    start = fields.pop("start_utc_ns", None)
    zone = fields.pop("time_zone", None)
    return Header(
        recording_id=known.pop("recording_id", ""),
        **known,
        start_utc_ns=None if start is None else _checked(start, int),
        time_zone=None if zone is None else _checked(zone, str),
        consent=None if consent is None else _consent(consent),
        clocks=tuple(_clock(clock) for clock in clocks),
        private=Private(
            hardware=_checked(private.get("hardware", {}), dict),
            names=_checked(private.get("names", {}), dict),
        ),
        details={**details, **fields},
    )


_TEXTS = ("recording_id", "source", "recorder", "task")


def _consent(fields: dict[str, Any]) -> Consent:
    given, until = fields.get("given_utc_ns"), fields.get("until")
    return Consent(
        person=_checked(fields.get("person", ""), str),
        purposes=tuple(_checked(purpose, str) for purpose in fields.get("purposes", [])),
        given_utc_ns=None if given is None else _checked(given, int),
        until=None if until is None else _checked(until, str),
        withdrawn=_checked(fields.get("withdrawn", False), bool),
    )


def _clock(fields: dict[str, Any]) -> Clock:
    numbers = {name: _checked(fields[name], int) for name in ("tick_ns", "offset_ns") if name in fields}
    return Clock(
        name=_checked(fields.get("name"), str), origin_ns=_checked(fields.get("origin_ns"), int), **numbers
    )


def _checked(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r:.60} where {kind.__name__} is due")
    return value


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

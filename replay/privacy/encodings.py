"""A secret as the bytes in which it may lie in a file."""

import base64
import json
from collections.abc import Iterator
from html import escape
from urllib.parse import quote, quote_plus

_SHORTEST = 4
"""Fewer bytes than this are found by chance in anything that is compressed."""


LONGEST = 4096
"""Of a longer secret its beginning is coded: where the whole of it stands, that stands, too.

What looks for needles takes them letter by letter, and hundreds of thousands in a row end the program."""


def needles(secret: str) -> list[tuple[str, bytes]]:
    """Return the codings of a secret by name, each once; those too short to mean anything are left out."""
    found: dict[bytes, str] = {}
    for name, needle in _codings(secret[:LONGEST]):
        if len(needle) >= min(_SHORTEST, len(secret)):
            found.setdefault(needle, name)
    return [(name, needle) for needle, name in found.items()]


def _codings(secret: str) -> Iterator[tuple[str, bytes]]:
    raw = secret.encode("utf-8", "surrogatepass")
    yield "UTF-8", raw
    yield "UTF-8, lower case", secret.lower().encode("utf-8", "surrogatepass")
    yield "UTF-8, upper case", secret.upper().encode("utf-8", "surrogatepass")
    yield "UTF-16 LE", secret.encode("utf-16-le", "surrogatepass")
    yield "UTF-16 BE", secret.encode("utf-16-be", "surrogatepass")
    yield "hexadecimal", raw.hex().encode()
    yield "hexadecimal, upper case", raw.hex().upper().encode()
    wide = secret.encode("utf-16-le", "surrogatepass")
    yield "hexadecimal of UTF-16", wide.hex().encode()
    for offset in range(3):
        yield f"base64 at offset {offset}", _base64(raw, offset, b"+/")
        yield f"base64 for URLs at offset {offset}", _base64(raw, offset, b"-_")
        yield f"base64 of UTF-16 at offset {offset}", _base64(wide, offset, b"+/")
    encodable = raw.decode("utf-8", "replace")
    yield "URL", quote(encodable, safe="").encode()
    yield "URL, form", quote_plus(encodable).encode()
    yield "URL, every letter", "".join(f"%{byte:02X}" for byte in raw).encode()
    yield "HTML", escape(secret).encode("utf-8", "surrogatepass")
    yield "JSON", json.dumps(secret)[1:-1].encode()
    yield "JSON, UTF-8", json.dumps(secret, ensure_ascii=False)[1:-1].encode("utf-8", "surrogatepass")
    yield "JSON, every letter escaped", "".join(f"\\u{ord(letter):04x}" for letter in secret).encode()
    yield "JSON in JSON", json.dumps(json.dumps(secret)[1:-1])[1:-1].encode()
    yield "reversed", secret[::-1].encode("utf-8", "surrogatepass")
    compact = "".join(secret.split())
    if compact != secret:
        yield "without spaces", compact.encode("utf-8", "surrogatepass")


def _base64(raw: bytes, offset: int, signs: bytes) -> bytes:
    """Return the part of a base64 text that depends on `raw` alone, where `offset` bytes stand before it."""
    coded = base64.b64encode(b"\0" * offset + raw, signs).rstrip(b"=")
    first = (0, 2, 3)[offset]
    last = len(coded) - (1 if (offset + len(raw)) % 3 else 0)
    return coded[first:last]


CODINGS = len({name for name, _ in _codings("a b")})
"""How many there are; of one secret some may be equal."""

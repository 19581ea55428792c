"""Pictures of cursors, drawn anew: nothing but their pixels goes into a copy."""

import base64
import io
import warnings

from PIL import Image

SIDE_PX = 256
"""A larger cursor is the picture of what is dragged."""
_BASE64_BYTES = 1 << 20
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PIXELS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
"""Chunks of a PNG that pixels need."""


def redrawn(image: str) -> str:
    """Return a PNG in base64 with the same pixels and nothing else; "" for what is none, or too large."""
    if not image or len(image) > _BASE64_BYTES:
        return ""
    out = io.BytesIO()
    try:
        data = base64.b64decode(image, validate=True)
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=("PNG",)) as opened:
                if max(opened.size) > SIDE_PX:
                    return ""
                pixels = opened.convert("RGBA")
        Image.frombytes("RGBA", pixels.size, pixels.tobytes()).save(out, "PNG")
    except (ValueError, OSError, SyntaxError, Warning):
        return ""
    return base64.b64encode(out.getvalue()).decode()


def is_bare(image: str) -> bool:
    """Say whether a PNG in base64 holds its pixels and nothing else, behind its end neither.

    Source: PNG, Portable Network Graphics, section 5.3.
    """
    try:
        data = base64.b64decode(image, validate=True)
    except ValueError:
        return False
    at, kind = len(_SIGNATURE), b""
    while at + 12 <= len(data) and kind != b"IEND":
        kind = data[at + 4 : at + 8]
        if kind not in _PIXELS:
            return False
        at += 12 + int.from_bytes(data[at : at + 4], "big")
    return data.startswith(_SIGNATURE) and kind == b"IEND" and at == len(data)

"""Pictures of cursors, drawn anew: nothing but their pixels goes into a copy."""

import base64
import io
import warnings

from PIL import Image

SIDE_PX = 256
"""A larger cursor is the picture of what is dragged."""
_BASE64_BYTES = 1 << 20


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

"""Inline images: a JPEG, drawn over so many cells where the cursor is.

Source: https://iterm2.com/documentation-images.html (OSC 1337 File).
"""

import base64
from io import BytesIO

import numpy as np
from PIL import Image

from formats.model.frames import Pixels

_QUALITY = 85


def encode(pixels: Pixels, columns: int, rows: int) -> str:
    """Write a picture over `columns` by `rows` cells.

    Args:
        pixels: Shape (height, width, 3).
        columns: Width in cells.
        rows: Height in cells.
    """
    buffer = BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(buffer, "JPEG", quality=_QUALITY)
    data = buffer.getvalue()
    body = base64.standard_b64encode(data).decode()
    keys = f"inline=1;size={len(data)};width={columns};height={rows};preserveAspectRatio=0;doNotMoveCursor=1"
    return f"\x1b]1337;File={keys}:{body}\x07"

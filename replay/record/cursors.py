"""The cursor's shapes by XFixes: kept beside the pictures, never drawn into them."""

import base64
import io
from typing import Any

import numpy as np
from PIL import Image
from Xlib.ext import xfixes

_LARGEST_SIDE = 512


class CursorWatch:
    """Reads a cursor's picture when its shape is seen first."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._root = connection.screen().root
        self._known: set[int] = set()
        self._last: int | None = None
        self.is_there = connection.has_extension("XFIXES")
        if self.is_there:
            connection.xfixes_query_version()
            connection.xfixes_select_cursor_input(self._root, xfixes.XFixesDisplayCursorNotifyMask)

    def look(self) -> dict[str, Any] | None:
        """Return the columns of the stream cursor where the shape is another one than before."""
        if not self.is_there:
            return None
        found = self._connection.xfixes_get_cursor_image(self._root)
        shape = int(found.cursor_serial)
        if shape == self._last or max(found.width, found.height) > _LARGEST_SIDE:
            return None
        self._last = shape
        values: dict[str, Any] = {
            "shape": shape,
            "hot_x": found.xhot,
            "hot_y": found.yhot,
            "width": found.width,
            "height": found.height,
        }
        if shape not in self._known:
            self._known.add(shape)
            values["image"] = cursor_png(list(found.cursor_image), found.width, found.height)
        return values


def cursor_png(numbers: list[int], width: int, height: int) -> str:
    """Return a cursor as a PNG in base64.

    Args:
        numbers: A pixel each, alpha in the highest byte, colours multiplied by it, as XFixes gives them.
        width: In pixels.
        height: In pixels.
    """
    packed = np.array(numbers, np.uint32).reshape(height, width)
    planes = np.stack([packed >> 16 & 255, packed >> 8 & 255, packed & 255, packed >> 24], axis=-1)
    alpha = np.maximum(planes[..., 3:], 1)
    # PNG wants the colours plain.
    planes[..., :3] = np.minimum((planes[..., :3] * 255 + alpha // 2) // alpha, 255)
    out = io.BytesIO()
    Image.fromarray(planes.astype(np.uint8)).save(out, format="PNG")
    return base64.b64encode(out.getvalue()).decode("ascii")

"""Masks on pictures: pixels are filled before anything is drawn of them, whatever draws them."""

from collections.abc import Sequence

from formats.model.frames import Pixels
from replay.privacy.painting.painted import Box, blocks_of

MASK_FILL = (84, 70, 104)
"""Every pixel that is hidden. Not black: that is what a redaction left, and what many programs are."""


def masked(
    pixels: Pixels, boxes: Sequence[Box], *, size: tuple[int, int] | None = None, lossy: bool = False
) -> Pixels:
    """Return a picture with boxes hidden; the one given is not changed.

    Args:
        pixels: The picture, whole, perhaps decoded at a reduced size.
        boxes: In pixels of the picture at full size.
        size: Width and height at full size, where `pixels` are reduced.
        lossy: Whether whole blocks are filled, as a codec smears what is in a block all over it.
    """
    if not boxes:
        return pixels
    height, width = pixels.shape[:2]
    full_width, full_height = size or (width, height)
    out = pixels.copy()
    for box in boxes:
        inside = (blocks_of(box) if lossy else box).within(full_width, full_height)
        if not inside.area:
            continue
        # Outwards: a reduced pixel is made of all that lie in it.
        left, top = inside.left * width // full_width, inside.top * height // full_height
        right, bottom = -(-inside.right * width // full_width), -(-inside.bottom * height // full_height)
        out[top:bottom, left:right] = MASK_FILL
    return out

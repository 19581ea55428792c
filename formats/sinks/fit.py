"""Pictures made to fit into a size."""

import numpy as np
from PIL import Image

from formats.model.frames import Pixels


def fitted_size(width: int, height: int, size: tuple[int, int] | None) -> tuple[int, int]:
    """Return the largest width and height of the same proportions that fit into `size`, at least 1 by 1.

    A picture that fits already is not made larger; None leaves every picture as it is.
    """
    if size is None:
        return width, height
    factor = min(size[0] / width, size[1] / height, 1)
    return max(round(width * factor), 1), max(round(height * factor), 1)


def fitted(pixels: Pixels, size: tuple[int, int] | None) -> Pixels:
    """Return a picture scaled down to fit into `size`, see `fitted_size`; itself where it fits already."""
    height, width = pixels.shape[:2]
    wanted = fitted_size(width, height, size)
    if wanted == (width, height):
        return pixels
    return np.asarray(Image.fromarray(pixels).resize(wanted, Image.Resampling.LANCZOS))

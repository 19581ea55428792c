"""The fixed part of the 256-colour palette: 16 to 231 a 6x6x6 cube, 232 to 255 greys.

Source: xterm's 256colres.h.
"""

import numpy as np
from numpy.typing import NDArray

_LEVELS = np.array([0, 95, 135, 175, 215, 255], np.int32)
_GREYS = np.arange(8, 239, 10, dtype=np.int32)

_values = np.arange(256, dtype=np.int32)
_NEAREST_LEVEL = np.abs(_values[:, None] - _LEVELS).argmin(axis=1).astype(np.int32)
_sums = np.arange(3 * 255 + 1, dtype=np.int32)
_NEAREST_GREY = np.abs(_sums[:, None] - 3 * _GREYS).argmin(axis=1).astype(np.int32)

PALETTE: NDArray[np.uint8] = np.zeros((256, 3), np.uint8)
"""sRGB of each index; 0 to 15 belong to the user's theme and stay black here."""
PALETTE[16:232] = np.stack(np.meshgrid(_LEVELS, _LEVELS, _LEVELS, indexing="ij"), axis=-1).reshape(-1, 3)
PALETTE[232:] = _GREYS[:, None]


def nearest_indices(colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the index, 16 to 255, of the nearest palette colour of each of `colours`, shape (..., 3)."""
    steps = _NEAREST_LEVEL[colours]
    cube_index = 16 + 36 * steps[..., 0] + 6 * steps[..., 1] + steps[..., 2]
    wide = colours.astype(np.int32)
    cube_error = np.square(_LEVELS[steps] - wide).sum(axis=-1)
    # The grey nearest in all three channels together is the one nearest to their mean.
    grey = _NEAREST_GREY[wide.sum(axis=-1)]
    grey_error = np.square(_GREYS[grey][..., None] - wide).sum(axis=-1)
    indices: NDArray[np.uint8] = np.where(grey_error < cube_error, 232 + grey, cube_index).astype(np.uint8)
    return indices

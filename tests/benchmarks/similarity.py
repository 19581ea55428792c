"""How alike two pictures are: PSNR, and SSIM as Wang, Bovik, Sheikh and Simoncelli defined it in 2004."""

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.float32]

_RADIUS, _SIGMA = 5, 1.5
_K1, _K2, _RANGE = 0.01, 0.03, 255.0


def psnr(one: Picture, other: Picture) -> float:
    """Return the peak signal-to-noise ratio in dB over all channels."""
    error = float(np.square(one - other).mean())
    return float("inf") if error == 0 else float(10 * np.log10(_RANGE**2 / error))


def ssim(one: Picture, other: Picture) -> float:
    """Return the mean structural similarity of the two pictures' luminance, 11x11 Gaussian window."""
    x, y = _luminance(one), _luminance(other)
    mean_x, mean_y = _blur(x), _blur(y)
    variance_x = _blur(x * x) - mean_x**2
    variance_y = _blur(y * y) - mean_y**2
    covariance = _blur(x * y) - mean_x * mean_y
    c1, c2 = (_K1 * _RANGE) ** 2, (_K2 * _RANGE) ** 2
    above = (2 * mean_x * mean_y + c1) * (2 * covariance + c2)
    below = (mean_x**2 + mean_y**2 + c1) * (variance_x + variance_y + c2)
    return float((above / below).mean())


def _luminance(picture: Picture) -> NDArray[np.float64]:
    grey: NDArray[np.float64] = picture.astype(np.float64) @ np.array([0.299, 0.587, 0.114])
    return grey


def _blur(grey: NDArray[np.float64]) -> NDArray[np.float64]:
    """Filter with the Gaussian window, only where it lies wholly inside."""
    taps = np.exp(-np.square(np.arange(-_RADIUS, _RADIUS + 1)) / (2 * _SIGMA**2))
    taps /= taps.sum()
    height, width = grey.shape
    down = sum(tap * grey[at : height - 2 * _RADIUS + at] for at, tap in enumerate(taps))
    across = sum(tap * down[:, at : width - 2 * _RADIUS + at] for at, tap in enumerate(taps))
    blurred: NDArray[np.float64] = np.asarray(across)
    return blurred

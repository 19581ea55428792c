"""Whose pixels positions are: the picture's own, or the system's points that a ratio turns into pixels.

    config says coordinate_space "window_pixels"            pixels of the captured window's picture
    config says coordinate_space "virtual_desktop_pixels"   pixels of the picture of all monitors
    it says nothing                                         logical points, times pixel_ratio

Source: openadapt-capture, capture.py (window_capture, desktop_capture, pixel_ratio).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from formats.importers.openadapt.values import as_number

_OF_THE_PICTURE = ("window_pixels", "virtual_desktop_pixels")
_LARGEST_RATIO = 16


@dataclass(frozen=True, slots=True)
class Space:
    """How positions become pixels."""

    name: str
    """As the source calls it, "logical" where it says nothing."""
    ratio: float
    """What positions are to be multiplied by."""
    size: tuple[float, float] | None
    """Width and height of the picture that they are in, in pixels."""
    why: str
    """A sentence."""


def find_space(config: Mapping[str, Any], told: Mapping[str, Any], size: tuple[float, float] | None) -> Space:
    """Apply the rule.

    Args:
        config: The recording's configuration or metadata.
        told: The recording's row, with `pixel_ratio`.
        size: Of the monitor, in pixels, None where it is not told.
    """
    scopes = [config, *(config.get(name) for name in ("capture_window", "capture_desktop"))]
    for scope in scopes:
        if isinstance(scope, dict) and isinstance(scope.get("coordinate_space"), str):
            name = scope["coordinate_space"][:60]
            viewport = _pair(scope.get("viewport")) or size
            if name in _OF_THE_PICTURE:
                why = (
                    f"positions are pixels of the picture, as the recorder says ({name}): not scaled; the "
                    "rectangles of windows are the system's own"
                )
            else:
                why = f"positions are in a space that is not known here ({name!r}): kept as they came"
            return Space(name, 1.0, viewport, why)
    ratio = as_number(told.get("pixel_ratio")) or as_number(config.get("pixel_ratio"))
    if ratio is None or not 0 < ratio <= _LARGEST_RATIO:
        why = (
            "positions are logical points and no pixel_ratio is told: they are kept as they came, which on a "
            "display with a scale is not where the picture shows them"
        )
        return Space("logical", 1.0, size, why)
    why = f"positions are logical points: each was multiplied by the recorder's pixel_ratio, {ratio:g}"
    return Space("logical", ratio, size, why)


def _pair(value: Any) -> tuple[float, float] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    width, height = as_number(value[0]), as_number(value[1])
    return (width, height) if width and height and min(width, height) > 0 else None

"""What the person was doing, drawn over the small image: path, clicks, drag, scrolling, pointer, keys held.

Everything is drawn on the samples of the cells, so that least squares makes of it what it makes of the
picture; only the keys are text, which stays sharp.
"""

import math
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from formats.model.frames import Pixels
from replay.core.trails import RIPPLE_S, Ripple, Trail
from replay.render.atlas import GLYPH_SETS, SAMPLES_X, SAMPLES_Y
from replay.render.cells import CellGrid
from replay.render.picker import dirty_cells, repick
from replay.render.small import SmallImage, Wanted
from replay.render.viewport import Crop, Placement, Viewport

TRAIL_S = 1.5
"""Age at which a point of the path has faded."""

_PATH = (255, 92, 0)
_DRAG = (0, 174, 255)
_SCROLL = (0, 200, 120)
_POINTER, _POINTER_EDGE = (*_PATH, 255), (20, 20, 20, 255)
_BUTTONS = {"left": (255, 200, 0), "right": (0, 174, 255), "middle": (0, 200, 120)}
_OTHER_BUTTON = (220, 90, 255)
_KEY_INK, _KEY_PAPER = (20, 20, 20), (255, 200, 0)

_WHOLE_SAMPLE = (8, 16)
# Pixels taken for a cell where a picture is drawn over at its own size: marks twice as large as in a view.

_REACH = 26
# Samples around a mark within which everything that belongs to it is drawn.

_KEY_NAMES = {" ": "Space", "Control": "Ctrl"}


def over(
    image: SmallImage, trail: Trail, *, origin: tuple[float, float] = (0, 0), scale: float = 1.0
) -> SmallImage:
    """Draw a trail over a small image; only cells it touches are drawn anew.

    Args:
        image: What lies below; not changed.
        trail: In pixels as captured.
        origin: Where the display's upper left corner lies in those pixels.
        scale: Picture pixels for one of those pixels.
    """
    sample = image.wanted.sample
    unit = sample[0] / SAMPLES_X

    def place(points: NDArray[np.floating]) -> NDArray[np.float32]:
        return image.placement.to_samples((points - np.array(origin)) * scale, sample)

    marks = _marks(trail)
    if not len(marks):
        return image
    box = _box(place(marks), _REACH * unit, image)
    if box is None:
        return image
    left, top, right, bottom = box
    pixels = image.pixels.copy()
    part = Image.fromarray(np.ascontiguousarray(pixels[top:bottom, left:right]))
    pen = ImageDraw.Draw(part, "RGBA")
    corner = np.array([left, top], np.float32)

    def at(x: float, y: float) -> tuple[float, float]:
        spot = place(np.array([[x, y]], np.float32))[0] - corner
        return float(spot[0]), float(spot[1])

    _draw_path(pen, place(trail.points) - corner, trail.ages_s, unit)
    if trail.drag is not None and trail.pointer is not None:
        pen.line([at(*trail.drag), at(*trail.pointer)], fill=(*_DRAG, 230), width=_width(2, unit))
        _ring(pen, at(*trail.drag), 3 * unit, (*_DRAG, 255), _width(2, unit))
    for ripple in trail.clicks:
        _draw_ripple(pen, at(ripple.x, ripple.y), ripple, unit)
    if trail.scroll is not None and math.isfinite(trail.scroll.x + trail.scroll.y):
        spot = at(trail.scroll.x, trail.scroll.y)
        _draw_scroll(pen, spot, (trail.scroll.dx, trail.scroll.dy), unit)
    if trail.pointer is not None:
        _draw_pointer(pen, at(*trail.pointer), unit)
    pixels[top:bottom, left:right] = np.asarray(part)
    pixels.flags.writeable = False
    return _redrawn(image, pixels)


def draw_on_picture(
    pixels: Pixels, trail: Trail, *, origin: tuple[float, float] = (0, 0), scale: float = 1.0
) -> Pixels:
    """Draw a trail and what is held over a whole picture, and return the copy.

    Args:
        pixels: Shape (height, width, 3), at least one cell of `_WHOLE_SAMPLE` in size; smaller ones come
            back undrawn.
        trail: See `over`.
        origin: See `over`.
        scale: See `over`.
    """
    height, width = pixels.shape[:2]
    columns, rows = width // _WHOLE_SAMPLE[0], height // _WHOLE_SAMPLE[1]
    if not columns or not rows:
        return pixels
    crop = Crop(0, 0, columns * _WHOLE_SAMPLE[0], rows * _WHOLE_SAMPLE[1])
    whole = SmallImage(
        pixels,
        Placement(crop, 0, 0, columns, rows),
        Wanted(columns, rows, Viewport(), sample=_WHOLE_SAMPLE),
        width,
        height,
    )
    drawn = over(whole, trail, origin=origin, scale=scale)
    return label_over(drawn, keys_label(trail.keys, trail.buttons), top=False).pixels


def with_label(grid: CellGrid, label: str) -> CellGrid:
    """Write a text in the lower left corner of a grid; without a text, nothing is written."""
    if not label or grid.rows < 1:
        return grid
    return grid.with_text(grid.rows - 1, 1, f" {label} ", _KEY_INK, _KEY_PAPER)


def label_over(image: SmallImage, label: str, *, top: bool) -> SmallImage:
    """Draw a text in the upper or lower left corner, where pixels are painted and cells are not."""
    if not label:
        return image
    down = image.wanted.sample[1]
    picture = Image.fromarray(image.pixels)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.load_default(down * 0.8)
    place = (down // 2, down // 2 if top else picture.height - down - down // 2)
    left, upper, right, lower = pen.textbbox(place, label, font=font)
    pen.rectangle((left - 4, upper - 3, right + 4, lower + 3), fill=_KEY_PAPER)
    pen.text(place, label, fill=_KEY_INK, font=font)
    return replace(image, pixels=np.asarray(picture), cells=None)


def keys_label(keys: tuple[str, ...], buttons: tuple[str, ...]) -> str:
    """Return what is held as people write it, "Ctrl+Shift+t", or nothing."""
    names = [_KEY_NAMES.get(key, key) for key in keys]
    # Of buttons only a held one beside others says more than the ripple does.
    names += [f"{button} button" for button in buttons] if len(buttons) > 1 or names else []
    return "+".join(names)


def _redrawn(image: SmallImage, pixels: Pixels) -> SmallImage:
    cells = image.cells
    if cells is not None:
        dirty = dirty_cells(image.pixels, pixels, (SAMPLES_X, SAMPLES_Y))
        cells = repick(pixels, dirty, cells, GLYPH_SETS[image.wanted.glyphs])
    return replace(image, pixels=pixels, cells=cells)


def _marks(trail: Trail) -> NDArray[np.float32]:
    """Return every point that something is drawn at, shape (points, 2)."""
    spots = [(ripple.x, ripple.y) for ripple in trail.clicks]
    if trail.scroll is not None:
        spots.append((trail.scroll.x, trail.scroll.y))
    spots.extend(spot for spot in (trail.drag, trail.pointer) if spot is not None)
    points = np.concatenate([trail.points, np.array(spots, np.float32).reshape(-1, 2)])
    known: NDArray[np.float32] = points[np.isfinite(points).all(axis=1)]
    return known


def _box(spots: NDArray[np.float32], reach: float, image: SmallImage) -> tuple[int, int, int, int] | None:
    """Return the part of the small image that is drawn on, kept to the picture, None where it is empty."""
    across, down = image.wanted.sample
    placement = image.placement
    low = np.floor(spots.min(axis=0) - reach)
    high = np.ceil(spots.max(axis=0) + reach)
    left = max(int(low[0]), placement.column * across)
    top = max(int(low[1]), placement.row * down)
    right = min(int(high[0]), (placement.column + placement.columns) * across)
    bottom = min(int(high[1]), (placement.row + placement.rows) * down)
    return (left, top, right, bottom) if left < right and top < bottom else None


def _width(samples: float, unit: float) -> int:
    return max(round(samples * unit), 1)


def _draw_path(
    pen: ImageDraw.ImageDraw, spots: NDArray[np.float32], ages_s: NDArray[np.float32], unit: float
) -> None:
    if len(spots) < 2:
        return
    # Points closer than half a sample draw nothing of their own.
    step = np.abs(np.diff(spots, axis=0)).max(axis=1)
    kept = np.concatenate(([True], step > 0.5 * unit))
    kept[-1] = True
    line, ages = spots[kept].tolist(), ages_s[kept].tolist()
    for start, end, age in zip(line[:-1], line[1:], ages[1:], strict=True):
        fresh = max(1 - age / TRAIL_S, 0)
        alpha = int(40 + 200 * fresh)
        pen.line([tuple(start), tuple(end)], fill=(*_PATH, alpha), width=_width(1 + fresh, unit))


def _draw_ripple(pen: ImageDraw.ImageDraw, spot: tuple[float, float], ripple: Ripple, unit: float) -> None:
    age = min(max(ripple.age_s / RIPPLE_S, 0), 1)
    colour = _BUTTONS.get(ripple.button, _OTHER_BUTTON)
    alpha = int(255 * (1 - 0.75 * age))
    if ripple.pressed:
        _ring(pen, spot, (4 + 14 * age) * unit, (*colour, alpha), _width(2.5, unit))
        if age < 0.5:
            _disc(pen, spot, 3 * unit, (*colour, alpha))
    else:
        _ring(pen, spot, 4 * unit, (*colour, alpha // 2), _width(1.5, unit))


def _draw_scroll(
    pen: ImageDraw.ImageDraw, spot: tuple[float, float], delta: tuple[float, float], unit: float
) -> None:
    x, y = spot
    dx, dy = delta
    # dy is positive away from the person, which moves up on a picture; dx positive to the right.
    aim = (0.0, -math.copysign(1, dy)) if abs(dy) >= abs(dx) else (math.copysign(1, dx), 0.0)
    for distance in (7, 13):
        tip = x + aim[0] * (distance + 5) * unit, y + aim[1] * (distance + 5) * unit
        foot = x + aim[0] * distance * unit, y + aim[1] * distance * unit
        side = aim[1] * 5 * unit, aim[0] * 5 * unit
        corners = [tip, (foot[0] + side[0], foot[1] + side[1]), (foot[0] - side[0], foot[1] - side[1])]
        pen.polygon(corners, fill=(*_SCROLL, 240))


def _draw_pointer(pen: ImageDraw.ImageDraw, spot: tuple[float, float], unit: float) -> None:
    """Draw an arrow whose tip is at `spot`, in the path's colour: nobody takes it for the recorded cursor."""
    x, y = spot
    shape = [(0, 0), (0, 15), (3.8, 11.4), (6.2, 16.8), (8.7, 15.7), (6.2, 10.6), (10.8, 10.3)]
    corners = [(x + dx * unit, y + dy * unit) for dx, dy in shape]
    pen.polygon(corners, fill=_POINTER, outline=_POINTER_EDGE, width=_width(1, unit))


def _ring(
    pen: ImageDraw.ImageDraw,
    spot: tuple[float, float],
    radius: float,
    fill: tuple[int, int, int, int],
    width: int,
) -> None:
    x, y = spot
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=fill, width=width)


def _disc(
    pen: ImageDraw.ImageDraw, spot: tuple[float, float], radius: float, fill: tuple[int, int, int, int]
) -> None:
    x, y = spot
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)

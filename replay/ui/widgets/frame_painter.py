"""What is on the screen for a picture, and the shortest way from there to the next one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from replay.core.trails import Trail
from replay.render.ansi import encode_changes
from replay.render.cells import CellGrid, blank
from replay.render.choice import Choice
from replay.render.depth import Depth
from replay.render.governor import BYTES_A_CELL, REFINE_S, fit, refined
from replay.render.ground import BACKDROP
from replay.render.kitty import MAX_SIDE_CELLS
from replay.render.outlines import Outline, letters_on_cells, letters_on_pixels, outlined
from replay.render.overlay import keys_label, label_over, over, with_label
from replay.render.small import SmallImage, cells_of
from replay.ui.late import surface_for
from replay.ui.widgets.cell_text import wrap_cells
from replay.ui.widgets.frame_strip import GridText, PlaceholderText, RowText, strips_of
from replay.ui.widgets.frame_writer import driver_for, is_behind, is_held_back, own_driver, write

if TYPE_CHECKING:
    from replay.render.surface import PixelSurface

_NOTE_INK, _NOTE_PAPER = (220, 220, 220), (40, 40, 48)
_FIRST_SHARE = 0.33
_REFINE_SHARE = 0.5
# At the start the lists and the timeline are filled while the picture becomes exact.


@dataclass(frozen=True, slots=True)
class Scene:
    """Everything that is to be seen."""

    image: SmallImage | None = None
    trail: Trail | None = None
    origin: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0
    note: str = ""
    caption: str = ""
    outlines: tuple[Outline, ...] = ()

    @property
    def label(self) -> str:
        """What stands below: the keys and buttons held, and the caption."""
        held = keys_label(self.trail.keys, self.trail.buttons) if self.trail is not None else ""
        return "  ".join(part for part in (held, self.caption) if part)

    def marked(self) -> SmallImage | None:
        """Return the picture with the trail and the regions drawn over it."""
        if self.image is None:
            return None
        image = self.image
        if self.trail is not None:
            image = over(image, self.trail, origin=self.origin, scale=self.scale)
        return outlined(image, self.outlines)


class FramePainter:
    """Paints scenes for one widget, as cells or as pixels.

    The strips that the compositor gets always show the present scene: as cells, or as placeholders for
    pixels. What is written past the compositor only brings the terminal there sooner, or lays pixels over
    the cells.
    """

    def __init__(self, view: Widget, choice: Choice, repaint: Callable[[], object]) -> None:
        """Paint for `view`; `repaint` is called after cells were written over pixels."""
        self._view = view
        self._repaint = repaint
        self._choice = choice
        self._surface = surface_for(choice)
        self._text: RowText = GridText(blank(1, 1, BACKDROP), choice.depth, (1, 1))
        self._strips: list[Strip] | None = None
        self._painted_size: Size | None = None
        self._pictured = False

    @property
    def choice(self) -> Choice:
        """How pictures are drawn."""
        return self._choice

    @property
    def grid(self) -> CellGrid | None:
        """The cells shown, None where placeholders are."""
        return self._text.grid if isinstance(self._text, GridText) else None

    @property
    def _painted(self) -> bool:
        """Whether the compositor has painted the widget at its present size: only then may more pass it."""
        return self._painted_size == self._view.size

    @property
    def _nothing_yet(self) -> bool:
        return (self._text.columns, self._text.rows) == (1, 1) and self._view.size.area > 1

    @property
    def is_behind(self) -> bool:
        """Say whether the terminal has yet to take what was painted before."""
        driver = own_driver(self._view)
        return driver is not None and is_behind(driver)

    def choose(self, choice: Choice) -> None:
        """Paint in another way from the next scene on."""
        self.let_go()
        self._choice, self._surface = choice, surface_for(choice)
        self._painted_size = None

    def forget(self) -> None:
        """Take nothing that was painted to be on the screen still."""
        self._painted_size = None

    def let_go(self) -> None:
        """Take pixels off the screen."""
        driver = own_driver(self._view)
        if self._surface is not None:
            text = self._surface.clear()
            if driver is not None and text:
                driver.write(text)

    def paint(self, scene: Scene) -> None:
        """Bring the screen to `scene`."""
        self._paint(scene)
        self._pictured = scene.image is not None

    def _paint(self, scene: Scene) -> None:
        if scene.image is not None and self._surface is not None and self._paint_pixels(scene, self._surface):
            return
        grid = self._cells(scene)
        old = self.grid
        text = GridText(grid, self._choice.depth, (grid.columns, grid.rows))
        same_depth = isinstance(self._text, GridText) and self._text.depth is text.depth
        self._text, self._strips = text, None
        fits = (grid.columns, grid.rows) == tuple(self._view.size)
        if old is None or old.data.shape != grid.data.shape or not (same_depth and fits and self._painted):
            if self._choice.thrifty:
                self._begin_coarse(grid)
            self._view.refresh()
            return
        driver = driver_for(self._view)
        if driver is None and not self._pictured and self._choice.thrifty:
            self._begin_coarse(grid)
            self._view.refresh()
            return
        if driver is None or not self._choice.thrifty:
            self._write(old, grid)
            return
        budget = self._budget() if self._pictured else self._first_budget()
        shown, changes = fit(old, grid, self._choice.depth, place=self._view.region.offset, budget=budget)
        self._take_coarse(shown, grid)
        if changes:
            write(driver, self._view, changes)

    def _write(self, old: CellGrid, new: CellGrid) -> None:
        """Bring the terminal from one grid to the other: by cells past the compositor where they may."""
        driver = driver_for(self._view)
        if driver is None:
            rows = np.flatnonzero((old.packed != new.packed).any(axis=1))
            if len(rows):
                self._view.refresh(*(Region(0, int(row), new.columns, 1) for row in rows))
            return
        place = self._view.region.offset
        changes = encode_changes(old, new, self._choice.depth, left=place.x, top=place.y)
        if changes:
            write(driver, self._view, changes)

    def _begin_coarse(self, exact: CellGrid) -> None:
        """Give the compositor, which writes every cell, a picture that fits what may be written at once."""
        empty = blank(exact.columns, exact.rows, BACKDROP)
        shown, _ = fit(empty, exact, self._choice.depth, place=(0, 0), budget=self._first_budget())
        self._take_coarse(shown, exact)

    def _take_coarse(self, shown: CellGrid, exact: CellGrid) -> None:
        if shown is not exact:
            self._text = GridText(shown, self._choice.depth, (exact.columns, exact.rows))
            self._refine_later(exact)

    def _budget(self) -> int:
        """Return the bytes that may be written at once on a terminal that stalls above a measure."""
        size = self._view.screen.size
        return int(BYTES_A_CELL * size.width * size.height)

    def _first_budget(self) -> int:
        """Return the same for the first picture, with which come the lists and the timeline."""
        return int(self._budget() * _FIRST_SHARE)

    def _refine_later(self, exact: CellGrid) -> None:
        coarse = self._text
        self._view.set_timer(REFINE_S, partial(self._refine, coarse, exact))

    def _refine(self, coarse: RowText, exact: CellGrid) -> None:
        """Make part of a coarse picture exact, unless another has come since."""
        old = self.grid
        if self._text is not coarse or old is None:
            return
        if not self._painted:
            self._refine_later(exact)
            return
        grid = refined(old, exact, int(self._budget() * _REFINE_SHARE))
        self._text = GridText(grid, self._choice.depth, (exact.columns, exact.rows))
        self._strips = None
        self._write(old, grid)
        if not np.array_equal(grid.data, exact.data):
            self._refine_later(exact)

    def lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part of the widget."""
        if self._nothing_yet:
            # The backdrop, whole: the first picture can then be written past the compositor, as a change.
            columns, rows = self._view.size
            grid = blank(columns, rows, BACKDROP)
            self._text, self._strips = GridText(grid, self._choice.depth, (columns, rows)), None
        if self._strips is None:
            self._strips = strips_of(self._text)
        whole = crop.size == self._view.size
        if whole and not is_held_back(self._view):
            self._painted_size = crop.size
        if whole and self._surface is not None and not self._surface.placeholders:
            # The compositor is about to write cells over the pixels.
            self._surface.forget()
            self._view.call_after_refresh(self._repaint)
        return [self._line(row, crop) for row in range(crop.y, crop.bottom)]

    def _line(self, row: int, crop: Region) -> Strip:
        strips = self._strips or []
        if row < len(strips) and crop.right <= self._text.columns:
            return strips[row].crop(crop.x, crop.right)
        # Until the picture for a new size comes, the old one stays in its corner.
        kept = strips[row].crop(crop.x, crop.right) if row < len(strips) else Strip([], 0)
        colour = Style() if self._choice.depth is Depth.NONE else Style(bgcolor=Color.from_rgb(*BACKDROP))
        blanks = Segment(" " * (crop.width - kept.cell_length), colour)
        return Strip.join([kept, Strip([blanks])])

    def _cells(self, scene: Scene) -> CellGrid:
        image = scene.marked()
        if image is None:
            size = self._view.size
            return _with_note(blank(size.width, size.height, BACKDROP), scene.note, centred=True)
        grid = cells_of(image, self._choice.glyphs)
        grid = letters_on_cells(grid, image, scene.outlines)
        grid = with_label(grid, scene.label)
        return _with_note(grid, scene.note, centred=False)

    def _paint_pixels(self, scene: Scene, surface: "PixelSurface") -> bool:
        """Paint pixels where that can be done now; say whether it was."""
        image, view = scene.marked(), self._view
        driver = own_driver(view) if surface.placeholders else driver_for(view)
        size = view.size
        if image is None or driver is None or max(size) > MAX_SIDE_CELLS:
            surface.forget()
            return False
        if (image.wanted.columns, image.wanted.rows) != tuple(size) or image.cells is not None:
            return False
        image = letters_on_pixels(image, scene.outlines)
        image = label_over(image, scene.label, top=False)
        image = label_over(image, scene.note, top=True)
        shape = (size.width, size.height)
        if surface.placeholders:
            shown = isinstance(self._text, PlaceholderText) and (self._text.columns, self._text.rows) == shape
            if not shown:
                self._text, self._strips = PlaceholderText(*shape), None
                view.refresh()
        else:
            self._text = GridText(partial(cells_of, image, self._choice.glyphs), self._choice.depth, shape)
            self._strips = None
            if not self._painted:
                view.refresh()
                return True
        region = view.region
        text = surface.show(image, left=region.x, top=region.y)
        if text:
            write(driver, view, text)
        return True


def _with_note(grid: CellGrid, note: str, *, centred: bool) -> CellGrid:
    if not note or not grid.rows:
        return grid
    # In a corner it lies over the picture and is one line; alone it may tell what to do about that.
    lines = wrap_cells(note, max(grid.columns - 2, 2))[: grid.rows] if centred else [note]
    for row, line in enumerate(lines, (grid.rows - len(lines)) // 2 if centred else 0):
        text = f" {line} "[: grid.columns]
        column = (grid.columns - len(text)) // 2 if centred else 0
        grid = grid.with_text(row, column, text, _NOTE_INK, _NOTE_PAPER)
    return grid

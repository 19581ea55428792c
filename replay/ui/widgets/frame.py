"""The picture of the screen at the playhead, drawn as cells."""

from dataclasses import dataclass

import numpy as np
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.filter import LineFilter
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from formats.model.frames import Pixels
from replay.core.trails import Trail
from replay.render.ansi import Depth, encode_changes
from replay.render.cells import CellGrid, blank
from replay.render.overlay import over, with_keys
from replay.render.small import BACKDROP, SmallImage, Wanted, small_image, with_cells
from replay.render.viewport import Viewport, Zoom
from replay.ui.widgets.frame_strip import GridText
from replay.ui.widgets.frame_writer import driver_for, is_behind, write

_RETRY_S = 0.004
_NOTE_INK, _NOTE_PAPER = (220, 220, 220), (40, 40, 48)


class FrameView(Widget):
    """Shows what it is given; opens no file.

    `wants` says what to prepare, `show` takes it. A picture is drawn when the messages at hand are done
    with, so that a burst of keys costs one; it goes to the terminal past the compositor where nothing
    covers the widget.
    """

    DEFAULT_CSS = """
    FrameView { width: 1fr; height: 1fr; }
    """

    @dataclass
    class Wants(Message):
        """The view needs another part or size of the picture: after a resize, a zoom, a pointer followed."""

        view: "FrameView"
        wanted: Wanted

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - every widget's
        glyphs: str = "blocks",
        depth: Depth = Depth.TRUE,
    ) -> None:
        super().__init__(id=id)
        self.viewport = Viewport()
        self.frame = -1
        self.note = ""
        self._glyphs = glyphs
        self._depth = depth
        self._small: SmallImage | None = None
        self._trail: Trail | None = None
        self._origin = (0.0, 0.0)
        self._scale = 1.0
        self._text = GridText(blank(1, 1, BACKDROP), depth)
        self._strips: list[Strip] | None = None
        self._painted = False
        self._due = False

    # What the app calls

    def wants(self) -> Wanted:
        """Return what a worker needs to prepare a picture for `show`."""
        return Wanted(max(self.size.width, 1), max(self.size.height, 1), self.viewport, self._glyphs)

    def show(self, picture: SmallImage | Pixels | None, *, frame: int, note: str = "") -> None:
        """Show a picture.

        Args:
            picture: Prepared for `wants`, or whole, shape (height, width, 3); None shows the note alone.
            frame: The frame's id.
            note: Printable text, shown in the corner, or in the middle without a picture.
        """
        if isinstance(picture, np.ndarray):
            picture = small_image(picture, self.wants())
        self._small = None if picture is None else with_cells(picture, self._small)
        self.frame = frame
        self.note = note
        self._schedule()

    def set_overlay(
        self, trail: Trail | None, *, origin: tuple[float, float] = (0, 0), scale: float = 1.0
    ) -> None:
        """Draw a trail over the picture, and move the crop where it follows the pointer.

        Args:
            trail: In pixels as captured; None draws nothing.
            origin: Where the display's upper left corner lies in those pixels.
            scale: Picture pixels for one of those pixels.
        """
        self._trail, self._origin, self._scale = trail, origin, scale
        small = self._small
        if trail is not None and trail.pointer is not None and small is not None:
            x, y = ((trail.pointer[axis] - origin[axis]) * scale for axis in (0, 1))
            size = self.size
            self.set_viewport(
                self.viewport.following(
                    x, y, width=small.width, height=small.height, columns=size.width, rows=size.height
                )
            )
        self._schedule()

    def set_viewport(self, viewport: Viewport) -> None:
        """Ask for another part of the picture; the present one stays until it comes."""
        if viewport != self.viewport:
            self.viewport = viewport
            self.post_message(self.Wants(self, self.wants()))

    def cycle_zoom(self) -> Zoom:
        """Go to the next kind of zoom and return it."""
        self.set_viewport(self.viewport.next_zoom())
        return self.viewport.zoom

    def magnify(self, steps: int) -> None:
        """Draw pixels larger, or smaller where `steps` is negative."""
        self.set_viewport(self.viewport.magnified(steps))

    def pan(self, columns: int, rows: int) -> None:
        """Move the crop by so many cells."""
        if self._small is not None:
            self.set_viewport(self.viewport.moved(columns, rows, self._small.placement))

    def set_glyphs(self, name: str, depth: Depth) -> None:
        """Draw with another set of glyphs (a key of `GLYPH_SETS`) and number of colours."""
        self._glyphs, self._depth = name, depth
        self.post_message(self.Wants(self, self.wants()))
        self._schedule()

    def picture_point(self, column: int, row: int) -> tuple[float, float] | None:
        """Return the picture's pixel in the middle of a cell of the widget, None beside the picture."""
        if self._small is None:
            return None
        return self._small.placement.from_cell(column + 0.5, row + 0.5)

    @property
    def grid(self) -> CellGrid:
        """The cells that are shown."""
        return self._text.grid

    # What Textual calls

    def get_line_filters(self) -> list[LineFilter]:
        """Return none: the cells are in the terminal's colours already, and a filter would unpack them."""
        return []

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part of the widget."""
        if self._strips is None:
            self._strips = self._text.strips()
        self._painted = self._painted or crop.size == self.size
        grid = self.grid
        pad = Style(bgcolor=f"rgb({BACKDROP[0]},{BACKDROP[1]},{BACKDROP[2]})")
        if self._depth is Depth.NONE:
            pad = Style()
        lines: list[Strip] = []
        for row in range(crop.y, crop.bottom):
            if row < grid.rows and crop.right <= grid.columns:
                lines.append(self._strips[row].crop(crop.x, crop.right))
                continue
            # Until the picture for a new size comes, the old one stays in its corner.
            kept = self._strips[row].crop(crop.x, crop.right) if row < grid.rows else Strip([], 0)
            missing = Strip([Segment(" " * (crop.width - kept.cell_length), pad)])
            lines.append(Strip.join([kept, missing]))
        return lines

    def on_resize(self, event: events.Resize) -> None:
        """Ask for a picture of the new size."""
        self._painted = False
        if event.size.area:
            self.post_message(self.Wants(self, self.wants()))
            self._schedule()

    # Drawing

    def _schedule(self) -> None:
        if not self._due and self.is_attached:
            self._due = True
            self.call_next(self._draw)

    def _draw(self) -> None:
        self._due = False
        if not self.size.area:
            return
        driver = driver_for(self)
        if driver is not None and is_behind(driver):
            self._due = True
            self.set_timer(_RETRY_S, self._draw)
            return
        grid = self._compose_grid()
        old, self._text = self._text, GridText(grid, self._depth)
        self._strips = None
        same_shape = old.grid.data.shape == grid.data.shape and old.depth is self._depth
        fits = (grid.columns, grid.rows) == tuple(self.size)
        if not (same_shape and fits and self._painted):
            self.refresh()
        elif driver is not None:
            region = self.region
            text = encode_changes(old.grid, grid, self._depth, left=region.x, top=region.y)
            if text:
                write(driver, self, text)
        else:
            changed = np.flatnonzero((old.grid.packed != grid.packed).any(axis=1))
            self.refresh(*(Region(0, int(row), self.size.width, 1) for row in changed))

    def _compose_grid(self) -> CellGrid:
        """Return the cells to show: the picture, what is drawn over it, and the note."""
        if self._small is None or self._small.cells is None:
            return self._with_note(blank(self.size.width, self.size.height, BACKDROP), centred=True)
        small, trail = self._small, self._trail
        grid = self._small.cells
        if trail is not None:
            grid = over(small, trail, origin=self._origin, scale=self._scale).cells or grid
            grid = with_keys(grid, trail.keys, trail.buttons)
        return self._with_note(grid, centred=False)

    def _with_note(self, grid: CellGrid, *, centred: bool) -> CellGrid:
        if not self.note:
            return grid
        text = f" {self.note} "[: grid.columns]
        row = grid.rows // 2 if centred else 0
        column = (grid.columns - len(text)) // 2 if centred else 0
        return grid.with_text(row, column, text, _NOTE_INK, _NOTE_PAPER)

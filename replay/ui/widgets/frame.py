"""The picture of the screen at the playhead."""

from dataclasses import dataclass, replace

import numpy as np
from textual import events
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from formats.model.frames import Pixels
from replay.core.trails import Trail
from replay.render.capability import Capability, Method
from replay.render.cells import CellGrid
from replay.render.choice import Choice, choose
from replay.render.depth import Depth
from replay.render.ground import CELL_ASPECT
from replay.render.outlines import Outline
from replay.render.small import SmallImage, Wanted, small_image, with_cells
from replay.render.viewport import Viewport, Zoom
from replay.ui.widgets.frame_painter import FramePainter, Scene

_RETRY_S = 0.004


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
        """The view needs another part or size of the picture: a resize, a zoom, a pointer followed."""

        view: "FrameView"
        wanted: Wanted

    def __init__(
        self,
        choice: Choice | None = None,
        *,
        id: str | None = None,  # noqa: A002 - every widget's
    ) -> None:
        super().__init__(id=id)
        self.viewport = Viewport()
        self.frame = -1
        self.painted = -1
        """The frame whose picture was painted last, -1 where there is none."""
        self._scene = Scene()
        self._painter = FramePainter(self, choice or choose(Capability(depth=Depth.TRUE)), self._schedule)
        self._due = False
        self._expected = Size()

    # What the app calls

    def wants(self) -> Wanted:
        """Return what a worker needs to prepare a picture for `show`."""
        size = self.size if self.size.area else self._expected
        columns, rows = max(size.width, 1), max(size.height, 1)
        choice = self._painter.choice
        if choice.method is Method.CELLS:
            return Wanted(columns, rows, self.viewport, choice.glyphs)
        return Wanted(columns, rows, self.viewport, sample=choice.cell_px, aspect=self._aspect)

    def expect(self, size: Size) -> None:
        """Want pictures for this size, in cells, until the view has been laid out."""
        self._expected = size

    def show(
        self, picture: SmallImage | Pixels | None, *, frame: int, note: str = "", caption: str = ""
    ) -> None:
        """Show a picture.

        Args:
            picture: Prepared for `wants`, or whole, shape (height, width, 3); None shows the note alone.
            frame: The frame's id.
            note: Printable text, shown in the corner, or in the middle without a picture.
            caption: Printable text, shown below beside the keys that are held.
        """
        if isinstance(picture, np.ndarray):
            picture = small_image(picture, self.wants())
        image = None if picture is None else with_cells(picture, self._scene.image)
        self._scene = replace(self._scene, image=image, note=note, caption=caption)
        self.frame = frame
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
        self._scene = replace(self._scene, trail=trail, origin=origin, scale=scale)
        image, pointer = self._scene.image, self.pointer
        if pointer is not None and image is not None:
            self.set_viewport(
                self.viewport.following(
                    *pointer,
                    width=image.width,
                    height=image.height,
                    columns=image.wanted.columns,
                    rows=image.wanted.rows,
                    aspect=self._aspect,
                )
            )
        self._schedule()

    def set_outlines(self, outlines: tuple[Outline, ...]) -> None:
        """Draw rectangles over the picture, in its pixels."""
        if outlines != self._scene.outlines:
            self._scene = replace(self._scene, outlines=outlines)
            self._schedule()

    def set_choice(self, choice: Choice) -> None:
        """Draw in another way from now on."""
        self._painter.choose(choice)
        self.post_message(self.Wants(self, self.wants()))
        self._schedule()

    def set_viewport(self, viewport: Viewport) -> None:
        """Ask for another part of the picture; the present one stays until it comes."""
        if viewport != self.viewport:
            self.viewport = viewport
            self.post_message(self.Wants(self, self.wants()))

    def repaint(self) -> None:
        """Draw all of the picture anew: the terminal has lost what was painted."""
        self._painter.forget()
        self._schedule()

    def cycle_zoom(self) -> Zoom:
        """Go to the next kind of zoom and return it."""
        # A letter needs more than the two or three cells that it gets at one sample a pixel.
        readable = 2.0 if self._painter.choice.method is Method.CELLS else 1.0
        self.set_viewport(self.viewport.next_zoom(self.pointer, readable))
        return self.viewport.zoom

    def magnify(self, steps: int) -> bool:
        """Draw pixels larger, or smaller where `steps` is negative; False where that cannot be."""
        before = self.viewport
        self.set_viewport(before.magnified(steps, self.pointer))
        return self.viewport != before

    def pan(self, columns: int, rows: int) -> bool:
        """Move the crop by so many cells; False where the whole picture is shown."""
        if self._scene.image is not None:
            self.set_viewport(self.viewport.moved(columns, rows, self._scene.image.placement))
        return self.viewport.zoom is not Zoom.FIT

    def picture_point(self, column: int, row: int) -> tuple[float, float] | None:
        """Return the picture's pixel in the middle of a cell of the widget, None beside the picture."""
        image = self._scene.image
        return image.placement.from_cell(column + 0.5, row + 0.5) if image else None

    def shows(self, x: float, y: float, width: float, height: float) -> bool:
        """Say whether a rectangle of the picture is wholly in view."""
        if self._scene.image is None:
            return True
        crop = self._scene.image.placement.crop
        return (
            crop.x <= x
            and crop.y <= y
            and x + width <= crop.x + crop.width
            and y + height <= crop.y + crop.height
        )

    @property
    def choice(self) -> Choice:
        """How pictures are drawn."""
        return self._painter.choice

    @property
    def grid(self) -> CellGrid | None:
        """The cells shown, None where the terminal shows pixels in their place."""
        return self._painter.grid

    @property
    def scene(self) -> Scene:
        """Everything that is to be seen."""
        return self._scene

    def fits(self, size: Size) -> bool:
        """Say whether this is the size that was foretold."""
        return size == self._expected

    # What Textual calls

    def get_line_filters(self) -> list[LineFilter]:
        """Return none: the cells are in the terminal's colours already, and a filter would unpack them."""
        return []

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the rows of a part of the widget."""
        return self._painter.lines(crop)

    def on_resize(self, event: events.Resize) -> None:
        """Ask for a picture of the new size."""
        if event.size.area:
            self.post_message(self.Wants(self, self.wants()))
            self._schedule()

    def on_unmount(self) -> None:
        """Leave no pixels behind."""
        self._painter.let_go()

    @property
    def pointer_is_outside(self) -> bool:
        """Whether the pointer is known to be beside the picture, where it cannot be drawn."""
        pointer, image = self.pointer, self._scene.image
        if pointer is None or image is None:
            return False
        return not (0 <= pointer[0] <= image.width and 0 <= pointer[1] <= image.height)

    @property
    def pointer(self) -> tuple[float, float] | None:
        """Where the recorded pointer is in picture pixels, None where that is unknown."""
        scene = self._scene
        if scene.trail is None or scene.trail.pointer is None:
            return None
        x, y = ((scene.trail.pointer[axis] - scene.origin[axis]) * scene.scale for axis in (0, 1))
        return x, y

    @property
    def _aspect(self) -> float:
        choice = self._painter.choice
        return CELL_ASPECT if choice.method is Method.CELLS else choice.cell_px[1] / choice.cell_px[0]

    def _schedule(self) -> None:
        if not self._due and self.is_attached:
            self._due = True
            self.call_next(self._draw)

    def _draw(self) -> None:
        self._due = False
        # What is due on the first paint is drawn for the size that was foretold: cells need no place.
        foretold = self._expected.area and self._scene.image and self.choice.method is Method.CELLS
        if not self.size.area and not foretold:
            return
        if self._painter.is_behind:
            # The newest scene is painted when the terminal has caught up; those between are never written.
            self._due = True
            self.set_timer(_RETRY_S, self._draw)
            return
        self._painter.paint(self._scene)
        self.painted = self.frame if self._scene.image is not None else -1

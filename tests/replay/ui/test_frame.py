"""FrameView: what it is given is what the compositor and the terminal get."""

from typing import ClassVar, Self

import numpy as np
import pytest
from rich.segment import Segment
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from formats.model.frames import Pixels
from replay.render.capability import Capability
from replay.render.choice import choose
from replay.render.depth import Depth
from replay.render.governor import REFINE_S
from replay.render.picker import draw
from replay.render.viewport import Zoom
from replay.ui.widgets.frame import FrameView
from replay.ui.widgets.frame_writer import is_uncovered, refresh_changes


class Cover(ModalScreen[None]):
    """A box in the middle, the picture dimmed around it."""

    CSS = "Cover { align: center middle; } Static { width: 10; height: 3; background: red; }"

    def compose(self) -> ComposeResult:
        yield Static("covered", markup=False)


class Demo(App[None]):
    """One frame beside a column of text."""

    CSS = "Screen { layout: horizontal; } #side { width: 12; }"

    def __init__(self, depth: Depth = Depth.TRUE, *, tmux: bool = False) -> None:
        super().__init__()
        self.view = FrameView(choose(Capability(depth=depth, tmux=tmux)), id="frame")
        self.wants: list[FrameView.Wants] = []

    def compose(self) -> ComposeResult:
        yield self.view
        yield Static("side", id="side")

    def on_frame_view_wants(self, message: FrameView.Wants) -> None:
        self.wants.append(message)


def gradient(width: int, height: int) -> Pixels:
    """Return a picture in which every cell differs from its neighbours."""
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([x * 255 // width, y * 255 // height, (x // 5 + y // 7) * 40 % 256], axis=-1).astype(
        np.uint8
    )


def screen_text(app: App[None]) -> list[str]:
    """Return what the compositor has on each row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


async def test_the_cells_shown_are_those_of_the_picture() -> None:
    """The grid, drawn back, is close to the picture it was given."""
    app = Demo()
    async with app.run_test(size=(52, 12)) as pilot:
        picture = gradient(160, 96)
        app.view.show(picture, frame=3)
        await pilot.pause()

        assert app.view.grid is not None
        assert (app.view.grid.columns, app.view.grid.rows) == (40, 12)
        assert np.abs(draw(app.view.grid) - picture).mean() < 8
        assert app.view.frame == 3


async def test_strips_say_what_the_grid_says() -> None:
    """The rows that the compositor gets hold the grid's glyphs, beside the other widgets."""
    app = Demo()
    async with app.run_test(size=(52, 12)) as pilot:
        app.view.show(gradient(160, 96), frame=0)
        await pilot.pause()

        rows = screen_text(app)
        assert app.view.grid is not None
        assert [row[:40] for row in rows] == [app.view.grid.text(row) for row in range(12)]
        assert rows[0][40:].startswith("side")


async def test_a_modal_covers_and_uncovers_the_picture() -> None:
    """A modal screen cuts the strips where it lies, and the picture is whole again after it."""
    app = Demo()
    async with app.run_test(size=(52, 12)) as pilot:
        app.view.show(gradient(160, 96), frame=0)
        await pilot.pause()
        assert is_uncovered(app.view)
        before = screen_text(app)
        await app.push_screen(Cover())
        await pilot.pause()
        covered = screen_text(app)
        app.pop_screen()
        await pilot.pause()

        assert "covered" in covered[4] + covered[5]
        assert covered[0] == before[0]
        assert screen_text(app) == before


async def test_a_toast_over_the_picture_sends_it_through_the_compositor() -> None:
    """While anything lies over the picture its cells are not written past the compositor."""
    app = Demo()
    async with app.run_test(size=(52, 12), notifications=True) as pilot:
        app.query_one("#side").display = False
        app.view.show(gradient(160, 96), frame=0)
        await pilot.pause()
        assert is_uncovered(app.view)
        app.notify("over it")
        await pilot.pause(0.2)

        assert not is_uncovered(app.view)


async def test_a_resize_asks_for_a_picture_of_the_new_size() -> None:
    """After a resize the view asks again, and the old picture stays without a gap in the rows."""
    app = Demo()
    async with app.run_test(size=(52, 12)) as pilot:
        app.view.show(gradient(160, 96), frame=0)
        await pilot.pause()
        app.wants.clear()
        await pilot.resize_terminal(72, 20)
        await pilot.pause()

        assert [(each.wanted.columns, each.wanted.rows) for each in app.wants] == [(60, 20)]
        assert {len(row) for row in screen_text(app)} == {72}


async def test_zooming_asks_for_another_part() -> None:
    """A change of zoom posts what is wanted instead of drawing what is not at hand."""
    app = Demo()
    async with app.run_test(size=(52, 12)) as pilot:
        await pilot.pause()
        app.wants.clear()
        assert app.view.cycle_zoom() is Zoom.ACTUAL
        await pilot.pause()

        assert [each.wanted.viewport.zoom for each in app.wants] == [Zoom.ACTUAL]


async def test_without_a_picture_the_note_is_shown() -> None:
    """A frame without a picture is its note alone."""
    app = Demo()
    async with app.run_test(size=(52, 13)) as pilot:
        app.view.show(None, frame=1, note="this frame has no picture")
        await pilot.pause()

        assert "this frame has no picture" in screen_text(app)[6]


async def test_a_long_note_is_read_to_its_end() -> None:
    """What is to be installed to see the pictures stands at the end of its sentence."""
    note = (
        "this recording has no pictures: to see the video install it again: pip install 'replay-desk[video]'"
    )
    app = Demo()
    async with app.run_test(size=(52, 13)) as pilot:
        app.view.show(None, frame=-1, note=note)
        await pilot.pause()

        assert " ".join(" ".join(screen_text(app)).split()).find(note) >= 0


@pytest.mark.parametrize("depth", [Depth.INDEXED, Depth.NONE])
async def test_fewer_colours_are_settled_in_the_strips(depth: Depth) -> None:
    """A strip writes no colour that the terminal was said not to have."""
    app = Demo(depth)
    async with app.run_test(size=(52, 12)) as pilot:
        app.view.show(gradient(160, 96), frame=0)
        await pilot.pause()
        strips = app.view.render_lines(app.view.region.reset_offset)
        written = "".join(strip.render(app.console) for strip in strips)

        assert "38;2;" not in written
        assert ("38;5;" in written) == (depth is Depth.INDEXED)


class Line(Widget):
    """One line of text, repainted by its changes."""

    DEFAULT_CSS = "Line { height: 1; width: 20; }"
    line = "00:00:01 playing"
    drawn: ClassVar[list[Region]] = []

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - the base class names it
        return Strip([Segment(self.line.ljust(20))])

    def refresh(self, *regions: Region, **options: bool) -> Self:
        self.drawn.extend(regions)
        return super().refresh(*regions, **options)


async def test_a_line_is_repainted_where_it_changed() -> None:
    """From the first cell that differs to the last; nothing where nothing does, all where widths differ."""

    class One(App[None]):
        def compose(self) -> ComposeResult:
            yield Line()

    app = One()
    async with app.run_test(size=(30, 3)) as pilot:
        await pilot.pause()
        widget = app.query_one(Line)
        before = widget.render_line(0)
        widget.drawn.clear()
        refresh_changes(widget, before, before)
        assert not widget.drawn
        widget.line = "00:00:12 playing"
        refresh_changes(widget, before, widget.render_line(0))

        assert widget.drawn == [Region(6, 0, 2, 1)]


async def test_the_first_picture_in_tmux_is_small_and_then_exact() -> None:
    """The compositor writes every cell of it: eight bytes a cell at once would stall tmux."""
    exact, thrifty = Demo(), Demo(tmux=True)
    async with exact.run_test(size=(52, 12)) as pilot:
        exact.view.show(gradient(160, 96), frame=3)
        await pilot.pause()
        wanted = exact.view.grid
    async with thrifty.run_test(size=(52, 12)) as pilot:
        thrifty.view.show(gradient(160, 96), frame=3)
        await pilot.pause()
        first = "".join(
            strip.render(thrifty.console) for strip in thrifty.view.render_lines(Region(0, 0, 40, 12))
        )
        await pilot.pause(8 * REFINE_S)
        last = thrifty.view.grid

    assert len(first.encode()) < 5 * 40 * 12
    assert wanted is not None
    assert last is not None
    assert np.array_equal(wanted.data, last.data)

"""The picture area of a recording without pictures."""

import numpy as np
from textual.app import App, ComposeResult
from textual.message import Message

from formats.model.memory import MemoryRecording
from replay.core.typed_text import typed_runs
from replay.render.capability import Capability
from replay.render.depth import Depth
from replay.render.picker import draw
from replay.render.viewport import Zoom
from replay.ui.player import Player
from replay.ui.stage import Stage
from tests.replay.core.recordings import S, recording

COLUMNS, ROWS = 80, 30
PAPER = (58, 62, 74)


class Demo(App[None]):
    """The stage's view alone."""

    def __init__(self, shown: MemoryRecording) -> None:
        super().__init__()
        self.stage = Stage(Player(shown), Capability(depth=Depth.TRUE), "cells", trail_s=1.5)

    def compose(self) -> ComposeResult:
        yield self.stage.view

    def on_mount(self) -> None:
        self.stage.start(self.take)

    def on_unmount(self) -> None:
        self.stage.close()

    def take(self, message: Message) -> None:
        """Nothing is ever prepared by a worker here."""
        raise AssertionError(message)


def page() -> MemoryRecording:
    """Return a recording of a page of 800 by 600 that shrinks, with a pointer that ends in its middle."""
    return recording(
        ("display", 0, {"x": 0, "y": 0, "width": 800, "height": 600}),
        ("pointer", 1, {"x": 100, "y": 100}),
        ("pointer", 1.2, {"x": 400, "y": 300}),
        ("text", 2, {"kind": "typed", "string": "hello \x1b]0;x\x07"}),
        ("display", 8, {"x": 0, "y": 0, "width": 400, "height": 600}),
    )


async def test_an_empty_screen_shows_pointer_and_path_and_says_what_it_is() -> None:
    """The display's shape in one colour, the marks where they belong, and a word on the missing pixels."""
    app = Demo(page())
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        app.stage.show(round(1.3 * S))
        await pilot.pause()
        grid = app.stage.view.grid
        assert grid is not None
        drawn = draw(grid)
        marked = np.argwhere(np.abs(drawn.astype(int) - PAPER).max(axis=2) > 60)
        below = marked[marked[:, 0] > 8 * drawn.shape[0] // ROWS]

        assert "the source has no pixels: 800x600" in grid.text(0)
        middle = np.array(drawn.shape[:2]) / 2
        assert np.abs(below - middle).min(axis=0).max() < 12
        assert app.stage.describe() == "no pictures  fit"


async def test_typed_text_stands_below_made_safe() -> None:
    """It is there while it is fresh, without control characters, and then gone."""
    app = Demo(page())
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        texts = []
        app.stage.keeper.take_looked((), (), typed_runs(page()))
        for at_s in (2, 9):
            app.stage.show(at_s * S)
            await pilot.pause()
            grid = app.stage.view.grid
            texts.append(grid.text(ROWS - 1) if grid is not None else "")

        assert 'typed "hello ' in texts[0]
        assert "\x1b" not in texts[0]
        assert "typed" not in texts[1]


async def test_the_screen_takes_the_display_s_new_shape_and_every_zoom() -> None:
    """A resize changes it at its time; zooming shows part of it, as with pictures."""
    app = Demo(page())
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        for zoom in (Zoom.ACTUAL, Zoom.FOLLOW, Zoom.FIT):
            assert app.stage.view.cycle_zoom() is zoom
            app.stage.show(8 * S)
            await pilot.pause()
            assert app.stage.view.grid is not None

        left, right = (app.stage.view.picture_point(column, 15) for column in (5, 40))
        assert left is None
        assert right is not None


async def test_without_display_and_positions_there_is_a_word_alone() -> None:
    """Nothing is drawn of what nothing is known of."""
    app = Demo(recording(("key", 1, {"key": "a", "pressed": True})))
    async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
        app.stage.show(S)
        await pilot.pause()

        assert app.stage.view.grid is not None
        rows = [app.stage.view.grid.text(row) for row in range(ROWS)]
        assert any("this recording has no pictures" in row for row in rows)

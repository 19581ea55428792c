"""The lists of the whole screen: what is painted is what a click takes, whichever list was shown before."""

import pytest

from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.rows import Rows
from replay.ui.widgets.status import StatusLine
from replay.ui.widgets.tabs import TABS, TabLine
from replay.ui.widgets.timeline import Timeline
from tests.replay.ui.screen import Driven, driven


def shown(screen: Driven) -> Rows:
    (rows,) = (rows for rows in screen.main.query(Rows) if rows.has_class("shown"))
    return rows


def painted(screen: Driven) -> list[str]:
    rows = shown(screen)
    return [line.strip() for line in screen.lines(Inspector)[1 : 1 + rows.size.height]]


def truth(screen: Driven) -> list[str]:
    """Return the rows in view as the list itself draws them anew."""
    rows = shown(screen)
    rows._strips.clear()
    return [rows.render_line(y).text.strip() for y in range(rows.size.height)]


async def test_a_list_that_was_hidden_shows_all_its_rows() -> None:
    """While another list was shown the playhead moved; nothing stale is left, and no row is hidden."""
    async with driven() as screen:
        await screen.analysed()
        await screen.press("tab")
        await screen.burst("g44.93\r")
        await screen.press("shift+tab")

        assert painted(screen) == truth(screen)
        assert "ls -la" in "\n".join(painted(screen))


async def test_every_list_is_painted_as_it_is_after_any_way_to_it() -> None:
    """Turned to, jumped in, stepped in and resized."""
    async with driven(size=(120, 34)) as screen:
        await screen.analysed()
        for _ in range(2):
            for time in ("57", "3", "30"):
                await screen.press("tab")
                await screen.burst(f"g{time}\r")
                assert painted(screen) == truth(screen)
                await screen.press("down", "down", "up", "pagedown")
                assert painted(screen) == truth(screen)
        await screen.pilot.resize_terminal(100, 30)
        await screen.settle()

        assert painted(screen) == truth(screen)


@pytest.mark.parametrize("columns_and_rows", [(80, 24), (200, 60), (40, 10)])
async def test_the_screen_follows_its_terminal(columns_and_rows: tuple[int, int]) -> None:
    """Made smaller or larger: everything is laid out anew, and nothing of it lies beyond the terminal."""
    async with driven(size=(160, 48)) as screen:
        await screen.analysed()
        await screen.pilot.resize_terminal(*columns_and_rows)
        await screen.until(lambda: screen.main.outer_size == columns_and_rows)
        await screen.settle()

        assert screen.main.query_one(StatusLine).region.width == columns_and_rows[0]
        timeline = screen.main.query_one(Timeline).region
        assert (timeline.right, timeline.bottom) == columns_and_rows


async def test_a_click_takes_the_row_under_the_mouse() -> None:
    """In a list that was hidden while the playhead moved."""
    async with driven() as screen:
        await screen.analysed()
        await screen.press("tab")
        await screen.burst("g44.93\r")
        await screen.press("shift+tab")
        row = next(y for y, line in enumerate(screen.lines()) if "Bob Example" in line)
        await screen.pilot.click(offset=(screen.main.query_one(Inspector).region.x + 12, row))
        await screen.settle()

        assert round(screen.player.t_ns / 1e9, 1) == 45.3


@pytest.mark.parametrize("size", [(80, 24), (60, 14), (160, 48)])
async def test_the_list_shown_is_named_wholly_on_any_screen(size: tuple[int, int]) -> None:
    """Where there is no room for all names those that are there are whole, and a sign tells of more."""
    async with driven(size=size) as screen:
        for name in TABS:
            line = screen.lines(TabLine)[0]
            assert name in line
            assert set(line.replace("‹", " ").replace("›", " ").split()) <= set(TABS)
            await screen.press("tab")

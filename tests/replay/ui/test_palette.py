"""The palette does what is chosen in it, once."""

from textual.command import CommandList
from textual.widgets import Input

from replay.ui.palette import Palette
from tests.replay.ui.screen import driven


async def test_two_enters_in_one_burst_choose_once() -> None:
    """The second comes when the palette is about to go: it closes nothing else and ends nothing."""
    async with driven() as screen:
        await screen.press("colon")
        await screen.pilot.pause(0.3)
        line = screen.app.screen.query_one(Input)
        await screen.press("down")
        for _ in range(3):
            line.post_message(Input.Submitted(line, line.value))
        await screen.pilot.pause(0.5)

        assert screen.app.screen is screen.main
        assert screen.player.playhead.rate == 0.5


async def test_a_page_on_before_there_are_lines_ends_nothing() -> None:
    """In a burst of keys the palette is asked to go on before its list is laid out."""
    async with driven() as screen:
        await screen.press("colon")
        await screen.pilot.pause(0.3)
        palette = screen.app.screen
        assert isinstance(palette, Palette)
        palette.query_one(CommandList)._index_to_line.clear()
        palette._action_command_list("page_down")
        await screen.press("escape")

        assert screen.app.screen is screen.main

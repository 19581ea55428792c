"""The palette does what is chosen in it, once."""

from textual.widgets import Input

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

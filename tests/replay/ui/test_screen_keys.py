"""Keys do what they are bound to, in the order in which they come, however fast they come."""

import threading
from pathlib import Path

import pytest
from textual.events import AppBlur

from formats.model.time import NS_PER_S
from replay.ui.screens.prompt import Prompt
from replay.ui.widgets.timeline import Timeline
from tests.replay.core.recordings import S, recording
from tests.replay.ui.labelled import SETTINGS
from tests.replay.ui.screen import driven, type_keys


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the journals of tests out of a person's folder."""
    monkeypatch.chdir(tmp_path)


async def test_a_time_typed_in_one_burst_is_gone_to() -> None:
    """No digit is eaten by the screen below the prompt."""
    async with driven() as screen:
        await screen.burst("g22\r")

        assert screen.player.t_ns == 22 * NS_PER_S


async def test_keys_after_the_time_in_one_burst_are_the_screen_s() -> None:
    """They come after the jump: the mark is set where it leads."""
    async with driven() as screen:
        await screen.burst("g22\rma/x\x1bg3\x7f4\r")

        assert screen.player.marks == {"a": 22 * NS_PER_S}
        assert screen.player.t_ns == 4 * NS_PER_S


async def test_a_prompt_takes_keys_while_another_window_has_the_focus() -> None:
    """A terminal that has lost the focus may be sent keys by a program: none waits for a focus to come."""
    async with driven() as screen:
        screen.app.post_message(AppBlur())
        await screen.burst("g")
        type_keys(screen.app, "22\r")
        await screen.settle()
        waiting = len(screen.app._held_keys)

        assert not waiting
        assert screen.player.t_ns == 22 * NS_PER_S


async def test_words_typed_in_one_burst_are_searched() -> None:
    """The first letters, keys of the screen themselves, reach the prompt too."""
    async with driven() as screen:
        await screen.analysed()
        await screen.burst("/Weekly\r")
        await screen.pilot.pause(0.3)

        assert len(screen.player.stops) == 1
        assert "Weekly" in "\n".join(screen.lines())


async def test_keys_that_come_before_the_screen_wait_for_it() -> None:
    """Typed ahead while the program starts: nothing is lost, and leaving at once is no crash."""
    async with driven(early="g22\rma") as screen:
        await screen.burst("")

        assert screen.player.marks == {"a": 22 * NS_PER_S}
    async with driven(early="q") as screen:
        await screen.pilot.pause(0.1)

        assert screen.app._exit


async def test_a_mark_and_the_way_back_come_in_one_burst() -> None:
    """The letter after `m` and `'` is theirs, and the key after it is the screen's again."""
    async with driven() as screen:
        await screen.burst("g30\r")
        await screen.burst("mag5\r")
        await screen.burst("'a")

        assert screen.player.marks == {"a": 30 * NS_PER_S}
        assert screen.player.t_ns == 30 * NS_PER_S
        assert screen.main.pending is None


async def test_escape_ends_the_wait_for_a_letter() -> None:
    """Nothing is marked and nothing is said."""
    async with driven() as screen:
        await screen.burst("m\x1b")

        assert screen.player.marks == {}
        assert "letter" not in screen.status()


async def test_the_prompt_shows_what_is_typed_and_what_it_would_do() -> None:
    """A wrong time is said, and stays to be mended."""
    async with driven() as screen:
        await screen.burst("g1:3")
        shown = "\n".join(screen.lines())
        assert "1:3" in shown
        assert "00:01:03.000" in shown

        await screen.burst("x\r")

        assert "is not a time" in "\n".join(screen.lines())
        assert isinstance(screen.app.screen, Prompt)


async def test_a_search_waits_for_what_is_still_being_read(held_reading: threading.Event) -> None:
    """Asked for before the typed text is there, it is answered from all of it, and not with "nowhere"."""
    async with driven() as screen:
        await screen.burst("/Weekly\r")
        asked = screen.status()
        held_reading.set()
        await screen.analysed()
        await screen.pilot.pause(0.3)

        assert "when the typed text is read" in asked
        assert len(screen.player.stops) == 1


async def test_a_search_that_was_given_up_finds_nothing_later(held_reading: threading.Event) -> None:
    """Escape while it waits: nobody is led away when it would have been done."""
    async with driven() as screen:
        await screen.burst("/Weekly\r\x1b")
        held_reading.set()
        await screen.analysed()
        await screen.pilot.pause(0.3)

        assert not len(screen.player.stops)


async def test_what_came_before_the_start_is_gone_to() -> None:
    """Times below 0 are on the timeline, and every step reaches them."""
    source = recording(
        ("marker", -4, {"name": "before"}),
        ("marker", -2, {"name": "still"}),
        ("marker", 3, {"name": "after"}),
    )
    async with driven(source) as screen:
        places = []
        for key in ("left", "left", "right", "home", "end"):
            await screen.press(key)
            places.append(screen.player.t_ns // S)

        assert places == [-2, -4, -2, -4, 3]
        assert screen.main.query_one(Timeline).view.start_ns == -4 * S


@pytest.mark.parametrize("question", ["P", "J", "x", "question_mark", "slash", "g", "m", "colon"])
async def test_ctrl_c_leaves_a_question_first_and_then_the_recording(source: Path, question: str) -> None:
    """Whoever presses it wants to get out: it did nothing in every question."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await screen.analysed()
        screen.player.seek(5 * NS_PER_S)
        await screen.press(question)
        await screen.until(
            lambda: screen.app.screen is not screen.main or screen.main.tool or screen.main.pending
        )
        await screen.press("ctrl+c")
        stays = screen.app.screen is screen.main and not screen.main.tool and not screen.main.pending
        left = screen.app._exit
        await screen.press("ctrl+c")

        assert stays
        assert not left
        assert screen.app._exit

"""A recording with a damaged chunk is looked at like any other; what is lost is said and ends nothing."""

import asyncio
import shutil
from pathlib import Path

import pytest

from formats.native.reader import Reader
from replay.core import search
from replay.render.bars import EIGHTHS
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.tabs import TABS
from replay.ui.widgets.timeline import Timeline
from tests.data import SAMPLE
from tests.replay.cli.damaged import damage
from tests.replay.ui.screen import Driven, driven

_EVERY_WAY = (
    "right",
    "left",
    "shift+right",
    "full_stop",
    "L",
    "right_curly_bracket",
    "end",
    "left",
    "k",
    "home",
)
_LOST = ("pointer", "key", "window", "display", "marker")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the journals of tests out of a person's folder."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("stream", _LOST)
async def test_damage_to_any_stream_ends_nothing(stream: str, tmp_path: Path) -> None:
    """Every key works in every list, and the line at the top says that the recording is not complete."""
    path = _damaged(stream, tmp_path)
    async with driven(path) as screen:
        await _read(screen)
        for _ in TABS:
            await screen.press(*_EVERY_WAY, "j", "tab")
        await screen.press("m", "a", "f", "a", "enter", "g", "3", "0", "enter")

        assert screen.player.t_ns == 30_000_000_000
        assert "NOT COMPLETE" in screen.status()


async def test_steps_go_on_in_the_streams_that_are_left(tmp_path: Path) -> None:
    """Damage to one stream hides its own events and no others."""
    path = _damaged("pointer", tmp_path)
    with Reader(path) as reader:
        first_ns = int(reader.rows("key", 0, 1).t[0])
    async with driven(path) as screen:
        screen.player.streams = ("pointer", "key")
        screen.player.seek(first_ns - 1)
        await screen.press("right")

        assert screen.player.t_ns == first_ns


async def test_a_step_into_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    """With nothing else to step to, the reason stands at the top and the playhead stays."""
    path = _damaged("pointer", tmp_path)
    async with driven(path) as screen:
        screen.player.streams = ("pointer",)
        before_ns = screen.player.t_ns
        await screen.press("right")

        assert screen.player.t_ns == before_ns
        assert "checksum" in screen.status()


async def test_lists_that_cannot_be_read_say_why(tmp_path: Path) -> None:
    """They do not go on to say that they are being read, nor does a step."""
    path = _damaged("key", tmp_path)
    async with driven(path) as screen:
        await _read(screen)
        lists = screen.lines(Inspector)
        await screen.press("shift+right")

        assert any("cannot be read: chunk" in line for line in lists)
        assert "actions cannot be read" in screen.status()


async def test_what_reads_is_counted_all_the_same(tmp_path: Path) -> None:
    """The activity of the other streams is drawn, and nothing goes on being counted."""
    path = _damaged("pointer", tmp_path)
    async with driven(path) as screen:
        await _read(screen)
        await screen.pilot.pause(1)
        activity = screen.lines(Timeline)[1]

        assert "counting" not in activity
        assert any(bar in activity for bar in EIGHTHS[1:])


async def test_a_search_says_where_it_could_not_look(tmp_path: Path) -> None:
    """It finds what reads, and nothing found and nothing searched are two answers."""
    path = _damaged("marker", tmp_path)
    async with driven(path) as screen:
        await _read(screen)
        await screen.burst("/Untitled\r")
        found = screen.status()
        await screen.burst("/nonesuch\r")

        assert "'Untitled': 1 of 2" in found
        assert "not searched, as damaged: part of marker" in found
        assert "'nonesuch' is nowhere else; not searched, as damaged: part of marker" in screen.status()


async def test_a_search_says_that_typed_text_could_not_be_read(tmp_path: Path) -> None:
    """A list that stays empty was not searched either."""
    path = _damaged("key", tmp_path)
    async with driven(path) as screen:
        await _read(screen)
        await screen.burst("/Weekly\r")

        assert "not searched, as damaged: typed text, actions" in screen.status()


async def test_a_search_that_finds_too_much_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody takes the first of them for all."""
    monkeypatch.setattr(search, "MOST_HITS", 3)
    async with driven() as screen:
        await _read(screen)
        await screen.burst("/e\r")

        assert "of the first 3 of more" in screen.status()


async def _read(screen: Driven) -> None:
    """Wait until actions and typed text are read, or known not to be."""
    for _ in range(1000):
        if screen.main.words_read:
            break
        await asyncio.sleep(0.02)
    await screen.settle()


def _damaged(stream: str, folder: Path) -> Path:
    path = folder / "damaged.replay"
    shutil.copy(SAMPLE, path)
    damage(path, stream)
    return path

"""What is on screen while a recording is opened is the main screen, empty: nothing moves when that comes."""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.geometry import Region, Size
from textual.screen import Screen

from formats.errors import DamagedError, FormatError
from formats.model.time import NS_PER_S
from formats.native.reader import Reader
from replay.render.capability import Capability
from replay.render.depth import Depth
from replay.store.errors import StoreError
from replay.store.settings import Settings
from replay.ui import stage
from replay.ui.app import ReplayApp
from replay.ui.beginning import begin
from replay.ui.keys import KEYS
from replay.ui.screens.main import MainScreen
from replay.ui.screens.opening import OpeningScreen
from replay.ui.widgets.detail import Detail
from replay.ui.widgets.frame import FrameView
from replay.ui.widgets.ground import Ground
from replay.ui.widgets.tabs import TabLine
from replay.ui.widgets.timeline import Timeline
from tests.data import SAMPLE
from tests.replay.core.recordings import recording
from tests.replay.ui.screen import driven, type_keys

SIZES = [(160, 48), (80, 24), (60, 20), (60, 16)]
"""At which the shape of the picture, not known before, decides nothing."""


class Alone(ReplayApp):
    """Stays with the empty screen."""

    async def _open(self) -> None:
        """Open nothing."""


def never(_: OpeningScreen) -> Screen[None]:
    raise AssertionError("nothing is opened here")


@asynccontextmanager
async def opening(size: tuple[int, int]) -> AsyncIterator[ReplayApp]:
    app = Alone(never, theme="dark", title="desk\x1b.replay")
    async with app.run_test(size=size):
        yield app


def rows_of(app: ReplayApp) -> list[str]:
    return [strip.text for strip in app.screen._compositor.render_strips()]


@pytest.mark.parametrize("size", SIZES)
async def test_the_parts_lie_where_those_of_the_main_screen_will(size: tuple[int, int]) -> None:
    """The names of the lists and of the lanes stand still, and the picture comes on its own ground."""
    async with opening(size) as app:
        before = rows_of(app)
        ground = app.screen.query_one(".ground").region
        tabs, detail = app.screen.query_one(TabLine).region, app.screen.query_one(Detail).region
        lanes = app.screen.query("Names").last().region

    async with driven(SAMPLE, size=size) as main:
        shown = main.lines()
        view = main.main.query_one(FrameView).region
        line, timeline = main.main.query_one(TabLine).region, main.main.query_one(Timeline).region
        low = main.main.query_one(Detail).region

    assert (ground, tabs, detail, lanes) == (view, line, low, timeline)
    named = range(lanes.y, min(lanes.y + 6, lanes.bottom))
    assert [before[row][:10] for row in named] == [shown[row][:10] for row in named]
    assert text_in(before, tabs) == text_in(shown, line)


def text_in(rows: list[str], region: Region) -> list[str]:
    return [row[region.x : region.right] for row in rows[region.y : region.bottom]]


async def test_the_file_s_name_is_there_and_harmless() -> None:
    """It is all that is known yet, and it may hold anything."""
    async with opening((160, 48)) as app:
        text = "\n".join(rows_of(app))

    assert "desk␛.replay" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    "error", [DamagedError("chunk at byte 8"), OSError(5, "Input/output error"), MemoryError()]
)
async def test_what_cannot_be_opened_ends_the_screen_with_the_reason(error: Exception) -> None:
    """Whoever started it says so, after the screen has been left."""

    def fail(_: OpeningScreen) -> Screen[None]:
        raise error

    app = ReplayApp(fail, theme="light", title="a.replay")
    async with app.run_test() as pilot:
        await pilot.pause(0.2)

        assert app._exit
    assert app.failure is error
    assert app.main is None


@pytest.mark.parametrize("size", SIZES[:2])
async def test_the_first_picture_comes_before_the_main_screen_and_stays(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is the one that the main screen then shows, cell for cell."""
    monkeypatch.setattr(stage, "FIRST_S", 20)  # however busy the machine is
    grounds: list[list[str]] = []

    with Reader(SAMPLE) as sample:

        def make_main(opening: OpeningScreen) -> MainScreen:
            begun = begin(
                sample,
                at_ns=None,
                settings=Settings(),
                render="cells",
                capability=Capability(depth=Depth.TRUE),
                screen=opening.size,
                ground=opening.ground,
            )
            grounds.append([strip.text for strip in opening.ground.render_lines(opening.ground.size.region)])
            return MainScreen(begun, KEYS, Path("desk.replay"), Settings())

        app = ReplayApp(make_main, theme="dark", title="desk.replay")
        async with app.run_test(size=size) as pilot:
            await pilot.pause(0.6)
            view = app.screen.query_one(FrameView)
            for _ in range(100):
                if view.size.height:
                    break
                await pilot.pause(0.1)
            shown = [strip.text for strip in view.render_lines(view.size.region)]

    assert len(set("".join(grounds[0]))) > 10
    assert grounds[0] == shown


def test_windows_that_are_never_recorded_are_hidden_where_others_recorded_them() -> None:
    """Those of the settings beside those that are built in, whatever the settings leave of them."""
    made = recording(
        ("window", 0, {"app": "bank Bank", "title": "Accounts"}),
        ("window", 2, {"app": "keepassxc KeePassXC", "title": "Passwords"}),
        ("window", 4, {"app": "xterm", "title": "shell"}),
    )
    begun = begin(
        made,
        at_ns=None,
        settings=Settings(excluded=("class:*bank*",)),
        render="cells",
        capability=Capability(depth=Depth.TRUE),
        screen=Size(80, 24),
        ground=Ground(),
        flagged=None,
    )

    masks = begun.keeper.windows.every()
    unread = begun.keeper.awaits_journal
    begun.close()

    assert [each.span.start_ns // NS_PER_S for each in masks] == [0, 2]
    assert unread


async def test_ctrl_c_does_not_wait_for_a_recording_that_is_being_opened() -> None:
    """A damaged one is searched from end to end; other keys wait, and nothing is opened afterwards."""
    go, opening_it = threading.Event(), threading.Event()

    def search() -> None:
        opening_it.set()
        go.wait(20)

    app = ReplayApp(never, prepare=search, theme="dark", title="desk.replay")
    async with app.run_test(size=(80, 24)) as pilot:
        assert await asyncio.to_thread(opening_it.wait, 10)
        type_keys(app, "q")
        await asyncio.sleep(0.2)
        there = not app._exit
        app.post_message(events.Key("ctrl+c", None))
        for _ in range(400):
            await asyncio.sleep(0.005)
            if app._exit:
                break
        left = app._exit
        go.set()
        await pilot.pause()

    assert there
    assert left
    assert app.return_code == 130


@pytest.mark.parametrize("error", [DamagedError("no header"), MemoryError()])
async def test_a_recording_that_is_not_opened_ends_the_screen_with_the_reason(error: Exception) -> None:
    """Raised in the thread that opens it, told where it is waited for."""

    def fail() -> None:
        raise error

    app = ReplayApp(never, prepare=fail, theme="dark", title="desk.replay")
    async with app.run_test(size=(80, 24)):
        for _ in range(400):
            if app.failure is not None:
                break
            await asyncio.sleep(0.005)

    assert app.failure is error


@pytest.mark.parametrize("error", [OSError("gone"), MemoryError(), StoreError("locked")])
async def test_what_fails_while_it_is_asked_ends_the_screen_with_the_reason(error: Exception) -> None:
    """As it does while the recording is opened: no traceback, and nothing that stays shown."""

    def still() -> None:
        raise error

    app = ReplayApp(lambda _: Screen(), theme="dark", title="a.replay", still=still)
    async with app.run_test() as pilot:
        for _ in range(200):
            if app._exit:
                break
            await pilot.pause(0.05)

    assert app.failure is error


async def test_what_may_not_be_shown_any_more_is_closed_with_the_reason() -> None:
    """It is asked again and again, and not by the thread that takes keys."""
    asked: list[str] = []

    def still() -> None:
        asked.append(threading.current_thread().name)
        if len(asked) > 1:
            raise FormatError("its person withheld it")

    app = ReplayApp(lambda _: Screen(), theme="dark", title="a.replay", still=still)
    async with app.run_test() as pilot:
        for _ in range(200):
            if app._exit:
                break
            await pilot.pause(0.05)

    assert str(app.failure) == "its person withheld it"
    assert len(asked) == 2
    assert threading.main_thread().name not in asked

"""The recorded person's screen on a recording of theirs, for tests that press keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from textual.pilot import Pilot

from formats.model.content_id import content_id
from formats.model.recording import Recording
from formats.native.reader import Reader
from replay.cli.reading.subject_list import decided, read_any_subject, read_subject, subject_path
from replay.cli.subject.own_hands import OwnList
from replay.cli.subject.screen import OwnWordInWords
from replay.cli.writing.subject_list import write_subject
from replay.privacy.redact.redactions import Redactions
from replay.privacy.subject.redactions import SubjectList
from replay.render.capability import Capability
from replay.render.depth import Depth
from replay.ui.app import ReplayApp
from replay.ui.player import Player
from replay.ui.screens.subject import SubjectScreen
from replay.ui.stage import Stage
from tests.replay.ui.screen import Driven


class OwnDriven(Driven):
    """The recorded person's running screen, and what they do to it."""

    def __init__(self, app: ReplayApp, pilot: Pilot[None], player: Player, source: Path) -> None:
        super().__init__(app, pilot, player)
        self._source = source

    @property
    def own(self) -> SubjectScreen:
        """The screen."""
        assert isinstance(self.app.main, SubjectScreen)
        return self.app.main

    @property
    def kept(self) -> SubjectList:
        """What is on the disk."""
        return read_any_subject(subject_path(self._source)) or SubjectList("")

    def text(self) -> str:
        """Return all that is on the screen."""
        return "\n".join(self.lines())

    async def at(self, t_ns: int) -> None:
        """Go to a time."""
        self.player.seek(t_ns)
        self.own.update_all()
        await self.settle()

    async def read(self) -> None:
        """Wait until typed text is read, and it is drawn what is removed of it."""
        await self.until(lambda: self.own.runs is not None and self.own.drawn)

    async def done(self) -> None:
        """Wait until what was said is kept, and drawn."""
        await self.until(lambda: self.own.said != "keeping it …" and self.own.drawn)


@asynccontextmanager
async def own_driven(
    source: Path,
    *,
    recording: Recording | None = None,
    size: tuple[int, int] = (160, 48),
    list_file: Path | None = None,
    welcome: bool = False,
) -> AsyncIterator[OwnDriven]:
    """Run the screen without a terminal; what it says first is closed unless that is asked for."""
    with recording or Reader(source) as opened:
        own = OwnWordInWords(OwnList(source, opened, list_file))
        player = Player(opened)
        player.seek(player.first_picture_ns() or 0)
        stage = Stage(player, Capability(depth=Depth.TRUE), "cells", trail_s=1.0, own=True)
        app = ReplayApp(lambda _: SubjectScreen(stage, own, own.read(), 5.0), theme="dark", title=source.name)
        async with app.run_test(size=size) as pilot:
            one = OwnDriven(app, pilot, player, source)
            await one.until(lambda: app.main is not None and (welcome or app.main.is_mounted))
            await one.settle()
            if not welcome and app.screen is not app.main:
                await one.press("enter")
            await one.read()
            yield one


def say(path: Path, more: Redactions | None = None, state: str | None = None) -> None:
    """Let another program change the list."""
    with Reader(path) as reader:
        subject = read_subject(subject_path(path), content_id(reader))
        subject = subject if more is None else subject.with_more(more)
        subject = subject if state is None else decided(subject, state)
        write_subject(subject_path(path), subject, reader.header.recording_id)


def removed(*words: str, apps: tuple[str, ...] = ()) -> Redactions:
    """Return what removes words and applications."""
    return Redactions(words=words, apps=apps, keep_names=True)

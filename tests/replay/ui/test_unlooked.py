"""No picture shows what nobody has looked through, and what was revealed is hidden as it is left."""

import threading
from pathlib import Path

import pytest

from formats.errors import DamagedError
from formats.model.annotations import Edge, Flag, Region
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.privacy.masks.pictures import MASK_FILL
from replay.store.journal import open_store
from replay.store.place import place_beside
from replay.ui import analysis, late
from replay.ui.widgets.inspector import Inspector
from tests.replay.ui.labelled import SETTINGS, go_to, labelled
from tests.replay.ui.pictured import inside
from tests.replay.ui.screen import LONGEST_S, driven

SECRET = "hunter2-not-real"
TYPED_AT_S = 51.0


@pytest.mark.parametrize("privacy", [False, True])
async def test_no_picture_shows_what_nobody_has_looked_through(
    source: Path, monkeypatch: pytest.MonkeyPatch, held_reading: threading.Event, privacy: bool
) -> None:
    """Whole pictures are hidden from the first key on, then until it is known where a password stands."""
    placed, lines = threading.Event(), late.typed_lines

    def looks(*asked: object) -> object:
        placed.wait(LONGEST_S)
        return lines(*asked)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(late, "typed_lines", looks)
    async with driven(source, source=source, settings=SETTINGS, privacy=privacy) as screen:
        untyped = await inside(screen, 1)
        unread = [await inside(screen, at_s) for at_s in (5, 51, 69)]
        said = screen.status()
        held_reading.set()
        await screen.analysed()
        await screen.until(lambda: screen.main.stage.keeper.masks.looked)
        unplaced = [await inside(screen, at_s) for at_s in (51, 69)]
        placed.set()
        await screen.until(lambda: not screen.main.stage.keeper.unplaced)
        shown = await inside(screen, 69)

    assert not (untyped == MASK_FILL).all()
    assert "hidden until typed text is looked through" in said
    assert all((each == MASK_FILL).all() for each in (*unread, *unplaced))
    assert not (shown == MASK_FILL).all()


async def test_pictures_that_cannot_be_looked_through_are_revealed_by_v(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where typed text cannot be read nothing tells what a picture shows: who wants it is noted."""

    def unreadable(*_: object) -> object:
        raise DamagedError("the stream of keys")

    monkeypatch.setattr(analysis, "typed_runs", unreadable)
    async with driven(source, source=source, settings=SETTINGS) as screen:
        await screen.analysed()
        before = await inside(screen, 69)
        await screen.press("v")
        await screen.until(lambda: screen.main.stage.keeper.is_revealing)
        after = await inside(screen, 69)

    assert (before == MASK_FILL).all()
    assert not (after == MASK_FILL).all()


async def test_what_is_revealed_for_long_leaves_nothing_else_open(source: Path) -> None:
    """Each is hidden again when the playhead leaves it, and what is hidden elsewhere stays so."""
    with Reader(source) as reader:
        kept_changes: list[Change] = []
        notebook = Notebook(content_id(reader), "eve", (), kept_changes.extend, tool="test")
        region = Region(0, 0, 0, 60, 40)
        flag = Flag("f1", Edge(0), Edge(70_000_000_000), "person", ("screen",), region)
        notebook.do([Edit(None, flag)])
    with open_store(place_beside(source)) as store:
        store.append(kept_changes)
    async with labelled(source) as screen:
        keeper = screen.main.stage.keeper
        await go_to(screen, TYPED_AT_S)
        await screen.press("v")
        await screen.until(lambda: keeper.is_revealing)
        await go_to(screen, 20)
        screen.main.query_one(Inspector).show_tab("text")
        await screen.settle()
        elsewhere, still = "\n".join(screen.lines()), keeper.is_revealing
        await go_to(screen, TYPED_AT_S)
        said, adjusts = screen.status(), screen.main.why_hidden()
        await screen.press("v")
        await screen.until(lambda: not keeper.hidden_here(screen.player.t_ns))
        await screen.press("v")
        again = screen.status()

    assert still
    assert SECRET not in elsewhere
    assert "REVEALED, 1 hidden: v" in said
    assert "it is hidden" in adjusts
    assert "hidden again" in again

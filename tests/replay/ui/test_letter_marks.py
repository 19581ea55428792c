"""Letter marks: kept in the journal as everything else that a person puts down."""

import asyncio
from pathlib import Path

import pytest

from formats.model.annotations import Mark
from formats.model.time import NS_PER_S
from replay.store.errors import StoreError
from replay.store.journal import Store
from replay.store.settings import Settings
from replay.ui.widgets.timeline import Timeline
from tests.replay.ui.labelled import SETTINGS, desk_is_there, go_to, kept, labelled
from tests.replay.ui.screen import LONGEST_S, Driven, driven


def letters(source: Path) -> dict[str, float]:
    """Return the letters that are kept, with their seconds."""
    found = [each for each in kept(source).standing.values() if isinstance(each, Mark)]
    return {each.letter: each.at.t_ns / NS_PER_S for each in found}


async def said(screen: Driven, words: str) -> bool:
    """Wait until the line at the top says something."""
    for _ in range(round(LONGEST_S / 0.02)):
        await screen.settle()
        if words in screen.status():
            return True
        await asyncio.sleep(0.02)
    return False


async def test_a_mark_makes_a_journal_and_is_there_again_after_a_restart(source: Path) -> None:
    """Set by somebody who only looks; set again it moves, and `u` takes that back."""
    settings = Settings(author="ann")
    async with driven(source, source=source, settings=settings) as screen:
        await screen.burst("g30\rma")
        await desk_is_there(screen)
        await screen.burst("g20\rmb")
        await screen.burst("g10\rma")
        moved = dict(screen.player.marks)
        await screen.press("u")
    assert moved == {"a": 10 * NS_PER_S, "b": 20 * NS_PER_S}
    assert letters(source) == {"a": 30, "b": 20}

    async with driven(source, source=source, settings=settings, early="'a") as screen:
        await desk_is_there(screen)

        assert screen.player.t_ns == 30 * NS_PER_S
        assert "a" in screen.lines(Timeline)[-2]


async def test_a_reviewer_s_letters_are_the_reviewer_s_own(source: Path) -> None:
    """Who reviews may mark places, and does not see those of the one reviewed."""
    async with labelled(source) as screen:
        await screen.burst("g30\rma")
    settings = Settings(author="rev", labels="computer-use")
    async with driven(source, source=source, settings=settings, reviewed=SETTINGS.author) as screen:
        await desk_is_there(screen)
        await screen.burst("'a")
        unknown = screen.status()
        await screen.burst("g20\rma")
        own = dict(screen.player.marks)

    assert "no such mark" in unknown
    assert own == {"a": 20 * NS_PER_S}


async def test_where_no_journal_can_be_a_mark_holds_until_one_quits(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person is told, and the letter leads back meanwhile."""

    def refused(*_: object, **__: object) -> Store:
        raise StoreError("annotations.db: read-only file system")

    monkeypatch.setattr("replay.ui.desks.journal_reader.open_store", refused)
    async with driven(source, source=source) as screen:
        await screen.burst("g30\rma")
        told = await said(screen, "cannot be opened")
        await go_to(screen, 5)
        await screen.burst("'a")

        assert told
        assert screen.player.t_ns == 30 * NS_PER_S


async def test_a_mark_is_where_it_was_asked_for(source: Path) -> None:
    """Playing goes on while the letter is looked for."""
    async with driven(source, source=source, settings=Settings(author="ann")) as screen:
        await go_to(screen, 30)
        await screen.press("m")
        screen.player.seek(40 * NS_PER_S)
        await screen.press("a")
        await desk_is_there(screen)

        assert screen.player.marks == {"a": 30 * NS_PER_S}
    assert letters(source) == {"a": 30}

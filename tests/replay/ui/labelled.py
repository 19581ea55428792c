"""The screen on a recording that is labelled, for tests that press keys of labelling."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from formats.model.annotations import Segment
from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.annotate.ledger import Ledger
from replay.store.journal import open_store
from replay.store.place import place_beside
from replay.store.settings import Settings
from tests.replay.ui.screen import LONGEST_S, Driven, driven

SETTINGS = Settings(author="ann", labels="computer-use")


@asynccontextmanager
async def labelled(source: Path, size: tuple[int, int] = (160, 48)) -> AsyncIterator[Driven]:
    """Open a recording to label it."""
    async with driven(source, source=source, settings=SETTINGS, labels=True, size=size) as screen:
        await screen.analysed()
        for _ in range(round(LONGEST_S / 0.02)):
            if screen.main.desk is not None:
                break
            await asyncio.sleep(0.02)
        await screen.settle()
        yield screen


def kept(source: Path) -> Ledger:
    """Read what is on the disk."""
    faults: list[str] = []
    with Reader(source) as reader, open_store(place_beside(source)) as store:
        ledger = Ledger(store.changes(content_id(reader), faults))
    assert not faults
    return ledger


def segments(source: Path, tier: str) -> list[tuple[float, str]]:
    """Return start in seconds and label of what is kept of a tier."""
    found = [
        each for each in kept(source).standing.values() if isinstance(each, Segment) and each.tier == tier
    ]
    return sorted((round(each.start.t_ns / 1e9, 1), each.label) for each in found)


async def go_to(screen: Driven, seconds: float) -> None:
    """Go to a time."""
    await screen.burst(f"g{seconds}s\r")


async def cut_by(source: Path, author: str, cuts: list[tuple[float, str]]) -> None:
    """Label a recording as somebody: at each time, a split and a label's key."""
    settings = Settings(author=author, labels="computer-use")
    async with driven(source, source=source, settings=settings, labels=True) as screen:
        await screen.analysed()
        for at, key in cuts:
            await go_to(screen, at)
            await screen.burst(f"\r{key}")


async def desk_is_there(screen: Driven) -> None:
    """Wait until the journal is read."""
    await screen.analysed()
    for _ in range(round(LONGEST_S / 0.02)):
        await screen.settle()
        if screen.main.desk is not None:
            return
        await asyncio.sleep(0.02)

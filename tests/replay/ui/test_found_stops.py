"""What the search for private content and the checks find is walked on the screen like every other stop."""

import asyncio
import re
from pathlib import Path

import pytest

from formats.model.annotations import Decision, Defect, Flag
from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.annotate.ledger import Ledger
from replay.store.journal import open_store
from replay.store.place import place_beside
from replay.ui.desks import found_stops
from replay.ui.widgets.inspector import Inspector
from tests.replay.core.recordings import recording
from tests.replay.ui.labelled import SETTINGS, go_to, kept, labelled
from tests.replay.ui.screen import LONGEST_S, Driven, driven


async def _walked(screen: Driven, key: str) -> list[str]:
    await screen.press(key)
    for _ in range(round(LONGEST_S / 0.05)):
        await screen.settle()
        if screen.main.desk is not None and screen.main.desk.stops:
            break
        await asyncio.sleep(0.05)
    assert screen.main.desk is not None
    return [stop.words for stop in screen.main.desk.stops]


def test_a_search_that_takes_long_says_how_far_it_is(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In parts of the texts, and in no words of them."""
    said: list[str] = []
    monkeypatch.setattr(found_stops, "_OFTEN_S", 0)

    with Reader(source) as whole:
        found_stops.private_findings(whole, said.append)

    assert said[0] == "looking through the texts, 0 % …"
    assert len(said) > 1
    assert all(re.fullmatch(r"looking through the texts, \d+ % …", words) for words in said)


async def test_private_content_is_walked_and_never_shown(source: Path) -> None:
    """F finds the planted password; its words are in no row, a confirms it, and it is on the disk."""
    async with labelled(source) as screen:
        words = await _walked(screen, "F")
        lines = "\n".join(screen.lines(Inspector))
        await screen.press("home", "n", "a")

    assert any("password" in each for each in words)
    assert "hunter2" not in lines
    decisions = [each for each in kept(source).standing.values() if isinstance(each, Decision)]
    assert [each.verdict for each in decisions] == ["accepted"]


async def test_defects_are_walked_and_kept(tmp_path: Path) -> None:
    """X checks the capture; an accepted defect is an annotation."""
    key = {"code": "KeyA", "key": "a", "repeat": 0, "modifiers": 0}
    presses = [("key", at, {**key, "pressed": pressed}) for at in range(20) for pressed in (1, 0)]
    stuck = ("key", 20.0, {**key, "code": "KeyB", "key": "b", "pressed": 1})
    broken = recording(
        *presses, stuck, ("key", 60.0, {**key, "pressed": 1}), ("key", 60.1, {**key, "pressed": 0})
    )
    source = tmp_path / "broken.replay"
    async with driven(broken, source=source, settings=SETTINGS, labels=True) as screen:
        words = await _walked(screen, "X")
        await screen.press("home", "n", "a")

    with open_store(place_beside(source)) as store:
        standing = Ledger(store.changes(content_id(broken), [])).standing.values()
    assert words
    assert len([each for each in standing if isinstance(each, Defect)]) == 1


async def test_a_flag_by_hand(source: Path) -> None:
    """x flags the action here, or the span between the points."""
    async with labelled(source) as screen:
        await go_to(screen, 50.5)
        await screen.burst("xp")
        await screen.press("i")
        await go_to(screen, 55)
        await screen.press("o")
        await screen.burst("xn")

    flags = [each for each in kept(source).standing.values() if isinstance(each, Flag)]
    assert sorted(each.category for each in flags) == ["password", "person"]

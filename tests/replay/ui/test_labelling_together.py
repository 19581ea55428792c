"""Several label one recording: adjudication, gold, review, conflicts, two screens at once."""

import asyncio
import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from formats.model.annotations import Comment, Edge, Segment
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.store.journal import open_store
from replay.store.place import place_beside
from replay.store.settings import Settings
from replay.ui.exit_codes import HANDED_IN, SENT_BACK
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.timeline import Timeline
from tests.replay.ui.labelled import SETTINGS, cut_by, desk_is_there, go_to, kept, labelled, segments
from tests.replay.ui.screen import LONGEST_S, Driven, driven


async def test_two_annotators_are_adjudicated(source: Path) -> None:
    """A walks where they differ; one key follows the first, the second or both; what both have is taken."""
    await cut_by(source, "ann", [(20, "1"), (40, "2")])
    await cut_by(source, "ben", [(20, "1"), (55, "2")])
    async with driven(
        source, source=source, settings=Settings(author="eve"), between=("ann", "ben")
    ) as screen:
        await screen.analysed()
        await screen.press("A")
        for _ in range(200):
            await screen.settle()
            if screen.main.desk is not None and screen.main.desk.stops:
                break
            await screen.press("A")
            await asyncio.sleep(0.05)
        assert screen.main.desk is not None
        stops = [stop.words for stop in screen.main.desk.stops]
        lanes = [line[:10].strip() for line in screen.lines(Timeline)]
        await screen.press("home", "n", "a", "b")

    own = [
        (round(each.start.t_ns / 1e9), each.label)
        for name, each in kept(source).standing.items()
        if isinstance(each, Segment) and kept(source).owner(name) == "eve"
    ]
    assert {"ann", "ben"} <= set(lanes)
    assert len(stops) == 2
    assert sorted(own)[1:] == [(20, "task"), (40, "preparation"), (55, "preparation")]


async def test_a_gold_author_says_at_once_what_is_right(source: Path) -> None:
    """A new annotator sees after each key how far it is as it should be."""
    await cut_by(source, "gold", [(20, "1"), (40, "2")])
    async with driven(source, source=source, settings=Settings(author="new"), gold="gold") as screen:
        await screen.analysed()
        for _ in range(200):
            await screen.settle()
            if screen.main.desk is not None:
                break
            await asyncio.sleep(0.05)
        await go_to(screen, 20)
        await screen.burst("\r1")
        right = screen.status()
        await go_to(screen, 30)
        await screen.burst("\r2")
        wrong = screen.status()

    assert "gold:" in right
    assert "one too many" in wrong


@pytest.mark.parametrize("claimed", [False, True])
async def test_a_claimed_recording_is_handed_in(source: Path, claimed: bool) -> None:
    """W ends with a status of its own where the recording was claimed, and says so where it was not."""
    async with driven(source, source=source, settings=SETTINGS, claimed=claimed) as screen:
        await screen.press("W")
        said = "" if claimed else screen.status()

    assert screen.app._return_code == (HANDED_IN if claimed else None)
    assert claimed or "was not claimed" in said


async def test_what_is_wrong_is_shown_once_before_it_is_handed_in(source: Path) -> None:
    """An open comment stops the first W, which walks it; the second hands in all the same."""
    async with driven(source, source=source, settings=SETTINGS, claimed=True, labels=True) as screen:
        await desk_is_there(screen)
        await screen.burst("clook again\r")
        await screen.press("W")
        said, stayed = screen.status(), screen.app._return_code is None
        await screen.press("W")

    assert stayed
    assert "W again" in said
    assert screen.app._return_code == HANDED_IN


@pytest.mark.parametrize("reviewed", ["", "ann"])
async def test_what_is_reviewed_is_sent_back(source: Path, reviewed: str) -> None:
    """Q ends with a status of its own where another's labels are looked through, else it is said."""
    settings = Settings(author="ben")
    async with driven(source, source=source, settings=settings, claimed=True, reviewed=reviewed) as screen:
        await screen.press("Q")
        said = "" if reviewed else screen.status()

    assert screen.app._return_code == (SENT_BACK if reviewed else None)
    assert reviewed or "nothing is reviewed" in said


@pytest.mark.parametrize(("key", "label"), [("a", "wait"), ("b", "step"), ("ampersand", "preparation")])
async def test_a_conflict_is_settled_with_one_key(source: Path, key: str, label: str) -> None:
    """What was changed on two machines apart is a stop: a keeps what is shown, b and & take the others."""
    with Reader(source) as reader:
        recording = content_id(reader)
    made: list[Change] = []
    first = Notebook(recording, "ann", [], made.extend, tool="test", now_ns=lambda: 1)
    segment = Segment("one", "task", "task", Edge(0), Edge(20 * 10**9))
    first.do([Edit(None, segment)])
    before = list(made)
    for at_ns, other in ((2, "preparation"), (3, "step"), (4, "wait")):
        machine = Notebook(
            recording, "ann", before, made.extend, tool="test", now_ns=itertools.count(at_ns).__next__
        )
        machine.do([Edit(segment, replace(segment, label=other))])
    with open_store(place_beside(source)) as store:
        store.append(made)

    async with labelled(source) as screen:
        await screen.press("exclamation_mark")
        listed = [line for line in screen.lines(Inspector) if "conflict" in line]
        await screen.press("home", "r")
        refused = screen.status()
        await screen.press(key)
        words = screen.status()
        assert screen.main.desk is not None
        left = [stop for stop in screen.main.desk.stops if stop.kind == "conflict"]
        await screen.press("u")
        undone = screen.status()
        await screen.press(*["U"] * (key != "a"))

    assert "keeps what was shown" in undone if key == "a" else "undone" in undone
    assert listed
    assert "a keeps what is shown" in refused
    assert "settled" in words
    assert not left
    assert not kept(source).conflicts()
    assert segments(source, "task") == [(0, label)]


async def test_a_reviewer_sees_the_labels_and_the_annotator_the_comment(source: Path) -> None:
    """What is reviewed is shown and not changed; the comment on it is one of the annotator's stops."""
    await cut_by(source, "ann", [(20, "1"), (40, "2")])
    async with driven(source, source=source, settings=Settings(author="ben"), reviewed="ann") as screen:
        await desk_is_there(screen)
        await go_to(screen, 30)
        shown = screen.status()
        await screen.press("enter")
        refused = screen.status()
        await screen.press("c")
        await screen.burst("two tasks?\r")
    await cut_by(source, "cid", [(20, "1")])
    seen = {}
    for author in ("ann", "cid"):
        async with driven(
            source, source=source, settings=Settings(author=author), labels=True, note="see 30 s"
        ) as screen:
            await desk_is_there(screen)
            told = [each.message for each in screen.app._notifications]
            await screen.press("exclamation_mark")
            assert screen.main.desk is not None
            seen[author] = [stop.words for stop in screen.main.desk.stops if stop.kind == "comment"]
            await go_to(screen, 30)
            await screen.press("C")

    assert "ann's task: task" in shown
    assert "ann's labels are reviewed, not changed" in refused
    assert seen == {"ann": ["ben: two tasks?"], "cid": []}
    assert "see 30 s" in told
    (comment,) = (each for each in kept(source).standing.values() if isinstance(each, Comment))
    assert comment.resolved
    assert len(segments(source, "task")) == 5


async def test_two_screens_of_one_person_are_one_work(source: Path) -> None:
    """What is done on one is shown on the other and built upon there: neither cuts across the other."""
    async with labelled(source) as one, labelled(source) as two:
        await go_to(one, 20)
        await one.press("enter", "1")
        for _ in range(round(LONGEST_S / 0.05)):
            await two.settle()
            # The split may be heard before the label.
            if "changed elsewhere" in two.status() and "task" in _labels(two):
                break
            await asyncio.sleep(0.05)
        told = two.status()
        await go_to(two, 40)
        await two.press("enter", "2")

    assert "changed elsewhere meanwhile" in told
    assert segments(source, "task") == [(0, ""), (20, "task"), (40, "preparation")]


def _labels(screen: Driven) -> set[str]:
    """Return the labels that a screen knows of."""
    assert screen.main.desk is not None
    standing = screen.main.desk._work.notebook.ledger.standing.values()
    return {each.label for each in standing if isinstance(each, Segment)}


async def test_the_segment_one_is_in_is_deleted_on_another_screen(source: Path) -> None:
    """One is out of it again, and the timeline is the whole recording."""
    async with labelled(source) as one:
        await one.press("1")
        await go_to(one, 20)
        await one.press("enter", "greater_than_sign")
        inside = one.main.query_one(Timeline).view
        async with labelled(source) as two:
            await go_to(two, 20)
            await two.press("d")
        for _ in range(round(LONGEST_S / 0.05)):
            await one.settle()
            if "changed elsewhere" in one.status():
                break
            await asyncio.sleep(0.05)
        outside = one.main.query_one(Timeline).view

    assert inside.start_ns == 20 * 10**9
    assert outside.start_ns == 0


async def test_escape_closes_a_notice_first_and_then_forgets_the_stops(source: Path) -> None:
    """On a small screen a notice covers half of it; the stops that one walks are not lost with it."""
    async with driven(
        source, source=source, settings=SETTINGS, note="do it again", size=(60, 14), notices=True
    ) as screen:
        await screen.analysed()
        await screen.burst("/Weekly\r")
        await screen.pilot.pause(0.3)
        noticed = "do it again" in "\n".join(screen.lines())
        await screen.press("escape")
        closed, stops = "\n".join(screen.lines()), len(screen.player.stops)
        await screen.press("escape")

        assert noticed
        assert "do it again" not in closed
        assert stops
        assert not len(screen.player.stops)

"""A privacy reviewer decides by keys that are in view, and alters no label by any."""

from pathlib import Path

import pytest

from formats.model.annotations import Decision, Flag, Segment
from replay.annotate.stops import Stop
from replay.render.viewport import Zoom
from replay.store.place import place_beside
from replay.ui.keys import KEYS, clashes, key_table, sign
from replay.ui.private.review_keys import review_bar, review_table
from replay.ui.screens.help import Help
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.key_bar import KeyBar
from replay.ui.widgets.timeline import Timeline
from tests.replay.ui.labelled import SETTINGS, kept
from tests.replay.ui.screen import Driven, driven

CHANGING_LABELS = "1", "2", "0", "semicolon", "percent_sign", "M", "B", "d", "delete", "Y", "I", "O", "minus"
MORE_CHANGING = "equals_sign", "p", "exclamation_mark", "b", "ampersand", "enter"


async def offered(screen: Driven) -> tuple[Stop, ...]:
    """Wait until the search that nobody asked for offers stops, and the journal is read."""
    await screen.until(lambda: screen.main.desk is not None and screen.main.desk.stops)
    assert screen.main.desk is not None
    return tuple(screen.main.desk.stops)


async def test_no_key_alters_a_label_at_a_stop_or_beside_one(source: Path) -> None:
    """Neither Enter nor any other key of labelling; what is decided is on the disk all the same."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await offered(screen)
        await screen.press(*CHANGING_LABELS, *MORE_CHANGING)
        await screen.press("n", *CHANGING_LABELS, *MORE_CHANGING, "i", "o", "1", "a")

    standing = kept(source).standing.values()
    assert not any(isinstance(each, Segment) for each in standing)
    assert any(isinstance(each, Decision) and each.verdict == "accepted" for each in standing)


async def test_enter_looks_closer_at_a_stop(source: Path) -> None:
    """First the list with all of them, then the list in which it stands; elsewhere it says what to do."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await offered(screen)
        inspector = screen.main.query_one(Inspector)
        await screen.press("n", "enter")
        first, row = inspector.shown, screen.lines(Inspector)[1]
        await screen.press("enter")
        second, said = inspector.shown, screen.main.said
        await screen.press("enter")
        third = inspector.shown
        assert screen.main.desk is not None
        screen.main.desk.stops = []
        await screen.press("enter")

        assert row.startswith("▸00:53.1  critical: card in typed (card)")
        assert screen.main.said == "there is no stop here: n goes to the next"
        assert (first, second, third) == ("stops", "text", "stops")
        assert said.startswith("critical: ")


async def test_enter_enlarges_the_picture_where_a_finding_stands_on_it(source: Path) -> None:
    """And shows all of it when it is pressed again."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await offered(screen)
        screen.player.seek(5_000_000_000)
        await screen.press("P", "enter", "o")
        desk, view = screen.main.desk, screen.main.stage.view
        assert desk is not None
        await screen.until(desk.flags)
        (flag,) = desk.flags()
        stop = Stop(screen.player.t_ns, "finding", "made", "password on the picture", region=flag.region)
        desk.stops = [stop]
        screen.main.show_stops(desk.stops, "private")
        await screen.press("enter", "enter")
        zoom, shows = view.viewport.zoom, view.shows(*_box(flag))
        await screen.press("enter")

        assert (zoom, shows, view.viewport.zoom) == (Zoom.ACTUAL, True, Zoom.FIT)


def _box(flag: Flag) -> tuple[int, int, int, int]:
    assert flag.region is not None
    return flag.region.x, flag.region.y, flag.region.width, flag.region.height


@pytest.mark.parametrize(("size", "lines"), [((160, 48), 2), ((80, 24), 2)])
async def test_the_keys_that_decide_are_in_view(source: Path, size: tuple[int, int], lines: int) -> None:
    """In two lines at most, and a click does what the key does; no lane of labels takes their room."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True, size=size) as screen:
        before = len(await offered(screen))
        bar = screen.lines(KeyBar)
        column = bar[0].index("not private")
        await screen.press("n")
        await screen.pilot.click(KeyBar, offset=(column, 0))
        await screen.until(lambda: screen.main.desk is not None and len(screen.main.desk.stops) < before)

        assert len(bar) == lines
        for words in ("n  next", "a  private", "r  not private", "s  later", "J  this one", "v  reveal"):
            assert words in "\n".join(bar)
        assert screen.main.query_one(Timeline).lanes.extra == 0
        assert "nothing labelled" not in screen.status()


async def test_after_the_last_decision_they_are_told_what_comes_next(source: Path) -> None:
    """One key for each secret, the worst first; then what is left to do."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        stops = await offered(screen)
        await screen.press("n")
        for _ in stops:
            await screen.press("a")

        severities = [each.words.partition(":")[0] for each in stops]
        assert severities == sorted(severities, key=["critical", "high", "medium", "low"].index)
        assert "that was the last; F reads the pictures too; V signs off" in screen.main.said
        assert not (screen.main.desk and screen.main.desk.stops)


async def test_who_labels_has_no_such_bar_and_enter_splits(source: Path) -> None:
    """The keys of others are as they were."""
    async with driven(source, source=source, settings=SETTINGS, labels=True) as screen:
        await screen.until(lambda: screen.main.desk is not None)
        await screen.press("enter")
        await screen.until(lambda: place_beside(source).path is not None)
        has_bar = bool(screen.main.query(KeyBar))

    assert not has_bar
    assert any(isinstance(each, Segment) for each in kept(source).standing.values())


async def test_the_help_lists_the_keys_that_a_reviewer_has(source: Path) -> None:
    """With what they mean there."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await screen.press("question_mark")
        assert isinstance(screen.app.screen, Help)
        told = "\n".join(screen.lines())

        assert "look closer at the stop" in told
        assert "split here" not in told
        assert "copy this tier" not in told


def test_keys_that_a_person_has_changed_are_in_the_bar() -> None:
    """Of the table in force; an action that they gave no key is left out."""
    table = review_table(key_table({"decide('accepted')": ["G"], "undo": []}))
    every = [key for part in review_bar(table) for key in part]

    assert ("G", "private") in [(key.keys, key.words) for key in every]
    assert "undo" not in [key.words for key in every]
    assert {key.action for key in every} <= {key.action for key in KEYS}
    assert not clashes(table)
    assert all(sign(name) for key in table for name in key.keys)


async def test_n_begins_again_behind_the_last_stop(source: Path) -> None:
    """What is open behind a reviewer is open all the same; N goes round the other way."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        stops = await offered(screen)
        await screen.press(*"n" * len(stops))
        last = screen.player.t_ns
        await screen.press("n")
        first, said = screen.player.t_ns, screen.main.said
        await screen.press("N")

        assert (last, first) == (stops[-1].t_ns, stops[0].t_ns)
        assert said.startswith("round to the first: critical: card")
        assert screen.player.t_ns == last
        assert screen.main.said.startswith("round to the last: ")


async def test_undo_goes_back_to_the_stop_and_says_which(source: Path) -> None:
    """It may be far from where the reviewer is by then."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        stops = await offered(screen)
        await screen.press("n", "a", "end", "u")

        assert screen.player.t_ns == stops[0].t_ns
        assert screen.main.said.startswith("undone: critical: card in typed (card)")
        assert screen.main.desk is not None
        assert [each.id for each in screen.main.desk.stops] == [each.id for each in stops]


async def test_where_there_is_no_stop_they_are_told_of_keys_they_have(source: Path) -> None:
    """Neither p nor ! is one of them."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        stops = await offered(screen)
        await screen.press("home", "a")
        beside = screen.main.said
        await screen.press("n", *"a" * len(stops), "end", "a")
        after = screen.main.said
        await screen.press("E")
        owed = screen.main.said

        assert beside == "there is no stop here: n goes to the next"
        assert after.startswith("nothing is left to decide here")
        assert owed.startswith("nothing is flagged: x flags")
        assert owed.endswith("of findings F does that")


async def test_v_says_what_the_finding_is_until_it_is_hidden_again(source: Path) -> None:
    """In whatever list one is; nothing of it is left at the top when the playhead goes on."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await offered(screen)
        await screen.press("n", "v")
        await screen.until(lambda: screen.main.said.startswith("revealed:"))
        revealed = screen.status()
        screen.player.seek(0)
        screen.main.update_all()
        await screen.settle()
        left = screen.status()
        await screen.press("n", "n", "v")
        await screen.until(lambda: screen.main.said.startswith("revealed:"))
        await screen.press("a")
        decided = screen.main.said

        assert decided.startswith("finding accepted; now ")
        assert "revealed: 4111 1111 1111 1111" in revealed
        assert "4111" not in left


async def test_the_foot_shows_the_keys_that_answer_what_is_asked(source: Path) -> None:
    """While a region is picked, what it is for, and how to decide on one stop alone; clicks do the same."""

    async def clicked(words: str) -> None:
        row = next(number for number, line in enumerate(screen.lines(KeyBar)) if words in line)
        await screen.pilot.click(KeyBar, offset=(screen.lines(KeyBar)[row].index(words), row))
        await screen.settle()

    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await offered(screen)
        before = screen.lines(KeyBar)
        screen.player.seek(5_000_000_000)
        await screen.press("P")
        picking = "\n".join(screen.lines(KeyBar))
        await clicked("take it")
        what_for = "\n".join(screen.lines(KeyBar))
        await clicked("leave")
        after = screen.lines(KeyBar)
        await screen.press("n", "J")
        alone = "\n".join(screen.lines(KeyBar))
        await screen.press("m")
        nothing, marking = screen.main.said, screen.lines(KeyBar)

        assert "a-z  pick a box" in picking
        assert "p  password" in what_for
        assert "e  adjust what it covers" in alone
        assert nothing.startswith("nothing is decided")
        assert before == after == marking
        assert not screen.main.desk or not screen.main.desk.flags()


async def test_nobody_decides_on_a_stop_that_is_not_walked(source: Path) -> None:
    """Beside what a search of words found a key decided on a finding that no list showed."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        stops = await offered(screen)
        await screen.analysed()
        await screen.burst("/Bob\r")
        await screen.until(lambda: len(screen.player.stops) and screen.main.stops_title == "Bob")
        screen.player.seek(stops[0].t_ns)
        await screen.press("r")

        assert screen.main.said == "what is walked now is not decided on: F walks what is private again"
        assert screen.main.desk is not None
        assert [each.id for each in screen.main.desk.stops] == [each.id for each in stops]


async def test_what_a_span_is_for_is_told_in_keys_that_a_reviewer_has(source: Path) -> None:
    """They make no segment of it: it is flagged, or commented on."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await offered(screen)
        await screen.press("n", "i")
        begun = screen.main.said
        await screen.press("right", "o")

        assert begun == "in point set: o where it ends, then x flags it, c comments"
        assert screen.main.said == "out point set: x flags what lies between, c comments; i where it begins"

"""The keys of labelling on the screen: each does what the table says, and what was done is on the disk."""

import asyncio
from pathlib import Path

import pytest

from formats.model.annotations import Comment, Decision, Mark
from replay.store import aside
from replay.store.errors import StoreError
from replay.store.journal import Store
from replay.store.place import place_beside
from replay.ui.keys import KEYS, clashes
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.timeline import Timeline
from tests.replay.ui.labelled import SETTINGS, desk_is_there, go_to, kept, labelled, segments
from tests.replay.ui.screen import LONGEST_S, driven


def test_no_key_does_two_things() -> None:
    """Whatever scope a key is pressed in, it has one meaning."""
    assert not clashes(KEYS)


async def test_a_morning_of_labelling_is_on_the_disk_when_the_screen_is_left(source: Path) -> None:
    """Enter splits, digits label, and after leaving all of it is in the journal."""
    async with labelled(source) as screen:
        await go_to(screen, 20)
        await screen.press("enter", "1")
        await go_to(screen, 40)
        await screen.press("enter", "2")
        await go_to(screen, 5)
        await screen.press("1")
        lines = screen.lines(Timeline)

    assert segments(source, "task") == [(0, "task"), (20, "task"), (40, "preparation")]
    assert "preparation" in "\n".join(lines)


async def test_labels_while_playing_end_the_last_segment(source: Path) -> None:
    """A key while playing ends what runs and begins the next, and playing goes on."""
    async with labelled(source) as screen:
        await go_to(screen, 10)
        await screen.press("space", "1")
        playing = screen.player.playhead.playing
        await screen.press("space")
        await go_to(screen, 30)
        await screen.press("space", "2", "space")

    assert playing
    found = segments(source, "task")
    assert [label for _, label in found] == ["", "task", "preparation"]
    assert found[1][0] == pytest.approx(10, abs=8)  # however busy the machine is


async def test_every_other_key_of_labelling(source: Path) -> None:
    """Points, the picker, tiers, joins, edges, depth, point events, comments, loop, undo, redo."""
    async with labelled(source) as screen:
        for at in (10, 20, 30):
            await go_to(screen, at)
            await screen.press("enter")
        await screen.press("semicolon", "2")  # the list, then a label's key
        assert screen.lines(Inspector)
        await screen.press("percent_sign", "1")  # all that are labelled so
        await go_to(screen, 25)
        await screen.press("M")  # 20 to the end is one
        await go_to(screen, 12)
        await screen.press("B")  # and 0 to 20
        await screen.press("right_parenthesis")
        assert screen.player.t_ns == 20 * 10**9
        await screen.press("vertical_line", "vertical_line", "equals_sign", "equals_sign", "minus")
        assert screen.player.t_ns == 20_010_000_000
        await go_to(screen, 22)
        await screen.press("I")  # begins here
        await go_to(screen, 25)
        await screen.press("left_parenthesis")
        assert screen.player.t_ns == 22 * 10**9
        await go_to(screen, 26)
        await screen.press("greater_than_sign")
        assert screen.main.desk is not None
        assert screen.main.desk.tier == "subtask"
        await screen.press("i")
        await go_to(screen, 32)
        await screen.press("o", "1", "less_than_sign")
        await screen.press("T", "T", "T")  # outcome: a tier of points
        await screen.press("1", "c")
        await screen.burst("look here\r")
        await screen.press("C", "C")
        await screen.press("backslash")
        assert "no segment here to loop" in screen.status()
        await screen.press("T", "backslash")
        assert "looped" in screen.status()
        await screen.press("backslash")
        assert "no longer looped" in screen.status()
        await screen.press("S", "S", "d", "u", "U", "u")
        assert "undone" in screen.status()

    assert segments(source, "task") == [(0, ""), (22, "task")]
    assert segments(source, "subtask") == [(26, "subtask")]
    standing = kept(source).standing.values()
    assert [each.tier for each in standing if isinstance(each, Mark)] == ["outcome"]
    assert [(each.text, each.resolved) for each in standing if isinstance(each, Comment)] == [
        ("look here", False)
    ]


async def test_a_copied_tier_and_a_shrunk_end(source: Path) -> None:
    """Y copies to the next tier; O ends a segment at the playhead."""
    async with labelled(source) as screen:
        await screen.press("T")
        await go_to(screen, 10)
        await screen.press("i")
        await go_to(screen, 30)
        await screen.press("o", "1")
        await go_to(screen, 20)
        await screen.press("O", "Y")

    assert segments(source, "subtask") == segments(source, "step")[:1] == [(10, "subtask")]


async def test_suggestions_are_accepted_with_one_key(source: Path) -> None:
    """p suggests, a splits there and goes on, r lets it never come again, s leaves it."""
    async with labelled(source) as screen:
        await screen.press("p")
        for _ in range(200):
            await screen.settle()
            if "suggested" in screen.status():
                break
            await asyncio.sleep(0.02)
        assert screen.main.desk is not None
        count = len(screen.main.desk.stops)
        await screen.press("home", "n", "a", "r", "s")

    standing = list(kept(source).standing.values())
    verdicts = sorted(each.verdict for each in standing if isinstance(each, Decision))
    assert count > 3
    assert verdicts == ["accepted", "rejected", "skipped"]
    assert len(segments(source, "task")) == 2


async def test_lint_and_open_comments_are_stops(source: Path) -> None:
    """What is wrong is walked like everything else, and a rejected finding is gone."""
    async with labelled(source) as screen:
        await go_to(screen, 20)
        await screen.press("enter", "c")
        await screen.burst("why?\r")
        await screen.press("exclamation_mark")
        before = [line for line in screen.lines(Inspector) if "comment" in line]
        assert screen.main.desk is not None
        stops = len(screen.main.desk.stops)
        await screen.press("home", "r", "exclamation_mark")
        after = len(screen.main.desk.stops)

    assert before
    assert after == stops - 1


async def test_keys_before_the_journal_is_read_are_not_lost(source: Path) -> None:
    """They wait for it, also where the person leaves at once."""
    async with driven(source, source=source, settings=SETTINGS, early="") as screen:
        await screen.burst("g20s\r")
        await screen.burst("\r1q")
        for _ in range(round(LONGEST_S / 0.02)):
            if screen.app._exit:
                break
            await asyncio.sleep(0.02)

    assert segments(source, "task") == [(0, ""), (20, "task")]


async def test_undo_goes_on_after_a_restart(source: Path) -> None:
    """What the last run did is taken back by this one."""
    async with labelled(source) as screen:
        await go_to(screen, 20)
        await screen.press("enter", "1")
    async with labelled(source) as screen:
        await screen.press("u", "u")
        words = screen.status()

    assert "undone" in words
    assert segments(source, "task") == []


@pytest.mark.parametrize("size", [(80, 24), (60, 14), (240, 67)])
async def test_labels_are_shown_on_any_screen(source: Path, size: tuple[int, int]) -> None:
    """The tier in hand is in view however small the screen is."""
    async with labelled(source, size) as screen:
        await go_to(screen, 20)
        await screen.press("enter", "1")
        lines = screen.lines(Timeline)

    assert any(line.startswith("›task") for line in lines)


async def test_a_journal_that_cannot_be_read_says_so_and_the_screen_goes_on(source: Path) -> None:
    """A damaged store is one notification, not an end."""
    place = place_beside(source)
    assert place.path is not None
    place.path.parent.mkdir()
    place.path.write_bytes(b"no database at all" * 100)
    async with driven(source, source=source, settings=SETTINGS, labels=True) as screen:
        await screen.analysed()
        for _ in range(200):
            await screen.settle()
            if "cannot be opened" in screen.status():
                break
            await asyncio.sleep(0.02)
        words = screen.status()
        await screen.press("right")

    assert "the journal cannot be opened" in words
    assert place.path.read_bytes() == b"no database at all" * 100


async def test_what_is_not_saved_is_counted_however_narrow_the_screen_is(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that takes nothing: the line at the top says so, and of how many changes."""

    def full(store: Store, changes: object) -> None:
        del store, changes
        raise StoreError("the disk is full")

    monkeypatch.setattr(Store, "append", full)
    monkeypatch.setattr(aside, "aside_folder", lambda: source.parent / "aside")
    async with driven(source, source=source, settings=SETTINGS, labels=True, size=(60, 14)) as screen:
        await desk_is_there(screen)
        await screen.press("1")
        await go_to(screen, 20)
        await screen.press("enter")
        for _ in range(round(LONGEST_S / 0.05)):
            await screen.settle()
            if "SAVING FAILS" in screen.status():
                break
            await asyncio.sleep(0.05)
        words = screen.status()
        assert screen.main.desk is not None
        unsaved = screen.main.desk.unsaved

    assert unsaved >= 3
    assert f"SAVING FAILS, unsaved {unsaved}" in words
    assert len(list((source.parent / "aside").iterdir())) == 1


async def test_the_stop_that_is_shown_is_the_one_that_is_decided_on(source: Path) -> None:
    """Of several at one time it is the last, and the next key decides on the one before it."""
    async with labelled(source) as screen:
        await screen.press("1", "c")
        await screen.burst("look\r")
        await screen.press("exclamation_mark")
        assert screen.main.desk is not None
        before = [stop.kind for stop in screen.main.desk.stops]
        marked = [line for line in screen.lines(Inspector) if line.startswith("▸")]
        await screen.press("a")
        after = [stop.kind for stop in screen.main.desk.stops]
        at = [screen.main.desk.stops[-1].t_ns, screen.player.t_ns]

    assert ["comment" in line for line in marked] == [True]
    assert before == [*after, "comment"]
    assert len(set(at)) == 1
    assert [each.resolved for each in kept(source).standing.values() if isinstance(each, Comment)] == [True]


async def test_comments_stand_among_the_notes(source: Path) -> None:
    """Open ones and resolved ones, where they are pinned; what they say is inert."""
    async with labelled(source) as screen:
        await go_to(screen, 20)
        await screen.press("c")
        await screen.burst("[b]first[/b]\r")
        await screen.press("C")
        await go_to(screen, 30)
        await screen.press("c")
        await screen.burst("second\r")
        await screen.press("shift+tab", "shift+tab", "shift+tab")
        lines = [line for line in screen.lines(Inspector) if "comment" in line]
        await screen.burst("/FIRST\r")
        await desk_is_there(screen)
        found = screen.player.stops.tolist()

    assert found == [20 * 10**9]
    # The third is the one at the playhead, whole.
    assert [line.split("comment")[1].split() for line in lines][:2] == [
        ["00:20.0", "resolved:", "[b]first[/b]"],
        ["00:30.0", "second"],
    ]

"""The recorded person's screen: they look, take out, put back, release or withhold, and it is kept."""

from pathlib import Path

import pytest
from textual import events
from textual.widgets import OptionList

from replay.ui.keys import clashes
from replay.ui.own.keys import LOOK_BAR, OWN_KEYS, SAY_BAR
from replay.ui.screens.choice import Choice
from replay.ui.screens.subject import SubjectScreen
from replay.ui.screens.welcome import Welcome
from replay.ui.screens.word_choice import WordChoice
from replay.ui.widgets.banner import Banner
from replay.ui.widgets.frame import FrameView
from replay.ui.widgets.key_bar import KeyBar
from replay.ui.widgets.own_lists import OwnLists
from tests.replay.core.recordings import S
from tests.replay.privacy.leaky import SECRET
from tests.replay.ui.own_screen import own_driven, removed, say

pytestmark = pytest.mark.usefixtures("apart")


def test_every_key_does_something_and_those_in_view_are_among_them() -> None:
    """No key does two things."""
    names = {key.action.partition("(")[0] for key in OWN_KEYS}

    assert not clashes(OWN_KEYS)
    assert all(callable(getattr(SubjectScreen, f"action_{name}", None)) for name in names)
    assert {action for _, _, action in (*LOOK_BAR, *SAY_BAR)} <= {key.action for key in OWN_KEYS}


async def test_who_comes_first_is_told_what_this_is_and_all_of_it_is_shown(mine: Path) -> None:
    """Nothing is hidden from them, neither passwords nor names; who has said something is not told again."""
    async with own_driven(mine, welcome=True) as one:
        is_told = isinstance(one.app.screen, Welcome)
        await one.press("z")
        closed = one.app.screen is one.own
        shown = one.text()
    say(mine, removed("goodbye"))
    async with own_driven(mine, welcome=True) as one:
        again = isinstance(one.app.screen, Welcome)

    assert (is_told, closed, again) == (True, True, False)
    assert SECRET in shown
    assert "NOT DECIDED" in shown
    assert "others may use it for what you agreed to: research" in shown


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_the_keys_that_matter_are_always_in_view(mine: Path, size: tuple[int, int]) -> None:
    """So is where they stand; a click on a key does what the key does."""
    async with own_driven(mine, size=size) as one:
        bar = "\n".join(one.lines(KeyBar))
        line, column = next(
            (y, row.index("WITHHOLD")) for y, row in enumerate(one.lines(KeyBar)) if "WITHHOLD" in row
        )
        await one.pilot.click(KeyBar, offset=(column, line))
        await one.done()

        assert all(words in bar for _, words, _ in (*LOOK_BAR, *SAY_BAR))
        assert "WITHHELD" in one.lines(Banner)[0]
        assert one.kept.state == "withheld"


async def test_a_time_is_removed_with_the_pictures_at_both_of_its_ends(mine: Path) -> None:
    """Who marks an end means what they see there; then they see what comes after it."""
    async with own_driven(mine) as one:
        await one.at(10 * S + S // 8)
        await one.press("i")
        await one.at(15 * S + S // 8)
        await one.press("o", "x")
        asked = one.text()
        await one.press("1")
        await one.done()
        (span,) = one.kept.redactions.cuts
        after, here = one.player.t_ns, one.own.player.frame_at(one.player.t_ns)
        lane = next(line for line in one.lines() if line.startswith(" removed"))

        assert span.start_ns == 10 * S + 1
        assert (span.end_ns, after) == (15 * S + S // 4 + 1, 15 * S + S // 4 + 1)
        assert int(one.player.recording.frames["t"][here]) == span.end_ns
        assert "Everything from 00:10.0 to 00:15.2" in asked
        assert "▬" in lane
        assert "1 thing removed" in one.lines(Banner)[0]


async def test_what_is_removed_is_drawn_so_until_they_look_at_it(mine: Path) -> None:
    """In the picture and in the lists; `v` shows it and covers it again."""
    say(mine, removed(SECRET, apps=("Browser",)))
    async with own_driven(mine) as one:
        await one.at(12 * S)
        await one.press("tab")
        covered = one.text()
        picture = one.own.query_one(FrameView).scene.image
        await one.press("v")
        await one.until(lambda: one.own.query_one(FrameView).scene.image is not None)
        shown = one.text()
        await one.press("v")
        again = one.text()

        assert picture is None
        for text in (covered, again):
            assert "You removed this" in text
            assert "Account" not in text
        assert "Account" in shown
        assert "WHAT YOU REMOVED IS SHOWN" in shown


async def test_a_word_is_chosen_from_those_at_the_playhead_or_typed(mine: Path) -> None:
    """It goes from every list at once, and they are told in how many texts it stands."""
    async with own_driven(mine) as one:
        await one.at(22 * S)
        await one.press("x")
        await one.burst("3")
        is_asked = isinstance(one.app.screen, WordChoice)
        offered = one.text()
        await one.burst("zeb")
        short = one.text()
        await one.burst("ra\r")
        await one.done()
        gone = one.text()

        assert is_asked
        assert "goodbye" in offered
        assert SECRET in offered
        assert "So short a word goes where it stands alone" in short
        assert one.kept.redactions.words == ("zebra",)
        assert "removed: it stood in" in gone
        assert "window titles 1" in gone
        assert "the clipboard 1" in gone
        assert SECRET not in gone


async def test_what_is_asked_while_it_plays_is_about_what_is_shown(mine: Path) -> None:
    """The question stops the playing."""
    async with own_driven(mine) as one:
        await one.press("space")
        played = one.player.playhead.playing
        await one.press("x")

        assert played
        assert not one.player.playhead.playing


async def test_what_is_removed_is_not_told_by_what_is_asked(mine: Path) -> None:
    """Neither what was typed nor its words: who stands behind the person reads along."""
    say(mine, removed("goodbye", "Notes"))
    async with own_driven(mine) as one:
        await one.read()
        await one.at(22 * S)
        await one.press("x")
        asked = one.text()
        await one.burst("2")
        offered = one.text()

    for text in (asked, offered):
        assert "goodbye" not in text
        assert "Notes" not in text
    assert "Which word, name or sentence is to go" in offered


async def test_a_short_word_is_covered_where_it_stands_alone(mine: Path) -> None:
    """It is kept as such a word, and what was typed with it is covered."""
    async with own_driven(mine) as one:
        await one.at(18 * S)
        await one.press("x")
        await one.burst("3see\r")
        await one.done()
        gone = one.text()

        assert one.kept.redactions.alone == ("see",)
        assert "removed: it stood in 1 place: typed text 1" in gone
        assert f"see {SECRET}" not in gone


async def test_what_was_typed_is_removed_wherever_it_stands(mine: Path) -> None:
    """Every line of it is a word from then on, and the run is drawn as removed."""
    async with own_driven(mine) as one:
        await one.at(22 * S)
        await one.press("x")
        await one.press("2")
        await one.done()

        assert one.kept.redactions.words == ("goodbye",)
        assert "goodbye" not in one.text()
        assert "[removed]" in "\n".join(one.lines(OwnLists))


async def test_one_thing_is_put_back_and_a_release_ends_with_it(mine: Path) -> None:
    """They are asked where it was released without that; where not it is done."""
    say(mine, removed("goodbye", "hello"), "released")
    async with own_driven(mine) as one:
        await one.press("u")
        listed = one.lines(OwnLists)
        await one.press("up", "u")
        is_asked = isinstance(one.app.screen, Choice)
        question = one.text()
        await one.press("enter")
        await one.done()
        first = one.kept
        await one.press("u")
        await one.done()

        assert sum("a word: 1 place" in line for line in listed) == 3  # and in full below
        assert is_asked
        assert "your release ends" in " ".join(question.split())
        assert (first.redactions.words, first.state) == (("hello",), "undecided")
        assert one.kept.removed == 0
        assert "NOT DECIDED" in one.lines(Banner)[0]


async def test_it_is_released_once_they_said_yes(mine: Path) -> None:
    """What they remove later leaves it released."""
    async with own_driven(mine) as one:
        await one.press("r", "escape")
        before = one.kept.state
        await one.press("r", "1")
        await one.done()
        released = one.lines(Banner)[0]
        await one.at(S)
        await one.press("x", "1")
        await one.done()

        assert before == "undecided"
        assert "RELEASED" in released
        assert (one.kept.state, one.kept.redactions.apps) == ("released", ("Browser",))


@pytest.mark.parametrize(("answer", "state"), [("1", "undecided"), ("3", "withheld")])
async def test_who_has_not_decided_is_asked_when_they_leave(mine: Path, answer: str, state: str) -> None:
    """What they say then is kept before the screen is gone."""
    async with own_driven(mine) as one:
        await one.press("q")
        is_asked = isinstance(one.app.screen, Choice)
        await one.press(answer)
        await one.until(lambda: one.app._exit)

        assert is_asked
        assert one.kept.state == state


async def test_keys_that_come_together_are_done_in_their_order(mine: Path) -> None:
    """A slow line delivers them so; what they say is kept in that order, and before they leave."""
    async with own_driven(mine) as one:
        await one.at(S)
        await one.burst("i.ox1x1r1q")
        await one.until(lambda: one.app._exit)

        assert one.kept.state == "released"
        assert (len(one.kept.redactions.cuts), one.kept.redactions.apps) == (1, ("Browser",))


async def test_what_is_pasted_is_a_word(mine: Path) -> None:
    """People copy names from elsewhere."""
    async with own_driven(mine) as one:
        await one.press("x", "1")
        one.app.post_message(events.Paste("goodbye"))
        await one.until(lambda: one.app.screen.query_one(OptionList).option_count == 1)
        await one.press("enter")
        await one.done()

        assert one.kept.redactions.words == ("goodbye",)

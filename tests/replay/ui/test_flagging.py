"""Regions, flags by hand and what they oblige to, on the screen."""

import asyncio
from pathlib import Path

import pytest

from formats.model.annotations import Comment, Decision, Flag
from formats.model.content_id import content_id
from formats.model.recording import Recording
from formats.native.copy import write_recording
from replay.annotate.ledger import Ledger
from replay.privacy.finding import ChannelText
from replay.privacy.texts import Progress, Texts
from replay.store.journal import open_store
from replay.store.paths import readings_folder
from replay.store.place import place_beside
from replay.ui.exit_codes import HANDED_IN
from replay.ui.messages import PictureReady
from replay.ui.screens.region import RegionScreen
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.timeline import Timeline
from tests.replay.core.recordings import S
from tests.replay.privacy.leaky import FIELD_TOP, SECRET, leaky
from tests.replay.ui.labelled import SETTINGS, desk_is_there, go_to, kept, labelled
from tests.replay.ui.screen import LONGEST_S, Driven, driven

_ADDRESS = "maria@example.org"


@pytest.fixture(autouse=True)
def _without_reading_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading text takes seconds a picture, and is tested where it is done."""
    monkeypatch.setattr("replay.ui.desks.eyes.Eyes._screen_reader", lambda _: None)
    monkeypatch.setattr("replay.ui.picture_reading.spare_cores", lambda: 1)


def _lane(screen: Driven) -> str:
    """Return the timeline's lane of flags, "" where there is none."""
    return next((line for line in screen.lines(Timeline) if line.startswith(" flags")), "")


def _flags(source: Path) -> list[Flag]:
    return [each for each in kept(source).standing.values() if isinstance(each, Flag)]


async def test_a_region_is_drawn_flagged_and_followed(source: Path) -> None:
    """P, arrows, Enter and a letter: the flag holds as long as the picture under it, and is drawn there."""
    async with labelled(source) as screen:
        await go_to(screen, 30)
        await screen.press("P", "ctrl+left", "ctrl+up", "shift+right")
        in_hand = [each.kind for each in screen.main.stage.view.scene.outlines]
        await screen.press("enter", "n")
        await screen.until(lambda: "the region holds" in screen.main.said or "look at" in screen.main.said)
        drawn = screen.main.stage.view.scene.outlines

    (flag, *_) = _flags(source)
    assert in_hand[-1] == "chosen"
    assert [each.kind for each in drawn] == ["flag"]
    assert (flag.category, flag.channels) == ("person", ())
    assert flag.region is not None
    assert flag.start.t_ns < 30 * 10**9 - 250 * 10**6 or flag.end.t_ns > 30 * 10**9 + 250 * 10**6


async def test_what_is_asked_of_a_region_fits_a_narrow_terminal(source: Path) -> None:
    """At 80 columns no key is cut off: neither of those that pick, nor of those that say what for."""
    async with labelled(source, size=(80, 24)) as screen:
        await go_to(screen, 30)
        await screen.press("P")
        await screen.until(lambda: "letters pick" in screen.status())
        picks = screen.status()
        await screen.press("enter")
        asks = screen.status()

    assert all(word in picks for word in ("arrows move", "Shift sizes", "Enter takes", "Esc"))
    assert all(word in asks for word in ("p password", "x word", "c comment"))


async def test_a_comment_is_pinned_to_a_region(source: Path) -> None:
    """P, Enter, c and words; it is drawn on the picture it was pinned to and on no other."""
    async with labelled(source) as screen:
        await go_to(screen, 30)
        await screen.press("P", "enter", "c")
        await screen.burst("who is this?\r")
        here = [each.kind for each in screen.main.stage.view.scene.outlines]
        await go_to(screen, 60)
        elsewhere = screen.main.stage.view.scene.outlines

    (comment,) = [each for each in kept(source).standing.values() if isinstance(each, Comment)]
    assert (comment.text, here, elsewhere) == ("who is this?", ["comment"], ())
    assert comment.region is not None


async def test_a_region_that_is_left_leaves_nothing(source: Path) -> None:
    """Escape ends it, and the letters are themselves again."""
    async with labelled(source) as screen:
        await go_to(screen, 30)
        await screen.press("P", "right", "escape", "right")
        assert screen.main.tool is None
        assert screen.main.stage.view.scene.outlines == ()

    assert _flags(source) == []


async def test_a_region_is_dragged_with_the_mouse(source: Path) -> None:
    """Where a terminal reports one; keys go on from there."""
    async with labelled(source) as screen:
        await go_to(screen, 30)
        await screen.press("P")
        view = screen.main.stage.view
        await screen.pilot.mouse_down(view, offset=(20, 10))
        await screen.pilot.mouse_up(view, offset=(40, 15))
        await screen.settle()
        tool = screen.main.tool

    assert tool is not None
    assert tool.region.width > 150
    assert tool.region.height > 60


async def test_typed_text_titles_and_what_is_flagged_by_mistake(source: Path) -> None:
    """t, w and b say what is flagged; d takes the flag away."""
    async with labelled(source) as screen:
        await go_to(screen, 51)
        before = _lane(screen)
        await screen.press("x", "t", "p")
        await screen.settle()
        flagged = _lane(screen)
        await screen.press("x", "w", "n")
        await screen.press("x", "b")
        refused = "\n".join(screen.lines())
        await screen.press("escape")
        await screen.press("x", "slash")
        await screen.burst("salary\r")
        await go_to(screen, 51)
        await screen.press("x", "d")

    assert "the clipboard is not known here" in refused
    assert not before
    assert "▲ password" in flagged or "▬" in flagged
    found = sorted((each.category, each.channels) for each in _flags(source))
    assert len(found) == 2
    assert {channels for _, channels in found} <= {("typed",), ("title",), ()}


async def test_equal_secrets_are_decided_together(tmp_path: Path) -> None:
    """One key for every place of a secret, one undo for all of them, and J for one alone."""
    source = tmp_path / "leaky.replay"
    write_recording(leaky(_ADDRESS), source, lossless=True)
    async with labelled(source) as screen:
        await screen.press("F")
        await screen.until(lambda: screen.main.desk is not None and screen.main.desk.stops)
        desk = screen.main.desk
        assert desk is not None
        before = list(desk.stops)
        first = before[0]
        group = [each for each in before if each.group == first.group]
        lines = "\n".join(screen.lines(Inspector))
        await screen.press("a")
        after = list(desk.stops)
        await screen.press("u")
        undone = list(desk.stops)
        await screen.press("J", "r")
        alone = list(desk.stops)

    assert len(group) > 1
    assert before[: len(group)] == group == undone[: len(group)]
    assert _ADDRESS not in lines
    assert len(after) == len(before) - len(group)
    assert undone == before
    assert len(alone) == len(before) - 1
    verdicts = [each.verdict for each in kept(source).standing.values() if isinstance(each, Decision)]
    assert verdicts == ["rejected"]


async def test_other_characters_are_flagged_in_the_place_of_a_finding(tmp_path: Path) -> None:
    """J e opens the text, arrows move its edges, and the finding is adjusted."""
    source = tmp_path / "leaky.replay"
    write_recording(leaky(_ADDRESS), source, lossless=True)
    async with labelled(source) as screen:
        await screen.press("F")
        await screen.until(lambda: screen.main.desk is not None and screen.main.desk.stops)
        await screen.press("J", "e")
        assert "v reveals it" in screen.main.said
        await screen.press("v")
        await screen.until(lambda: screen.main.stage.keeper.is_revealing)
        await screen.press("J", "e")
        await screen.until(lambda: screen.app.screen is not screen.main)
        await screen.press("left", "left", "enter")

    (flag,) = _flags(source)
    assert flag.note.startswith("characters ")
    verdicts = [each.verdict for each in kept(source).standing.values() if isinstance(each, Decision)]
    assert verdicts == ["adjusted"]


async def test_another_region_is_flagged_in_the_place_of_a_finding_on_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """J e begins with where it stands, once that is revealed; two findings of one time are both counted."""
    source = tmp_path / "leaky.replay"
    write_recording(leaky(), source, lossless=True)
    reader = _Reader()
    monkeypatch.setattr("replay.ui.desks.eyes.Eyes._screen_reader", lambda _: reader)
    monkeypatch.setattr(RegionScreen, "_detect", lambda *_: None)
    async with labelled(source) as screen:
        await screen.press("F")
        await screen.until(lambda: "F again reads" in screen.main.said)
        await screen.press("F")
        desk = screen.main.desk
        assert desk is not None
        await screen.until(lambda: any(each.region is not None for each in desk.stops))
        stop = next(each for each in desk.stops if each.region is not None)
        counted, every = screen.status(), len(desk.stops)
        screen.player.seek(stop.t_ns)
        await screen.press("J", "e")
        refused, tool = screen.main.said, screen.main.tool
        await screen.press("v")
        await screen.until(lambda: screen.main.stage.keeper.is_revealing)
        await screen.press("J", "e")
        begun = screen.main.tool
        await screen.press("right", "enter")
        await screen.until(lambda: stop not in desk.stops)

    assert f"of {every}" in counted
    assert "v reveals it" in refused
    assert tool is None
    assert begun is not None
    assert begun.region == stop.region
    assert {each.region for each in _flags(source) if each.region is not None}
    verdicts = [each.verdict for each in kept(source).standing.values() if isinstance(each, Decision)]
    assert verdicts == ["adjusted"]


async def test_done_is_refused_while_an_obligation_is_open(tmp_path: Path) -> None:
    """A flag on typed text obliges to the clipboard, titles and metadata; then the recording is handed in."""
    source = tmp_path / "leaky.replay"
    made = leaky()
    write_recording(made, source, lossless=True)
    async with driven(source, source=source, settings=SETTINGS, labels=True, claimed=True) as screen:
        await desk_is_there(screen)
        await go_to(screen, 12)
        await screen.press("x", "t", "p", "W")
        await screen.until(lambda: "not handed in" in screen.main.said)
        refused = screen.main.said
        await screen.press("tab")
        rows = "\n".join(screen.lines(Inspector))
        for _ in range(4):
            await screen.press("n", "a")
        desk = screen.main.desk
        assert desk is not None
        for _ in range(20):
            if not desk.stops:
                break
            await screen.press("home", "n", "a")
        assert desk.stops == []
        await screen.press("W")
        for _ in range(round(LONGEST_S / 0.05)):
            if screen.app._exit:
                break
            await asyncio.sleep(0.05)
        assert screen.app.return_code == HANDED_IN

    assert "places of flagged secrets in" in refused
    assert "clipboard" in refused
    assert "open  clipboard" in rows
    assert SECRET not in rows
    with open_store(place_beside(source)) as store:
        standing = Ledger(store.changes(content_id(made), [])).standing.values()
    assert {channel for each in standing if isinstance(each, Flag) for channel in each.channels} >= {
        "typed",
        "title",
        "clipboard",
        "metadata",
    }


async def test_what_is_said_of_the_hidden_is_of_the_picture_shown(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line at the top follows the picture, which comes after the playhead."""
    async with labelled(source) as screen:
        await go_to(screen, 30)
        await screen.press("i")
        await go_to(screen, 50)
        await screen.press("o", "P", "enter", "n")
        await go_to(screen, 5)
        held: list[PictureReady] = []
        with monkeypatch.context() as late:
            late.setattr(screen.main.stage, "take", held.append)
            await go_to(screen, 40)
            await screen.until(lambda: held)
            before = screen.status()
        screen.main.on_picture_ready(held[-1])
        after = screen.status()

    assert "not in the picture" in before
    assert "hidden here (flag): v" in after


class _Reader:
    """Reads an address on the pictures of the leaking form."""

    engines = ()

    def __call__(self, recording: Recording, texts: Texts, progress: Progress) -> tuple[str, ...]:
        progress("reading text", 0, len(recording.frames))
        box = (8, FIELD_TOP, 120, 16)
        texts.every.append(
            ChannelText("screen", "d0.f50.8.60", "joe@example.org", 12 * S, 20 * S, frame=50, box=box)
        )
        return ("reader 1",)


async def test_asked_again_it_reads_the_pictures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F says that they were not read; F again finds what stands on them alone, and hides it there."""
    source = tmp_path / "leaky.replay"
    write_recording(leaky(), source, lossless=True)
    async with labelled(source) as screen:
        await screen.press("F")
        await screen.until(lambda: "F again reads the pictures too" in screen.main.said)
        desk, keeper = screen.main.desk, screen.main.stage.keeper
        assert desk is not None
        await screen.until(lambda: not keeper.unplaced)
        before, boxes = list(desk.stops), keeper.masks.boxes(screen.player.recording, 50, 13 * S)
        await screen.press("F")
        await screen.until(lambda: "cannot be read here" in screen.main.said)
        without = list(desk.stops)
        reader = _Reader()
        monkeypatch.setattr("replay.ui.desks.eyes.Eyes._screen_reader", lambda _: reader)
        await screen.press("F")
        await screen.until(lambda: len(desk.stops) > len(before))
        said = screen.main.said
        shown = "\n".join(screen.lines())
        hidden = keeper.masks.boxes(screen.player.recording, 50, 13 * S)

    found = [each for each in desk.stops if each not in before]
    assert without == before
    assert [each.place.channel for each in found if each.place is not None] == ["screen"]
    assert "pictures" not in said
    assert "joe@" not in shown
    # What was typed there is hidden as it was before.
    assert len({*hidden} - {*boxes}) == 1


@pytest.mark.parametrize("keep_nothing", [False, True])
async def test_what_is_read_on_the_pictures_is_kept_unless_somebody_says_no(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keep_nothing: bool
) -> None:
    """It is recorded text: `--keep-nothing` leaves none of it on the disk."""
    source = tmp_path / "leaky.replay"
    write_recording(leaky(), source, lossless=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    reader = _Reader()
    monkeypatch.setattr("replay.ui.desks.eyes.Eyes._screen_reader", lambda _: reader)
    monkeypatch.setattr("replay.ui.picture_reading.spare_cores", lambda: 1)
    async with driven(source, source=source, settings=SETTINGS, keep_nothing=keep_nothing) as screen:
        await screen.analysed()
        await screen.press("F")
        await screen.until(lambda: "private" in screen.main.said)
        await screen.press("F")
        await screen.until(lambda: screen.main._eyes is not None and screen.main._eyes.has_read_pictures)

    assert readings_folder().exists() != keep_nothing


async def test_what_reads_many_pictures_waits_for_keys_and_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not again at each of the pictures that take no time: they would never all be read."""
    waited: list[bool] = []
    async with driven() as screen:
        monkeypatch.setattr(screen.main.calm, "wait", lambda is_stopped: waited.append(is_stopped()))
        monkeypatch.setattr("replay.ui.screens.region._AT_WORK_S", LONGEST_S)
        screen.main._gave_way_at = -LONGEST_S * 2
        for _ in range(3):
            screen.main._give_way()
        screen.main._is_left = True
        screen.main._gave_way_at = -LONGEST_S * 2
        screen.main._give_way()

    assert waited == [False, True]

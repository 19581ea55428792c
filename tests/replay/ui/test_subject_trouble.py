"""The recorded person's screen in trouble: their word is kept all the same, or they are told why not."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from formats.model.content_id import content_id
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.cli.reading.subject_list import read_subject, subject_path
from replay.privacy.subject.redactions import SubjectList
from replay.store.withdrawals import Withdrawal, write_withdrawal
from replay.ui.widgets.banner import Banner
from replay.ui.widgets.own_lists import OwnLists
from tests.replay.core.recordings import S, recording
from tests.replay.ui.own_screen import own_driven, removed, say

pytestmark = pytest.mark.usefixtures("apart")


async def test_what_another_program_removes_meanwhile_stays_removed(mine: Path) -> None:
    """But nothing is released that they have not seen: they are shown it first."""
    async with own_driven(mine) as one:
        say(mine, removed("goodbye"))
        await one.press("r", "1")
        await one.done()
        refused, said = one.kept.state, one.own.said
        await one.at(S)
        await one.press("x", "1")
        await one.done()
        await one.press("r", "1")
        await one.done()

        assert refused == "undecided"
        assert "another program" in said
        assert (one.kept.redactions.words, one.kept.redactions.apps) == (("goodbye",), ("Browser",))
        assert one.kept.state == "released"


async def test_what_cannot_be_kept_is_said_and_leaves_things_as_they_were(mine: Path, tmp_path: Path) -> None:
    """Until something can be; who leaves is told once."""
    async with own_driven(mine, list_file=tmp_path / "absent" / "list.json") as one:
        await one.press("w")
        await one.done()
        banner = "\n".join(one.lines(Banner))
        await one.press("ctrl+c")
        await one.settle()
        still = one.app._exit
        await one.press("ctrl+c")
        await one.until(lambda: one.app._exit)

        assert "NOT KEPT: " in banner
        assert "absent" in banner
        assert "NOT DECIDED" in banner
        assert not still


async def test_what_is_in_the_list_is_shown_even_if_something_else_went_wrong(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it cannot be remembered that there is a list, it is written all the same."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "marks")

    monkeypatch.setattr("replay.store.subject_marks.write_mark", full)
    async with own_driven(mine) as one:
        await one.press("w")
        await one.done()
        banner = "\n".join(one.lines(Banner))

        assert "WITHHELD" in banner
        assert "KEPT, BUT: marks: No space left on device" in banner
        assert one.kept.state == "withheld"


async def test_leaving_waits_for_what_was_said_but_not_for_ever(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program may hold the list."""
    release = threading.Event()

    @contextmanager
    def held() -> Iterator[None]:
        release.wait()
        yield

    monkeypatch.setattr("replay.store.subject_marks.own_turn", held)
    async with own_driven(mine) as one:
        await one.press("w", "ctrl+c")
        waits = not one.app._exit
        await one.press("ctrl+c")
        await one.until(lambda: one.app._exit)
        release.set()

        assert waits


async def test_a_list_that_is_gone_is_told_and_what_it_held_is_not_taken_for_nothing(mine: Path) -> None:
    """They say it anew, and from then on that counts."""
    say(mine, removed("goodbye"), "released")
    subject_path(mine).unlink()
    async with own_driven(mine) as one:
        told = " ".join("\n".join(one.lines(Banner)).split())
        await one.at(S)
        await one.press("x", "1")
        await one.done()

        assert "what you said before is not at hand" in told
        assert "is gone, and with it the 1 thing that you had removed" in told
        assert (one.kept.removed, one.kept.state) == (1, "undecided")


async def test_nothing_is_left_to_decide_of_what_was_withdrawn(mine: Path) -> None:
    """It is shown, and that is all."""
    write_withdrawal(mine, Withdrawal("", 1_795_651_200_000_000_000, "somebody"))
    async with own_driven(mine) as one:
        await one.press("x", "r", "w", "u")
        banner = "\n".join(one.lines(Banner))

        assert "WITHDRAWN" in banner
        assert "on 2026-11-26" in banner
        assert not subject_path(mine).exists()


async def test_it_is_told_when_it_is_withdrawn_meanwhile(mine: Path) -> None:
    """From another window, whether it is said beside the recording or only remembered of its content."""
    remembered = mine.with_name("elsewhere.replay")
    with Reader(mine) as reader:
        identity = content_id(reader)
    async with own_driven(mine) as one:
        write_withdrawal(remembered, Withdrawal(identity, 1_795_651_200_000_000_000, "somebody"))
        await one.until(lambda: bool(one.own.word.withdrawn))
        banner, said = "\n".join(one.lines(Banner)), one.own.said
        await one.press("w")
        refused = one.own.said
        await one.press("q")
        await one.until(lambda: one.app._exit)

        assert "WITHDRAWN" in banner
        assert "on 2026-11-26" in banner
        assert said.startswith("it was withdrawn in another window")
        assert refused == "you withdrew it: there is nothing left to decide"
        assert not subject_path(mine).exists()


async def test_a_release_that_comes_after_a_withdrawal_is_refused(mine: Path) -> None:
    """Also where the question was asked before, and nobody has heard of it yet."""
    async with own_driven(mine) as one:
        one.own._listens = True
        await one.press("r")
        write_withdrawal(mine, Withdrawal("", 1_795_651_200_000_000_000, "somebody"))
        await one.press("1")
        await one.done()
        banner = " ".join("\n".join(one.lines(Banner)).split())

        assert "WITHDRAWN" in banner
        assert "NOT KEPT: it was withdrawn on 2026-11-26: nothing is left to decide" in banner
        assert not subject_path(mine).exists()


async def test_a_screen_that_is_too_small_says_so(mine: Path) -> None:
    """And can be left."""
    async with own_driven(mine, size=(40, 12)) as one:
        told = one.text()
        await one.press("q")
        await one.until(lambda: one.app._exit)

        assert "too small" in told
        assert "60 by 20" in told


async def test_a_recording_without_pictures_is_looked_through_as_well(tmp_path: Path) -> None:
    """And names that a recorder took from the screen do nothing to the terminal."""
    path = tmp_path / "bare.replay"
    window = {"title": "a\x1b]52;c;x\x07", "x": 0, "y": 0, "width": 9, "height": 9}
    made = recording(
        ("window", 0.5, {"app": "evil\x1b[2J[bold]", **window}), ("pointer", 3.0, {"x": 1, "y": 1})
    )
    write_recording(made, path)
    async with own_driven(path) as one:
        await one.press("tab", "right", "i", "right", "o", "x")
        shown = one.text()
        await one.press("1")
        await one.done()

        await one.press("x")
        await one.burst("2nowhere\r")
        await one.done()
        await one.press("u")
        rows = "\n".join(one.lines(OwnLists))

        assert "a word: found nowhere: check the spel" in rows
        assert "evil" in shown
        assert not any(ord(each) < 32 and each != "\n" for each in shown)
        assert len(one.kept.redactions.cuts) == 1


async def test_what_they_remove_is_kept_in_their_list_alone(mine: Path, tmp_path: Path) -> None:
    """No journal, no audit, no cache and no log holds a word of it; that they did is noted."""
    async with own_driven(mine) as one:
        await one.at(22 * S)
        await one.press("x", "2")
        await one.done()
        await one.press("x", "1")
        await one.done()
        await one.press("u", "u")
        await one.done()
        await one.press("ctrl+c")
        await one.until(lambda: one.app._exit)
    files = [
        path for path in tmp_path.rglob("*") if path.is_file() and path not in {mine, subject_path(mine)}
    ]

    assert files
    for path in files:
        held = path.read_bytes()
        assert not any(word in held for word in (b"goodbye", b"Browser"))
    assert subject_path(mine).stat().st_mode & 0o777 == 0o600
    assert isinstance(read_subject(subject_path(mine), one.kept.recording), SubjectList)


async def test_what_is_done_in_another_window_is_shown_and_nothing_is_lost(mine: Path) -> None:
    """Two screens on one recording: each shows what both removed and put back, and says so."""
    async with own_driven(mine) as one, own_driven(mine) as other:
        await one.at(22 * S)
        await one.press("x", "2")
        await one.done()
        await other.until(lambda: other.own.word.subject.removed == 1 and other.own.drawn)
        heard, lists = other.own.said, "\n".join(other.lines(OwnLists))
        await other.at(S)
        await other.press("x", "1")
        await other.done()
        await one.until(lambda: one.own.word.subject.removed == 2)
        await one.press("u", "u")
        await one.done()
        await other.until(lambda: other.own.word.subject.removed == 1)

        assert heard == "your list was changed in another window: 1 thing removed now"
        assert "[removed]" in lists
        assert one.kept.removed == 1
        assert one.own.word.subject == other.own.word.subject == one.kept
        assert one.own.said == "put back"


async def test_a_list_that_changes_while_they_are_asked_is_not_released(mine: Path) -> None:
    """The question told of another one; asked anew it is."""
    async with own_driven(mine) as one:
        await one.press("r")
        say(mine, removed("goodbye"))
        await one.until(lambda: one.own.word.subject.removed == 1)
        await one.press("1")
        await one.done()
        refused, words = one.kept.state, one.own.said
        await one.press("r", "1")
        await one.done()

        assert (refused, one.kept.state) == ("undecided", "released")
        assert "another program has changed your list" in words

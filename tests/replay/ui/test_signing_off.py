"""Signing off: refused while something is open, in part while something was not seen, and kept."""

import threading
from functools import partial
from pathlib import Path

import pytest

from formats.model.annotations import Decision
from formats.model.content_id import content_id
from formats.native.reader import Reader
from replay.privacy.review.seen import Seen, read_seen
from replay.privacy.texts import ScreenReader
from replay.store.audit import AuditLog
from replay.store.journal import open_store
from replay.store.place import place_beside
from replay.store.seen import add_seen, seen_text
from replay.ui import late
from replay.ui.desks.eyes import Eyes
from replay.ui.picture_reading import Tell
from replay.ui.private.seen_keeper import seen_of
from replay.ui.widgets.inspector import Inspector
from tests.replay.ui.labelled import SETTINGS, go_to, kept
from tests.replay.ui.screen import LONGEST_S, Driven, driven


async def _decided(screen: Driven) -> None:
    """Find everything and confirm it."""
    await screen.analysed()
    await screen.press("V")
    await screen.until(lambda: bool(screen.main.desk and screen.main.desk.stops))
    assert "not signed: 5 findings are open" in screen.status()
    await screen.press("home", "n", "a", "a", "a", "a", "a")


async def test_it_is_refused_then_in_part_then_whole(source: Path) -> None:
    """What is open comes first, then what was not seen; each sign-off says which it was."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await _decided(screen)
        await screen.press("V")
        await screen.until(lambda: screen.app.screen is not screen.main)
        asked = "\n".join(screen.lines())
        await screen.burst("glanced\r")
        missing = len(screen.player.stops)
        with Reader(source) as reader, open_store(place_beside(source)) as store:
            runs = screen.main.stage.keeper.runs
            assert runs is not None
            identity, first_seqs = content_id(reader), runs.rows["first_seq"].tolist()
            everything = seen_of(range(len(reader.frames)), first_seqs).text()
            add_seen(store, identity, SETTINGS.author, lambda _: everything)
        await screen.press("V")
        await screen.until(lambda: screen.app.screen is not screen.main)
        whole = "\n".join(screen.lines())
        await screen.burst("all\r")

    decisions = [
        each
        for each in kept(source).standing.values()
        if isinstance(each, Decision) and each.subject == "sign-off"
    ]
    with AuditLog(place_beside(source)) as log:
        signed = [each for each in log.entries(identity) if each.kind == "signed_off"]
    assert "Sign off IN PART: seen" in asked
    assert missing > 0
    assert "Sign off: seen 220 of 220 pictures" in whole
    assert [each.verdict for each in decisions] == ["accepted"]
    assert decisions[0].note.endswith("; all")
    assert [each.details["seen"].startswith("in part") for each in signed] == [True, False]


async def test_who_comes_to_find_it_sees_nothing_private_before_it_is_found(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All typed text is hidden until the search that nobody asked for is done; the playhead stays."""
    may_end, search = threading.Event(), late.private_findings

    def slow(*args: object, **kwargs: object) -> object:
        may_end.wait(LONGEST_S)
        return search(*args, **kwargs)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(late, "private_findings", slow)
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await screen.analysed()
        before = "\n".join(screen.lines())
        may_end.set()
        await screen.until(lambda: "5 private: n walks them" in screen.status())
        after, stood_ns = "\n".join(screen.lines()), screen.player.t_ns
        await screen.press("n")
        await screen.until(lambda: screen.player.t_ns != stood_ns)
        said = screen.status()
        await screen.press("a")
        await screen.until(lambda: "accepted" in screen.status())
        said_next = screen.status()

    assert "echo done" not in before
    assert "echo done" in after
    for secret in ("4111", "AKIA", "hunter2", "example.com"):
        assert secret not in before + after
    assert stood_ns == 0
    assert "critical: card in typed (card)" in said
    assert "finding accepted; now critical: api-key in typed (token-aws)" in said_next


async def test_it_is_refused_while_pictures_are_being_read(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What F finds on them is not known yet; when it is, V goes on."""
    may_end = threading.Event()

    def reader(_: Eyes, tell: Tell) -> ScreenReader:
        def read(*_: object) -> tuple[str, ...]:
            tell("reading the pictures, 0 % …")
            may_end.wait(LONGEST_S)
            return ()

        return read

    monkeypatch.setattr(Eyes, "reads_pictures", True)
    monkeypatch.setattr(Eyes, "screen_reader", reader)
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await screen.analysed()
        await screen.press("F")
        await screen.until(lambda: bool(screen.main.desk and screen.main.desk.stops))
        await screen.press("F")
        await screen.until(lambda: "reading the pictures" in screen.status())
        await screen.press("V")
        refused = screen.status()
        screen.main.forget_stops()
        await screen.press("n")
        nowhere = screen.status()
        may_end.set()
        await screen.until(lambda: "private:" in screen.status())
        await screen.press("V")
        await screen.until(lambda: "findings are open" in screen.status())

    assert "not signed: F is still reading the pictures" in refused
    assert "F is still reading the pictures: what it finds are stops then" in nowhere


async def test_what_was_on_the_screen_is_kept_of_a_reviewer_alone(source: Path) -> None:
    """A picture that stood and a text that was read are kept; what is hidden is not among them."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await screen.analysed()
        await go_to(screen, 20)
        screen.main.query_one(Inspector).show_tab("text")
        await screen.pilot.pause(0.8)
        frame = screen.player.frame_at(20_000_000_000)
        runs = screen.main.stage.keeper.runs
    seen = _kept(source)
    assert runs is not None
    read = seen.typed.holds(runs.rows["first_seq"])
    secrets = ("hunter2", "AKIA", "4111", "@")
    assert read.tolist() == [not any(each in text for each in secrets) for text in runs.texts]
    assert any(start <= frame < stop or abs(start - frame) < 4 for start, stop in seen.frames.spans)

    with open_store(place_beside(source)) as store, Reader(source) as reader:
        assert seen_text(store, content_id(reader), "somebody else") == ""


async def test_who_only_looks_leaves_no_trace_of_it(source: Path) -> None:
    """Nothing is kept of anybody who did not come to sign off, and V says how one does."""
    async with driven(source, source=source, settings=SETTINGS) as screen:
        await screen.analysed()
        await screen.pilot.pause(0.5)
        await screen.press("V")
        said = screen.status()

    assert "--as privacy" in said
    path = place_beside(source).path
    assert path is not None
    assert not path.exists()


def test_two_programs_of_one_person_lose_nothing_of_each_other(source: Path) -> None:
    """What is added is a union with what is there by then."""
    with open_store(place_beside(source)) as one, open_store(place_beside(source)) as other:
        for store, frames in ((one, {1, 2}), (other, {9}), (one, {3})):
            added = seen_of(frames, frames)
            add_seen(store, "r", "ann", partial(_union, added))

        assert read_seen(seen_text(one, "r", "ann")) == seen_of({1, 2, 3, 9}, {1, 2, 3, 9})


def _union(added: Seen, kept: str) -> str:
    return (read_seen(kept) | added if kept else added).text()


def _kept(source: Path) -> Seen:
    with open_store(place_beside(source)) as store, Reader(source) as reader:
        return read_seen(seen_text(store, content_id(reader), SETTINGS.author))

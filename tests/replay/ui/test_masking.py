"""What is hidden is on no part of the screen, and in none of the bytes, until it is revealed."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from formats.model.annotations import Correction, Edge, Flag, Region
from formats.model.changes import Change
from formats.model.content_id import content_id
from formats.model.time import Span
from formats.native.reader import Reader
from replay.annotate.correction import CORRECTION
from replay.annotate.history import Edit
from replay.annotate.notebook import Notebook
from replay.privacy.finding import Finding, read_finding
from replay.privacy.masks.pictures import MASK_FILL
from replay.store.audit import AuditLog
from replay.store.audit_place import audit_place
from replay.store.journal import open_store
from replay.store.place import place_beside
from replay.ui import late, messages
from replay.ui.desks.looked import Boxes
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.tabs import TABS
from tests.data import ROOT, real
from tests.replay.ui.labelled import SETTINGS, desk_is_there, go_to, labelled
from tests.replay.ui.pictured import inside
from tests.replay.ui.screen import LONGEST_S, Driven, driven
from tests.replay.ui.test_terminal import Terminal

SECRET = "hunter2-not-real"
TYPED_AT_S = 51.0


async def _seen_on(screen: Driven) -> str:
    """Return all that every list shows along the recording, each with the whole screen around it."""
    shown: list[str] = []
    for _ in TABS:
        await screen.press("tab")
        for at in (0, 49.9, 50.1, 51.0, 52.5, 52.8, 56, 70):
            screen.player.seek(int(at * 1e9))
            screen.main.update_all()
            await screen.settle()
            shown += screen.lines()
    return "\n".join(shown)


@pytest.mark.parametrize("size", [(160, 48), (80, 24)])
async def test_a_typed_password_is_on_no_part_of_the_screen(size: tuple[int, int]) -> None:
    """Nobody has asked for it: no list, detail, line or lane shows a word of it, nor how long it is."""
    async with driven(size=size) as screen:
        await screen.analysed()
        shown = await _seen_on(screen)
        screen.player.seek(int(49.9e9))
        steps = []
        for _ in range(4):
            await screen.press("right")
            steps.append(screen.player.t_ns)

    assert "[hidden]" in shown
    assert SECRET not in shown
    assert not any(SECRET[at : at + 5] in shown for at in range(len(SECRET) - 4))
    during = [t_ns for t_ns in steps if 50_091_459_477 < t_ns < 52_754_459_477]
    assert not during


async def test_what_is_hidden_is_told_on_a_narrow_screen(source: Path, held_reading: threading.Event) -> None:
    """Beside everything else that is never left out: times, a distance, a correction, a word."""
    with Reader(source) as reader:
        changes: list[Change] = []
        notebook = Notebook(content_id(reader), "eve", (), changes.extend, tool="test")
        notebook.do([Edit(None, Correction(CORRECTION, -180_000_000, note="measured"))])
    with open_store(place_beside(source)) as store:
        store.append(changes)
    async with driven(source, source=source, settings=SETTINGS, size=(80, 24)) as screen:
        beginning = screen.status()
        held_reading.set()
        await desk_is_there(screen)
        await go_to(screen, TYPED_AT_S)
        await screen.until(lambda: not screen.main.stage.keeper.unplaced)
        await _says(screen, "frames -180")
        hidden = screen.status()
        screen.main.say("a word that is longer than there is room for on such a narrow screen as this one")
        await screen.settle()
        said = screen.status()
        await go_to(screen, 10)
        nothing = screen.status()

    assert "typing hidden" in beginning
    assert "hidden: v" in hidden
    assert "hidden: v" in said
    assert "hidden" not in nothing


async def test_it_is_hidden_in_a_session_that_was_really_captured(tmp_path: Path) -> None:
    """The same holds of another recording of the script, at half the pictures."""
    out = tmp_path / "desk2.replay"
    build = [sys.executable, str(ROOT / "tests" / "build_desk.py"), str(real("desk", "same-script-2fps"))]
    subprocess.run([*build, "-o", str(out)], check=True, capture_output=True)
    async with driven(out) as screen:
        await screen.analysed()
        shown = await _seen_on(screen)

    assert "[hidden]" in shown
    assert not any(SECRET[at : at + 5] in shown for at in range(len(SECRET) - 4))


def test_it_is_in_none_of_the_terminal_s_bytes(tmp_path: Path) -> None:
    """Every list is walked around the password: no byte that is written holds a part of it."""
    terminal = Terminal(tmp_path)
    shown = terminal.read_until(lambda text: b"? help" in text)
    deadline = time.monotonic() + 4
    shown += terminal.read_until(lambda _: time.monotonic() > deadline)
    for keys in (b"g50.05s\r", *([b"\t", b"j", b"k", b"ll", b"zz", b"ZZ"] * len(TABS)), b"/hunter\r", b"q"):
        os.write(terminal.descriptor, keys)
        deadline = time.monotonic() + 0.25
        shown += terminal.read_until(lambda _: time.monotonic() > deadline)  # noqa: B023 - asked at once
    os.waitpid(terminal.pid, 0)
    os.close(terminal.descriptor)

    assert b"[hidden]" in shown
    # What was searched for is the person's own word.
    assert b"ter2" not in shown
    assert b"not-real" not in shown


async def test_it_is_hidden_before_anything_is_read(held_reading: threading.Event) -> None:
    """Until the typed text has been looked through, no key is listed."""
    async with driven() as screen:
        shown = await _seen_on(screen)
        held_reading.set()

    assert SECRET[:5] not in shown
    assert not any(" key " in line for line in shown.split("\n"))


async def test_what_is_found_is_hidden_from_then_on(source: Path) -> None:
    """F finds a card and a token; rejected, one is shown again."""
    async with labelled(source) as screen:
        before = await _seen_on(screen)
        await screen.press("F")
        await screen.until(lambda: bool(screen.main.desk and screen.main.desk.stops))
        after = await _seen_on(screen)
        assert screen.main.desk is not None
        card = next(each for each in screen.main.desk.stops if "card" in each.words)
        screen.player.seek(card.t_ns)
        await screen.press("r")
        rejected = await _seen_on(screen)

    assert "4111 1111 1111 1111" in before
    assert "4111" not in after
    assert "alice@example.com" not in after
    assert "4111 1111 1111 1111" in rejected
    assert "alice@example.com" not in rejected


async def test_v_reveals_until_the_playhead_leaves_and_is_noted(source: Path) -> None:
    """It is shown only where the playhead is, and the audit names who looked, and at which span."""
    async with labelled(source) as screen:
        await go_to(screen, TYPED_AT_S)
        await screen.press("v")
        await screen.until(lambda: screen.main.stage.keeper.is_revealing)
        screen.main.query_one(Inspector).show_tab("text")
        await screen.settle()
        revealed = "\n".join(screen.lines())
        await go_to(screen, 20)
        left = await _seen_on(screen)
        await go_to(screen, TYPED_AT_S)
        await screen.press("v")
        await screen.until(lambda: screen.main.stage.keeper.is_revealing)
        await screen.press("v")
        again = await _seen_on(screen)

    place = audit_place(source, SETTINGS, weighs=True)
    assert place is not None
    with Reader(source) as reader, AuditLog(place) as log:
        identity = content_id(reader)
        entries = [each for each in log.entries(identity) if each.kind == "revealed"]
    assert SECRET in revealed
    assert "REVEALED" in revealed
    assert SECRET not in left + again
    assert [each.who for each in entries] == [SETTINGS.author] * 2
    assert entries[0].span is not None
    assert entries[0].span.contains(int(TYPED_AT_S * 1e9))
    assert not any(SECRET in str(each.details) for each in entries)


async def test_what_cannot_be_noted_is_not_shown(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person is told why, and nothing is revealed."""
    monkeypatch.setattr("replay.ui.late.note_revealed", lambda: lambda *_: ("", "the disk is full"))
    async with labelled(source) as screen:
        await go_to(screen, TYPED_AT_S)
        await screen.press("v")
        await screen.until(lambda: "not shown" in screen.status())
        shown = await _seen_on(screen)

    assert SECRET not in shown


async def test_a_search_finds_nothing_hidden() -> None:
    """That a hidden text holds a word is as much as showing it."""
    async with driven() as screen:
        await screen.analysed()
        await screen.burst("/not-real\r")
        await screen.pilot.pause(0.3)
        shown = screen.status()
        stops = len(screen.player.stops)

    assert stops == 0
    assert "hidden text is not searched" in shown


async def test_a_flagged_region_is_filled_before_cells_are_made(source: Path) -> None:
    """Every pixel of it that the view gets is the fill, for as long as the flag lasts."""
    with Reader(source) as reader:
        notebook_changes = _flagged(reader, Region(0, 320, 200, 640, 400))
    with open_store(place_beside(source)) as store:
        store.append(notebook_changes)
    async with driven(source, source=source, settings=SETTINGS, labels=True) as screen:
        await desk_is_there(screen)
        middle = await inside(screen, 21)
        outside = await inside(screen, 41)

    assert (middle == MASK_FILL).all()
    assert not (outside == MASK_FILL).all()


@pytest.mark.parametrize("spans", [(Span(20_000_000_000, 30_000_000_000),), None])
async def test_what_may_be_flagged_is_hidden_until_the_journal_is_read(
    source: Path, monkeypatch: pytest.MonkeyPatch, spans: tuple[Span, ...] | None
) -> None:
    """All of it, where it may be: then only what is flagged."""
    read = threading.Event()
    monkeypatch.setattr("replay.ui.late.read_journal", _held(read, late.read_journal))
    with Reader(source) as reader:
        changes = _flagged(reader, Region(0, 0, 0, 100, 100))
    with open_store(place_beside(source)) as store:
        store.append(changes)
    async with driven(source, source=source, settings=SETTINGS) as screen:
        screen.main.hide(screen.main.stage.keeper.take_glance(spans))
        screen.main._read_journal()
        before = await inside(screen, 21)
        elsewhere = await inside(screen, 41)
        said = screen.status()
        read.set()
        await desk_is_there(screen)
        after = await inside(screen, 21)

    assert (before == MASK_FILL).all()
    assert bool((elsewhere == MASK_FILL).all()) == (spans is None)
    assert "hidden until" in said or spans is not None
    assert not (after == MASK_FILL).all()


async def test_a_guess_is_given_up_where_the_journal_cannot_be_read(source: Path) -> None:
    """Nobody would see anything else; where a flag is known to be, it stays hidden."""
    (source.parent / ".replay").mkdir()
    (source.parent / ".replay" / "annotations.db").write_bytes(b"no store")
    kept = []
    for spans in (None, (Span(20_000_000_000, 30_000_000_000),)):
        async with driven(source, source=source, settings=SETTINGS, notices=True) as screen:
            screen.main.hide(screen.main.stage.keeper.take_glance(spans))
            screen.main._read_journal()
            await _says(screen, "cannot be opened")
            kept.append((screen.main.stage.keeper.awaits_journal, "not hidden" in "\n".join(screen.lines())))

    assert kept == [(False, True), (True, False)]


async def test_no_box_is_offered_around_hidden_words(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be as long as the word; beside what is hidden boxes are picked as ever."""
    with Reader(source) as reader:
        changes = _flagged(reader, Region(0, 320, 200, 640, 400))
    with open_store(place_beside(source)) as store:
        store.append(changes)
    within, beside = Region(0, 400, 300, 77, 16), Region(0, 20, 20, 90, 16)
    async with driven(source, source=source, settings=SETTINGS, labels=True) as screen:
        await desk_is_there(screen)
        await go_to(screen, 21)
        monkeypatch.setattr(screen.main, "_detect", lambda *_: None)
        await screen.press("P")
        boxes = Boxes(screen.main._tool_frame, (within, beside), is_last=True)
        screen.main.post_message(messages.BoxesReady(boxes))
        await screen.settle()
        tool = screen.main.tool

    assert tool is not None
    assert tool.boxes == (beside,)


async def test_a_finding_on_the_screen_is_filled_over_its_line_and_walked(source: Path) -> None:
    """What `replay scan --json` found on a picture is hidden on it, and F makes a stop of it."""
    found = Finding(
        id="card:screen:9",
        category="card",
        channel="screen",
        start_ns=20_000_000_000,
        end_ns=30_000_000_000,
        severity="high",
        confidence=0.9,
        rule="card",
        place="",
        start=0,
        stop=0,
        text="",
        frame=80,
        box=(400, 200, 10, 400),
    )
    given = read_finding(json.loads(json.dumps(found.record())))
    async with driven(source, source=source, settings=SETTINGS, labels=True) as screen:
        await desk_is_there(screen)
        screen.main.hide(screen.main.stage.keeper.take_found([given], whole=False))
        middle = await inside(screen, 21)
        await screen.press("F")
        await screen.until(lambda: bool(screen.main.desk and len(screen.main.desk.stops) == 6))

    assert (middle == MASK_FILL).all()


@pytest.mark.parametrize(("key", "hides"), [("a", True), ("r", False)])
async def test_what_was_said_of_a_secret_goes_for_its_place_on_a_picture_too(
    source: Path, key: str, hides: bool
) -> None:
    """It was typed and decided on; on a picture it is no stop then, and hidden or shown as was said."""
    async with driven(source, source=source, settings=SETTINGS, privacy=True) as screen:
        await screen.until(lambda: bool(screen.main.desk and screen.main.desk.stops))
        keeper, desk = screen.main.stage.keeper, screen.main.desk
        assert desk is not None
        typed = next(each for each in keeper.found if each.category == "card")
        on_screen = replace(typed, id="seen", channel="screen", frame=7, box=(400, 200, 10, 400))
        every = (*keeper.found, replace(on_screen, start_ns=1_000_000_000, end_ns=3_000_000_000))
        await screen.press("n", key)
        walked = [each.id for each in screen.main._take_private(desk, every)]
        middle = await inside(screen, 2)
        await screen.press("u")
        undone = [each.id for each in desk.stops]

    assert "seen" not in walked
    assert {"seen", typed.id} <= set(undone)
    assert bool((middle == MASK_FILL).all()) is hides


def _held(read: threading.Event, reads: Callable[..., None]) -> Callable[..., None]:
    """Read the journal only once this is set."""

    def held(*asked: object) -> None:
        read.wait(LONGEST_S)
        reads(*asked)

    return held


def _flagged(reader: Reader, region: Region) -> list[Change]:
    kept_changes: list[Change] = []
    notebook = Notebook(content_id(reader), "eve", (), kept_changes.extend, tool="test")
    flag = Flag("f1", Edge(20_000_000_000), Edge(30_000_000_000), "person", ("screen",), region)
    notebook.do([Edit(None, flag)])
    return kept_changes


async def _says(screen: Driven, words: str) -> None:
    await screen.until(lambda: words in screen.status())

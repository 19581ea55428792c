"""The recorder's parts that need no session."""

import struct
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import pytest

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from hypothesis import given
from hypothesis import strategies as st

from formats.model.header import Header
from formats.model.time import NS_PER_MS
from formats.native.reader import Reader
from formats.native.writer import Writer
from replay.record.command_lines import options_of
from replay.record.context_menu import ContextMenu
from replay.record.desktop import Desktop
from replay.record.device_events import DeviceEvent, NewSymbols, device_events, new_symbols
from replay.record.errors import RecordError
from replay.record.exclusion import DEFAULT_EXCLUDED, Exclusions
from replay.record.hotkeys import Hotkey, hotkey
from replay.record.inputs import Inputs
from replay.record.judge import AFTER_NS, BEFORE_NS, Judge
from replay.record.keysyms import KeySymbols, character_of
from replay.record.places import Place, Places
from replay.record.private_windows import PrivateWindows
from replay.record.server_clock import ServerClock
from replay.record.spans import OpenSpans
from replay.record.tape import Row, Tape

_A, _SHIFTED_A, _ADIAERESIS, _CYRILLIC_A = 0x61, 0x41, 0xE4, 0x6C1


def wire(kind: int, detail: int, ms: int, *, x: int = 0, y: int = 0, state: int = 0) -> bytes:
    """Return an event as the server sends it."""
    return struct.pack("=BBHIIIIhhhhHBx", kind, detail, 0, ms, 0, 0, 0, x, y, 0, 0, state, 0)


@given(st.binary(max_size=200))
def test_any_bytes_are_events_or_nothing(data: bytes) -> None:
    """Nothing that a server sends breaks it."""
    assert all(2 <= event.kind <= 6 for event in device_events(data))
    found = new_symbols(data)
    assert found is None or len(found.symbols) * 4 <= len(data)


@given(
    st.lists(st.tuples(st.integers(2, 6), st.integers(0, 255), st.integers(0, 2**32 - 1), st.integers(-9, 9)))
)
def test_events_come_back_as_they_were_sent(sent: list[tuple[int, int, int, int]]) -> None:
    """Kind, detail, time and place of each, in order; one cut at its end is left out."""
    data = b"".join(wire(kind, detail, ms, x=x, y=-x, state=5) for kind, detail, ms, x in sent)

    found = list(device_events(data + b"\x02\x26"))

    assert found == [DeviceEvent(kind, detail, ms, x, -x, 5) for kind, detail, ms, x in sent]


def test_a_change_of_symbols_is_read() -> None:
    """As `xdotool type` sends it."""
    data = b"d\x01\x03\x00\x08\x01\x00\x00\xe9\x00\x00\x00"

    assert new_symbols(data) == NewSymbols(8, ((0xE9,),))
    assert new_symbols(data[:-1]) is None


@pytest.mark.parametrize(
    ("state", "name"),
    [(0, "a"), (1, "A"), (2, "A"), (3, "a"), (1 << 13, "а"), (1 << 7, "ä"), (1 << 7 | 1, "Ä")],
)
def test_a_key_stands_for_what_its_state_says(state: int, name: str) -> None:
    """Shift, Caps Lock, the second group and the third level."""
    symbols = KeySymbols(38, [[_A, _SHIFTED_A, _CYRILLIC_A, 0x6E1, _ADIAERESIS, 0xC4]], {})

    assert symbols.name(38, state) == name


def test_keys_without_a_character_have_names_and_the_rest_none() -> None:
    """A keypad follows Num Lock."""
    symbols = KeySymbols(87, [[0xFF9C, 0xFFB1], [], [0x1234_5678]], {0xFF9C: "KP_End", 0xFFB1: "KP_1"})

    assert [symbols.name(87, state) for state in (0, 1, 16, 17)] == ["KP_End", "KP_1", "KP_1", "KP_End"]
    assert symbols.name(88, 0) == "NoSymbol"
    assert symbols.name(89, 0) == "0x12345678"


@given(st.integers(0, 2**32 - 1))
def test_any_keysym_is_one_character_or_none(keysym: int) -> None:
    """And never one that breaks a text."""
    character = character_of(keysym)

    assert len(character) <= 1
    assert character.encode("utf-8") is not None


def test_the_older_keysyms_are_characters() -> None:
    """Of their codepages."""
    pairs = {0x1A1: "Ą", 0x6C1: "а", 0x7C1: "Α", 0xCE0: "א", 0x20AC: "€", 0x100_20AC: "€"}

    assert {keysym: character_of(keysym) for keysym in pairs} == pairs


@given(st.integers(0, 2**34), st.lists(st.integers(0, 2**30), max_size=6))
def test_the_server_s_clock_does_not_wrap(start_ms: int, steps: list[int]) -> None:
    """However long it has run, and 12 days and more between two events."""
    start_ns = start_ms * NS_PER_MS
    clock = ServerClock([(start_ns, start_ms % 2**32, start_ns)], start_ns)
    now_ms = start_ms

    for step in steps:
        now_ms += step
        assert clock.t_ns(now_ms % 2**32) == (now_ms - start_ms) * NS_PER_MS


def test_a_server_with_a_clock_of_its_own_is_brought_to_ours() -> None:
    """By the largest of some offsets, stamps being rounded down."""
    readings = [(10**12 + i * 10**7, 5_000 + i * 10 - (i % 2), 10**12 + i * 10**7) for i in range(4)]
    clock = ServerClock(readings, 10**12)

    assert not clock.is_monotonic
    assert clock.t_ns(5_000) == 0
    assert clock.t_ns(6_000) == 1_000 * NS_PER_MS


def test_spans_hold_what_lies_in_them_and_around_them() -> None:
    """Half open, widened, the last without an end."""
    spans = OpenSpans(before_ns=10, after_ns=5)
    spans.open(100)
    spans.open(150)
    spans.close(200)
    spans.close(250)
    spans.open(300)

    held = [spans.hold(t) for t in (89, 90, 199, 204, 205, 289, 290, 10**9)]

    assert held == [False, True, True, True, False, False, True, True]
    spans.forget(250)
    assert not spans.hold(150)
    assert spans.is_open


def key(t_ns: int, part: int, *, pressed: bool) -> Row:
    """Return a row of a key."""
    return Row(t_ns, "key", {"pressed": pressed}, part)


def test_keys_around_an_exclusion_are_dropped_and_none_is_left_hanging() -> None:
    """What went down before it is seen to go up in it; what went down in it is not seen at all."""
    judge = Judge()
    start_ns, end_ns = 10**9, 2 * 10**9
    judge.exclusions.open(start_ns)
    judge.exclusions.close(end_ns)
    rows = [
        key(start_ns - BEFORE_NS - 1, 1, pressed=True),
        key(start_ns - BEFORE_NS, 2, pressed=True),
        key(start_ns + 1, 1, pressed=False),
        key(start_ns + 2, 3, pressed=True),
        key(end_ns + AFTER_NS, 3, pressed=False),
        key(end_ns + AFTER_NS, 4, pressed=True),
    ]

    kept = [row.part for row in rows if judge(row) is not None]

    assert kept == [1, 1, 4]
    assert judge.left_out == 2


def test_a_pause_drops_all_but_what_says_that_it_goes_on() -> None:
    """Clocks and markers stay, and the text of a clipboard goes with an exclusion."""
    judge = Judge()
    judge.pauses.open(100)
    rows = [Row(150, name, {"pressed": True}) for name in ("pointer", "button", "key", "window", "cursor")]

    assert [judge(row) for row in rows] == [None] * 5
    assert judge(Row(150, "clock", {})) is not None
    judge.pauses.close(200)
    # In the same millisecond of the server's clock as the key that goes on.
    assert judge(Row(200, "pointer", {})) is None
    assert judge(Row(200 + NS_PER_MS, "pointer", {})) is not None
    judge.exclusions.open(10**9)
    told = judge(Row(10**9 + 10, "clipboard", {"kind": "text/plain", "string": "secret"}))
    assert told is not None
    assert told.values == {"kind": "text/plain", "string": ""}


@pytest.mark.parametrize(("gap_s", "excluded"), [(0.05, []), (2.0, [("excluded", "late"), ("included", "")])])
def test_what_was_active_while_the_recorder_was_late_is_left_out(
    tmp_path: Path, gap_s: float, excluded: list[tuple[str, str]]
) -> None:
    """A window may have come and gone that nobody saw."""
    path = tmp_path / "a.replay"
    connection, windows = MagicMock(), MagicMock(is_left_out=False, seen=None)
    connection.pending_events.return_value = 0
    windows.look.return_value = False
    windows.focus_moved.side_effect = [False, True, False]
    clipboard = MagicMock()
    clipboard.given_up.return_value = None
    judge = Judge()
    with Writer(path, Header("x"), live=True) as writer:
        tape = Tape(writer)
        watches = (windows, MagicMock(), MagicMock(), clipboard)
        clock = ServerClock([(0, 0, 0)], 0)
        desktop = Desktop(connection, tape, clock, judge, MagicMock(), watches=watches)
        for step in range(3):
            desktop.poll(10**9 + round(step * gap_s * 1e9))
        tape.release(10**11, judge)

    with Reader(path) as recording:
        marks = [(row["name"], row["payload"]) for row in recording.events("marker").records()]
    assert [(name, "late" if "late" in payload else "") for name, payload in marks] == excluded
    assert judge.exclusions.hold(round(1.5e9)) is bool(excluded)
    assert not judge.exclusions.is_open


def test_rows_are_written_in_order_of_time_and_late_ones_as_soon_as_can_be(tmp_path: Path) -> None:
    """Times of a stream never fall, which the container asks for."""
    path = tmp_path / "a.replay"
    with Writer(path, Header("x"), live=True) as writer:
        tape = Tape(writer)
        for t_ns in (30, 10, 20, -5, 90):
            tape.put("pointer", t_ns, x=t_ns)
        tape.release(50, lambda row: row)
        tape.put("pointer", 25, x=25)
        tape.release(100, lambda row: row)

    with Reader(path) as recording:
        rows: Any = recording.events("pointer").rows
        assert rows["x"].tolist() == [10, 20, 30, 25, 90]
        assert rows["t"].tolist() == [10, 20, 30, 30, 90]
        assert rows["seq"].tolist() == [0, 1, 2, 3, 4]


def test_a_private_window_is_told_by_how_it_was_opened() -> None:
    """By the keys before it, or seen just after it, and by a private one; until it is gone."""
    private = PrivateWindows(("*chrom*",))
    chromium = "chromium Chromium"
    private.opened(1, chromium, 1.0, by_private=False)
    private.asked(10.0)
    private.opened(2, chromium, 11.0, by_private=False)
    private.opened(3, "xterm XTerm", 11.0, by_private=False)
    private.opened(4, chromium, 15.5, by_private=False)
    private.opened(5, chromium, 20.0, by_private=True)
    private.opened(6, chromium, 30.0, by_private=False)
    private.asked(30.5)

    assert private.numbers == {2, 5, 6}
    private.keep([1, 2, 3])
    assert private.numbers == {2}
    exclusions = Exclusions(("private:*Chrom*",))
    exclusions.private.opened(7, chromium, 1.0, by_private=True)
    assert exclusions.cover(chromium, "Bank", (), 7)
    assert not exclusions.cover(chromium, "Bank", (), 8)


def test_a_window_that_said_once_that_it_is_private_stays_so() -> None:
    """An empty tab's title says so, in any of some languages; a page's title does not."""
    exclusions = Exclusions(DEFAULT_EXCLUDED)
    chromium = "chromium Chromium"

    assert not exclusions.cover(chromium, "Bank - Chromium", (), 7)
    assert exclusions.cover(chromium, "New Incognito Tab - Chromium", (), 7)
    assert exclusions.cover(chromium, "Bank - Chromium", (), 7)
    assert exclusions.cover(chromium, "Neuer Inkognito-Tab - Chromium", (), 8)
    assert not exclusions.cover("xterm XTerm", "New Incognito Tab", (), 9)
    assert not exclusions.cover(chromium, "About a New Incognito Tab - Chromium", (), 10)
    assert not Exclusions(()).cover(chromium, "New Incognito Tab - Chromium", (), 7)


@pytest.mark.parametrize(
    ("done", "chosen"),
    [
        (["right", "left"], True),
        (["right", "ArrowDown", "Enter"], True),
        (["right", "g"], True),
        (["right", "drag"], True),
        (["ContextMenu", "g"], True),
        (["right"], False),
        (["right", "ArrowDown", "Escape", "Enter", "left"], False),
        (["left", "g"], False),
    ],
)
def test_a_choice_from_a_context_menu_is_seen(done: list[str], chosen: bool) -> None:
    """By a button, by letting go elsewhere, or by a key; not where the menu was left."""
    menu = ContextMenu()
    seen = False
    for name in done:
        if name in {"left", "right"}:
            button = 2 if name == "right" else 0
            seen |= menu.button(button, pressed=True, x=50, y=50)
            seen |= menu.button(button, pressed=False, x=51, y=50)
        elif name == "drag":
            seen |= menu.button(2, pressed=False, x=90, y=80)
        else:
            seen |= menu.key(name, 0)

    assert seen is chosen


def test_displays_that_went_came_or_changed_are_told_and_no_others() -> None:
    """One that went has no size; of another scale all are told."""
    left, right = Place("a", 0, 0, 10, 10), Place("b", 10, 0, 10, 10)
    one, two = Places(((0, left),)), Places(((0, left), (1, right)))

    assert list(two.changed_from(one)) == [(1, right)]
    assert list(one.changed_from(two)) == [(1, Place("b", 10, 0, 0, 0))]
    assert list(two.changed_from(two)) == []
    assert list(Places(two.by_id, 1.5).changed_from(two)) == [(0, left), (1, right)]


def test_a_browser_started_to_be_private_is_left_out() -> None:
    """By its options, which its title and class do not tell."""
    exclusions = Exclusions(DEFAULT_EXCLUDED)

    assert exclusions.cover("chromium Chromium", "Bank - Chromium", ("--no-first-run", "--incognito"))
    assert not exclusions.cover("chromium Chromium", "Bank - Chromium", ("--no-first-run", "incognito.html"))
    waits = [sys.executable, "-c", "print('runs', flush=True); input()", "--incognito"]
    with subprocess.Popen(
        waits, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdout is not None
        # A process has no command line yet at the moment at which starting it is done.
        assert child.stdout.readline() == b"runs\n"
        assert "--incognito" in options_of(child.pid)
    assert options_of(2**22 + 1) == ()


@pytest.mark.parametrize(
    ("app", "title", "covered"),
    [
        ("keepassxc KeePassXC", "Passwords", True),
        ("Navigator firefox", "Start — Mozilla Firefox Private Browsing", True),
        ("chromium Chromium", "New Incognito tab - Chromium (Incognito)", True),
        ("Navigator firefox", "Start — Mozilla Firefox", False),
        ("xterm XTerm", "keepass.txt", False),
    ],
)
def test_password_managers_and_private_browsing_are_left_out(app: str, title: str, covered: bool) -> None:
    """By class and title, whatever the case."""
    assert Exclusions(DEFAULT_EXCLUDED).cover(app, title) is covered


@pytest.mark.parametrize("pattern", ["keepass", "app:x", "class:", "title: "])
def test_a_pattern_that_says_nothing_is_refused(pattern: str) -> None:
    """It would leave nothing out, unnoticed."""
    with pytest.raises(ValueError, match="is not class:, title:, option: or private:"):
        Exclusions([pattern])


def test_hotkeys_are_read_with_their_modifiers() -> None:
    """Locks do not matter."""
    found = hotkey("Ctrl+Alt+p", lambda name: 33 if name == "p" else 0)

    assert found == Hotkey("Ctrl+Alt+p", 33, 12)
    assert found.is_pressed_by(33, 12 | 2 | 16)
    assert not found.is_pressed_by(33, 4)
    for text in ("Hyper+p", "Ctrl+nokey", ""):
        with pytest.raises(RecordError):
            hotkey(text, lambda name: 33 if name == "p" else 0)


def test_a_hotkey_and_what_it_repeats_are_left_out(tmp_path: Path) -> None:
    """Its release too, and nothing else of the key."""
    path = tmp_path / "a.replay"
    with Writer(path, Header("x"), live=True) as writer:
        tape = Tape(writer)
        clock = ServerClock([(0, 0, 0)], 0)
        places = Places(((0, Place("a", 0, 0, 10, 10)), (1, Place("b", 10, 0, 10, 10))))
        inputs = Inputs(tape, clock, KeySymbols(38, [[_A]], {}), places, (Hotkey("Ctrl+a", 38, 4),))
        sent = [(2, 4), (2, 4), (3, 4), (2, 0), (2, 0), (3, 0)]
        for ms, (kind, state) in enumerate(sent):
            inputs.take(DeviceEvent(kind, 38, ms, 0, 0, state))
        inputs.take(DeviceEvent(6, 0, 9, 12, 0, 0))
        inputs.take(DeviceEvent(4, 7, 9, 12, 0, 0))
        tape.release(10**9, lambda row: row)

    with Reader(path) as recording:
        keys = list(recording.events("key").records())
        assert [(row["pressed"], row["repeat"]) for row in keys] == [
            (True, False),
            (True, True),
            (False, False),
        ]
        assert next(recording.events("pointer").records())["display"] == 1
        assert next(recording.events("scroll").records())["dx"] == 1

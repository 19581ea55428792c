"""Actions reduced from events."""

import json
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.actions import KINDS
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events
from replay.core.actions import reduce_actions
from tests.replay.core.gestures import click, labels, press, reduced, scroll
from tests.replay.core.recordings import S, moving, recording
from tests.replay.core.typing import Event, keys


@pytest.mark.parametrize(
    ("pressed", "expected"),
    [
        (("hello",), ['type "hello"']),
        (("helo", "ArrowLeft", "l"), ['type "hello"']),
        (("teh", "Backspace", "Backspace", "he"), ['type "the"']),
        (("one", "Enter", "two"), ['type "one"', "key Enter", 'type "two"']),
        (("a", "Tab", "b"), ['type "a"', "key Tab", 'type "b"']),
        (("Ctrl+L", "x"), ["hotkey Ctrl+L", 'type "x"']),
        (("Ctrl+Shift+t",), ["hotkey Ctrl+Shift+T"]),
        (("Alt+Tab",), ["hotkey Alt+Tab"]),
        (("Alt+F4",), ["hotkey Alt+F4"]),
        (("Shift+Tab",), ["hotkey Shift+Tab"]),
        (("Meta",), ["key Meta"]),
        (("Meta+e",), ["hotkey Meta+E"]),
        (("Backspace",), ["key Backspace"]),
        (("a", "Backspace", "Backspace"), ['type ""', "key Backspace"]),
        (
            ("go", "ArrowDown", "ArrowDown", "Enter"),
            ['type "go"', "key ArrowDown", "key ArrowDown", "key Enter"],
        ),
        (("Escape",), ["key Escape"]),
        (("Tab", " "), ["key Tab", "key Space"]),
        (("Ctrl+1",), ["hotkey Ctrl+1"]),
        (("Ctrl+-",), ["hotkey Ctrl+-"]),
    ],
)
def test_keystrokes_become_typing_keys_and_hotkeys(pressed: tuple[str, ...], expected: list[str]) -> None:
    """Corrections are applied inside typing; everything else with the keyboard is an action of its own."""
    assert labels(*keys(1, *pressed), ("pointer", 9, {"x": 1, "y": 1})) == expected


def test_a_mac_corrects_words_with_option() -> None:
    """Option and Backspace erase a word on a Mac; elsewhere Alt and Backspace are a combination."""
    pressed = keys(1, "text:go away", "Alt+Backspace", "text:on")

    assert labels(*pressed, details={"system": "Darwin"}) == ['type "go on"']
    assert labels(*pressed) == ['type "go away"', "hotkey Alt+Backspace", 'type "on"']


def test_a_space_given_as_text_is_typing() -> None:
    """The space bar alone is a key; a space that the source gives as text was written."""
    assert labels(("text", 1, {"kind": "paste", "string": " "})) == ['type " "']


def test_a_held_key_is_one_action() -> None:
    """Auto-repeat counts up; a second press is a second action."""
    down = {"code": "ArrowDown", "key": "ArrowDown", "pressed": True}
    events: list[Event] = [("key", 1 + at / 20, {**down, "repeat": at > 0}) for at in range(8)]

    assert labels(*events, ("key", 2, {**down, "pressed": False}), *keys(2.5, "ArrowDown")) == [
        "key ArrowDown x8",
        "key ArrowDown",
    ]


def test_a_key_whose_release_was_lost_is_not_held_until_its_next_press() -> None:
    """What comes minutes later is another action, not a repeat."""
    enter = {"code": "Enter", "key": "Enter", "pressed": True}

    assert labels(
        ("key", 1, enter), *click(20), ("key", 300, enter), ("key", 300.1, {**enter, "pressed": False})
    ) == ["key Enter", "wait 19.0 s", "click left (10, 10)", "wait 279.9 s", "key Enter"]


def test_a_pause_divides_typing_and_is_a_wait() -> None:
    """Nothing for three seconds is a wait; moving the mouse about is not."""
    still = labels(*keys(1, "ab"), *keys(6, "cd"))
    moved = labels(
        *keys(1, "ab"), *(("pointer", at, {"x": at, "y": 1}) for at in range(2, 6)), *keys(6, "cd")
    )

    assert still == ['type "ab"', "wait 4.9 s", 'type "cd"']
    assert moved == ['type "ab"', 'type "cd"']


def test_scrolling_divides_typing() -> None:
    """Actions tell in order what was done; the text that stands there in the end is the run's to tell."""
    assert labels(*keys(1, "ab"), scroll(2, -1), *keys(2.5, "cd")) == [
        'type "ab"',
        "scroll down 1 (5, 6)",
        'type "cd"',
    ]


def test_a_drag_held_still_is_no_wait() -> None:
    """Waits lie between actions, not in them."""
    assert labels(press(1), press(9, 90, 90, pressed=False), *click(10)) == [
        "drag left (10, 10) to (90, 90)",
        "click left (10, 10)",
    ]


def test_a_wait_comes_after_what_it_follows() -> None:
    """An action without length begins at the instant of the wait behind it, and is listed before it."""
    assert labels(scroll(1, -1), *click(5)) == ["scroll down 1 (5, 6)", "wait 4.0 s", "click left (10, 10)"]


STOP = [
    ("key", 5.0, {"code": "ControlLeft", "key": "Control", "pressed": True}),
    ("key", 5.1, {"code": "AltLeft", "key": "Alt", "pressed": True}),
    ("key", 5.2, {"code": "KeyT", "key": "t", "pressed": True}),
    ("key", 5.3, {"code": "KeyT", "key": "t", "pressed": False}),
]


def test_the_combination_that_stopped_the_recorder_is_marked() -> None:
    """Modifiers still down where the recording ends stopped it; a copy at the end did not."""
    stopped = reduced(*click(4), *STOP)
    copied = reduced(*click(4), *keys(5, "Ctrl+c"))
    followed = reduced(*STOP, *click(7))

    assert stopped.record(1)["keys"] == "Ctrl+Alt+T"
    assert stopped.record(1)["recorder_stop"] is True
    assert "recorder_stop" not in copied.record(1)
    assert not any("recorder_stop" in followed.record(number) for number in range(len(followed)))


def test_a_combination_the_recorder_is_known_by_is_marked() -> None:
    """Recorders that catch the release too stop by the same keys, on a Mac with Command and Option."""
    for combination in ("Ctrl+Alt+t", "Meta+Alt+t", "Meta+Alt+†"):
        assert "stops the recorder" in labels(*keys(5, combination), source="agentnet")[0]
    assert "stops the recorder" not in labels(*keys(5, "Ctrl+Alt+t"), source="other")[0]


def test_an_action_names_its_window_and_its_events() -> None:
    """Each action can be gone to, and the window that was in front is part of it."""
    actions = reduced(
        ("window", 0, {"app": "Firefox", "title": "Flights"}),
        *click(1),
        ("window", 1.5, {"app": "Mail"}),
        *click(2),
    )

    assert [actions.window(0), actions.window(1)] == ["Flights", "Mail"]
    assert (actions.rows["first_seq"][0], actions.rows["last_seq"][0]) == (1, 2)
    assert actions.index_at(S // 2) == -1
    assert actions.index_at(3 * S) == 1


def test_records_are_json_with_the_fields_of_their_kind() -> None:
    """Every kind has what its name promises, and unknown numbers are null."""
    actions = reduced(
        *click(1),
        press(2, 0, 0),
        press(2.5, 60.5, 7, pressed=False),
        scroll(3, -1),
        *keys(4, "hi", "Enter", "Ctrl+s"),
        ("pointer", 5, {"x": 0, "y": 0}),
        *click(12, np.nan, np.nan),
    )
    records = [
        json.loads(json.dumps(actions.record(number), allow_nan=False)) for number in range(len(actions))
    ]

    assert [record["kind"] for record in records] == [
        "click",
        "drag",
        "scroll",
        "type",
        "key",
        "hotkey",
        "wait",
        "click",
    ]
    assert records[0].items() >= {"x": 10, "y": 10, "button": "left", "start_ns": S}.items()
    assert records[1].items() >= {"x": 0, "y": 0, "x2": 60.5, "y2": 7}.items()
    assert records[2].items() >= {"dx": 0, "dy": -1}.items()
    assert records[3]["text"] == "hi"
    assert records[4]["keys"] == "Enter"
    assert records[5]["keys"] == "Ctrl+S"


ANY = st.lists(
    st.one_of(
        st.tuples(
            st.just("button"),
            st.integers(0, 30),
            st.fixed_dictionaries(
                {
                    "x": st.sampled_from([0.0, 3.0, 50.0, float("nan")]),
                    "y": st.just(1.0),
                    "button": st.sampled_from(["left", "right", "button 9"]),
                    "pressed": st.booleans(),
                }
            ),
        ),
        st.tuples(
            st.just("key"),
            st.integers(0, 30),
            st.fixed_dictionaries(
                {
                    "code": st.sampled_from(["", "KeyA", "ControlLeft", "AltLeft", "Backspace", "junk"]),
                    "key": st.sampled_from(["", "a", "Dead", "Enter", "\x03", "\ud800", "Unidentified"]),
                    "pressed": st.booleans(),
                    "repeat": st.booleans(),
                    "modifiers": st.integers(0, 255),
                }
            ),
        ),
        st.tuples(st.just("scroll"), st.integers(0, 30), st.fixed_dictionaries({"dy": st.integers(-2, 2)})),
        st.tuples(
            st.just("window"), st.integers(0, 30), st.fixed_dictionaries({"title": st.text(max_size=4)})
        ),
        st.tuples(st.just("pointer"), st.integers(0, 30), st.fixed_dictionaries({"x": st.integers(-9, 99)})),
        st.tuples(
            st.just("text"), st.integers(0, 30), st.fixed_dictionaries({"string": st.text(max_size=4)})
        ),
    ),
    max_size=60,
)


@given(ANY)
@settings(max_examples=300, deadline=None)
def test_any_events_reduce_to_actions_in_order_that_own_their_presses(events: list[Event]) -> None:
    """However unbalanced, doubled or nameless the events are, each press of a button is in one action."""
    source = recording(*sorted(events, key=lambda event: event[1]))

    actions = reduce_actions(source)

    rows = actions.rows
    assert (np.diff(rows["start_ns"]) >= 0).all()
    assert (rows["end_ns"] >= rows["start_ns"]).all()
    assert (rows["last_seq"] >= rows["first_seq"]).all()
    for number in range(len(actions)):
        json.dumps(actions.record(number), allow_nan=False)
        assert actions.label(number)
        assert actions.kind(number) in KINDS
    buttons = source.events("button").rows
    held = [
        row for row in rows.tolist() if KINDS[row[4]] in {"click", "double_click", "triple_click", "drag"}
    ]
    presses = {
        (row["t"], row["seq"], row["x"], row["y"], row["button"]) for row in buttons[buttons["pressed"] != 0]
    }
    owned = sum(row[13] for row in held)
    assert owned <= len(presses)
    assert bool(owned) == bool(presses)


def day(rows: int) -> MemoryRecording:
    """Make a busy day: moves, and in every hundred rows a click or a word of five letters."""
    source = moving(rows, 8 * 3600)
    pointer = source.events("pointer")
    words = rows // 100
    key = np.zeros(words * 10, STREAMS["key"].dtype)
    key["t"] = np.repeat(pointer.t[:: len(pointer) // words][:words], 10) + np.tile(
        np.arange(10) * 50_000_000, words
    )
    key["t"].sort()
    key["seq"] = 10**9 + np.arange(len(key))
    key["pressed"][::2] = 1
    key["code"] = key["key"] = np.repeat(np.random.default_rng(3).integers(1, 27, words * 5), 2)
    strings = ("", *"abcdefghijklmnopqrstuvwxyz")
    tables = {name: source.events(name) for name in ("pointer", "button")}
    return MemoryRecording(Header("day"), {**tables, "key": Events("key", key, strings)})


def test_a_working_day_of_events_reduces_in_seconds() -> None:
    """Two and a half million events, a quarter of a million of them keys, become actions while one waits."""
    source = day(2_500_000)

    began = time.perf_counter()
    actions = reduce_actions(source)
    took_s = time.perf_counter() - began

    assert sum(actions.kind(number) == "type" for number in range(len(actions))) > 1000
    assert took_s < 15


def test_a_script_s_clicks_are_one_only_at_one_time() -> None:
    """A script's double click has one time; two calls are two clicks, however close. A person's are one."""
    click = [("button", {"x": 5, "y": 5, "pressed": pressed}) for pressed in (True, False)]
    events = [(stream, at_s, values) for at_s in (1, 1.02, 1.02) for stream, values in click]
    script, person = (reduce_actions(recording(*events, source=s)) for s in ("playwright", "desk"))

    assert [script.kind(number) for number in range(len(script))] == ["click", "double_click"]
    assert [person.kind(number) for number in range(len(person))] == ["triple_click"]

"""Actions reduced from events."""

import json
import time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.model.header import Header
from formats.model.memory import MemoryRecording
from formats.model.streams import STREAMS, Events
from replay.core.actions import KINDS, Actions, reduce_actions
from replay.core.clicks import drag_path
from tests.replay.core.recordings import S, moving, recording
from tests.replay.core.typing import Event, keys


def press(at: float, x: float = 10, y: float = 10, button: str = "left", *, pressed: bool = True) -> Event:
    return ("button", at, {"x": x, "y": y, "button": button, "pressed": pressed})


def click(at: float, x: float = 10, y: float = 10, button: str = "left") -> list[Event]:
    return [press(at, x, y, button), press(at + 0.05, x, y, button, pressed=False)]


def reduced(*events: Event, **about: Any) -> Actions:
    return reduce_actions(recording(*events, **about))


def labels(*events: Event, **about: Any) -> list[str]:
    actions = reduced(*events, **about)
    return [actions.label(number) for number in range(len(actions))]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        (click(1), ["click left (10, 10)"]),
        (click(1, button="right"), ["click right (10, 10)"]),
        ([*click(1), *click(1.3)], ["double click left (10, 10)"]),
        ([*click(1), *click(1.3), *click(1.6)], ["triple click left (10, 10)"]),
        (
            [*click(1), *click(1.3), *click(1.6), *click(1.9)],
            ["triple click left (10, 10)", "click left (10, 10)"],
        ),
        ([*click(1), *click(1.8)], ["click left (10, 10)"] * 2),
        ([*click(1), *click(1.2, x=30)], ["click left (10, 10)", "click left (30, 10)"]),
        ([*click(1), *click(1.2, button="right")], ["click left (10, 10)", "click right (10, 10)"]),
        ([press(1), press(2, 90, 50, pressed=False)], ["drag left (10, 10) to (90, 50)"]),
        (
            [press(1), ("pointer", 1.5, {"x": 80, "y": 10}), press(2, pressed=False)],
            ["drag left (10, 10) to (10, 10)"],
        ),
        (
            [press(1), ("pointer", 1.5, {"x": 12, "y": 10}), press(2, 12, 10, pressed=False)],
            ["click left (10, 10)"],
        ),
        (
            [press(1), *click(1.2, button="right"), press(2, 90, 50, pressed=False)],
            ["drag left (10, 10) to (90, 50)", "click right (10, 10)"],
        ),
        ([press(1), press(2, 15.5, 12, pressed=False)], ["click left (10, 10)"]),
        ([press(1), press(2, 16, 13, pressed=False)], ["drag left (10, 10) to (16, 13)"]),
        ([press(1, pressed=False), *click(2)], ["click left (10, 10)"]),
        ([press(1), press(1), press(1.1, pressed=False)], ["click left (10, 10)"]),
        ([press(1), *click(2)], ["click left (10, 10)"] * 2),
    ],
)
def test_presses_become_clicks_and_drags(events: list[Event], expected: list[str]) -> None:
    """Time, place and button decide what belongs together; a missing press or release breaks nothing."""
    assert labels(*events) == expected


def test_a_press_without_a_place_takes_the_pointers() -> None:
    """A source whose buttons have no coordinates still says where."""
    moved = ("pointer", 0.5, {"x": 7, "y": 8})

    assert labels(moved, press(1, np.nan, np.nan), press(1.1, np.nan, np.nan, pressed=False)) == [
        "click left (7, 8)"
    ]


def test_the_same_press_twice_is_one_where_its_place_is_unknown() -> None:
    """Two rows of one instant are one press, whether or not they say where."""
    unknown = (press(1, np.nan, np.nan), press(1, np.nan, np.nan), press(1.1, np.nan, np.nan, pressed=False))

    assert labels(*unknown) == ["click left at an unknown place"]


def test_by_a_coarse_clock_the_way_to_a_button_is_no_drag() -> None:
    """Where moves and a press share an instant, those captured before the press are not part of it."""
    way = [("pointer", 2, {"x": 500, "y": 90}), press(2), press(3, pressed=False)]

    assert labels(*way) == ["click left (10, 10)"]
    assert labels(way[1], way[0], way[2]) == ["drag left (10, 10) to (10, 10)"]


def test_a_press_that_is_never_released_says_so() -> None:
    """What the recorder lost is not made up."""
    assert reduced(press(1)).record(0)["not_released"] is True
    assert "not_released" not in reduced(*click(1)).record(0)


def test_modifiers_held_with_the_pointer_are_part_of_the_action() -> None:
    """Ctrl with a click or the wheel is another thing than without."""
    control = {"code": "ControlLeft", "key": "Control"}
    events = [
        *click(1),
        ("key", 2, {**control, "pressed": True}),
        *click(3),
        scroll(4, 1),
        ("key", 5, {**control, "pressed": False}),
        *click(6),
    ]

    actions = reduced(*events)

    assert [actions.keys(number) for number in range(4)] == ["", "Ctrl", "Ctrl", ""]
    assert actions.label(1) == "Ctrl+click left (10, 10)"
    assert actions.record(2)["keys"] == "Ctrl"


def scroll(at: float, dy: float, dx: float = 0) -> Event:
    return ("scroll", at, {"x": 5, "y": 6, "dx": dx, "dy": dy})


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([scroll(1, -1), scroll(1.2, -1), scroll(1.4, -2)], ["scroll down 4 (5, 6)"]),
        ([scroll(1, -1), scroll(1.2, 0), scroll(1.4, -1)], ["scroll down 2 (5, 6)"]),
        ([scroll(1, -1), scroll(1.2, 1)], ["scroll down 1 (5, 6)", "scroll up 1 (5, 6)"]),
        ([scroll(1, -1), scroll(3.9, -1)], ["scroll down 2 (5, 6)"]),
        (
            [scroll(1, -1), scroll(4, -1)],
            ["scroll down 1 (5, 6)", "wait 3.0 s", "scroll down 1 (5, 6)"],
        ),
        ([scroll(1, 0), scroll(1.1, 0), scroll(1.2, np.nan, np.nan)], []),
        ([scroll(1, -4, 1), scroll(1.1, -5, -1), scroll(1.2, -2, 1)], ["scroll down 11 right 1 (5, 6)"]),
        ([scroll(1, 1, -4), scroll(1.1, 0, 5)], ["scroll up 1 left 4 (5, 6)", "scroll right 5 (5, 6)"]),
        ([scroll(1, 0, 1), scroll(1.1, 0, 1)], ["scroll right 2 (5, 6)"]),
        (
            [scroll(1, -1), *click(1.1), scroll(1.3, -1)],
            ["scroll down 1 (5, 6)", "click left (10, 10)", "scroll down 1 (5, 6)"],
        ),
        ([scroll(1, -1), scroll(1.1, -1, 1)], ["scroll down 2 right 1 (5, 6)"]),
    ],
)
def test_wheel_steps_become_runs(events: list[Event], expected: list[str]) -> None:
    """A run is one direction, without a pause and without anything in between."""
    assert labels(*events) == expected


def test_zooming_by_the_wheel_is_one_scroll() -> None:
    """Ctrl repeats itself while it is held, which interrupts nothing; another key does, and its release."""
    control = {"code": "ControlLeft", "key": "Control", "pressed": True}
    held: list[Event] = [("key", 1 + at / 30, {**control, "repeat": at > 0}) for at in range(30)]
    wheel = [scroll(1.51 + at / 10, -1) for at in range(4)]
    zoomed = sorted([*held, *wheel], key=lambda event: event[1])

    assert labels(*zoomed) == ["Ctrl+scroll down 4 (5, 6)"]
    assert labels(*zoomed, ("key", 2, {"key": "Shift", "pressed": True}), scroll(2.1, -1))[1:] == [
        "Ctrl+Shift+scroll down 1 (5, 6)"
    ]
    assert labels(*zoomed, ("key", 2, {**control, "pressed": False}), scroll(2.1, -1))[1:] == [
        "scroll down 1 (5, 6)"
    ]


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


def test_a_drags_path_is_where_the_pointer_went() -> None:
    """The way is thinned to a bound, in order, and begins and ends with the drag."""
    source = moving(200_000, 100)

    path = drag_path(source, 10 * S, 90 * S, most=500)

    assert 400 < len(path) <= 500
    first = source.events("pointer").rows[source.row_at("pointer", 10 * S)]
    assert path[0].tolist() == [first["x"], first["y"]]


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

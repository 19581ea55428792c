"""Clicks, drags and scrolling reduced from events."""

import numpy as np
import pytest

from replay.core.clicks import drag_path
from tests.replay.core.gestures import click, labels, press, reduced, scroll
from tests.replay.core.recordings import S, moving
from tests.replay.core.typing import Event


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


def test_a_drags_path_is_where_the_pointer_went() -> None:
    """The way is thinned to a bound, in order, and begins and ends with the drag."""
    source = moving(200_000, 100)

    path = drag_path(source, 10 * S, 90 * S, most=500)

    assert 400 < len(path) <= 500
    first = source.events("pointer").rows[source.row_at("pointer", 10 * S)]
    assert path[0].tolist() == [first["x"], first["y"]]

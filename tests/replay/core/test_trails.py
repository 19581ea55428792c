"""What is drawn over a frame."""

import time

import numpy as np
import pytest

from replay.core.trails import KEY_HELD_S, TRAIL_POINTS, held_keys, trail
from tests.replay.core.recordings import S, moving, recording


def key(at: float, code: str, pressed: bool, **values: object) -> tuple[str, float, dict[str, object]]:
    return "key", at, {"code": code, "pressed": pressed, **values}


def test_the_path_is_the_last_seconds_and_not_the_future() -> None:
    """Only positions of the span before the playhead are drawn, oldest first."""
    source = recording(*(("pointer", at / 10, {"x": at, "y": 0}) for at in range(100)))

    drawn = trail(source, 5 * S, 1.0)

    assert drawn.points[:, 0].tolist() == list(range(40, 51))
    assert drawn.ages_s[-1] == 0
    assert drawn.pointer == (50, 0)


def test_a_dense_path_is_thinned_to_a_bound_and_keeps_its_ends() -> None:
    """A mouse at 8 kHz draws as many points as any other."""
    source = moving(1_000_000, 125)

    drawn = trail(source, 60 * S)

    assert len(drawn.points) == TRAIL_POINTS
    assert drawn.ages_s[-1] < 0.001


def test_unknown_positions_are_left_out() -> None:
    """A place that nobody recorded is not drawn at 0, 0."""
    source = recording(
        ("pointer", 0, {"x": 5, "y": 6}), ("pointer", 0.1, {}), ("button", 0.2, {"pressed": True})
    )

    drawn = trail(source, S)

    assert drawn.points.tolist() == [[5, 6]]
    assert drawn.clicks == ()
    assert drawn.pointer == (5, 6)


def test_a_click_ripples_for_a_moment() -> None:
    """A click is drawn while it is fresh, with its age."""
    source = recording(("button", 1, {"x": 3, "y": 4, "button": "right", "pressed": True}))

    (ripple,) = trail(source, round(1.25 * S)).clicks

    assert (ripple.x, ripple.y, ripple.button, ripple.pressed) == (3, 4, "right", True)
    assert ripple.age_s == pytest.approx(0.25)
    assert trail(source, 3 * S).clicks == ()
    assert trail(source, S - 1).clicks == ()


def test_a_held_button_that_moved_is_a_drag() -> None:
    """The line begins where the button went down, and ends when it comes up."""
    source = recording(
        ("button", 1, {"x": 10, "y": 10, "button": "left", "pressed": True}),
        ("pointer", 30, {"x": 90, "y": 50}),
        ("button", 31, {"x": 90, "y": 50, "button": "left", "pressed": False}),
    )

    assert trail(source, 2 * S).drag is None
    assert trail(source, 30 * S).drag == (10, 10)
    assert trail(source, 30 * S).buttons == ("left",)
    assert trail(source, 31 * S).drag is None


def test_scrolling_is_summed() -> None:
    """A run of wheel steps is one arrow with their sum."""
    source = recording(*(("scroll", 1 + at / 10, {"x": 1, "y": 2, "dx": 0, "dy": -1}) for at in range(4)))

    wheel = trail(source, round(1.3 * S)).scroll

    assert wheel is not None
    assert (wheel.x, wheel.y, wheel.dy, wheel.age_s) == (1, 2, -4, 0)


def test_a_modifier_held_for_minutes_is_shown_and_a_lost_release_is_not() -> None:
    """A letter whose release was lost fades; Shift held while clicking does not."""
    source = recording(key(0, "KeyA", True), key(1, "ShiftLeft", True), ("pointer", 200, {"x": 1, "y": 1}))

    assert held_keys(source, S) == ("Shift", "KeyA")
    assert held_keys(source, round((KEY_HELD_S + 1) * S)) == ("Shift",)
    assert held_keys(source, 200 * S) == ("Shift",)


def test_a_released_key_is_no_longer_held() -> None:
    """Releases count at their own instant."""
    source = recording(key(0, "KeyA", True, key="a"), key(0.1, "KeyA", False, key="a"))

    assert held_keys(source, 0) == ("a",)
    assert held_keys(source, S // 10) == ()


def test_modifiers_the_source_tells_outvote_the_looking_back() -> None:
    """A lost release of Control does not show for the rest of the day where the source says it is up."""
    source = recording(
        key(0, "ControlLeft", True),
        key(1, "KeyA", True, modifiers=["Shift"]),
        key(1.1, "KeyA", False, modifiers=["Shift"]),
    )

    assert held_keys(source, 2 * S) == ("Shift",)


def test_a_million_events_cost_no_more() -> None:
    """Drawing the overlay keeps up with playing, wherever the playhead is."""
    source = moving(1_000_000, 3600)

    began = time.perf_counter()
    for at in np.linspace(0, 3600, 100):
        trail(source, round(at * S))

    assert time.perf_counter() - began < 1.0

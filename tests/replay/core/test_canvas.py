"""The empty screen of a recording without pictures, and what is being typed on it."""

from typing import Any

import pytest

from replay.core.canvas import Canvas, Canvases
from replay.core.caption import typed_at
from tests.replay.core.recordings import S, recording


def display(at_s: float, width: float, height: float, **more: Any) -> tuple[str, float, dict[str, Any]]:
    return "display", at_s, {"x": 0, "y": 0, "width": width, "height": height, **more}


def move(at_s: float, x: float, y: float, display: int = 0) -> tuple[str, float, dict[str, Any]]:
    return "pointer", at_s, {"x": x, "y": y, "display": display}


def test_the_screen_is_the_display_at_that_time() -> None:
    """A resized one from then on, the first one also before it is told."""
    canvases = Canvases(recording(display(2, 800, 600), display(5, 400, 300)))

    sizes = [canvases.at(round(t * S)) for t in (0, 2, 4.9, 5)]
    assert sizes == [Canvas(0, 0, w, h, known=True) for w, h in ((800, 600),) * 3 + ((400, 300),)]


def test_of_several_displays_it_is_the_one_with_the_pointer() -> None:
    """By the number that a position has, else by where the position lies."""
    side_by_side = recording(
        display(0, 100, 100, id=1), display(0, 200, 200, id=2, x=100), move(1, 50, 50), move(2, 150, 50)
    )
    windows = recording(display(0, 100, 100, id=0), display(0, 200, 200, id=1), move(1, 5, 5, 1))

    assert [(c.x, c.width) for t in (0, 1, 2) if (c := Canvases(side_by_side).at(t * S))] == [
        (0, 100),
        (0, 100),
        (100, 200),
    ]
    found = Canvases(windows).at(S)
    assert found is not None
    assert found.width == 200


def test_a_display_that_went_is_not_the_screen() -> None:
    """Until it comes back; where all went, the one last told of is shown."""
    gone = recording(
        display(0, 100, 100, id=1),
        display(0, 200, 200, id=2, x=100),
        display(2, 0, 0, id=1),
        display(4, 80, 80, id=1),
        display(6, 0, 0, id=1),
        display(6, 0, 0, id=2),
    )

    found = [Canvases(gone).at(t * S) for t in (1, 3, 5, 7)]
    assert [canvas.width for canvas in found if canvas is not None] == [100, 200, 80, 80]


def test_without_a_display_it_is_where_the_pointer_went() -> None:
    """All positions lie on it, and it says that it is a guess."""
    canvas = Canvases(recording(move(1, 100, 40), move(2, 900, 700), move(3, float("nan"), 0))).at(0)

    assert canvas is not None
    assert not canvas.known
    assert (canvas.x, canvas.y) <= (100, 40)
    assert canvas.x + canvas.width > 900
    assert canvas.y + canvas.height > 700


@pytest.mark.parametrize("width", [0, -5, float("nan"), float("inf"), 1e9])
def test_an_impossible_display_is_none(width: float) -> None:
    """A recording cannot ask for a screen of no size, or of any."""
    assert Canvases(recording(display(0, width, 100))).at(0) is None


def test_what_is_typed_appears_letter_by_letter_and_goes() -> None:
    """Keys with their corrections as well as text; gone after a click, another field, or five seconds."""
    keys = [
        ("key", 1 + n / 10, {"key": key, "pressed": pressed})
        for n, key in enumerate(["c", "a", "r", "Backspace", "t"])
        for pressed in (True, False)
    ]
    typing = recording(*keys)
    fields = recording(
        ("text", 1, {"kind": "field", "string": "user"}),
        ("text", 1, {"kind": "typed", "string": "ann"}),
        ("text", 2, {"kind": "field", "string": "other"}),
        ("text", 2, {"kind": "typed", "string": "b"}),
        ("button", 3, {"pressed": True}),
    )

    assert [typed_at(typing, round(t * S)) for t in (0.5, 1, 1.2, 1.3, 1.4, 6, 7)] == [
        *("", "c", "car", "ca", "cat", "cat", "")
    ]
    assert [typed_at(fields, round(t * S)) for t in (1, 1.9, 2, 3)] == ["ann", "ann", "b", ""]

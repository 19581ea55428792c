"""Actions as pyautogui code, in the vocabulary of AgentNet: written, never run.

    click          pyautogui.click(x=0.5, y=0.25), rightClick, middleClick
    double click   pyautogui.doubleClick(x=0.5, y=0.25)
    triple click   computer.tripleClick(x=0.5, y=0.25)
    drag           pyautogui.moveTo(x=0.1, y=0.1), pyautogui.dragTo(x=0.9, y=0.9, button='left')
    scroll         pyautogui.scroll(-5, x=0.5, y=0.25), pyautogui.hscroll(3, x=0.5, y=0.25)
    typing         pyautogui.write(message='text')
    key            pyautogui.press(keys=['enter']), pyautogui.press(keys=['down'], presses=3)
    hotkey         pyautogui.hotkey(['ctrl', 'c']), a line for each repeat
    held keys      pyautogui.keyDown('ctrl') before, pyautogui.keyUp('ctrl') behind
    wait           computer.wait()
    the end        computer.terminate(status='success')

Recorded text stands in the code as a Python literal alone, so that it never becomes code.

Sources: pyautogui 0.9.54; xlang-ai/OpenCUA, action schema and CoTGenerator.
"""

import math

from formats.keyboards.pyautogui_keys import pyautogui_keys
from formats.model.actions import Actions
from formats.model.streams import button_name
from formats.sinks.coordinates import Grid, Point

WAIT = "computer.wait()"
_CLICKS = {"left": "click", "right": "rightClick", "middle": "middleClick"}


class NotWrittenError(Exception):
    """An action has no place in an export; the message says why, of actions in the plural."""


def code_of(actions: Actions, number: int, grid: Grid, points: tuple[Point, ...], *, mac: bool) -> str:
    """Write an action as code, one call a line.

    Args:
        actions: The table.
        number: Which of it.
        grid: What the code's coordinates count.
        points: Where it was done, in pixels of the picture as captured: none, one, or the two ends of a drag.
        mac: Whether Meta is the Command key.

    Raises:
        NotWrittenError: pyautogui has no words for it.
    """
    kind, row = actions.kind(number), actions.rows[number]
    if kind == "wait":
        return WAIT
    if kind == "type":
        return f"pyautogui.write(message={_typed(actions.text(number))})"
    keys = _keys(actions.keys(number), mac=mac)
    if kind == "key":
        times = f", presses={int(row['count'])}" if row["count"] > 1 else ""
        return f"pyautogui.press(keys={list(keys)!r}{times})"
    if kind == "hotkey":
        return "\n".join([f"pyautogui.hotkey({list(keys)!r})"] * max(int(row["count"]), 1))
    places = [_place(grid, point) for point in points]
    if kind == "scroll":
        calls = _scrolls(float(row["dx"]), float(row["dy"]), places)
    else:
        calls = _clicks(kind, button_name(int(row["button"])), places)
    down = [f"pyautogui.keyDown({key!r})" for key in keys]
    up = [f"pyautogui.keyUp({key!r})" for key in reversed(keys)]
    return "\n".join([*down, *calls, *up])


def terminate(*, success: bool) -> str:
    """Write the end of a trajectory."""
    return f"computer.terminate(status={'success' if success else 'failure'!r})"


def _typed(text: str) -> str:
    if not text:
        raise NotWrittenError("are typing of which nothing was left")
    return repr(text)


def _keys(combination: str, *, mac: bool) -> tuple[str, ...]:
    if not combination:
        return ()
    keys = pyautogui_keys(combination, mac=mac)
    if keys is None:
        raise NotWrittenError("need keys that pyautogui has no names for")
    return keys


def _clicks(kind: str, button: str, places: list[str]) -> list[str]:
    if button not in _CLICKS:
        raise NotWrittenError("need buttons that pyautogui has no names for")
    if kind == "drag":
        return [f"pyautogui.moveTo({places[0]})", f"pyautogui.dragTo({places[1]}, button={button!r})"]
    if kind == "click":
        return [f"pyautogui.{_CLICKS[button]}({places[0]})"]
    call = "pyautogui.doubleClick" if kind == "double_click" else "computer.tripleClick"
    return [f"{call}({places[0]})" if button == "left" else f"{call}({places[0]}, button={button!r})"]


def _scrolls(dx: float, dy: float, places: list[str]) -> list[str]:
    where = f", {places[0]}" if places else ""
    calls = (("scroll", _steps(dy)), ("hscroll", _steps(dx)))
    return [f"pyautogui.{name}({steps}{where})" for name, steps in calls if steps]


def _steps(value: float) -> int:
    """Return whole steps of the wheel, none of which is lost altogether by rounding."""
    if not value or not math.isfinite(value):
        return 0
    return round(value) or int(math.copysign(1, value))


def _place(grid: Grid, point: Point) -> str:
    x, y = grid.place(point)
    return f"x={x}, y={y}"

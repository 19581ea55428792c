"""Actions as dicts: OSWorld's action space `computer_13`.

Source: xlang-ai/OSWorld, desktop_env/actions.py.
"""

from collections.abc import Callable
from typing import Any

from formats.importers.steps.step import (
    HERE,
    Act,
    Button,
    Chord,
    Click,
    Drag,
    Key,
    Mark,
    Move,
    Point,
    Scroll,
    Type,
)
from formats.keyboards.key_names import keys_of_chord
from formats.sources.rows import number

_BUTTONS = {"left", "middle", "right"}
_TIMES = 100
Parameters = dict[str, Any]


def acts_of_dict(action: dict[str, Any]) -> tuple[Act, ...]:
    """Return what an action does, nothing where it is not understood."""
    kind = action.get("action_type")
    if not isinstance(kind, str):
        return ()
    inner = action.get("parameters")
    parameters = {**action, **inner} if isinstance(inner, dict) else action
    if kind in _WORDS:
        return (Mark(_WORDS[kind]),)
    reader = _READERS.get(kind)
    return reader(parameters) if reader else ()


def _at(parameters: Parameters) -> Point:
    x, y = number(parameters.get("x")), number(parameters.get("y"))
    return HERE if x is None or y is None else Point(x, y)


def _button(parameters: Parameters) -> str:
    button = parameters.get("button")
    return button if isinstance(button, str) and button in _BUTTONS else "left"


def _move(parameters: Parameters) -> tuple[Act, ...]:
    return () if _at(parameters) is HERE else (Move(_at(parameters)),)


def _click(parameters: Parameters) -> tuple[Act, ...]:
    count = number(parameters.get("num_clicks", 1))
    if count is None or not 1 <= count <= _TIMES:
        return ()
    return (Click(_at(parameters), _button(parameters), int(count)),)


def _clicks(button: str, count: int) -> Callable[[Parameters], tuple[Act, ...]]:
    return lambda parameters: (Click(_at(parameters), button, count),)


def _mouse(*, pressed: bool) -> Callable[[Parameters], tuple[Act, ...]]:
    return lambda parameters: (Button(_at(parameters), _button(parameters), pressed),)


def _drag(parameters: Parameters) -> tuple[Act, ...]:
    return () if _at(parameters) is HERE else (Drag(HERE, _at(parameters)),)


def _scroll(parameters: Parameters) -> tuple[Act, ...]:
    dx, dy = number(parameters.get("dx", 0)), number(parameters.get("dy", 0))
    return () if dx is None or dy is None else (Scroll(_at(parameters), dx, dy),)


def _type(parameters: Parameters) -> tuple[Act, ...]:
    text = parameters.get("text")
    return (Type(text),) if isinstance(text, str) else ()


def _press(parameters: Parameters) -> tuple[Act, ...]:
    key = parameters.get("key")
    return (Chord((key,)),) if isinstance(key, str) and key else ()


def _key(*, pressed: bool) -> Callable[[Parameters], tuple[Act, ...]]:
    def read(parameters: Parameters) -> tuple[Act, ...]:
        key = parameters.get("key")
        return (Key(key, pressed),) if isinstance(key, str) and key else ()

    return read


def _hotkey(parameters: Parameters) -> tuple[Act, ...]:
    keys = parameters.get("keys")
    names = keys_of_chord(keys) if isinstance(keys, str) else keys
    if not isinstance(names, (list, tuple)) or not 0 < len(names) <= _TIMES:
        return ()
    return (Chord(tuple(names)),) if all(isinstance(name, str) and name for name in names) else ()


_WORDS = {"WAIT": "wait", "DONE": "finish", "FAIL": "fail"}
_READERS: dict[str, Callable[[Parameters], tuple[Act, ...]]] = {
    "MOVE_TO": _move,
    "CLICK": _click,
    "MOUSE_DOWN": _mouse(pressed=True),
    "MOUSE_UP": _mouse(pressed=False),
    "RIGHT_CLICK": _clicks("right", 1),
    "DOUBLE_CLICK": _clicks("left", 2),
    "DRAG_TO": _drag,
    "SCROLL": _scroll,
    "TYPING": _type,
    "PRESS": _press,
    "KEY_DOWN": _key(pressed=True),
    "KEY_UP": _key(pressed=False),
    "HOTKEY": _hotkey,
}

"""Calls of pyautogui and of OpenCUA's `computer`, by name and constant arguments, to what they do.

Sources: pyautogui 0.9.54, signatures; xlang-ai/OpenCUA, action schema.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from formats.importers.steps.step import (
    HERE,
    Act,
    Button,
    Chord,
    Click,
    Copy,
    Drag,
    Key,
    Mark,
    Move,
    Point,
    Scroll,
    Type,
)
from formats.sources.rows import number

_TIMES = 1000
"""Most clicks, presses or keys that one call is believed to make."""

_XY = ("x", "y")
_TIMED_XY = (*_XY, "interval", "button", "duration")
_MOVES = ("x", "y", "duration", "tween")
_OFFSETS = ("xOffset", "yOffset", "duration", "tween")
_PARAMETERS = {
    "click": (*_XY, "clicks", "interval", "button", "duration"),
    "leftClick": (*_XY, "interval", "duration"),
    "rightClick": (*_XY, "interval", "duration"),
    "middleClick": (*_XY, "interval", "duration"),
    "doubleClick": _TIMED_XY,
    "tripleClick": _TIMED_XY,
    "moveTo": _MOVES,
    "moveRel": _OFFSETS,
    "move": _OFFSETS,
    "dragTo": (*_MOVES, "button"),
    "dragRel": (*_OFFSETS, "button"),
    "drag": (*_OFFSETS, "button"),
    "mouseDown": (*_XY, "button", "duration"),
    "mouseUp": (*_XY, "button", "duration"),
    "scroll": ("clicks", *_XY),
    "vscroll": ("clicks", *_XY),
    "hscroll": ("clicks", *_XY),
    "write": ("message", "interval"),
    "typewrite": ("message", "interval"),
    "press": ("keys", "presses", "interval"),
    "keyDown": ("key",),
    "keyUp": ("key",),
    "sleep": ("seconds",),
    "wait": ("seconds",),
    "terminate": ("status", "answer"),
    "copy": ("text",),
}
_OTHER_NAMES = {
    "amount": "clicks",
    "page": "clicks",
    "text": "message",
    "key": "keys",
    "duration": "seconds",
    "time": "seconds",
}
MODULES: Mapping[str, frozenset[str]] = {
    "pyautogui": frozenset(_PARAMETERS) - {"wait", "terminate", "copy"} | {"hotkey"},
    "computer": frozenset({"tripleClick", "wait", "terminate"}),
    "time": frozenset({"sleep"}),
    "pyperclip": frozenset({"copy"}),
}
"""The calls that are understood, by module."""
_BUTTONS = {None: "left", "primary": "left", "secondary": "right", 1: "left", 2: "middle", 3: "right"}

Arguments = dict[str, Any]


class NotUnderstoodError(Exception):
    """A statement is none of those that are understood."""


def acts_of_call(name: str, given: Sequence[Any], named: Arguments) -> list[Act]:
    """Return what a call does.

    Args:
        name: The function, one of those in `MODULES`.
        given: Positional arguments: constants, pairs as lists.
        named: Named arguments.

    Raises:
        NotUnderstoodError: The arguments are not those of such a call.
    """
    if name == "hotkey":
        return [Chord(names_in(named.get("keys", given[0] if len(given) == 1 else list(given))))]
    parameters = _PARAMETERS[name]
    if len(given) > len(parameters) or (given and isinstance(given[0], list) and parameters[0] in _OFFSETS):
        raise NotUnderstoodError
    if given and isinstance(given[0], list) and parameters[:2] == _XY:
        # A place may come as one pair.
        given = [*given[0], *given[1:]]
    arguments: Arguments = dict(zip(parameters, given, strict=False))
    for key, value in named.items():
        arguments[key if key in parameters else _OTHER_NAMES.get(key, key)] = value
    return _READERS[name](arguments)


def names_in(value: Any) -> tuple[str, ...]:
    """Return the names of keys in a text or a list of texts.

    Raises:
        NotUnderstoodError: It is neither.
    """
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or len(names) > _TIMES:
        raise NotUnderstoodError
    if not all(isinstance(name, str) and name for name in names):
        raise NotUnderstoodError
    return tuple(names)


def _number(value: Any, otherwise: float | None = None) -> float:
    found = number(value) if value is not None else otherwise
    if found is None:
        raise NotUnderstoodError
    return found


def _count(value: Any) -> int:
    count = round(_number(value, 1))
    if not 0 <= count <= _TIMES:
        raise NotUnderstoodError
    return count


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise NotUnderstoodError
    return value


def _button(arguments: Arguments) -> str:
    button = arguments.get("button")
    if button is not None and not isinstance(button, (str, int)):
        raise NotUnderstoodError
    name = _BUTTONS.get(button, button)
    if name not in {"left", "middle", "right"}:
        raise NotUnderstoodError
    return str(name)


def _at(arguments: Arguments) -> Point:
    x, y = arguments.get("x"), arguments.get("y")
    if x is None and y is None:
        return HERE
    return Point(None if x is None else _number(x), None if y is None else _number(y))


def _by(arguments: Arguments) -> Point:
    return Point(_number(arguments.get("xOffset"), 0), _number(arguments.get("yOffset"), 0), relative=True)


def _click(arguments: Arguments) -> list[Act]:
    return [Click(_at(arguments), _button(arguments), _count(arguments.get("clicks")))]


def _clicking(button: str | None, count: int) -> Callable[[Arguments], list[Act]]:
    return lambda arguments: [Click(_at(arguments), button or _button(arguments), count)]


def _scroll(arguments: Arguments) -> list[Act]:
    return [Scroll(_at(arguments), 0, _number(arguments.get("clicks")))]


def _hscroll(arguments: Arguments) -> list[Act]:
    return [Scroll(_at(arguments), _number(arguments.get("clicks")), 0)]


def _write(arguments: Arguments) -> list[Act]:
    message = arguments.get("message")
    if isinstance(message, list):
        # A list is typed key by key: ["a", "b", "left", "X"].
        return [Chord((name,)) for name in names_in(message)]
    return [Type(_text(message))]


def _press(arguments: Arguments) -> list[Act]:
    keys = [Chord((name,)) for name in names_in(arguments.get("keys"))]
    times = _count(arguments.get("presses"))
    if len(keys) * times > _TIMES:
        raise NotUnderstoodError
    return [*keys * times]


def _key(*, pressed: bool) -> Callable[[Arguments], list[Act]]:
    # An alias names the key "keys" where a call has it under another name.
    return lambda arguments: [Key(names_in(arguments.get("key", arguments.get("keys")))[0], pressed)]


def _mouse(*, pressed: bool) -> Callable[[Arguments], list[Act]]:
    return lambda arguments: [Button(_at(arguments), _button(arguments), pressed)]


def _wait(arguments: Arguments) -> list[Act]:
    seconds = arguments.get("seconds")
    return [Mark("wait") if seconds is None else Mark("wait", {"seconds": _number(seconds)})]


def _terminate(arguments: Arguments) -> list[Act]:
    failed = arguments.get("status") in {"failure", "fail"}
    return [Mark("fail" if failed else "finish", arguments or None)]


_READERS: dict[str, Callable[[Arguments], list[Act]]] = {
    "click": _click,
    "leftClick": _clicking("left", 1),
    "rightClick": _clicking("right", 1),
    "middleClick": _clicking("middle", 1),
    "doubleClick": _clicking(None, 2),
    "tripleClick": _clicking(None, 3),
    "moveTo": lambda arguments: [Move(_at(arguments))],
    "moveRel": lambda arguments: [Move(_by(arguments))],
    "move": lambda arguments: [Move(_by(arguments))],
    "dragTo": lambda arguments: [Drag(HERE, _at(arguments), _button(arguments))],
    "dragRel": lambda arguments: [Drag(HERE, _by(arguments), _button(arguments))],
    "drag": lambda arguments: [Drag(HERE, _by(arguments), _button(arguments))],
    "mouseDown": _mouse(pressed=True),
    "mouseUp": _mouse(pressed=False),
    "scroll": _scroll,
    "vscroll": _scroll,
    "hscroll": _hscroll,
    "write": _write,
    "typewrite": _write,
    "press": _press,
    "keyDown": _key(pressed=True),
    "keyUp": _key(pressed=False),
    "sleep": _wait,
    "wait": _wait,
    "terminate": _terminate,
    "copy": lambda arguments: [Copy(_text(arguments.get("text", arguments.get("message"))))],
}

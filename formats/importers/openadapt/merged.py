"""Merged actions: a click, a drag or a typed word that a recorder made of its events.

Their events are in the database as well, as their children; then the merged action is a marker, and nothing
is doubled. Only where the children are missing it is taken apart into the events that it must have had.
"""

from collections.abc import Mapping
from typing import Any

from formats.importers.openadapt.inputs import InputRows, Place
from formats.importers.openadapt.values import as_json, as_number, as_text
from formats.keyboards.pynput_keys import named_key

_KINDS = {
    "mouse.click": "click",
    "mouse.singleclick": "click",
    "mouse.doubleclick": "double click",
    "mouse.drag": "drag",
    "key.type": "type",
    "key.shortcut": "shortcut",
    "singleclick": "click",
    "doubleclick": "double click",
    "drag": "drag",
    "type": "type",
    "shortcut": "shortcut",
}
_KEY_CHARACTERS = 60
_MODIFIERS = {"ctrl": "ctrl", "alt": "alt", "shift": "shift", "meta": "cmd", "cmd": "cmd", "win": "cmd"}
_SHORTCUT_KEYS = 8


def is_merged(name: str) -> bool:
    """Say whether an action of this name is one that was made of others."""
    return name in _KINDS


def add_marker(inputs: InputRows, name: str, told: Mapping[str, Any], at_ns: int, line: int) -> None:
    """Add a merged action as a marker, its fields as they came."""
    text = as_text(told.get("text"))
    title = f"merged {_KINDS.get(name, name)}{f': {text[:60]}' if text else ''}"
    fields = {field: value for field, value in told.items() if value is not None and field != "_row"}
    inputs.rows.add("marker", at_ns, line, name=title[:200], payload=as_json(fields))
    inputs.found.counts["merged actions, whose events are there as well: markers"] += 1


def take_apart(inputs: InputRows, name: str, told: Mapping[str, Any], at_ns: int, line: int) -> str:
    """Add the events that a merged action must have had; return what is wrong with it, "" where nothing is.

    Args:
        inputs: Where to.
        name: Of the action, see `is_merged`.
        told: x, y, button; dx and dy of a drag; text; modifiers and key.
        at_ns: When it began; how long it took is not told, so that all its events have this time.
        line: Number of its row.
    """
    kind = _KINDS[name]
    if kind == "type":
        text = as_text(told.get("text"))
        if not text:
            return "typing without a text"
        inputs.rows.add("text", at_ns, line, kind="typed", string=text)
    elif kind == "shortcut":
        return _add_shortcut(inputs, told, at_ns, line)
    else:
        button, start = told.get("button"), (told.get("x"), told.get("y"))
        end: Place = start
        if kind == "drag":
            end = (_sum(told.get("x"), told.get("dx")), _sum(told.get("y"), told.get("dy")))
        for _ in range(2 if kind == "double click" else 1):
            fault = inputs.button(at_ns, line, start, button, pressed=True)
            fault = fault or inputs.button(at_ns, line, end, button, pressed=False)
            if fault:
                return fault
    inputs.found.rebuilt += 1
    return ""


def _add_shortcut(inputs: InputRows, told: Mapping[str, Any], at_ns: int, line: int) -> str:
    modifiers, key = told.get("modifiers"), as_text(told.get("key"))[:_KEY_CHARACTERS]
    if not isinstance(modifiers, list) or not key:
        return "a shortcut without modifiers or a key"
    names = [_MODIFIERS.get(as_text(one).lower(), as_text(one)) for one in modifiers[:_SHORTCUT_KEYS]]
    keys = [named_key(name[:_KEY_CHARACTERS], f"Key.{name[:_KEY_CHARACTERS]}", "") for name in names]
    keys.append(named_key(key, None, ""))
    for one in keys:
        inputs.press(at_ns, line, one, pressed=True)
    for one in reversed(keys):
        inputs.press(at_ns, line, one, pressed=False)
    inputs.found.rebuilt += 1
    return ""


def _sum(start: Any, distance: Any) -> float | None:
    a, b = as_number(start), as_number(distance)
    return None if a is None or b is None else a + b

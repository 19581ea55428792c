"""Accessibility trees as Windows and macOS give them: the names in them, with roles and rectangles."""

import json
import re
from collections.abc import Iterator
from typing import Any

from formats.sources.rows import number

NAMES = 200
"""So many named elements of one tree become words of its marker; the tree itself is kept whole in `other`."""
_NAME_CHARACTERS = 500
_NODES = 100_000
_PAIR = re.compile(r"'([xywh])'\s*:\s*(-?\d{1,12}(?:\.\d{1,12})?)")


def element_marker(tree: Any) -> tuple[str, str, int] | None:
    """Return the name of a tree's topmost element, its payload as JSON, and how many names were left out.

    Args:
        tree: As Windows ("Name", "ControlType", "BoundingRectangle", "Children") or macOS ("AXTitle",
            "AXRole", "AXFrame", children under several keys) has it.

    Returns:
        None where there is no tree. An element without a name is called by its role in brackets.
    """
    if not isinstance(tree, dict) or not tree:
        return None
    named: list[dict[str, Any]] = []
    elements = left_out = 0
    for node in _nodes(tree):
        elements += 1
        name = _name(node)
        if node is tree or not name:
            continue
        if len(named) < NAMES:
            named.append({"name": name, **_place(node)})
        else:
            left_out += 1
    place = _place(tree)
    payload: dict[str, Any] = {**place, "elements": elements}
    payload |= {
        name: tree[name] for name in ("complete", "switched", "closed") if isinstance(tree.get(name), bool)
    }
    if named:
        payload["named"] = named
    name = _name(tree) or f"({place.get('role') or 'element'})"
    return name, json.dumps(payload, ensure_ascii=False), left_out


def _nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a tree's elements from the top down, in the order of the source."""
    waiting, count = [tree], 0
    while waiting and count < _NODES:
        node = waiting.pop()
        yield node
        count += 1
        below = [value for value in node.values() if isinstance(value, list)]
        children = [child for value in below for child in value if isinstance(child, dict)]
        children += [
            value for name, value in node.items() if isinstance(value, dict) and name.endswith("Ancestor")
        ]
        waiting += reversed(children)


def _name(node: dict[str, Any]) -> str:
    for key in ("Name", "AXTitle", "AXDescription", "AXHelp", "AXValue"):
        value = node.get(key)
        if isinstance(value, str) and value.strip():
            return value.strip()[:_NAME_CHARACTERS]
    return ""


def _place(node: dict[str, Any]) -> dict[str, Any]:
    """Return role and rectangle (x, y, width, height; as captured), as far as they are told."""
    place: dict[str, Any] = {}
    role = node.get("ControlType", node.get("AXRole"))
    if isinstance(role, str):
        place["role"] = role[:_NAME_CHARACTERS]
    rectangle = _rectangle(node)
    if rectangle is not None:
        place["rectangle"] = rectangle
    return place


def _rectangle(node: dict[str, Any]) -> list[float] | None:
    box, frame = node.get("BoundingRectangle"), node.get("AXFrame")
    if isinstance(box, dict):
        sides = [number(box.get(side)) for side in ("left", "top", "right", "bottom")]
        if None not in sides:
            left, top, right, bottom = (side or 0.0 for side in sides)
            return [left, top, right - left, bottom - top]
    if isinstance(frame, str):
        # Python's own notation of a dict, which is not JSON and is not evaluated.
        frame = {name: float(value) for name, value in _PAIR.findall(frame[:500])}
    if isinstance(frame, dict):
        measures = [number(frame.get(side)) for side in ("x", "y", "w", "h")]
        if None not in measures:
            return [measure or 0.0 for measure in measures]
    return None

"""Actions in a few words, for people."""

from collections.abc import Mapping
from typing import Any


def describe(record: Mapping[str, Any], *, seconds: float, count: int) -> str:
    """Describe an action: `click left (812, 440)`, `type "flights to os"`, `hotkey Ctrl+L`.

    Args:
        record: The action as `Actions.record` gives it; recorded text stands in the words as it is.
        seconds: How long it took.
        count: How many keystrokes it was made of.
    """
    kind: str = record["kind"]
    words = kind.replace("_", " ")
    if kind == "type":
        return f'{words} "{record["text"]}"'
    if kind in {"key", "hotkey"}:
        return f"{words} {record['keys']} x{count}" if count > 1 else f"{words} {record['keys']}"
    if kind == "wait":
        return f"{words} {seconds:.1f} s"
    place = _point(record["x"], record["y"])
    words = f"{record['keys']}+{words}" if record.get("keys") else words
    if kind == "scroll":
        return f"{words} {_direction(record['dx'] or 0, record['dy'] or 0)} {place}"
    if kind == "drag":
        return f"{words} {record['button']} {place} to {_point(record['x2'], record['y2'])}"
    return f"{words} {record['button']} {place}"


def _point(x: float | None, y: float | None) -> str:
    return "at an unknown place" if x is None or y is None else f"({x:.0f}, {y:.0f})"


def _direction(dx: float, dy: float) -> str:
    words = []
    if dy:
        words.append(f"{'up' if dy > 0 else 'down'} {abs(dy):g}")
    if dx:
        words.append(f"{'right' if dx > 0 else 'left'} {abs(dx):g}")
    return " ".join(words) or "by nothing"

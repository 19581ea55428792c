"""Rows to messages, and what of the rows the messages cannot hold."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from formats.exporters.owamcap.schemas import KEPT, fits
from formats.keyboards.windows_keys import virtual_key

WRITTEN = ("pointer", "button", "scroll", "key", "window")
"""Streams whose rows become messages."""

Message = tuple[str, dict[str, Any]]
"""Topic and fields."""

_BUTTONS = {"left": "left", "middle": "middle", "right": "right", "back": "x1", "forward": "x2"}
_MANY = 5
_LONGEST = 1 << 20


class MessageMaker:
    """Turns rows into messages, in order of time; counts what is lost on the way."""

    def __init__(self) -> None:
        self._place: tuple[int, int] | None = None
        self._rest = {"dx": 0.0, "dy": 0.0}
        self._handles: dict[str, int] = {}
        self._lost: Counter[str] = Counter()
        self._keys: Counter[str] = Counter()

    def message(self, stream: str, record: dict[str, Any]) -> Message | None:
        """Return the message for a row as `Events.record` gives it, None where there is none."""
        match stream:
            case "pointer" | "button" | "scroll":
                return self._mouse(stream, record)
            case "key":
                return self._key(record)
            case "window":
                return "window", self._window(record)
            case "other":
                return self._kept(record)
        raise KeyError(stream)

    def lost(self) -> Iterator[str]:
        """Yield what was lost, a sentence each."""
        for what, count in (+self._lost).items():
            yield f"{what}: {count:,}"
        if self._keys:
            named = ", ".join(f"{name} ({count:,})" for name, count in self._keys.most_common(_MANY))
            more = f" and {len(self._keys) - _MANY:,} others" if len(self._keys) > _MANY else ""
            yield f"presses and releases of keys that Windows has no number for: {named}{more}"

    def _mouse(self, stream: str, record: dict[str, Any]) -> Message | None:
        place = self._placed(stream, record)
        if place is None:
            return None
        fields: dict[str, Any] = {"event_type": "move", "x": place[0], "y": place[1]}
        if stream == "button":
            button = _BUTTONS.get(record["button"], "unknown")
            self._lost["names of buttons beyond the fifth, written as unknown"] += button == "unknown"
            fields |= {"event_type": "click", "button": button, "pressed": record["pressed"]}
        elif stream == "scroll":
            fields |= {"event_type": "scroll", **{axis: self._steps(axis, record) for axis in self._rest}}
        return "mouse", fields

    def _placed(self, stream: str, record: dict[str, Any]) -> tuple[int, int] | None:
        x, y = record["x"], record["y"]
        if x is None or y is None:
            if stream == "pointer" or self._place is None:
                self._lost[f"rows of {stream} without a place, left out"] += 1
                return None
            self._lost[f"rows of {stream} without a place, written where the pointer was last"] += 1
            return self._place
        self._lost["parts of pixels, rounded, of positions"] += isinstance(x, float) or isinstance(y, float)
        self._place = round(x), round(y)
        return self._place

    def _steps(self, axis: str, record: dict[str, Any]) -> int:
        """Return whole wheel steps; what is left of a step goes to the next, so that their sum stays."""
        exact = (record[axis] or 0) + self._rest[axis]
        steps = round(exact)
        self._lost["parts of wheel steps, carried to the next one, of scrolls"] += isinstance(
            record[axis], float
        )
        self._rest[axis] = exact - steps
        return steps

    def _key(self, record: dict[str, Any]) -> Message | None:
        number = virtual_key(record["code"], record["key"])
        if number is None:
            self._keys[record["code"] or record["key"] or "unidentified"] += 1
            return None
        self._lost["keypad's Enter, which has the number of the other one"] += record["code"] == "NumpadEnter"
        self._lost["AltGr, which has the number of the right Alt"] += record["key"] == "AltGraph"
        return "keyboard", {"event_type": "press" if record["pressed"] else "release", "vk": number}

    def _window(self, record: dict[str, Any]) -> dict[str, Any]:
        app, title = record["app"], record["title"]
        sides = [record[name] for name in ("x", "y", "width", "height")]
        if None in sides:
            self._lost["windows without a place, written as 0, 0, 0, 0"] += 1
            sides = [0, 0, 0, 0]
        x, y, width, height = sides
        self._lost["parts of pixels, rounded, of windows"] += any(isinstance(side, float) for side in sides)
        self._lost["names of applications of windows"] += bool(app and title)
        rect = [round(side) for side in (x, y, x + width, y + height)]
        handle = self._handles.setdefault(app or title, len(self._handles) + 1)
        return {"title": _whole(title or app), "rect": rect, "hWnd": handle}

    def _kept(self, record: dict[str, Any]) -> Message | None:
        kind, payload = record["kind"], record["payload"]
        if kind in KEPT and len(payload) <= _LONGEST:
            try:
                fields = json.loads(payload)
            except (ValueError, RecursionError):
                fields = None
            if isinstance(fields, dict) and fits(kind, fields):
                return kind, fields
        self._lost["rows of other"] += 1
        return None


def _whole(text: str) -> str:
    """Return text without half characters, which readers of the format refuse."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")

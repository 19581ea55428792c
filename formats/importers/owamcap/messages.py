"""Messages to rows: pointer, buttons, wheel, keys and windows, and what goes to `other` as it came.

Schemas have had three generations of names, `owa_env_desktop.`, `owa.env.desktop.msg.` and `desktop/`; their
last word has stayed.

Source: open-world-agents, owa-msgs and its predecessors, and the migrators between them in owa-cli.
"""

import base64
import json
import re
from collections.abc import Callable
from typing import Any, TypeGuard

from formats.importers.owamcap.container import McapMessage
from formats.importers.owamcap.found import MessagesFound, Screen, WindowPoll
from formats.importers.owamcap.keys import KeyRows, names_held
from formats.importers.owamcap.media import media_of
from formats.importers.owamcap.states import Change, Position, State
from formats.sources.lines import parse_object
from formats.sources.rows import SourceRows, number

PAYLOAD_BYTES = 1 << 20
"""Largest message that is kept in `other`."""
_SCHEMA = re.compile(r"(?:desktop/|owa[._]env[._](?:desktop|gst)\.)(?:\w+\.)*(\w+)")
_BY_TOPIC = {
    "keyboard": "KeyboardEvent",
    "keyboard/state": "KeyboardState",
    "mouse": "MouseEvent",
    "mouse/state": "MouseState",
    "mouse/raw": "RawMouseEvent",
    "window": "WindowInfo",
    "screen": "ScreenCaptured",
}
_BUTTONS = {"x1": "back", "x2": "forward"}
_SIZES = ("source_shape", "original_shape", "shape")
_FIELDS = {
    "KeyboardEvent": {"event_type", "vk"},
    "MouseEvent": {"event_type", "x", "y", "button", "pressed", "dx", "dy"},
    "ScreenCaptured": {"utc_ns", "media_ref", "path", "pts", *_SIZES},
    "ScreenEmitted": {"utc_ns", "path", "pts"},
}
"""What becomes a row; a message with more than this is kept in `other` as well, and all other kinds are."""
_LATEST_NS = 9 * 10**18
_SAME_NS = 600 * 10**9
"""Two readings that are further apart than this do not tell the same moment."""
_ABSOLUTE = 1


class MessageRows:
    """Turns messages into rows, in the order of the file."""

    def __init__(self, rows: SourceRows) -> None:
        """Start; rows are added to `rows`."""
        self._rows = rows
        self._number = 0
        self._window: WindowPoll | None = None
        self._take: dict[str, Callable[[dict[str, Any], int], str]] = {
            "KeyboardEvent": self._add_key,
            "KeyboardState": self._add_key_state,
            "MouseEvent": self._add_mouse,
            "MouseState": self._add_mouse_state,
            "WindowInfo": self._add_window,
        }
        self.keys = KeyRows(rows)
        self.found = MessagesFound()

    def take(self, message: McapMessage) -> None:
        """Add a message."""
        self._number += 1
        at_ns = self._time(message)
        if message.encoding != "json":
            self._keep_bytes(message, at_ns)
            return
        record, fault = parse_object(message.data)
        if record is None or at_ns is None:
            self._refuse(message, at_ns, fault or "no time that is sane")
            return
        kind = _kind(message)
        at_ns = _own_time(record, at_ns)
        if kind in {"ScreenCaptured", "ScreenEmitted"}:
            fault = self._add_screen(record, at_ns, message)
        elif kind == "RawMouseEvent":
            self._add_raw(record, at_ns, message)
            return
        elif kind in self._take:
            fault = self._take[kind](record, at_ns)
        else:
            self.found.counts["messages of an unknown kind, kept in other"] += 1
        if fault:
            self._refuse(message, at_ns, fault)
        elif kind not in _FIELDS:
            self._keep(message.topic, message, at_ns)
        elif not record.keys() <= _FIELDS[kind] | {"timestamp"}:
            self.found.counts["messages with unknown fields, kept in other"] += 1
            self._keep(f"{message.topic} fields", message, at_ns)

    def _time(self, message: McapMessage) -> int | None:
        """Return when a message was published: older recorders log it some milliseconds later."""
        log_ns, publish_ns = message.log_ns, message.publish_ns
        if not 0 < publish_ns <= log_ns < publish_ns + _SAME_NS:
            publish_ns = log_ns
        if publish_ns > _LATEST_NS:
            return None
        self.found.late_ns = max(self.found.late_ns, log_ns - publish_ns)
        return publish_ns

    def _add_key(self, record: dict[str, Any], at_ns: int) -> str:
        vk, what = record.get("vk"), record.get("event_type")
        if not _is_int(vk) or not 0 <= vk <= 0xFFFF:
            return "no key number"
        if not isinstance(what, str) or what not in {"press", "release"}:
            return "neither press nor release"
        name = self.keys.add(vk, at_ns, self._number, pressed=what == "press")
        self.found.keys.append(Change(at_ns, name, what == "press"))
        return ""

    def _add_key_state(self, record: dict[str, Any], at_ns: int) -> str:
        # Recorders before 0.3.2 have the older name.
        held = record.get("buttons", record.get("pressed_vk_list"))
        if not isinstance(held, list) or not all(_is_int(vk) and 0 <= vk <= 0xFFFF for vk in held):
            return "no list of key numbers"
        self.found.key_states.append(State(at_ns, names_held(held)))
        return ""

    def _add_mouse(self, record: dict[str, Any], at_ns: int) -> str:
        x, y = number(record.get("x")), number(record.get("y"))
        if x is None or y is None:
            return "no position that is a sane number"
        what = record.get("event_type")
        if what == "move":
            self._rows.add("pointer", at_ns, self._number, x=x, y=y)
        elif what == "click":
            button, pressed = record.get("button"), record.get("pressed")
            if not isinstance(button, str) or not isinstance(pressed, bool):
                return "a click without a button's name or without pressed"
            named = _BUTTONS.get(button, button)[:60]
            self._rows.add("button", at_ns, self._number, x=x, y=y, button=named, pressed=pressed)
            self.found.buttons.append(Change(at_ns, button, pressed))
        elif what == "scroll":
            dx, dy = number(record.get("dx")), number(record.get("dy"))
            if dx is None or dy is None:
                return "a scroll without dx and dy that are sane numbers"
            self._rows.add("scroll", at_ns, self._number, x=x, y=y, dx=dx, dy=dy)
        else:
            return "neither move nor click nor scroll"
        return ""

    def _add_mouse_state(self, record: dict[str, Any], at_ns: int) -> str:
        held, x, y = record.get("buttons"), number(record.get("x")), number(record.get("y"))
        if not isinstance(held, list) or not all(isinstance(name, str) for name in held):
            return "no list of buttons"
        self.found.button_states.append(State(at_ns, frozenset(held)))
        # (-1, -1) is what the recorder tells where it could not ask.
        if x is not None and y is not None and (x, y) != (-1, -1):
            self.found.move_states.append(Position(at_ns, x, y))
        return ""

    def _add_raw(self, record: dict[str, Any], at_ns: int, message: McapMessage) -> None:
        flags = record.get("us_flags")
        self.found.raw += 1
        self.found.raw_absolute += _is_int(flags) and bool(flags & _ABSOLUTE)
        if record.get("timestamp") != at_ns or len(message.data) > PAYLOAD_BYTES:
            self._keep(message.topic, message, at_ns)
            return
        # The timestamp is the row's time already; without it most movements are equal, and kept once.
        moved = {name: value for name, value in record.items() if name != "timestamp"}
        self._rows.keep(message.topic[:200], moved, at_ns, self._number)

    def _add_window(self, record: dict[str, Any], at_ns: int) -> str:
        title, rect, handle = record.get("title"), record.get("rect"), record.get("hWnd")
        sides = tuple(number(side) for side in rect) if isinstance(rect, list) else ()
        if not isinstance(title, str) or len(sides) != 4 or not all(side is not None for side in sides):
            return "no title, or no rectangle of four sane numbers"
        left, top, right, bottom = (side or 0.0 for side in sides)
        poll = WindowPoll(at_ns, title, (left, top, right, bottom), handle if _is_int(handle) else 0)
        before, self._window = self._window, poll
        if before and (before.title, before.rectangle, before.handle) == (title, poll.rectangle, poll.handle):
            self.found.counts["window polls equal to the one before, kept in other"] += 1
            return ""
        place = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        self._rows.add("window", at_ns, self._number, title=title, **place)
        self.found.windows.append(poll)
        return ""

    def _add_screen(self, record: dict[str, Any], at_ns: int, message: McapMessage) -> str:
        media = media_of(record)
        if media is None:
            return "no path, or no reference to a picture"
        utc_ns = record.get("utc_ns")
        if _is_int(utc_ns) and abs(utc_ns - at_ns) < _SAME_NS:
            at_ns = max(utc_ns, 0)
        size = next((pair for name in _SIZES if (pair := _pair(record.get(name)))), None)
        self.found.screens.append(Screen(self._number, at_ns, media, size, message.place))
        if media.pts_ns is not None:
            self._rows.add("clock", at_ns, self._number, clock="video", reading_ns=media.pts_ns)
        return ""

    def _refuse(self, message: McapMessage, at_ns: int | None, why: str) -> None:
        self.found.bad.append((self._number, f"{message.topic[:60]}: {why}"))
        self._keep("malformed message", message, at_ns)

    def _keep(self, kind: str, message: McapMessage, at_ns: int | None) -> None:
        if len(message.data) > PAYLOAD_BYTES:
            self.found.left_out += 1
            return
        self._rows.keep(kind[:200], message.data.decode("utf-8", "replace"), at_ns, self._number)

    def _keep_bytes(self, message: McapMessage, at_ns: int | None) -> None:
        self.found.counts["messages that are not JSON, kept in other"] += 1
        if len(message.data) > PAYLOAD_BYTES // 2:
            self.found.left_out += 1
            return
        kept = {"encoding": message.encoding[:60], "base64": base64.b64encode(message.data).decode()}
        self._rows.keep(message.topic[:200], json.dumps(kept), at_ns, self._number)


def _kind(message: McapMessage) -> str:
    """Return the last word of a message's schema; what its topic is for where it has none."""
    found = _SCHEMA.fullmatch(message.schema)
    return found[1] if found else _BY_TOPIC.get(message.topic, "") if not message.schema else ""


def _own_time(record: dict[str, Any], at_ns: int) -> int:
    """Return the time that the message itself tells, where it tells one of the same moment."""
    told = record.get("timestamp")
    return told if _is_int(told) and told >= 0 and abs(told - at_ns) < _SAME_NS else at_ns


def _is_int(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _pair(value: Any) -> tuple[int, int] | None:
    """Return a width and a height that are sane, None for anything else."""
    if not isinstance(value, list) or len(value) != 2:
        return None
    width, height = value
    sane = _is_int(width) and _is_int(height) and 0 < width <= 32_767 and 0 < height <= 32_767
    return (width, height) if sane else None

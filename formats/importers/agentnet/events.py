"""events.jsonl: pointer, buttons, wheel and keys, as pynput gives them."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formats.keyboards.held_keys import HeldKeys
from formats.keyboards.pynput_keys import NamedKey, named_key
from formats.model.streams import MODIFIERS, button_number
from formats.model.time import format_time
from formats.sources.key_rows import add_key
from formats.sources.lines import LineFaults, json_lines
from formats.sources.rows import SourceRows, number, reading_ns

_SENTINEL = 65_535
_BEYOND_PX = 100
"""A pointer is reported a little outside of its display where it is pushed against the edge."""
_BUTTONS = {"x1": "back", "x2": "forward", "button8": "back", "button9": "forward"}
_KNOWN = {
    "move": {"x", "y"},
    "click": {"x", "y", "button", "pressed"},
    "scroll": {"x", "y", "dx", "dy"},
    "press": {"name", "pynput_key"},
    "release": {"name", "pynput_key"},
    "pause": set(),
    "resume": set(),
}
_EVERYWHERE = {"time_stamp", "action", "event_idx"}


@dataclass(slots=True)
class EventsFound:
    """What the events file told beside its rows."""

    faults: LineFaults
    counts: Counter[str] = field(default_factory=Counter)
    """Oddities by name."""
    keys: int = 0
    """Presses and releases."""
    unknown_keys: Counter[str] = field(default_factory=Counter)
    """Keys whose place is unknown, by what the source says of them."""
    pauses: list[tuple[int, bool]] = field(default_factory=list)
    """Readings in nanoseconds at which recording paused (True) and went on."""
    beyond: int = 0
    """Positions well outside the display that the metadata tells."""
    beyond_first_ns: int = 0
    beyond_x: float = 0
    beyond_y: float = 0
    has_indices: bool = False
    """Whether events are numbered, as AgentNet does and DuckTrack does not."""

    def beyond_sentence(self, width: float, height: float, origin_ns: int) -> str:
        """Say what positions outside the display prove, and what they do not."""
        when = format_time(self.beyond_first_ns - origin_ns)
        return (
            f"the metadata tells one display of {width:g}x{height:g}, but {self.beyond:,} positions lie well "
            f"outside, first at {when}, as far as ({self.beyond_x:g}, {self.beyond_y:g}): its resolution was "
            "changed or there is another display; positions are kept as captured, the display as told"
        )


class EventsReader:
    """Reads one events file into rows."""

    def __init__(self, rows: SourceRows, system: str, size: tuple[float, float] | None) -> None:
        """Start.

        Args:
            rows: Where to.
            system: "Windows", "Darwin" or "Linux": whose key numbers they are.
            size: Width and height of the display, None where unknown.
        """
        self._rows = rows
        self._system = system
        self._size = size
        self._held = HeldKeys()
        self._alt_graph = False
        self._index = 0
        self.found = EventsFound(LineFaults(""))

    def read(self, path: Path) -> EventsFound:
        """Read a file.

        Raises:
            FormatError: It cannot be opened.
        """
        self.found.faults = LineFaults(path.name)
        for line, record in json_lines(path, self.found.faults):
            self._take(line, record)
        return self.found

    def _take(self, line: int, record: dict[str, Any]) -> None:
        at_ns = reading_ns(record.get("time_stamp"))
        if at_ns is None:
            self._refuse(line, record, None, "no time_stamp that is a sane number")
            return
        self._note_index(record)
        action = record.get("action")
        known = _KNOWN.get(action) if isinstance(action, str) else None
        if known is None:
            self.found.counts["events of an unknown action, kept in other"] += 1
            self._rows.keep(action if isinstance(action, str) else "event", record, at_ns, line)
            return
        fault = self._add(str(action), record, at_ns, line)
        if fault:
            self._refuse(line, record, at_ns, fault)
        elif not record.keys() <= known | _EVERYWHERE:
            rest = {name: value for name, value in record.items() if name not in known | _EVERYWHERE}
            self.found.counts["events with unknown fields, kept in other"] += 1
            self._rows.keep(f"{action} fields", rest, at_ns, line)

    def _refuse(self, line: int, record: dict[str, Any], at_ns: int | None, why: str) -> None:
        self.found.faults.bad.append((line, f"{why}; kept in other"))
        self._rows.keep("malformed event", record, at_ns, line)

    def _note_index(self, record: dict[str, Any]) -> None:
        index = record.get("event_idx")
        if isinstance(index, int):
            self.found.has_indices = True
            if index > self._index:
                self.found.counts["numbers missing between events"] += index - self._index
            self._index = index + 1

    def _add(self, action: str, record: dict[str, Any], at_ns: int, line: int) -> str:
        """Add a row; return what is wrong with the event, "" where nothing is."""
        if action in {"press", "release"}:
            return self._add_key(record, at_ns, line, pressed=action == "press")
        if action in {"pause", "resume"}:
            self.found.pauses.append((at_ns, action == "pause"))
            self._rows.add("marker", at_ns, line, name=action)
            return ""
        x, y = number(record.get("x")), number(record.get("y"))
        if x is None or y is None:
            return f"{action} without a position that is a sane number"
        position = self._position(x, y, record, at_ns, line)
        if action == "move":
            self._rows.add("pointer", at_ns, line, **position)
        elif action == "click":
            button, pressed = record.get("button"), record.get("pressed")
            if not isinstance(button, str) or not isinstance(pressed, (bool, int)):
                return "click without a button's name or without pressed"
            wanted = button_number(_BUTTONS.get(button, button))
            if wanted == 255:
                self.found.counts["clicks of an unknown button, its name kept in other"] += 1
                self._rows.keep("button", {"button": button}, at_ns, line)
            self._rows.add("button", at_ns, line, button=wanted, pressed=bool(pressed), **position)
        else:
            dx, dy = number(record.get("dx")), number(record.get("dy"))
            if dx is None or dy is None:
                return "scroll without dx and dy that are sane numbers"
            self._rows.add("scroll", at_ns, line, dx=dx, dy=dy, **position)
        return ""

    def _position(
        self, x: float, y: float, record: dict[str, Any], at_ns: int, line: int
    ) -> dict[str, float | None]:
        if x == y == _SENTINEL:
            self.found.counts["positions (65535, 65535), which mean unknown"] += 1
            self._rows.keep("unknown position", record, at_ns, line)
            return {"x": None, "y": None}
        if x < 0 or y < 0:
            self.found.counts["negative positions, kept"] += 1
        if self._size is not None:
            out = max(-x, -y, x - self._size[0], y - self._size[1])
            if out > _BEYOND_PX:
                self._note_beyond(x, y, at_ns)
        return {"x": x, "y": y}

    def _note_beyond(self, x: float, y: float, at_ns: int) -> None:
        found = self.found
        if not found.beyond or at_ns < found.beyond_first_ns:
            found.beyond_first_ns = at_ns
        found.beyond += 1
        found.beyond_x = max(found.beyond_x, x, key=abs)
        found.beyond_y = max(found.beyond_y, y, key=abs)

    def _add_key(self, record: dict[str, Any], at_ns: int, line: int, *, pressed: bool) -> str:
        name, printed = record.get("name"), record.get("pynput_key")
        if not isinstance(name, (str, type(None))) or not isinstance(printed, (str, type(None))):
            return "key whose name is no text"
        key = self._named(name, printed, at_ns, pressed=pressed)
        self.found.keys += 1
        if not key.code:
            self.found.unknown_keys[printed or name or "null"] += 1
            if not key.key:
                self._rows.keep("key", {"name": name, "pynput_key": printed}, at_ns, line)
        add_key(self._rows, self._held, key, at_ns, line, pressed=pressed)
        return ""

    def _named(self, name: str | None, printed: str | None, at_ns: int, *, pressed: bool) -> NamedKey:
        shift, control = (self._held.is_held(modifier, at_ns) for modifier in (MODIFIERS[1], MODIFIERS[0]))
        key = named_key(name, printed, self._system, shift=shift, control=control)
        if key.key == "AltGraph" and self._system == "Windows":
            # Windows names every right Alt so; only where it is AltGr does a Control come with it.
            if pressed and not self._held.is_repeat(key.code, "", at_ns):
                self._alt_graph = self._held.take_alt_graph(at_ns)
            return key if self._alt_graph else NamedKey(key.code, "Alt")
        return key

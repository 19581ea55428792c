"""What a person did with mouse and keyboard, to rows: the part that both schemas share."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from formats.importers.openadapt.space import Space
from formats.importers.openadapt.values import KEPT_BYTES, as_flag, as_number, as_text
from formats.keyboards.held_keys import HeldKeys
from formats.keyboards.pynput_keys import NamedKey, named_key
from formats.keyboards.us_layout import key_for
from formats.keyboards.virtual_keys import MAC, WINDOWS
from formats.model.streams import MODIFIERS, button_number
from formats.sources.key_rows import add_key
from formats.sources.rows import SourceRows

SYSTEMS = {"darwin": "Darwin", "win32": "Windows", "windows": "Windows", "linux": "Linux", "macos": "Darwin"}
_BUTTONS = {"x1": "back", "x2": "forward", "button8": "back", "button9": "forward"}
_PLACES = {"Windows": WINDOWS, "Darwin": MAC}


Place = tuple[Any, Any]
"""x and y, as they came."""


@dataclass(slots=True)
class InputsFound:
    """What the rows told beside themselves."""

    counts: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[int, str]] = field(default_factory=list)
    """Number and fault of rows that are none here; they are kept in other."""
    keys: int = 0
    unknown_keys: int = 0
    too_large: int = 0
    """Values beyond a megabyte, which were not kept."""
    rebuilt: int = 0
    """Actions of which only the whole is there, taken apart into events."""


class InputRows:
    """Adds rows in the order of capture."""

    def __init__(self, rows: SourceRows, space: Space, platform: str) -> None:
        """Start.

        Args:
            rows: Where to.
            space: Of the positions.
            platform: As the source calls it: "darwin", "win32", "linux".
        """
        self.rows = rows
        self.found = InputsFound()
        self._space = space
        self._system = SYSTEMS.get(platform.lower(), "")
        self._held = HeldKeys()
        self._alt_graph = False

    def move(self, at_ns: int, line: int, place: Place) -> str:
        """Add a movement; return what is wrong with it, "" where nothing is."""
        at = self._place(place)
        if at is None:
            return "a movement without a position that is a sane number"
        self.rows.add("pointer", at_ns, line, **at)
        return ""

    def button(self, at_ns: int, line: int, place: Place, button: Any, pressed: Any) -> str:
        """Add a press or a release of a button; return what is wrong with it, "" where nothing is."""
        at, name, down = self._place(place), as_text(button).lower()[:60], as_flag(pressed)
        if at is None or not name or down is None:
            return "a click without a position, a button's name or a state"
        name = _BUTTONS.get(name, name)
        if button_number(name) == 255:
            self.found.counts["clicks of an unknown button, its name kept in other"] += 1
            self.rows.keep("button", {"button": name}, at_ns, line)
        self.rows.add("button", at_ns, line, button=name, pressed=down, **at)
        return ""

    def scroll(self, at_ns: int, line: int, place: Place, dx: Any, dy: Any) -> str:
        """Add a turn of the wheel; return what is wrong with it, "" where nothing is."""
        at, across, along = self._place(place), as_number(dx), as_number(dy)
        if at is None or across is None or along is None:
            return "a scroll without a position or a distance that are sane numbers"
        self.rows.add("scroll", at_ns, line, dx=across, dy=along, **at)
        return ""

    def key(self, at_ns: int, line: int, told: Mapping[str, Any], *, pressed: bool) -> str:
        """Add a press or a release of a key; return what is wrong with it, "" where nothing is.

        Args:
            at_ns: When.
            line: Number of its row.
            told: key_name, key_char, key_vk, and the same of the canonical key.
            pressed: Whether it went down.
        """
        named = self._named(told, at_ns, pressed=pressed)
        if named is None:
            return "a key without a name, a character or a number"
        self.found.keys += 1
        if not named.code:
            self.found.unknown_keys += 1
            kept = {name: value for name, value in told.items() if "key_" in name and value is not None}
            self.rows.keep("key", kept, at_ns, line)
        self.press(at_ns, line, named, pressed=pressed)
        return ""

    def press(self, at_ns: int, line: int, key: NamedKey, *, pressed: bool) -> None:
        """Add a key that is known by its code."""
        add_key(self.rows, self._held, key, at_ns, line, pressed=pressed)

    def keep(self, kind: str, payload: Any, at_ns: int | None, line: int) -> None:
        """Keep in `other` what is no row, as JSON."""
        text = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False, default=str)
        if len(text) > KEPT_BYTES:
            self.found.too_large += 1
            return
        self.rows.keep(kind[:200], text, at_ns, line)

    def refuse(self, what: str, row: Mapping[str, Any], at_ns: int | None, line: int, why: str) -> None:
        """Note that a row is none here, and keep it."""
        self.found.bad.append((line, f"{what} {line:,}: {why}"))
        self.keep(
            f"malformed {what}", {name: value for name, value in row.items() if name != "_row"}, at_ns, line
        )

    def scaled(self, value: Any) -> float | None:
        """Return a length or a position in pixels, None for what is no sane number."""
        found = as_number(value)
        return None if found is None else found * self._space.ratio

    def _place(self, place: Place) -> dict[str, float] | None:
        across, down = map(self.scaled, place)
        return None if across is None or down is None else {"x": across, "y": down}

    def _named(self, told: Mapping[str, Any], at_ns: int, *, pressed: bool) -> NamedKey | None:
        shift, control = (self._held.is_held(modifier, at_ns) for modifier in (MODIFIERS[1], MODIFIERS[0]))
        for prefix in ("", "canonical_"):
            name, char, vk = (
                as_text(told.get(f"{prefix}key_{part}"))[:60] for part in ("name", "char", "vk")
            )
            printed = f"Key.{name}" if name else repr(char) if char else f"<{vk}>" if vk else ""
            if not printed:
                continue
            key = named_key(name or char or None, printed, self._system, shift=shift, control=control)
            place = _PLACES.get(self._system, {}).get(int(vk)) if vk.isdecimal() and len(vk) < 6 else None
            if place and not name:
                # The number tells the place, which a character on another layout does not.
                key = NamedKey(place, key.key or key_for(place, shift=shift))
            return self._with_alt_graph(key, at_ns, pressed=pressed)
        return None

    def _with_alt_graph(self, key: NamedKey, at_ns: int, *, pressed: bool) -> NamedKey:
        """Tell AltGr from a right Alt: on Windows both have one name, and only AltGr brings a Control."""
        if key.key != "AltGraph" or self._system != "Windows":
            return key
        if pressed and not self._held.is_repeat(key.code, "", at_ns):
            self._alt_graph = self._held.take_alt_graph(at_ns)
        return key if self._alt_graph else NamedKey(key.code, "Alt")

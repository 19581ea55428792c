"""Calls to rows: what a script let the mouse and the keyboard do.

A script acts at one instant: press and release of a click have one time, and so have all clicks of a double
click, so that clicks of two calls are never taken for one.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

from formats.importers.playwright.calls import Call
from formats.importers.playwright.keys import combination, named_key
from formats.keyboards.held_keys import HeldKeys
from formats.keyboards.pynput_keys import NamedKey
from formats.model.streams import button_number
from formats.model.time import NS_PER_MS
from formats.sources.key_rows import add_key
from formats.sources.rows import SourceRows, number

STEP_PX = 100
"""CSS pixels that a step of the wheel scrolls, as Chromium has it."""
_LONGEST_DELAY_MS = 600_000
_MOST_CLICKS = 10
_TICK_NS = 1000


class Gestures:
    """Adds the rows of calls, given in order of their time."""

    def __init__(self, rows: SourceRows, display: Callable[[str], int], *, mac: bool) -> None:
        """Start.

        Args:
            rows: Where to.
            display: Gives the display that shows a page.
            mac: Whether the browser ran on a Mac.
        """
        self._rows = rows
        self._display = display
        self._mac = mac
        self._held = HeldKeys()
        self._mouse: dict[str, tuple[float, float]] = {}
        self.counts: Counter[str] = Counter()
        self._known: dict[tuple[str, str], Callable[[Call], None]] = {
            ("", "click"): self._click,
            ("", "dblclick"): self._double_click,
            ("", "tap"): self._click,
            ("", "check"): self._click,
            ("", "uncheck"): self._click,
            ("", "hover"): self._hover,
            ("", "dragAndDrop"): self._drag,
            ("", "fill"): self._fill,
            ("", "type"): self._fill,
            ("", "press"): self._press_in_field,
            ("Page", "mouseMove"): self._mouse_move,
            ("Page", "mouseDown"): self._mouse_button,
            ("Page", "mouseUp"): self._mouse_button,
            ("Page", "mouseClick"): self._mouse_click,
            ("Page", "mouseWheel"): self._wheel,
            ("Page", "touchscreenTap"): self._mouse_click,
            ("Page", "keyboardPress"): self._press,
            ("Page", "keyboardDown"): self._key,
            ("Page", "keyboardUp"): self._key,
            ("Page", "keyboardType"): self._type,
            ("Page", "keyboardInsertText"): self._type,
        }

    def acts(self, call: Call) -> bool:
        """Say whether a call is one of mouse or keyboard."""
        return self._action(call) is not None

    def take(self, call: Call) -> None:
        """Add a call's rows; one that failed did nothing that is known."""
        action = self._action(call)
        if action is None:
            return
        if not call.succeeded:
            what = "that failed" if call.error is not None else "without an end"
            self.counts[f"calls of mouse and keyboard {what}, kept as markers only"] += 1
            return
        if call.params.get("trial") is True:
            self.counts["calls on trial, which do nothing, kept as markers only"] += 1
            return
        action(call)

    def _action(self, call: Call) -> Callable[[Call], None] | None:
        owner = "" if call.owner in {"Frame", "ElementHandle", "Page"} else call.owner
        return self._known.get((call.owner, call.method)) or self._known.get((owner, call.method))

    # Mouse

    def _click(self, call: Call) -> None:
        told = number(call.params.get("clickCount"))
        self._click_at(call, call.points[-1:], round(told) if told else 1)

    def _double_click(self, call: Call) -> None:
        self._click_at(call, call.points[-1:], 2)

    def _hover(self, call: Call) -> None:
        for point in call.points[-1:]:
            self._move(call, point)

    def _drag(self, call: Call) -> None:
        source, target = call.points[:1], call.points[-1:]
        if len(call.points) < 2:
            self.counts["drags of which only one end is told, kept as markers only"] += 1
            return
        for point, pressed in ((source[0], True), (target[0], False)):
            self._move(call, point)
            self._button(call, call.at_ns, point, 0, pressed=pressed)

    def _mouse_move(self, call: Call) -> None:
        for point in _point(call):
            self._move(call, point)

    def _mouse_button(self, call: Call) -> None:
        point = self._mouse.get(call.page)
        pressed = call.method == "mouseDown"
        self._button(call, call.at_ns, point, _button(call), pressed=pressed)

    def _mouse_click(self, call: Call) -> None:
        told = number(call.params.get("clickCount"))
        self._click_at(call, _point(call), round(told) if told else 1)

    def _wheel(self, call: Call) -> None:
        dx, dy = (number(call.params.get(name)) or 0.0 for name in ("deltaX", "deltaY"))
        x, y = self._mouse.get(call.page, (None, None))
        self._rows.add("scroll", call.at_ns, call.line, x=x, y=y, dx=dx / STEP_PX, dy=-dy / STEP_PX)
        self.counts["scroll steps made of deltas in pixels"] += 1

    def _click_at(self, call: Call, points: list[tuple[float, float]], count: int) -> None:
        if not points:
            # Nothing had to be clicked: it was checked already, or the script made the click itself.
            self.counts["clicks without a place, kept as markers only"] += 1
            return
        held = call.params.get("modifiers")
        names = [name for name in held if isinstance(name, str)][:5] if isinstance(held, list) else []
        keys = [named_key(name, mac=self._mac) for name in names]
        for key in keys:
            self._add_key(call, call.at_ns, key, pressed=True)
        self._move(call, points[0])
        button = _button(call)
        for one in range(max(1, min(count, _MOST_CLICKS))):
            # Only the last one is held: clicks of one call have one time.
            delay_ns = _delay_ns(call) if one == count - 1 else 0
            self._button(call, call.at_ns, points[0], button, pressed=True)
            self._button(call, call.at_ns + delay_ns, points[0], button, pressed=False)
        # A tick later, so that whoever asks what was held at the click finds it held.
        for key in reversed(keys):
            self._add_key(call, call.at_ns + _delay_ns(call) + _TICK_NS, key, pressed=False)

    def _move(self, call: Call, point: tuple[float, float]) -> None:
        x, y = self._mouse[call.page] = point
        self._rows.add("pointer", call.at_ns, call.line, x=x, y=y, display=self._display(call.page))

    def _button(
        self, call: Call, at_ns: int, point: tuple[float, float] | None, button: int, *, pressed: bool
    ) -> None:
        x, y = point or (None, None)
        self._rows.add("button", at_ns, call.line, x=x, y=y, button=button, pressed=pressed)

    # Keyboard

    def _fill(self, call: Call) -> None:
        text = call.params.get("value", call.params.get("text"))
        self._field(call)
        if isinstance(text, str) and text:
            self._rows.add("text", call.at_ns, call.line, kind="typed", string=text)

    def _press_in_field(self, call: Call) -> None:
        self._field(call)
        self._press(call)

    def _type(self, call: Call) -> None:
        text = call.params.get("text")
        kind = "ime" if call.method == "keyboardInsertText" else "typed"
        if isinstance(text, str) and text:
            self._rows.add("text", call.at_ns, call.line, kind=kind, string=text)

    def _press(self, call: Call) -> None:
        name = call.params.get("key")
        if not isinstance(name, str):
            return
        keys = combination(name, mac=self._mac, shift=self._held.is_held("Shift", call.at_ns))
        for key in keys:
            self._add_key(call, call.at_ns, key, pressed=True)
        for key in reversed(keys):
            self._add_key(call, call.at_ns + _delay_ns(call), key, pressed=False)

    def _key(self, call: Call) -> None:
        name = call.params.get("key")
        if isinstance(name, str) and name:
            key = named_key(name[:100], mac=self._mac, shift=self._held.is_held("Shift", call.at_ns))
            self._add_key(call, call.at_ns, key, pressed=call.method == "keyboardDown")

    def _field(self, call: Call) -> None:
        selector = call.params.get("selector")
        name = selector[:500] if isinstance(selector, str) else ""
        self._rows.add("text", call.at_ns, call.line, kind="field", string=name)

    def _add_key(self, call: Call, at_ns: int, key: NamedKey, *, pressed: bool) -> None:
        add_key(self._rows, self._held, key, at_ns, call.line, pressed=pressed)


def _point(call: Call) -> list[tuple[float, float]]:
    x, y = number(call.params.get("x")), number(call.params.get("y"))
    return [(x, y)] if x is not None and y is not None else []


def _button(call: Call) -> int:
    name: Any = call.params.get("button", "left")
    return button_number(name) if isinstance(name, str) else 0


def _delay_ns(call: Call) -> int:
    delay_ms = number(call.params.get("delay")) or 0.0
    return round(max(0.0, min(delay_ms, _LONGEST_DELAY_MS)) * NS_PER_MS)

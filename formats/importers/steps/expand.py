"""Steps to events: what a step says was done as the presses, releases, moves and texts that it stands for.

All of a step has the step's own time, and its order by `seq`. Nothing is put between: a click is no
milliseconds long, and a drag has its two ends and no path.
"""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from formats.importers.steps.step import (
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
    Title,
    Type,
    Unread,
)
from formats.keyboards.held_keys import HeldKeys
from formats.keyboards.key_names import key_called
from formats.keyboards.pynput_keys import NamedKey
from formats.sources.rows import SourceRows

_TEXTS_CHARACTERS = 64 << 20
"""So much of what is said of steps is kept; typed text is kept whole."""
_NAME_CHARACTERS = 500
_UNKNOWN = NamedKey("", "Unidentified")

Place = tuple[float | None, float | None]
ToPixels = Callable[[Point, Place], Place]
"""Turns a point, and where the pointer is, into pixels; None for what is unknown."""


class Expander:
    """Turns the acts of steps into rows, in order."""

    def __init__(self, rows: SourceRows) -> None:
        self._rows = rows
        self._held = HeldKeys()
        self._pointer: Place = (None, None)
        self._said = 0
        self.counts: Counter[str] = Counter()
        """Oddities by name."""
        self.kinds: Counter[type] = Counter()
        """Acts by kind."""
        self.left_out = 0
        """Markers and unread parts that were too much."""

    def add(self, act: Act, at_ns: int, line: int, to_pixels: ToPixels) -> None:
        """Add what one act stands for.

        Args:
            act: What was done or said.
            at_ns: Reading of the source's clock at its step.
            line: Its step in the source.
            to_pixels: For the step's coordinates.
        """
        self.kinds[type(act)] += 1
        match act:
            case Move() | Click() | Button() | Drag() | Scroll():
                self._point(act, at_ns, line, to_pixels)
            case Type(text):
                self._rows.add("text", at_ns, line, kind="typed", string=text)
            case Chord(names):
                for name in names:
                    self._key(name, at_ns, line, pressed=True)
                for name in reversed(names):
                    self._key(name, at_ns, line, pressed=False)
            case Key(name, pressed):
                self._key(name, at_ns, line, pressed=pressed)
            case Copy(text):
                self._rows.add("clipboard", at_ns, line, kind="text/plain", string=text)
            case Title(title):
                self._rows.add("window", at_ns, line, title=title)
            case Mark(name, payload):
                text = "" if payload is None else json.dumps(payload, ensure_ascii=False)
                if self._has_room(len(text)):
                    self._rows.add("marker", at_ns, line, name=name[:_NAME_CHARACTERS], payload=text)
            case Unread(kind, payload):
                self.counts["parts of steps that are not understood, kept in other"] += 1
                self._keep(kind, payload, at_ns, line)

    def _point(
        self, act: Move | Click | Button | Drag | Scroll, at_ns: int, line: int, to_pixels: ToPixels
    ) -> None:
        match act:
            case Move(to):
                self._go(to, at_ns, line, to_pixels)
            case Click(at, button, count):
                self._go(at, at_ns, line, to_pixels)
                for _ in range(count):
                    self._press(button, at_ns, line, pressed=True)
                    self._press(button, at_ns, line, pressed=False)
            case Button(at, button, pressed):
                self._go(at, at_ns, line, to_pixels)
                self._press(button, at_ns, line, pressed=pressed)
            case Drag(start, end, button):
                self._go(start, at_ns, line, to_pixels)
                self._press(button, at_ns, line, pressed=True)
                self._go(end, at_ns, line, to_pixels)
                self._press(button, at_ns, line, pressed=False)
            case Scroll(at, dx, dy):
                self._go(at, at_ns, line, to_pixels)
                x, y = self._pointer
                self._rows.add("scroll", at_ns, line, x=x, y=y, dx=dx, dy=dy)

    def _go(self, point: Point, at_ns: int, line: int, to_pixels: ToPixels) -> None:
        """Move the pointer, where the source tells a place."""
        if point.x is None and point.y is None:
            return
        self._pointer = x, y = to_pixels(point, self._pointer)
        if x is None or y is None:
            self.counts["positions that cannot be told in pixels, kept in other"] += 1
            self._keep("position", {"x": point.x, "y": point.y, "relative": point.relative}, at_ns, line)
        else:
            self._rows.add("pointer", at_ns, line, x=x, y=y)

    def _press(self, button: str, at_ns: int, line: int, *, pressed: bool) -> None:
        x, y = self._pointer
        if x is None:
            self.counts["presses and releases of buttons at a place that is not told"] += 1
        self._rows.add("button", at_ns, line, x=x, y=y, button=button, pressed=pressed)

    def _key(self, name: str, at_ns: int, line: int, *, pressed: bool) -> None:
        key = key_called(name, shift=self._held.is_held("Shift", at_ns))
        if key is None:
            key = _UNKNOWN
            if pressed:
                self.counts["keys of a name that nobody knows, kept in other"] += 1
                self._keep("key", name, at_ns, line)
        self._held.take(key.code, key.key, at_ns, pressed=pressed)
        bits = self._held.bits(at_ns)
        self._rows.add("key", at_ns, line, code=key.code, key=key.key, pressed=pressed, modifiers=bits)

    def _keep(self, kind: str, payload: Any, at_ns: int, line: int) -> None:
        text = json.dumps(payload, ensure_ascii=False)
        if self._has_room(len(text)):
            self._rows.keep(kind[:_NAME_CHARACTERS], text, at_ns, line)

    def _has_room(self, characters: int) -> bool:
        self._said += characters
        if self._said > _TEXTS_CHARACTERS:
            self.left_out += 1
        return self._said <= _TEXTS_CHARACTERS

"""Types as a person does, key by key on a US keyboard: with a rhythm, Shift, slips and their correction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from formats.keyboards.us_layout import code_for
from formats.model.time import NS_PER_MS

_SHIFT = 1 << 1
"""Bit of `formats.model.streams.MODIFIERS`."""
_NEIGHBOURS = {
    letter: row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
    for place, letter in enumerate(row)
}
_UPPER_SIGNS = frozenset('~!@#$%^&*()_+{}|:"<>?')

Row = tuple[str, int, Mapping[str, Any]]
"""Stream, time and columns of one event."""


@dataclass(slots=True)
class CanaryTypist:
    """Writes events one after the other from time 0 on."""

    random: Random
    slip_rate: float = 0.04
    """Of the keys, the part that is wrong at first."""
    now_ns: int = 0
    rows: list[Row] = field(default_factory=list)

    def wait(self, least_ms: int, most_ms: int) -> None:
        """Let time pass."""
        self.now_ns += self.random.randint(least_ms, most_ms) * NS_PER_MS

    def add(self, stream: str, **values: Any) -> None:
        """Add an event."""
        self.rows.append((stream, self.now_ns, values))

    def press(self, name: str) -> None:
        """Press and release a key: a character, or a key by its name."""
        self.wait(60, 220)
        shifted = len(name) == 1 and (name.isupper() or name in _UPPER_SIGNS)
        if shifted:
            self.add("key", code="ShiftLeft", key="Shift", pressed=True)
            self.wait(15, 60)
        code = "Space" if name == " " else code_for(name) if len(name) == 1 else name
        for pressed in (True, False):
            self.add("key", code=code, key=name, pressed=pressed, modifiers=_SHIFT * shifted)
            self.wait(20, 70)
        if shifted:
            self.add("key", code="ShiftLeft", key="Shift", pressed=False)

    def type(self, text: str) -> None:
        """Type a text; a slip is noticed at once or some keys later, and corrected."""
        for place, letter in enumerate(text):
            if letter != "\n" and self.random.random() < self.slip_rate:
                self._slip(letter, text[place + 1 :])
            self.press("Enter" if letter == "\n" else letter)

    def _slip(self, letter: str, follows: str) -> None:
        near = _NEIGHBOURS.get(letter.lower(), "x")
        later = self.random.choice((0, 0, 0, 1, 2))
        wrong = self.random.choice(near) + follows.split("\n", maxsplit=1)[0][:later]
        for each in wrong:
            self.press(each)
        for _ in wrong:
            self.press("Backspace")

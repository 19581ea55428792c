"""Windows virtual keys to rows with W3C codes, modifiers and repeats.

A virtual key names a key by what it does, not by its place: both Enter keys are 13, and so are the digits
above the letters on every layout.

Source: Microsoft, Virtual-Key Codes; ocap, which takes them from pynput and `GetAsyncKeyState`.
"""

from collections import Counter
from collections.abc import Iterable

from formats.keyboards.held_keys import HeldKeys
from formats.keyboards.us_layout import key_for
from formats.keyboards.virtual_keys import WINDOWS
from formats.sources.rows import SourceRows

_BUTTONS = frozenset({1, 2, 4, 5, 6})
"""Mouse buttons, which have numbers among the keys."""
_EITHER = {16: {160, 161}, 17: {162, 163}, 18: {164, 165}}
"""Shift, Control and Alt of either side, and the numbers of the two sides."""
_RIGHT_ALT = 165


class KeyRows:
    """Adds key rows in the order of capture."""

    def __init__(self, rows: SourceRows) -> None:
        """Start; rows are added to `rows`."""
        self._rows = rows
        self._held = HeldKeys()
        self._alt_graph = False
        self.unknown: Counter[int] = Counter()
        """Presses and releases of keys without a known place, by their numbers."""

    def add(self, vk: int, at_ns: int, line: int, *, pressed: bool) -> str:
        """Add a press or a release; return the name by which states know the key.

        Args:
            vk: Virtual key.
            at_ns: When.
            line: Number of its message.
            pressed: Whether it went down.
        """
        code = WINDOWS.get(vk, "")
        key = key_for(code, shift=self._held.is_held("Shift", at_ns)) if code else "Unidentified"
        repeat = pressed and self._held.is_repeat(name_of(vk), key, at_ns)
        if vk == _RIGHT_ALT:
            if pressed and not repeat:
                self._alt_graph = self._held.take_alt_graph(at_ns)
            key = "AltGraph" if self._alt_graph else "Alt"
        if not code:
            self.unknown[vk] += 1
            self._rows.keep("key", {"vk": vk}, at_ns, line)
        self._held.take(name_of(vk), key, at_ns, pressed=pressed)
        self._rows.add(
            "key",
            at_ns,
            line,
            code=code,
            key=key,
            pressed=pressed,
            repeat=repeat,
            modifiers=self._held.bits(at_ns),
        )
        return name_of(vk)


def name_of(vk: int) -> str:
    """Return a key's code, or its number in words where it has none."""
    return WINDOWS.get(vk) or f"virtual key {vk}"


def names_held(vks: Iterable[int]) -> frozenset[str]:
    """Return the names of the keys in a state, without mouse buttons and without the doubles of modifiers."""
    held = set(vks) - _BUTTONS
    # A state tells a modifier by its side and once more for either side.
    held -= {either for either, sides in _EITHER.items() if held & sides}
    return frozenset(map(name_of, held))

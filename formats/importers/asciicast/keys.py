"""What was sent to a terminal, back to the keys that send it; the rest is text, a paste or a reply.

Sources: XTerm Control Sequences (PC-style function keys, mouse tracking, bracketed paste); ECMA-48.
"""

import re
from collections import Counter

from formats.importers.asciicast.glyphs import CELL_HEIGHT, CELL_WIDTH
from formats.keyboards.key_names import key_called
from formats.model.streams import MODIFIERS
from formats.sources.rows import SourceRows

_TOKEN = re.compile(
    r"\x1b\[200~(?P<paste>.*?)(?:\x1b\[201~|$)"
    r"|\x1b\[<(?P<mouse>\d{1,3});(?P<x>\d{1,5});(?P<y>\d{1,5})(?P<updown>[Mm])"
    r"|\x1b\[(?:(?P<number>\d{1,2})(?:;(?P<held>\d{1,2}))?)?(?P<final>[A-DFHPQRSZ~])"
    r"|\x1bO(?P<single>[A-DFHMPQRS])"
    r"|(?P<reply>\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?))"
    r"|\x1b(?P<alt>[^\x1b])"
    r"|(?P<control>[\x00-\x1f\x7f])"
    r"|(?P<text>[^\x00-\x1f\x7f]+)",
    re.DOTALL,
)
_FINALS = {
    "A": "ArrowUp",
    "B": "ArrowDown",
    "C": "ArrowRight",
    "D": "ArrowLeft",
    "H": "Home",
    "F": "End",
    "P": "F1",
    "Q": "F2",
    "R": "F3",
    "S": "F4",
    "M": "NumpadEnter",
}
_NUMBERS = {
    1: "Home",
    2: "Insert",
    3: "Delete",
    4: "End",
    5: "PageUp",
    6: "PageDown",
    7: "Home",
    8: "End",
    **{10 + number: f"F{number}" for number in range(1, 6)},
    **{11 + number: f"F{number}" for number in range(6, 11)},
    23: "F11",
    24: "F12",
}
_CONTROLS = {
    "\t": "Tab",
    "\n": "Enter",
    "\r": "Enter",
    "\x08": "Backspace",
    "\x7f": "Backspace",
    "\x1b": "Escape",
}
_SIGNS = {0: " ", 28: "\\", 29: "]", 30: "^", 31: "_"}
_HELD = ("Shift", "Alt", "Control", "Meta")
"""XTerm's bits of modifiers, after 1 is taken away."""
_MOUSE_BUTTONS = ("left", "middle", "right")


class InputReader:
    """Turns input into rows."""

    def __init__(self, rows: SourceRows) -> None:
        self._rows = rows
        self.counts: Counter[str] = Counter()

    def take(self, at_ns: int, data: str, line: int) -> None:
        """Add the rows of what was sent at once."""
        for match in _TOKEN.finditer(data):
            key, held = _key(match)
            if key:
                self._press(at_ns, line, key, held)
            elif match["paste"] is not None:
                self._rows.add("text", at_ns, line, kind="paste", string=match["paste"])
            elif match["mouse"] is not None:
                self._point(at_ns, line, int(match["mouse"]), match)
            elif match["text"] is not None:
                # Nobody hits two keys at once: this came from a program, a paste, or an input method.
                self._rows.add("text", at_ns, line, kind="typed", string=match["text"])
            else:
                self.counts["sequences sent that are no keys, kept in other"] += 1
                self._rows.keep("input", {"data": match[0]}, at_ns, line)

    def _press(self, at_ns: int, line: int, name: str, held: tuple[str, ...]) -> None:
        """Add a key's press and release, between those of the modifiers that are held with it."""
        found = key_called(name)
        code, key = (found.code, found.key) if found else ("", name)
        bits = 0
        for modifier in held:
            bits |= 1 << MODIFIERS.index(modifier)
            self._add(at_ns, line, f"{modifier}Left", modifier, bits, pressed=True)
        self._add(at_ns, line, code, key, bits, pressed=True)
        self._add(at_ns, line, code, key, bits, pressed=False)
        for modifier in reversed(held):
            bits &= ~(1 << MODIFIERS.index(modifier))
            self._add(at_ns, line, f"{modifier}Left", modifier, bits, pressed=False)

    def _add(self, at_ns: int, line: int, code: str, key: str, bits: int, *, pressed: bool) -> None:
        self._rows.add("key", at_ns, line, code=code, key=key, pressed=pressed, modifiers=bits)

    def _point(self, at_ns: int, line: int, kind: int, match: re.Match[str]) -> None:
        """Add what a mouse reports, at the middle of its cell."""
        x, y = (int(match["x"]) - 0.5) * CELL_WIDTH, (int(match["y"]) - 0.5) * CELL_HEIGHT
        if kind & 64:
            steps = {0: (0, 1), 1: (0, -1), 2: (-1, 0), 3: (1, 0)}[kind & 3]
            self._rows.add("scroll", at_ns, line, x=x, y=y, dx=steps[0], dy=steps[1])
        elif kind & 32 or kind & 3 == 3:
            self._rows.add("pointer", at_ns, line, x=x, y=y)
        else:
            pressed = match["updown"] == "M"
            self._rows.add("button", at_ns, line, x=x, y=y, button=_MOUSE_BUTTONS[kind & 3], pressed=pressed)


def _key(match: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    """Return the name of the key that sends a sequence, and what is held with it; "" for no key."""
    if match["final"] is not None:
        return _function_key(match)
    if match["single"] is not None:
        return _FINALS[match["single"]], ()
    if match["alt"] is not None:
        key, held = _character(match["alt"])
        return key, ("Alt", *held)
    if match["control"] is not None:
        return _character(match["control"])
    text = match["text"]
    return (text, ()) if text is not None and len(text) == 1 else ("", ())


def _function_key(match: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    final, number = match["final"], int(match["number"] or 1)
    held = _modifiers(int(match["held"] or 1) - 1)
    if final == "Z":
        return "Tab", ("Shift",)
    if final == "~":
        return _NUMBERS.get(number, ""), held
    # What a terminal says of its cursor's place ends in R as well.
    return (_FINALS[final], held) if number == 1 else ("", ())


def _character(character: str) -> tuple[str, tuple[str, ...]]:
    if character in _CONTROLS:
        return _CONTROLS[character], ()
    if character < " ":
        return _SIGNS.get(ord(character), chr(ord(character) + 96)), ("Control",)
    return character, ()


def _modifiers(bits: int) -> tuple[str, ...]:
    return tuple(name for place, name in enumerate(_HELD) if bits >> place & 1)

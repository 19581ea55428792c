"""The keys that pause and stop a recording, as a person writes them: "Pause", "Ctrl+Alt+p"."""

from collections.abc import Callable
from dataclasses import dataclass

from replay.record.errors import RecordError

_MODIFIERS = {
    "shift": 1 << 0,
    "ctrl": 1 << 2,
    "control": 1 << 2,
    "alt": 1 << 3,
    "super": 1 << 6,
    "meta": 1 << 6,
}
_MATTER = sum({1 << 0, 1 << 2, 1 << 3, 1 << 6})


@dataclass(frozen=True, slots=True)
class Hotkey:
    """A key of this keyboard with the modifiers that must be held."""

    name: str
    """As the person wrote it."""
    code: int
    """X11's key code."""
    modifiers: int
    """Bits of X11's state; locks do not matter."""

    def is_pressed_by(self, code: int, state: int) -> bool:
        """Say whether a key that goes down in this state is meant."""
        return code == self.code and state & _MATTER == self.modifiers


def hotkey(text: str, code_of_name: Callable[[str], int]) -> Hotkey:
    """Read a hotkey.

    Args:
        text: The key's name in X11 after its modifiers, joined by "+".
        code_of_name: Gives the key code of a name on this keyboard, 0 where no key has it.

    Raises:
        RecordError: A modifier is unknown, or no key has the name.
    """
    *modifiers, name = text.split("+")
    for modifier in modifiers:
        if modifier.strip().casefold() not in _MODIFIERS:
            raise RecordError(f"{text!r}: {modifier!r} is none of Shift, Ctrl, Alt, Super")
    code = code_of_name(name.strip())
    if not code:
        raise RecordError(f"{text!r}: this keyboard has no key {name!r}; name another")
    bits = 0
    for modifier in modifiers:
        bits |= _MODIFIERS[modifier.strip().casefold()]
    return Hotkey(text, code, bits)

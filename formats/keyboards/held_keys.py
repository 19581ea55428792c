"""What is held down while keys go by: modifiers and repeats, for sources that tell neither."""

from formats.model.streams import MODIFIERS
from formats.model.time import NS_PER_MS, NS_PER_S

LOST_S = 30
"""After how long a modifier without a release is not believed to be held."""
REPEAT_MS = 1500
"""A key that goes down again within this time without a release repeats: no system waits longer."""
ALT_GRAPH_MS = 20
"""Windows sends a left Control so shortly before the right Alt where that is AltGr."""

_BITS = {name: 1 << bit for bit, name in enumerate(MODIFIERS)}


class HeldKeys:
    """Follows presses and releases in the order of capture."""

    def __init__(self) -> None:
        self._modifiers: dict[str, tuple[int, int]] = {}
        self._down: dict[str, int] = {}

    def bits(self, t_ns: int) -> int:
        """Return the modifiers held at a time, as bits of `MODIFIERS`."""
        bits = 0
        for identity, (bit, since_ns) in list(self._modifiers.items()):
            if t_ns - since_ns > LOST_S * NS_PER_S:
                del self._modifiers[identity]
            else:
                bits |= bit
        return bits

    def is_held(self, modifier: str, t_ns: int) -> bool:
        """Say whether a modifier ("Shift") is held."""
        return bool(self.bits(t_ns) & _BITS[modifier])

    def is_repeat(self, code: str, key: str, t_ns: int) -> bool:
        """Say whether a press repeats the one before, for the key was not released since."""
        down_ns = self._down.get(code or key)
        return down_ns is not None and 0 <= t_ns - down_ns <= REPEAT_MS * NS_PER_MS

    def take(self, code: str, key: str, t_ns: int, *, pressed: bool) -> None:
        """Note a press or a release.

        Args:
            code: W3C `code`, or "".
            key: W3C `key`; a modifier by its name.
            t_ns: When.
            pressed: Whether the key went down.
        """
        identity = code or key
        if pressed:
            self._down[identity] = t_ns
            if key in MODIFIERS[:5]:
                self._modifiers[identity] = (_BITS[key], t_ns)
        else:
            self._down.pop(identity, None)
            self._modifiers.pop(identity, None)

    def take_alt_graph(self, t_ns: int) -> bool:
        """Say whether a right Alt that goes down is AltGr on Windows; its Control then holds no more."""
        control = self._modifiers.get("ControlLeft")
        if control is None or t_ns - control[1] > ALT_GRAPH_MS * NS_PER_MS:
            return False
        del self._modifiers["ControlLeft"]
        return True

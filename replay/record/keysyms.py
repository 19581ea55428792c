"""The symbol that a key stood for, from its code, the state of the modifiers and the server's table.

Source: X Window System Protocol, chapter 5, "Keyboards"; X Keyboard Extension, "Effect of the core protocol
compatibility map"; X.Org keysymdef.h for the codepages of the older keysyms.
"""

from collections.abc import Mapping, Sequence

_SHIFT, _CAPS_LOCK, _NUM_LOCK, _LEVEL3 = 1 << 0, 1 << 1, 1 << 4, 1 << 7
_UNICODE = 0x0100_0000
_CODEPAGES = {
    0x1: ("iso8859_2", 0xA1),
    0x2: ("iso8859_3", 0xA1),
    0x3: ("iso8859_4", 0xA2),
    0x5: ("iso8859_6", 0xAC),
    0x6: ("koi8_r", 0xC0),
    0x7: ("iso8859_7", 0xC1),
    0xC: ("iso8859_8", 0xE0),
    0xD: ("tis_620", 0xA1),
}
"""High byte of a keysym, the codepage of its low byte and the first one that they agree on."""
_EURO = 0x20AC


class KeySymbols:
    """The server's table, changed as the server's is."""

    def __init__(self, first: int, symbols: Sequence[Sequence[int]], names: Mapping[int, str]) -> None:
        """Take the table.

        Args:
            first: The first key code.
            symbols: Keysyms of each key from it on: two of the first group, two of the second, then the
                third and fourth level of the first.
            names: Of keysyms that are no characters.
        """
        self._symbols: dict[int, Sequence[int]] = {}
        self._names = names
        self.change(first, symbols)

    def change(self, first: int, symbols: Sequence[Sequence[int]]) -> None:
        """Give keys other symbols, from the code `first` on."""
        self._symbols.update(enumerate(symbols, first))

    def name(self, code: int, state: int) -> str:
        """Return the character or the name of what a key stood for, "NoSymbol" for nothing."""
        keysym = self._keysym(self._symbols.get(code, ()), state)
        if not keysym:
            return "NoSymbol"
        character = character_of(keysym)
        if state & _CAPS_LOCK and len(character) == 1 and character.isalpha():
            return character.lower() if state & _SHIFT else character.upper()
        return character or self._names.get(keysym, f"0x{keysym:x}")

    def _keysym(self, symbols: Sequence[int], state: int) -> int:
        group = state >> 13 & 3
        start = 4 if state & _LEVEL3 and len(symbols) > 4 and symbols[4] else 2 * group
        pair = list(symbols[start : start + 2])
        if not any(pair):
            pair = list(symbols[:2])
        pair += [0] * (2 - len(pair))
        shifted = bool(state & _SHIFT)
        if state & _NUM_LOCK and 0xFF80 <= pair[1] <= 0xFFBD:
            shifted = not shifted
        character = character_of(pair[0])
        if shifted and not pair[1] and character:
            upper = character.upper()
            return ord(upper) | (_UNICODE if ord(upper) > 0xFF else 0) if len(upper) == 1 else pair[0]
        return pair[1] if shifted and pair[1] else pair[0]


def character_of(keysym: int) -> str:
    """Return the character that a keysym stands for, "" for a key that has none."""
    if 0x20 <= keysym <= 0x7E or 0xA0 <= keysym <= 0xFF:
        return chr(keysym)
    if _UNICODE < keysym <= _UNICODE + 0x10FFFF and not 0xD800 <= keysym - _UNICODE < 0xE000:
        return chr(keysym - _UNICODE)
    if keysym == _EURO:
        return "€"
    codepage, first = _CODEPAGES.get(keysym >> 8, ("", 0))
    if not codepage or keysym & 0xFF < first:
        return ""
    return bytes([keysym & 0xFF]).decode(codepage, "ignore")

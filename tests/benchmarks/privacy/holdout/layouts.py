"""Keyboards of America, Britain, Germany, France: which key, at which level, gives a character.

Source: the layouts us, gb, de and fr of xkeyboard-config; codes are W3C UI Events KeyboardEvent code Values.
"""

from dataclasses import dataclass

PLAIN, SHIFTED, ALTGR = 0, 1, 2

_ROWS = (
    ("Backquote", *(f"Digit{digit}" for digit in "1234567890"), "Minus", "Equal"),
    (*(f"Key{letter}" for letter in "QWERTYUIOP"), "BracketLeft", "BracketRight"),
    (*(f"Key{letter}" for letter in "ASDFGHJKL"), "Semicolon", "Quote", "Backslash"),
    ("IntlBackslash", *(f"Key{letter}" for letter in "ZXCVBNM"), "Comma", "Period", "Slash"),
)
# Each row as it reads from left to right, alone and with Shift; a full stop in the middle of nothing is a key
# that gives none of what is typed here.
_LEVELS = {
    "us": (
        ("`1234567890-=", "qwertyuiop[]", "asdfghjkl;'\\", " zxcvbnm,./"),
        ("~!@#$%^&*()_+", "QWERTYUIOP{}", 'ASDFGHJKL:"|', " ZXCVBNM<>?"),
        "",
    ),
    "gb": (
        ("`1234567890-=", "qwertyuiop[]", "asdfghjkl;'#", "\\zxcvbnm,./"),
        (' !"£$%^&*()_+', "QWERTYUIOP{}", "ASDFGHJKL:@~", "|ZXCVBNM<>?"),
        "",
    ),
    "de": (
        ("^1234567890ß ", "qwertzuiopü+", "asdfghjklöä#", "<yxcvbnm,.-"),
        ('°!"§$%&/()=? ', "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ'", ">YXCVBNM;:_"),
        "@KeyQ €KeyE {Digit7 [Digit8 ]Digit9 }Digit0 \\Minus ~BracketRight |IntlBackslash",
    ),
    "fr": (
        (" &é\"'(-è_çà)=", "azertyuiop $", "qsdfghjklmù*", "<wxcvbn,;:!"),
        (" 1234567890°+", "AZERTYUIOP £", "QSDFGHJKLM%µ", ">WXCVBN?./§"),
        "~Digit2 #Digit3 {Digit4 [Digit5 |Digit6 `Digit7 \\Digit8 ^Digit9 @Digit0 ]Minus }Equal €KeyE",
    ),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """A keyboard."""

    name: str
    keys: dict[str, tuple[str, int]]
    """Character to the code of its key and the level."""

    def press(self, character: str) -> tuple[str, int]:
        """Return code and level; what has no key is put together by others, and comes without a code."""
        return self.keys.get(character, ("", PLAIN))

    def neighbour(self, character: str, turn: int) -> str:
        """Return what the key to the right or left gives, as a slip of the finger does."""
        code, level = self.press(character)
        for row in _ROWS:
            if code in row:
                place = row.index(code)
                for step in (turn, -turn):
                    beside = row[place + step] if 0 <= place + step < len(row) else ""
                    for other, where in self.keys.items():
                        if where == (beside, level) and other.isalnum():
                            return other
        return "e" if character != "e" else "r"


def _layout(name: str) -> Layout:
    plain, shifted, altgr = _LEVELS[name]
    keys = {" ": ("Space", PLAIN)}
    for level, rows in ((SHIFTED, shifted), (PLAIN, plain)):
        for codes, characters in zip(_ROWS, rows, strict=True):
            keys |= {char: (code, level) for code, char in zip(codes, characters, strict=True) if char != " "}
    for pair in altgr.split():
        keys[pair[0]] = (pair[1:], ALTGR)
    return Layout(name, keys)


LAYOUTS = {name: _layout(name) for name in _LEVELS}
"""By name: "us", "gb", "de", "fr"."""

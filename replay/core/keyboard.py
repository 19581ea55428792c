"""What a key is and means: names of W3C UI Events, the US layout where only codes are known, dead keys.

Source: W3C UI Events KeyboardEvent code Values and key Values.
"""

import re
import unicodedata

from formats.model.streams import MODIFIERS

CONTROL, SHIFT, ALT, META, ALT_GRAPH, CAPS_LOCK, NUM_LOCK = (1 << bit for bit in range(7))
"""Bits of the modifiers, in the order of `MODIFIERS`."""

CHORD = CONTROL | SHIFT | ALT | META | ALT_GRAPH
"""Modifiers that are held; the locks are not."""

DEAD = "Dead"
"""W3C's `key` of a dead key whose accent is not told."""

UNKNOWN_ACCENT = "?"
"""Stands for the accent of a dead key that is not told."""

_SHORT_NAMES = {"Control": "Ctrl", "AltGraph": "AltGr", " ": "Space", "Spacebar": "Space"}
_NAMED = re.compile(r"[A-Z][A-Za-z0-9]+\Z")
_LETTERS = {f"Key{letter}": (letter.lower(), letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_DIGITS = {
    f"Digit{digit}": (digit, shifted) for digit, shifted in zip("0123456789", ")!@#$%^&*(", strict=True)
}
_SIGNS = {
    "Space": (" ", " "),
    "Minus": ("-", "_"),
    "Equal": ("=", "+"),
    "BracketLeft": ("[", "{"),
    "BracketRight": ("]", "}"),
    "Backslash": ("\\", "|"),
    "Semicolon": (";", ":"),
    "Quote": ("'", '"'),
    "Backquote": ("`", "~"),
    "Comma": (",", "<"),
    "Period": (".", ">"),
    "Slash": ("/", "?"),
    "IntlBackslash": ("\\", "|"),
}
_US = {**_LETTERS, **_DIGITS, **_SIGNS}
_PAD_SIGNS = {
    "NumpadAdd": "+",
    "NumpadSubtract": "-",
    "NumpadMultiply": "*",
    "NumpadDivide": "/",
    "NumpadEqual": "=",
    "NumpadComma": ",",
}
_PAD = {
    "Numpad0": ("0", "Insert"),
    "Numpad1": ("1", "End"),
    "Numpad2": ("2", "ArrowDown"),
    "Numpad3": ("3", "PageDown"),
    "Numpad4": ("4", "ArrowLeft"),
    "Numpad5": ("5", "Clear"),
    "Numpad6": ("6", "ArrowRight"),
    "Numpad7": ("7", "Home"),
    "Numpad8": ("8", "ArrowUp"),
    "Numpad9": ("9", "PageUp"),
    "NumpadDecimal": (".", "Delete"),
}
_NAMED_CODES = {"NumpadEnter": "Enter", "OSLeft": "Meta", "OSRight": "Meta", "NumpadBackspace": "Backspace"}
_CONTROL_CHARACTERS = {
    "\b": "Backspace",
    "\t": "Tab",
    "\n": "Enter",
    "\r": "Enter",
    "\x1b": "Escape",
    "\x7f": "Delete",
}
_ACCENTS = {
    "grave": "\u0300",
    "acute": "\u0301",
    "circumflex": "\u0302",
    "tilde": "\u0303",
    "macron": "\u0304",
    "breve": "\u0306",
    "abovedot": "\u0307",
    "diaeresis": "\u0308",
    "abovering": "\u030a",
    "doubleacute": "\u030b",
    "caron": "\u030c",
    "cedilla": "\u0327",
    "ogonek": "\u0328",
}
_SPACING = {
    "\u0300": "`",
    "\u0301": "´",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "¯",
    "\u0306": "˘",
    "\u0307": "˙",
    "\u0308": "¨",
    "\u030a": "°",
    "\u030b": "˝",
    "\u030c": "ˇ",
    "\u0327": "¸",
    "\u0328": "˛",
}


def modifier_of(key: str) -> str:
    """Return the held modifier that a code or a key is, "" where it is none: "ShiftLeft" is "Shift".

    The right Alt key counts as Alt: where it is AltGr, its `key` says so.
    """
    name = _NAMED_CODES.get(key, key).removesuffix("Left").removesuffix("Right")
    return name if name in MODIFIERS[:5] else ""


def is_printable(key: str) -> bool:
    """Say whether a W3C `key` is text and not a key's name."""
    if not key or _NAMED.match(key) or accent_of(key):
        return False
    return key.isprintable() or key == "\u00a0"


def named_key(code: str, key: str) -> str:
    """Return the name of a key that is not text, "" where neither the key nor the code tells one."""
    if key in _CONTROL_CHARACTERS:
        return _CONTROL_CHARACTERS[key]
    if key and _NAMED.match(key) and key != "Unidentified":
        return key
    return "" if key or code in _US or code in _PAD else _NAMED_CODES.get(code, code)


def key_by_code(code: str, modifiers: int) -> str:
    """Return the W3C `key` that `code` has on a US keyboard, "" where it has none.

    Args:
        code: W3C `code`.
        modifiers: What is on; without NumLock the numeric pad is still taken for digits when Shift is up,
            as it is on almost every desk.
    """
    if code in _US:
        lower, upper = _US[code]
        shifted = bool(modifiers & SHIFT) != bool(modifiers & CAPS_LOCK and code in _LETTERS)
        return upper if shifted else lower
    if code in _PAD:
        digit, name = _PAD[code]
        return name if modifiers & SHIFT else digit
    return _PAD_SIGNS.get(code) or named_key(code, "")


def base_key(code: str, key: str) -> str:
    """Return the name that a key has in a shortcut: "L", "1", "/", "Space", "ArrowLeft"."""
    if len(key) == 1 and key.isalpha():
        return key.upper()
    if len(key) == 1 and 0 < ord(key) < 27 and code not in _US and key not in _CONTROL_CHARACTERS:
        return chr(ord(key) + 64)
    if code in _US:
        return short_name(_US[code][0].upper())
    return short_name(
        key if is_printable(key) else named_key(code, key) or key_by_code(code, 0) or "Unidentified"
    )


def short_name(key: str) -> str:
    """Return the name that people read: "Ctrl" for "Control", "Space" for a space."""
    return _SHORT_NAMES.get(key, key)


def shortcut(modifiers: int, name: str) -> str:
    """Write a combination as "Ctrl+Alt+T"."""
    order = (CONTROL, ALT, ALT_GRAPH, SHIFT, META)
    held = [short_name(MODIFIERS[bit.bit_length() - 1]) for bit in order if modifiers & bit]
    return "+".join([*held, name])


def accent_of(key: str) -> str:
    """Return the combining accent of a dead key, `UNKNOWN_ACCENT` for a bare "Dead", "" for other keys.

    An accent is told as a combining character or by its X11 name ("dead_acute", "DeadAcute").
    """
    if key == DEAD:
        return UNKNOWN_ACCENT
    if len(key) == 1:
        return key if unicodedata.combining(key) else ""
    if key[:4].lower() == "dead":
        return _ACCENTS.get(key[4:].lstrip("_").lower(), UNKNOWN_ACCENT)
    return ""


def compose(accent: str, letter: str) -> str:
    """Return what a dead key and the text key after it give, as X11 and Windows do."""
    if not accent or accent == UNKNOWN_ACCENT:
        return letter
    if accent in unicodedata.normalize("NFD", letter):
        return letter  # The source composed it already.
    if letter == " ":
        return _SPACING.get(accent, accent)
    composed = unicodedata.normalize("NFC", letter + accent)
    return composed if len(composed) == 1 else _SPACING.get(accent, accent) + letter

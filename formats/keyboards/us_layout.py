"""The US keyboard: which physical key gives a character, and what a key gives with and without Shift.

Source: W3C UI Events KeyboardEvent code Values, alphanumeric section.
"""

_SIGNS = {
    "Space": "  ",
    "Minus": "-_",
    "Equal": "=+",
    "BracketLeft": "[{",
    "BracketRight": "]}",
    "Backslash": "\\|",
    "Semicolon": ";:",
    "Quote": "'\"",
    "Backquote": "`~",
    "Comma": ",<",
    "Period": ".>",
    "Slash": "/?",
}

LEVELS: dict[str, str] = {
    **{f"Key{letter}": letter.lower() + letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **{f"Digit{digit}": digit + sign for digit, sign in zip("0123456789", ")!@#$%^&*(", strict=True)},
    **_SIGNS,
}
"""Code to the two characters that it gives: alone, and with Shift."""

_CODES = {character: code for code, levels in LEVELS.items() for character in levels}

_PAD = {
    "NumpadAdd": "+",
    "NumpadSubtract": "-",
    "NumpadMultiply": "*",
    "NumpadDivide": "/",
    "NumpadDecimal": ".",
    "NumpadComma": ",",
    "NumpadEqual": "=",
    "NumpadEnter": "Enter",
    **{f"Numpad{digit}": str(digit) for digit in range(10)},
}

_SIDED = {
    **{f"{name}{side}": name for name in ("Shift", "Control", "Alt", "Meta") for side in ("Left", "Right")},
    "IntlBackslash": "\\",
    "Lang1": "HangulMode",
    "Lang2": "HanjaMode",
}


def code_for(character: str) -> str:
    """Return the code of the key that gives `character`, "" for one that no US key gives."""
    return _CODES.get(character, "")


def key_for(code: str, *, shift: bool = False) -> str:
    """Return what a key means on this layout; the name itself for keys that give no text ("Home")."""
    if code in LEVELS:
        return LEVELS[code][shift]
    return _PAD.get(code) or _SIDED.get(code, code)

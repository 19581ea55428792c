"""W3C keys to Windows virtual keys, which name a key by what it does and not by its place.

Source: Microsoft, Virtual-Key Codes (winuser.h).
"""

from formats.keyboards.us_layout import code_for
from formats.keyboards.virtual_keys import WINDOWS

# Of the numbers of a modifier the later ones, which tell its side, as low-level hooks do.
_BY_CODE = {code: number for number, code in WINDOWS.items()}
_BY_CODE |= {"NumpadEnter": _BY_CODE["Enter"], "IntlYen": 220, "IntlRo": 226, "KanaMode": 21}
_BY_KEY = {"Shift": 16, "Control": 17, "Alt": 18, "Meta": 91, "AltGraph": 165, " ": 32}


def virtual_key(code: str, key: str) -> int | None:
    """Return the number of a key, None for one that Windows has none for.

    Args:
        code: W3C `code`, or "".
        key: W3C `key`, or "".
    """
    # The letters of a layout have the numbers of the letters, wherever its keys are.
    if len(key) == 1 and key.isascii() and key.isalpha():
        return ord(key.upper())
    # So has the keypad those of the arrows, where it gives them.
    if code.startswith("Numpad") and key in _BY_CODE and key != "Enter":
        return _BY_CODE[key]
    found = _BY_CODE.get(code) or _BY_CODE.get(code_for(key))
    return found or _BY_CODE.get(key) or _BY_KEY.get(key)

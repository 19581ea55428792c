"""Linux key numbers (`KEY_*`) and button numbers (`BTN_*`) to W3C codes and buttons.

Sources: Linux, include/uapi/linux/input-event-codes.h; Chromium, dom_code_data.inc. An X11 server numbers
keys as Linux does, plus 8.
"""

from formats.keyboards.x11 import code_of as x11_code_of

_X11_OFFSET = 8

_CODES = {
    85: "Lang5",
    90: "Lang3",
    91: "Lang4",
    116: "Power",
    128: "BrowserStop",
    129: "Again",
    130: "Props",
    131: "Undo",
    132: "Select",
    133: "Copy",
    134: "Open",
    135: "Paste",
    136: "Find",
    137: "Cut",
    138: "Help",
    140: "LaunchApp2",
    142: "Sleep",
    143: "WakeUp",
    155: "LaunchMail",
    156: "BrowserFavorites",
    157: "LaunchApp1",
    161: "Eject",
    179: "NumpadParenLeft",
    180: "NumpadParenRight",
    217: "BrowserSearch",
    224: "BrightnessDown",
    225: "BrightnessUp",
    226: "MediaSelect",
    464: "Fn",
}
"""Keys that an X11 server has no code for here."""

_BUTTONS = (
    0,  # BTN_LEFT
    2,  # BTN_RIGHT
    1,  # BTN_MIDDLE
    3,  # BTN_SIDE, which X11 and browsers take for back
    4,  # BTN_EXTRA, for forward
    5,  # BTN_FORWARD
    6,  # BTN_BACK
    7,  # BTN_TASK
)
_FIRST_BUTTON = 0x110
_NO_KEYS = ((0x100, 0x15F), (0x220, 0x223), (0x2C0, 0x2E7))
"""Ranges of `BTN_*`, which share the numbers with the keys."""


def code_of(number: int) -> str:
    """Return the W3C code of a `KEY_*` number, "" for one that has none."""
    return _CODES.get(number, "") or x11_code_of(number + _X11_OFFSET)


def button_of(number: int) -> int | None:
    """Return the W3C button of a mouse's `BTN_*` number, None for any other number."""
    place = number - _FIRST_BUTTON
    return _BUTTONS[place] if 0 <= place < len(_BUTTONS) else None


def is_key(number: int) -> bool:
    """Say whether a number is a key's: neither reserved nor a button of a mouse, pen or game controller."""
    return number > 0 and not any(first <= number <= last for first, last in _NO_KEYS)

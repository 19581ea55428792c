"""X11 key codes and keysyms to W3C `code` and `key`.

Sources: X11 key codes of evdev keyboards (xkeyboard-config, keycodes/evdev); W3C UI Events KeyboardEvent code
Values and key Values; X.Org keysymdef.h.
"""

from formats.model.streams import MODIFIERS

_CODES = {
    9: "Escape",
    **{10 + i: f"Digit{(i + 1) % 10}" for i in range(10)},
    20: "Minus",
    21: "Equal",
    22: "Backspace",
    23: "Tab",
    **{24 + i: f"Key{letter}" for i, letter in enumerate("QWERTYUIOP")},
    34: "BracketLeft",
    35: "BracketRight",
    36: "Enter",
    37: "ControlLeft",
    **{38 + i: f"Key{letter}" for i, letter in enumerate("ASDFGHJKL")},
    47: "Semicolon",
    48: "Quote",
    49: "Backquote",
    50: "ShiftLeft",
    51: "Backslash",
    **{52 + i: f"Key{letter}" for i, letter in enumerate("ZXCVBNM")},
    59: "Comma",
    60: "Period",
    61: "Slash",
    62: "ShiftRight",
    63: "NumpadMultiply",
    64: "AltLeft",
    65: "Space",
    66: "CapsLock",
    **{67 + i: f"F{i + 1}" for i in range(10)},
    77: "NumLock",
    78: "ScrollLock",
    79: "Numpad7",
    80: "Numpad8",
    81: "Numpad9",
    82: "NumpadSubtract",
    83: "Numpad4",
    84: "Numpad5",
    85: "Numpad6",
    86: "NumpadAdd",
    87: "Numpad1",
    88: "Numpad2",
    89: "Numpad3",
    90: "Numpad0",
    91: "NumpadDecimal",
    94: "IntlBackslash",
    95: "F11",
    96: "F12",
    97: "IntlRo",
    100: "Convert",
    101: "KanaMode",
    102: "NonConvert",
    104: "NumpadEnter",
    105: "ControlRight",
    106: "NumpadDivide",
    107: "PrintScreen",
    108: "AltRight",
    110: "Home",
    111: "ArrowUp",
    112: "PageUp",
    113: "ArrowLeft",
    114: "ArrowRight",
    115: "End",
    116: "ArrowDown",
    117: "PageDown",
    118: "Insert",
    119: "Delete",
    121: "AudioVolumeMute",
    122: "AudioVolumeDown",
    123: "AudioVolumeUp",
    125: "NumpadEqual",
    127: "Pause",
    129: "NumpadComma",
    130: "Lang1",
    131: "Lang2",
    132: "IntlYen",
    133: "MetaLeft",
    134: "MetaRight",
    135: "ContextMenu",
    166: "BrowserBack",
    167: "BrowserForward",
    171: "MediaTrackNext",
    172: "MediaPlayPause",
    173: "MediaTrackPrevious",
    174: "MediaStop",
    180: "BrowserHome",
    181: "BrowserRefresh",
    **{178 + number: f"F{number}" for number in range(13, 25)},
}

_DEAD = (
    "grave",
    "acute",
    "circumflex",
    "tilde",
    "macron",
    "breve",
    "abovedot",
    "diaeresis",
    "abovering",
    "doubleacute",
    "caron",
    "cedilla",
    "ogonek",
)
_ACCENTS = "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328"

_SYMBOLS = {
    "\x08": "Backspace",
    "\t": "Tab",
    "\r": "Enter",
    "\n": "Enter",
    "\x1b": "Escape",
    "\x7f": "Delete",
    "BackSpace": "Backspace",
    "Return": "Enter",
    "KP_Enter": "Enter",
    "ISO_Left_Tab": "Tab",
    "Left": "ArrowLeft",
    "Right": "ArrowRight",
    "Up": "ArrowUp",
    "Down": "ArrowDown",
    "Prior": "PageUp",
    "Next": "PageDown",
    "Page_Up": "PageUp",
    "Page_Down": "PageDown",
    "Shift_L": "Shift",
    "Shift_R": "Shift",
    "Control_L": "Control",
    "Control_R": "Control",
    "Alt_L": "Alt",
    "Alt_R": "Alt",
    "Meta_L": "Meta",
    "Meta_R": "Meta",
    "Super_L": "Meta",
    "Super_R": "Meta",
    "ISO_Level3_Shift": "AltGraph",
    "Caps_Lock": "CapsLock",
    "Num_Lock": "NumLock",
    "Scroll_Lock": "ScrollLock",
    "Print": "PrintScreen",
    "Menu": "ContextMenu",
    "Multi_key": "Compose",
    "KP_Home": "Home",
    "KP_End": "End",
    "KP_Up": "ArrowUp",
    "KP_Down": "ArrowDown",
    "KP_Left": "ArrowLeft",
    "KP_Right": "ArrowRight",
    "KP_Prior": "PageUp",
    "KP_Next": "PageDown",
    "KP_Begin": "Clear",
    "KP_Insert": "Insert",
    "KP_Delete": "Delete",
    "KP_Add": "+",
    "KP_Subtract": "-",
    "KP_Multiply": "*",
    "KP_Divide": "/",
    "KP_Decimal": ".",
    "KP_Separator": ",",
    "KP_Equal": "=",
    **{f"KP_{digit}": str(digit) for digit in range(10)},
    **{f"dead_{name}": accent for name, accent in zip(_DEAD, _ACCENTS, strict=True)},
}

_NO_SYMBOL = frozenset({"\0", "NoSymbol", "VoidSymbol"})

_STATE_BITS = {0: "Shift", 1: "CapsLock", 2: "Control", 3: "Alt", 4: "NumLock", 6: "Meta", 7: "AltGraph"}


def code_of(keycode: int) -> str:
    """Return the W3C code of an X11 key code, "" for one that is not in the table."""
    return _CODES.get(keycode, "")


def key_of(keysym: str, code: str = "") -> str:
    """Return the W3C key of a keysym's name, or of the character it stands for.

    A dead key is its accent as a combining character, which tells more than W3C's "Dead".

    Args:
        keysym: NUL and "NoSymbol" are none.
        code: W3C code, which names a modifier that has no keysym.
    """
    if keysym in _NO_SYMBOL:
        name = code.removesuffix("Left").removesuffix("Right")
        return name if name in MODIFIERS else ""
    return _SYMBOLS.get(keysym, keysym)


def modifiers_of(state: int) -> int:
    """Return the modifier bits of the model for the state field of an X11 event."""
    return sum(1 << MODIFIERS.index(name) for bit, name in _STATE_BITS.items() if state >> bit & 1)

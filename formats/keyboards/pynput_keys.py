"""Key names of pynput to W3C `code` and `key`, with the modifiers that are held.

pynput tells a key by the name of its `Key` member ("ctrl_l"), by its character, or by a number of the
operating system where it has none; not by its place on the keyboard. A `code` is therefore the place that the
key has on a US keyboard, and empty where that is unknown.

Sources: pynput, keyboard/_base.py, _win32.py, _darwin.py, _xorg.py; W3C UI Events code and key Values; Apple
NSEvent.h for function keys in the private area of Unicode.
"""

import ast
import re
from dataclasses import dataclass

from formats.keyboards.us_layout import code_for, key_for
from formats.keyboards.virtual_keys import KEYSYM_KEYS, KEYSYMS, MAC, WINDOWS

_MEMBERS = {
    "alt": "AltLeft",
    "alt_l": "AltLeft",
    "alt_r": "AltRight",
    "alt_gr": "AltRight",
    "backspace": "Backspace",
    "caps_lock": "CapsLock",
    "cmd": "MetaLeft",
    "cmd_l": "MetaLeft",
    "cmd_r": "MetaRight",
    "ctrl": "ControlLeft",
    "ctrl_l": "ControlLeft",
    "ctrl_r": "ControlRight",
    "delete": "Delete",
    "down": "ArrowDown",
    "end": "End",
    "enter": "Enter",
    "esc": "Escape",
    **{f"f{number}": f"F{number}" for number in range(1, 25)},
    "home": "Home",
    "insert": "Insert",
    "left": "ArrowLeft",
    "media_eject": "Eject",
    "media_next": "MediaTrackNext",
    "media_play_pause": "MediaPlayPause",
    "media_previous": "MediaTrackPrevious",
    "media_stop": "MediaStop",
    "media_volume_down": "AudioVolumeDown",
    "media_volume_mute": "AudioVolumeMute",
    "media_volume_up": "AudioVolumeUp",
    "menu": "ContextMenu",
    "num_lock": "NumLock",
    "page_down": "PageDown",
    "page_up": "PageUp",
    "pause": "Pause",
    "print_screen": "PrintScreen",
    "right": "ArrowRight",
    "scroll_lock": "ScrollLock",
    "shift": "ShiftLeft",
    "shift_l": "ShiftLeft",
    "shift_r": "ShiftRight",
    "space": "Space",
    "tab": "Tab",
    "up": "ArrowUp",
}

# Where a number was replaced by a name, and the number itself is not kept.
_WORDS = {
    "Ctrl": "ControlLeft",
    "Shift": "ShiftLeft",
    "Alt": "AltLeft",
    "Caps Lock": "CapsLock",
    "Esc": "Escape",
    "Page Up": "PageUp",
    "Page Down": "PageDown",
    "Left": "ArrowLeft",
    "Right": "ArrowRight",
    "Up": "ArrowUp",
    "Down": "ArrowDown",
    "Print Screen": "PrintScreen",
    **{name: name for name in ("Backspace", "Tab", "Enter", "Pause", "Space", "End", "Home", "Insert")},
    "Delete": "Delete",
}

_ALONE = {
    "\x03": "NumpadEnter",
    "\x08": "Backspace",
    "\t": "Tab",
    "\n": "Enter",
    "\r": "Enter",
    "\x1b": "Escape",
    "\x7f": "Delete",
}

_MAC_PRIVATE = {
    0xF700: "ArrowUp",
    0xF701: "ArrowDown",
    0xF702: "ArrowLeft",
    0xF703: "ArrowRight",
    **{0xF703 + number: f"F{number}" for number in range(1, 25)},
    0xF727: "Insert",
    0xF728: "Delete",
    0xF729: "Home",
    0xF72B: "End",
    0xF72C: "PageUp",
    0xF72D: "PageDown",
    0xF746: "Help",
}

_ACCENTS = dict(
    zip(
        "`´^~¯˘˙¨°˝ˇ¸˛",
        "\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c\u0327\u0328",
        strict=True,
    )
)

_NUMBER = re.compile(r"(?:<|\$Unknown \()(\d{1,10})(?:>|\)\$)\Z")
# Only the escapes that `repr` makes: Python warns on stderr of others.
_ESCAPE = r"\\(?:[\\'\"nrt]|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})"
_QUOTED = re.compile(rf"(['\"])(?:[^\\]|{_ESCAPE}){{1,4}}\1\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NamedKey:
    """A key by W3C."""

    code: str
    """Place on a US keyboard, "" where it is unknown."""
    key: str
    """What it meant, "" where it is unknown."""


UNKNOWN = NamedKey("", "")


def named_key(
    name: str | None, printed: str | None, system: str, *, shift: bool = False, control: bool = False
) -> NamedKey:
    """Return what pynput's names say of a key.

    Args:
        name: The member's name or the character, as recorders write it; None where the key had neither.
        printed: `str(key)`: "Key.ctrl_l", "'a'", "<84>"; None where the recorder does not keep it.
        system: "Windows", "Darwin" or "Linux": whose numbers they are.
        shift: Whether Shift is held.
        control: Whether Control is held, under which characters come as control characters.
    """
    if printed:
        found = _of_printed(printed, system, shift=shift, control=control)
        if found is not None:
            return found
    if not name:
        return UNKNOWN
    number = _NUMBER.match(name)
    if number:
        return _of_number(int(number[1]), system, shift=shift)
    if name in _MEMBERS:
        return _of_member(name)
    if len(name) > 1 and name in _WORDS:
        return _of_code(_WORDS[name], shift=False)
    if control and not shift and len(name) == 1 and "A" <= name <= "Z":
        # A control character that the recorder turned into a capital letter.
        name = name.lower()
    return _of_text(name, system, shift=shift, control=control)


def _of_printed(printed: str, system: str, *, shift: bool, control: bool) -> NamedKey | None:
    if printed.startswith("Key."):
        return _of_member(printed[4:])
    number = _NUMBER.match(printed)
    if number:
        return _of_number(int(number[1]), system, shift=shift)
    dead = printed.startswith("[") and printed.endswith("]")
    quoted = printed[1:-1] if dead else printed
    if not _QUOTED.match(quoted):
        return None
    try:
        text = str(ast.literal_eval(quoted))
    except (ValueError, SyntaxError):
        return None
    if dead:
        return NamedKey("", _ACCENTS.get(text, "Dead"))
    return _of_text(text, system, shift=shift, control=control)


def _of_member(name: str) -> NamedKey:
    code = _MEMBERS.get(name, "")
    return NamedKey(code, "AltGraph") if name == "alt_gr" else _of_code(code, shift=False)


def _of_number(number: int, system: str, *, shift: bool) -> NamedKey:
    if system in {"Windows", "Darwin"}:
        return _of_code((WINDOWS if system == "Windows" else MAC).get(number, ""), shift=shift)
    code = KEYSYMS.get(number, "")
    return NamedKey(code, KEYSYM_KEYS[number]) if number in KEYSYM_KEYS else _of_code(code, shift=shift)


def _of_code(code: str, *, shift: bool) -> NamedKey:
    return NamedKey(code, key_for(code, shift=shift))


def _of_text(text: str, system: str, *, shift: bool, control: bool) -> NamedKey:
    if len(text) == 1 and (text < " " or text == "\x7f"):
        # Elsewhere such keys come by name, and a letter may be released after its Control.
        if not control and system not in {"Windows", "Linux"} and text in _ALONE:
            return _of_code(_ALONE[text], shift=False)
        # Control takes 64 from a letter, and from the signs beside the letters in ASCII.
        return _of_code("Backspace" if text == "\x7f" else code_for(chr(ord(text) ^ 64)), shift=shift)
    if len(text) == 1 and ord(text) in _MAC_PRIVATE:
        return _of_code(_MAC_PRIVATE[ord(text)], shift=False)
    return NamedKey(code_for(text), text)

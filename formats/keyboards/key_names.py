"""Names of keys as people and scripts write them, to W3C `code` and `key`.

One table serves all, for they hardly contradict each other: pyautogui ("ctrlleft", "pgup"), X11 keysyms
("Control_L", "exclam"), W3C ("ArrowLeft"), pynput ("page_up") and what people say ("Windows key").

Sources: pyautogui, KEYBOARD_KEYS; X.Org keysymdef.h; W3C UI Events code and key Values; pynput, Key.
"""

from formats.keyboards.pynput_keys import NamedKey
from formats.keyboards.us_layout import LEVELS, code_for, key_for


def _aliases() -> dict[str, str]:
    """Return codes by names in lower case without "_", "-" and blanks."""
    words = {
        "ControlLeft": "ctrl control ctrll controll ctrlleft controlleft",
        "ControlRight": "ctrlr controlr ctrlright controlright",
        "ShiftLeft": "shift shiftl shiftleft",
        "ShiftRight": "shiftr shiftright",
        "AltLeft": "alt altl altleft option optionleft",
        "AltRight": "altr altright optionright altgr altgraph isolevel3shift",
        "MetaLeft": "win winleft winkey windows windowskey cmd cmdl command super superl meta metal metaleft",
        "MetaRight": "winright cmdr superr metar metaright",
        "Enter": "enter return",
        "NumpadEnter": "numpadenter kpenter",
        "Escape": "esc escape",
        "Tab": "tab isolefttab",
        "Space": "space spacebar",
        "Backspace": "backspace",
        "Delete": "del delete",
        "Insert": "ins insert",
        "Home": "home",
        "End": "end",
        "PageUp": "pageup pgup prior",
        "PageDown": "pagedown pgdn pgdown next",
        "ArrowUp": "up arrowup uparrow",
        "ArrowDown": "down arrowdown downarrow",
        "ArrowLeft": "left arrowleft leftarrow",
        "ArrowRight": "right arrowright rightarrow",
        "CapsLock": "capslock caps",
        "NumLock": "numlock",
        "ScrollLock": "scrolllock",
        "PrintScreen": "printscreen prtsc prtscr prntscrn print snapshot sysreq 3270printscreen",
        "Pause": "pause break",
        "ContextMenu": "menu apps contextmenu",
        "Help": "help",
        "Clear": "clear",
        "Fn": "fn",
        "NumpadAdd": "add kpadd numpadadd",
        "NumpadSubtract": "subtract kpsubtract numpadsubtract",
        "NumpadMultiply": "multiply kpmultiply numpadmultiply",
        "NumpadDivide": "divide kpdivide numpaddivide",
        "NumpadDecimal": "decimal kpdecimal numpaddecimal",
        "NumpadComma": "separator kpseparator numpadcomma",
        "AudioVolumeUp": "volumeup audiovolumeup mediavolumeup",
        "AudioVolumeDown": "volumedown audiovolumedown mediavolumedown",
        "AudioVolumeMute": "volumemute audiovolumemute mediavolumemute",
        "MediaPlayPause": "playpause mediaplaypause",
        "MediaStop": "stop mediastop",
        "MediaTrackNext": "nexttrack medianext mediatracknext",
        "MediaTrackPrevious": "prevtrack mediaprevious mediatrackprevious",
        "LaunchMail": "launchmail",
        "LaunchApp1": "launchapp1",
        "LaunchApp2": "launchapp2",
        "MediaSelect": "launchmediaselect mediaselect",
        **{
            f"Browser{name}": f"browser{name.lower()}"
            for name in ("Back", "Favorites", "Forward", "Home", "Refresh", "Search", "Stop")
        },
        **{f"F{number}": f"f{number}" for number in range(1, 25)},
        **{f"Numpad{digit}": f"num{digit} kp{digit} numpad{digit}" for digit in range(10)},
        # W3C's codes of writing keys, many of which are X11's names as well ("bracketleft").
        **{code: code.lower() for code in LEVELS if code != "Space"},
    }
    return {name: code for code, names in words.items() for name in names.split()}


_CODES = _aliases()

_SIGNS = {
    "exclam": "!",
    "quotedbl": '"',
    "numbersign": "#",
    "dollar": "$",
    "percent": "%",
    "ampersand": "&",
    "apostrophe": "'",
    "quoteright": "'",
    "parenleft": "(",
    "parenright": ")",
    "asterisk": "*",
    "plus": "+",
    "colon": ":",
    "less": "<",
    "greater": ">",
    "question": "?",
    "at": "@",
    "asciicircum": "^",
    "underscore": "_",
    "grave": "`",
    "quoteleft": "`",
    "braceleft": "{",
    "bar": "|",
    "braceright": "}",
    "asciitilde": "~",
}

_CONTROLS = {
    "\b": "Backspace",
    "\t": "Tab",
    "\n": "Enter",
    "\r": "Enter",
    "\x1b": "Escape",
    "\x7f": "Delete",
}

_LONGEST = 40


def key_called(name: str, *, shift: bool = False) -> NamedKey | None:
    """Return the key of a name, or of the character it gives; None where nobody calls a key so.

    Args:
        name: "ctrl", "Control_L", "PageDown", "a", "!", " ".
        shift: Whether Shift is held, under which a key of the US layout gives its upper sign.
    """
    if len(name) == 1 and name not in _CONTROLS:
        if not name.isprintable():
            return None
        code = code_for(name)
        # Only a letter or a digit that stands for its key turns: "!" is a sign already.
        return NamedKey(code, key_for(code, shift=True) if shift and code and name.isalnum() else name)
    plain = _CONTROLS.get(name) or name[:_LONGEST].strip().lower()
    for sign in "_- ":
        plain = plain.replace(sign, "")
    if plain in _SIGNS:
        return NamedKey(code_for(_SIGNS[plain]), _SIGNS[plain])
    code = _CODES.get(plain.lower(), "")
    if not code:
        return None
    if plain in {"altgr", "altgraph", "isolevel3shift"}:
        return NamedKey(code, "AltGraph")
    return NamedKey(code, key_for(code, shift=shift))


def keys_of_chord(chord: str) -> tuple[str, ...]:
    """Return the names in a combination: "Control+Shift+T", "ctrl++", "a"."""
    if len(chord) < 2 or "+" not in chord:
        return (chord,)
    # The last sign may be the key called "+".
    body = chord.removesuffix("++")
    names = tuple(" " if name and not name.strip() else name.strip() for name in body.split("+"))
    return (*(name for name in names if name), *(("+",) if chord.endswith("++") else ()))

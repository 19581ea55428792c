"""Keys as pyautogui calls them: from the names that actions have, which are W3C's or short forms of them.

Sources: pyautogui 0.9.54, KEYBOARD_KEYS; W3C UI Events key and code Values.
"""

from formats.keyboards.key_names import keys_of_chord

_NAMES = {
    "Ctrl": "ctrl",
    "Control": "ctrl",
    "Alt": "alt",
    "AltGr": "altright",
    "AltGraph": "altright",
    "Shift": "shift",
    "Meta": "win",
    "Fn": "fn",
    "Space": "space",
    "Enter": "enter",
    "Tab": "tab",
    "Escape": "esc",
    "Backspace": "backspace",
    "Delete": "delete",
    "Insert": "insert",
    "Home": "home",
    "End": "end",
    "PageUp": "pageup",
    "PageDown": "pagedown",
    "ArrowUp": "up",
    "ArrowDown": "down",
    "ArrowLeft": "left",
    "ArrowRight": "right",
    "CapsLock": "capslock",
    "NumLock": "numlock",
    "ScrollLock": "scrolllock",
    "PrintScreen": "printscreen",
    "Pause": "pause",
    "ContextMenu": "apps",
    "Help": "help",
    "Clear": "clear",
    "Select": "select",
    "Execute": "execute",
    "Print": "print",
    "Accept": "accept",
    "Convert": "convert",
    "NonConvert": "nonconvert",
    "ModeChange": "modechange",
    "FinalMode": "final",
    "HangulMode": "hangul",
    "HanjaMode": "hanja",
    "JunjaMode": "junja",
    "KanaMode": "kana",
    "KanjiMode": "kanji",
    "IntlYen": "yen",
    "Sleep": "sleep",
    "Standby": "sleep",
    "Separator": "separator",
    "NumpadAdd": "add",
    "NumpadSubtract": "subtract",
    "NumpadMultiply": "multiply",
    "NumpadDivide": "divide",
    "NumpadDecimal": "decimal",
    "AudioVolumeUp": "volumeup",
    "AudioVolumeDown": "volumedown",
    "AudioVolumeMute": "volumemute",
    "MediaPlayPause": "playpause",
    "MediaStop": "stop",
    "MediaTrackNext": "nexttrack",
    "MediaTrackPrevious": "prevtrack",
    "MediaSelect": "launchmediaselect",
    "LaunchMail": "launchmail",
    "LaunchApp1": "launchapp1",
    "LaunchApp2": "launchapp2",
    "LaunchApplication1": "launchapp1",
    "LaunchApplication2": "launchapp2",
    **{
        f"Browser{name}": f"browser{name.lower()}"
        for name in ("Back", "Favorites", "Forward", "Home", "Refresh", "Search", "Stop")
    },
    **{f"F{number}": f"f{number}" for number in range(1, 25)},
    **{f"Numpad{digit}": f"num{digit}" for digit in range(10)},
}


def pyautogui_key(name: str, *, mac: bool = False) -> str | None:
    """Return pyautogui's name of a key, None where it has none and could not press it.

    Args:
        name: "Ctrl", "Enter", "L", "/", "ArrowLeft".
        mac: Whether Meta is the Command key.
    """
    if len(name) == 1:
        return name.lower() if name.isascii() and name.isprintable() else None
    if mac and name == "Meta":
        return "command"
    return _NAMES.get(name)


def pyautogui_keys(combination: str, *, mac: bool = False) -> tuple[str, ...] | None:
    """Return the keys of a combination such as "Ctrl+Shift+T", None where pyautogui lacks one of them."""
    names = [pyautogui_key(name, mac=mac) for name in keys_of_chord(combination)]
    found = tuple(name for name in names if name is not None)
    return found if found and len(found) == len(names) else None

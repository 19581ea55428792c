"""Keys by pyautogui's names."""

import pytest

from formats.keyboards.key_names import key_called
from formats.keyboards.pyautogui_keys import _NAMES, pyautogui_key, pyautogui_keys

# pyautogui 0.9.54, KEYBOARD_KEYS, but for the printable signs of ASCII, which are all among them.
_WORDS = """
accept add alt altleft altright apps backspace browserback browserfavorites browserforward
browserhome browserrefresh browsersearch browserstop capslock clear convert ctrl ctrlleft ctrlright
decimal del delete divide down end enter esc escape execute f1 f10 f11 f12 f13 f14 f15 f16 f17 f18
f19 f2 f20 f21 f22 f23 f24 f3 f4 f5 f6 f7 f8 f9 final fn hanguel hangul hanja help home insert junja
kana kanji launchapp1 launchapp2 launchmail launchmediaselect left modechange multiply nexttrack
nonconvert num0 num1 num2 num3 num4 num5 num6 num7 num8 num9 numlock pagedown pageup pause pgdn pgup
playpause prevtrack print printscreen prntscrn prtsc prtscr return right scrolllock select separator
shift shiftleft shiftright sleep space stop subtract tab up volumedown volumemute volumeup win
winleft winright yen command option optionleft optionright
"""
KEYBOARD_KEYS = set(_WORDS.split())


def test_all_names_are_pyautoguis() -> None:
    """It refuses others, or does nothing, without a word."""
    assert set(_NAMES.values()) <= KEYBOARD_KEYS
    assert pyautogui_key("Meta", mac=True) in KEYBOARD_KEYS


@pytest.mark.parametrize(
    ("combination", "keys"),
    [
        ("Ctrl+C", ("ctrl", "c")),
        ("Ctrl+Alt+Shift+Delete", ("ctrl", "alt", "shift", "delete")),
        ("Ctrl++", ("ctrl", "+")),
        ("+", ("+",)),
        ("Meta", ("win",)),
        ("ArrowLeft", ("left",)),
        ("Ctrl+Space", ("ctrl", "space")),
        ("AltGr+Q", ("altright", "q")),
        ("F12", ("f12",)),
        ("Ctrl+Я", None),
        ("Unidentified", None),
        ("", None),
    ],
)
def test_combinations_are_taken_apart(combination: str, keys: tuple[str, ...] | None) -> None:
    """Whole, or not at all: a hotkey that lacks a key is another one."""
    assert pyautogui_keys(combination) == keys


def test_the_command_key_is_named_on_a_mac() -> None:
    """There it does what Ctrl does elsewhere."""
    assert pyautogui_keys("Meta+C", mac=True) == ("command", "c")


@pytest.mark.parametrize(
    "name", ["Enter", "Escape", "ArrowUp", "PageDown", "F5", "Delete", "ContextMenu", "Tab"]
)
def test_a_name_is_read_back_as_its_key(name: str) -> None:
    """By the table with which such code is imported."""
    key = key_called(pyautogui_key(name) or "")

    assert key is not None
    assert key.key == name

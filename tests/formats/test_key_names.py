"""Names of keys in the languages of scripts and recorders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.keyboards.key_names import key_called, keys_of_chord
from formats.keyboards.pynput_keys import NamedKey


@pytest.mark.parametrize(
    ("names", "code", "key"),
    [
        (
            ("ctrl", "Ctrl", "ctrlleft", "Control", "Control_L", "ControlLeft", "ctrl_l"),
            "ControlLeft",
            "Control",
        ),
        (("ctrlright", "Control_R", "ctrl_r"), "ControlRight", "Control"),
        (("win", "cmd", "command", "Super_L", "Windows key", "Meta", "winleft"), "MetaLeft", "Meta"),
        (("alt", "option", "Alt_L"), "AltLeft", "Alt"),
        (("altgr", "alt_gr", "ISO_Level3_Shift"), "AltRight", "AltGraph"),
        (("enter", "return", "Return", "\n", "\r"), "Enter", "Enter"),
        (("KP_Enter",), "NumpadEnter", "Enter"),
        (("esc", "Escape"), "Escape", "Escape"),
        (("space", " ", "Space"), "Space", " "),
        (("tab", "\t"), "Tab", "Tab"),
        (("pgup", "pageup", "Page_Up", "Prior", "PageUp"), "PageUp", "PageUp"),
        (("left", "Left", "ArrowLeft"), "ArrowLeft", "ArrowLeft"),
        (("f12", "F12"), "F12", "F12"),
        (("num5", "KP_5", "Numpad5"), "Numpad5", "5"),
        (("volumeup", "AudioVolumeUp"), "AudioVolumeUp", "AudioVolumeUp"),
        (("a", "KeyA"), "KeyA", "a"),
        (("A",), "KeyA", "A"),
        (("!", "exclam"), "Digit1", "!"),
        (("minus", "-"), "Minus", "-"),
        (("bracketleft", "["), "BracketLeft", "["),
        (("é",), "", "é"),
    ],
)
def test_one_key_has_many_names(names: tuple[str, ...], code: str, key: str) -> None:
    """pyautogui's, X11's, W3C's, pynput's and people's."""
    assert {name: key_called(name) for name in names} == dict.fromkeys(names, NamedKey(code, key))


def test_shift_turns_letters_and_digits_but_no_signs() -> None:
    """A sign that is named is what the key gave."""
    assert key_called("t", shift=True) == NamedKey("KeyT", "T")
    assert key_called("1", shift=True) == NamedKey("Digit1", "!")
    assert key_called("!", shift=True) == NamedKey("Digit1", "!")
    assert key_called("F5", shift=True) == NamedKey("F5", "F5")


@pytest.mark.parametrize("name", ["", "nokey", "\x00", "ctrl+c", "\ud800", "a" * 10_000])
def test_a_name_that_nobody_uses_is_no_key(name: str) -> None:
    """It is not guessed at."""
    assert key_called(name) is None


@pytest.mark.parametrize(
    ("chord", "names"),
    [
        ("ctrl+c", ("ctrl", "c")),
        ("Control+Shift+T", ("Control", "Shift", "T")),
        ("ctrl++", ("ctrl", "+")),
        ("+", ("+",)),
        ("Enter", ("Enter",)),
        ("ctrl + s", ("ctrl", "s")),
        ("alt+ ", ("alt", " ")),
    ],
)
def test_a_combination_is_taken_apart(chord: str, names: tuple[str, ...]) -> None:
    """The plus itself can be one of its keys."""
    assert keys_of_chord(chord) == names


@given(st.text(max_size=12))
def test_any_text_is_a_key_or_none(text: str) -> None:
    """Whatever a file says is pressed."""
    for name in keys_of_chord(text):
        found = key_called(name)
        assert found is None or found.key

"""Key names of pynput, and what is held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formats.keyboards.held_keys import HeldKeys
from formats.keyboards.pynput_keys import NamedKey, named_key
from formats.keyboards.us_layout import LEVELS, code_for, key_for
from formats.keyboards.virtual_keys import MAC, WINDOWS
from formats.model.streams import MODIFIERS
from formats.model.time import NS_PER_MS, NS_PER_S

SHIFT, CONTROL = 1 << MODIFIERS.index("Shift"), 1 << MODIFIERS.index("Control")


@pytest.mark.parametrize(
    ("name", "printed", "system", "code", "key"),
    [
        ("ctrl_l", "Key.ctrl_l", "Windows", "ControlLeft", "Control"),
        ("cmd_r", None, "Darwin", "MetaRight", "Meta"),
        ("alt_gr", "Key.alt_gr", "Linux", "AltRight", "AltGraph"),
        ("space", "Key.space", "Windows", "Space", " "),
        ("esc", None, "Linux", "Escape", "Escape"),
        ("f24", "Key.f24", "Windows", "F24", "F24"),
        ("media_volume_up", None, "Darwin", "AudioVolumeUp", "AudioVolumeUp"),
        ("a", "'a'", "Windows", "KeyA", "a"),
        ("A", "'A'", "Darwin", "KeyA", "A"),
        ("?", "'?'", "Linux", "Slash", "?"),
        ("'", '"\'"', "Windows", "Quote", "'"),
        ("\\", "'\\\\'", "Windows", "Backslash", "\\"),
        ("é", "'é'", "Windows", "", "é"),
        ("中", None, "Linux", "", "中"),
        ("T", "<84>", "Windows", "KeyT", "t"),
        ("5", "<101>", "Windows", "Numpad5", "5"),
        ("Page Up", None, "Windows", "PageUp", "PageUp"),
        ("Ctrl", None, "Windows", "ControlLeft", "Control"),
        # The recorder names numbers by the table of Windows whatever the system: the number is believed.
        ("Enter", "<13>", "Darwin", "KeyW", "w"),
        ("$Unknown (63)$", "<63>", "Darwin", "Fn", "Fn"),
        ("$Unknown (65027)$", "<65027>", "Linux", "AltRight", "AltGraph"),
        ("$Unknown (65439)$", "<65439>", "Linux", "NumpadDecimal", "Delete"),
        ("^", "['^']", "Linux", "", "\u0302"),
        ("\uf700", "'\\uf700'", "Darwin", "ArrowUp", "ArrowUp"),
        ("$Unknown (255)$", "<255>", "Windows", "", ""),
        (None, None, "Windows", "", ""),
        ("", "", "", "", ""),
        ("x", "Key.no_such_member", "Linux", "", ""),
    ],
)
def test_names_become_places_and_meanings(
    name: str | None, printed: str | None, system: str, code: str, key: str
) -> None:
    """What pynput writes of a key becomes W3C code and key, or nothing where it tells nothing."""
    assert named_key(name, printed, system) == NamedKey(code, key)


@pytest.mark.parametrize("printed", ["'\\x03'", None])
def test_control_characters_are_the_letters_pressed(printed: str | None) -> None:
    """Ctrl+C comes as a control character, which AgentNet turns into a capital letter."""
    name = "C" if printed else "\x03"

    assert named_key(name, printed, "Windows", control=True) == NamedKey("KeyC", "c")
    assert named_key(name, printed, "Windows", control=True, shift=True) == NamedKey("KeyC", "C")
    assert named_key("C", None, "Windows", control=True) == NamedKey("KeyC", "c")


def test_a_letter_released_after_its_control_is_the_same_key() -> None:
    """The place does not depend on what is held, or a press would have no release."""
    assert named_key("C", "'\\x03'", "Windows", control=False).code == "KeyC"


@given(st.sampled_from(sorted(LEVELS)), st.booleans())
def test_the_us_layout_is_its_own_inverse(code: str, shift: bool) -> None:
    """A character leads back to its key."""
    assert code_for(key_for(code, shift=shift)) == code


@given(
    st.none() | st.text(max_size=20),
    st.none() | st.text(max_size=20) | st.text(max_size=8).map(repr),
    st.sampled_from(["Windows", "Darwin", "Linux", "", "Plan 9"]),
    st.booleans(),
    st.booleans(),
)
def test_any_text_is_a_key_or_unknown(
    name: str | None, printed: str | None, system: str, shift: bool, control: bool
) -> None:
    """No name, however strange, is an error."""
    key = named_key(name, printed, system, shift=shift, control=control)

    assert isinstance(key.code, str)
    assert isinstance(key.key, str)


@pytest.mark.parametrize("table", [WINDOWS, MAC])
def test_every_letter_and_digit_has_a_number(table: dict[int, str]) -> None:
    """The tables are whole where it matters most."""
    needed = {f"Key{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | {f"Digit{d}" for d in range(10)}

    assert needed <= set(table.values())


def test_modifiers_are_held_from_press_to_release() -> None:
    """The bits follow the keys, each side on its own."""
    held = HeldKeys()
    held.take("ShiftLeft", "Shift", 0, pressed=True)
    held.take("ShiftRight", "Shift", 1, pressed=True)
    held.take("ShiftLeft", "Shift", 2, pressed=False)

    assert held.bits(3) == SHIFT
    held.take("ShiftRight", "Shift", 4, pressed=False)
    assert held.bits(5) == 0


def test_a_modifier_without_a_release_is_forgotten() -> None:
    """A lost release (a locked screen) must not turn the rest of the day into shortcuts."""
    held = HeldKeys()
    held.take("ControlLeft", "Control", 0, pressed=True)

    assert held.bits(29 * NS_PER_S) == CONTROL
    assert held.bits(31 * NS_PER_S) == 0


def test_a_key_pressed_twice_without_a_release_repeats() -> None:
    """Repeats come as presses, soon after each other."""
    held = HeldKeys()
    held.take("KeyA", "a", 0, pressed=True)

    assert held.is_repeat("KeyA", "a", 500 * NS_PER_MS)
    assert not held.is_repeat("KeyA", "a", 5000 * NS_PER_MS)
    held.take("KeyA", "a", 600 * NS_PER_MS, pressed=False)
    assert not held.is_repeat("KeyA", "a", 700 * NS_PER_MS)


def test_the_control_that_comes_with_alt_graph_is_none() -> None:
    """Windows sends Control before AltGr; a Control that was held for long is one."""
    held = HeldKeys()
    held.take("ControlLeft", "Control", 0, pressed=True)

    assert held.take_alt_graph(2 * NS_PER_MS)
    assert held.bits(3 * NS_PER_MS) == 0
    held.take("ControlLeft", "Control", NS_PER_S, pressed=True)
    assert not held.take_alt_graph(2 * NS_PER_S)

"""Playwright's names of keys and combinations, "Control+Shift+A", to W3C `code` and `key`.

Source: playwright-core, server/input.ts, `keyboard.press` and `_keyDescriptionForString`.
"""

from formats.keyboards.pynput_keys import NamedKey
from formats.keyboards.us_layout import LEVELS, code_for, key_for

_MODIFIERS = {name: f"{name}Left" for name in ("Shift", "Control", "Alt", "Meta")}


def combination(text: str, *, mac: bool, shift: bool = False) -> list[NamedKey]:
    """Return the keys of a combination, in the order in which they go down.

    Args:
        text: "a", "Enter", "Control+Shift+ArrowLeft"; a plus sign itself stands last: "Control++".
        mac: Whether `ControlOrMeta` is Meta.
        shift: Whether Shift is held already.
    """
    keys = []
    for name in _parts(text):
        key = named_key(name, mac=mac, shift=shift)
        shift = shift or key.key == "Shift"
        keys.append(key)
    return keys


def named_key(name: str, *, mac: bool, shift: bool = False) -> NamedKey:
    """Return a key by the name of its `key` or its `code`, or by its character."""
    if name == "ControlOrMeta":
        name = "Meta" if mac else "Control"
    if name in _MODIFIERS:
        return NamedKey(_MODIFIERS[name], name)
    if len(name) == 1:
        code = code_for(name)
        return NamedKey(code, LEVELS[code][1] if shift and code else name)
    # `key_for` gives back what is no place of a key but a key's own name: "Enter", "ArrowLeft".
    return NamedKey(name, key_for(name, shift=shift))


def _parts(text: str) -> list[str]:
    parts, part = [], ""
    for character in text[:200]:
        if character == "+" and part:
            parts.append(part)
            part = ""
        else:
            part += character
    return [*parts, part] if part else parts

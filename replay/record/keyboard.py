"""The session's keyboard: what its keys stand for, and the names of its layout."""

import functools
from collections.abc import Mapping
from typing import Any

from Xlib import XK

from replay.record.keysyms import KeySymbols

_LAYOUT_PARTS = ("rules", "model", "layout", "variant", "options")


@functools.cache
def keysym_names() -> Mapping[int, str]:
    """Return the names of keysyms, the first of those that mean the same."""
    XK.load_keysym_group("xkb")
    XK.load_keysym_group("xf86")
    names: dict[int, str] = {}
    for name in dir(XK):
        if name.startswith("XK_"):
            names.setdefault(getattr(XK, name), name.removeprefix("XK_"))
    # Of two names the better known one.
    names.update({0xFF55: "Prior", 0xFF56: "Next", 0xFF9A: "KP_Prior", 0xFF9B: "KP_Next"})
    return names


def read_symbols(connection: Any) -> KeySymbols:
    """Read what every key stands for."""
    first = connection.display.info.min_keycode
    count = connection.display.info.max_keycode - first + 1
    return KeySymbols(first, connection.get_keyboard_mapping(first, count), keysym_names())


def code_named(connection: Any, name: str) -> int:
    """Return the code of the key that has a symbol of this name, 0 where none has."""
    keysym = XK.string_to_keysym(name) or XK.string_to_keysym(name.lower())
    return int(connection.keysym_to_keycode(keysym)) if keysym else 0


def layout_of(connection: Any) -> dict[str, str]:
    """Return the names of the layout in use, as setxkbmap left them; empty where nothing did."""
    found = connection.screen().root.get_full_property(connection.intern_atom("_XKB_RULES_NAMES"), 0)
    if found is None or found.format != 8:
        return {}
    words = found.value.decode("latin-1").split("\0")
    return {part: word for part, word in zip(_LAYOUT_PARTS, words, strict=False) if word}

"""Keystrokes for tests, as a person gives them."""

from typing import Any

CODES = {" ": "Space", ".": "Period", ",": "Comma", "-": "Minus", "/": "Slash"}
MODIFIERS = {"Ctrl": "Control", "Shift": "Shift", "Alt": "Alt", "Meta": "Meta", "AltGr": "AltGraph"}

Event = tuple[str, float, dict[str, Any]]


def keys(at_s: float, *words: str, gap_s: float = 0.1) -> list[Event]:
    """Press and release keys one after another.

    Args:
        at_s: When the first goes down.
        words: A named key ("Backspace"), a combination ("Ctrl+Shift+ArrowLeft"), or text in lower case whose
            letters are typed one by one; "text:" before it types names too.
        gap_s: From one press to the next.
    """
    events: list[Event] = []
    for word in words:
        for press in _presses(word):
            events += _press(at_s, press, gap_s)
            at_s += gap_s
    return events


def _presses(word: str) -> list[list[str]]:
    if word.startswith("text:"):
        return [[letter] for letter in word.removeprefix("text:")]
    if len(word) > 1 and (word[0].isupper() or "+" in word[1:]):
        return [word.split("+")]
    return [[letter] for letter in word]


def _press(at_s: float, press: list[str], gap_s: float) -> list[Event]:
    *held, key = press
    names = [MODIFIERS[name] for name in held]
    step = gap_s / (2 * len(press) + 2)
    events: list[Event] = []
    for name in names:
        code = "AltRight" if name == "AltGraph" else f"{name}Left"
        events.append(("key", at_s + step * len(events), {"code": code, "key": name, "pressed": True}))
    code = code_of(key)
    for pressed in (True, False):
        events.append(("key", at_s + step * len(events), {"code": code, "key": key, "pressed": pressed}))
    for name in reversed(names):
        code = "AltRight" if name == "AltGraph" else f"{name}Left"
        events.append(("key", at_s + step * len(events), {"code": code, "key": name, "pressed": False}))
    return events


def code_of(key: str) -> str:
    if len(key) == 1 and key.isascii() and key.isalpha():
        return f"Key{key.upper()}"
    if len(key) == 1 and key.isascii() and key.isdigit():
        return f"Digit{key}"
    return CODES.get(key, key if len(key) > 1 else "")

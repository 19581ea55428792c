"""Rows of keys from sources that tell neither repeats nor modifiers: presses and releases tell both."""

from formats.keyboards.held_keys import HeldKeys
from formats.keyboards.pynput_keys import NamedKey
from formats.sources.rows import SourceRows


def add_key(
    rows: SourceRows, held: HeldKeys, key: NamedKey, at_ns: int, line: int = 0, *, pressed: bool
) -> None:
    """Add a press or a release, and note it among the keys that are held.

    Args:
        rows: Where to.
        held: What is held down, in the order of the source.
        key: Its place and its meaning; a key without either is a row and is not held.
        at_ns: Reading of the source's clock.
        line: As in `SourceRows.add`.
        pressed: Whether it went down.
    """
    repeat = pressed and held.is_repeat(key.code, key.key, at_ns)
    if key.code or key.key:
        held.take(key.code, key.key, at_ns, pressed=pressed)
    rows.add(
        "key",
        at_ns,
        line,
        code=key.code,
        key=key.key,
        pressed=pressed,
        repeat=repeat,
        modifiers=held.bits(at_ns),
    )

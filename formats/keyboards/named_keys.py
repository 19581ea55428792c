"""Names of keys that give no text: what stands in `key` of any other is text, however it is written."""

from formats.keyboards.us_layout import key_for
from formats.keyboards.virtual_keys import KEYSYM_KEYS, KEYSYMS, MAC, WINDOWS

NAMED_KEYS = frozenset(
    name
    for name in (
        *KEYSYM_KEYS.values(),
        *map(key_for, {*WINDOWS.values(), *MAC.values(), *KEYSYMS.values()}),
        *("Dead", "Process", "Unidentified"),
    )
    if len(name) > 1 and name.isalnum()
)
"""Values of W3C `key`."""

"""The X server's device events as the RECORD extension sends them, taken apart.

| offset | size | field |
|---|---|---|
| 0 | 1 | type: 2 key down, 3 key up, 4 button down, 5 button up, 6 motion |
| 1 | 1 | key code or button |
| 4 | 4 | time, ms of the server |
| 20 | 4 | x and y on the root window, two signed numbers of 16 bits |
| 28 | 2 | state: modifiers and buttons before the event, bits 13 and 14 the keyboard's group |

Source: X Window System Protocol, appendix B, "Events"; X Record Extension Protocol 1.13.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

KEY_DOWN, KEY_UP, BUTTON_DOWN, BUTTON_UP, MOTION = 2, 3, 4, 5, 6
EVENT_BYTES = 32
CHANGE_KEYBOARD_MAPPING = 100
"""The request by which a program gives keys other symbols; `xdotool type` does so between two presses."""
_EVENT = struct.Struct("=BBHIIIIhhhhHBx")
_MAPPING = struct.Struct("=BBHBBH")


class DeviceEvent(NamedTuple):
    """One event of a device."""

    kind: int
    """`KEY_DOWN` to `MOTION`."""
    detail: int
    """Key code or button."""
    server_ms: int
    """32 bits of the server's clock, which wrap."""
    x: int
    y: int
    state: int


class NewSymbols(NamedTuple):
    """A program gave keys other symbols."""

    first: int
    """The first key code."""
    symbols: tuple[tuple[int, ...], ...]
    """Keysyms of each key from it on."""


def device_events(data: bytes) -> Iterator[DeviceEvent]:
    """Yield the events of one answer of the server; what is cut or unknown is left out."""
    for offset in range(0, len(data) - EVENT_BYTES + 1, EVENT_BYTES):
        kind, detail, _, server_ms, _, _, _, x, y, _, _, state, _ = _EVENT.unpack_from(data, offset)
        # The top bit says that a program sent it to another: no device did.
        if KEY_DOWN <= kind <= MOTION:
            yield DeviceEvent(kind, detail, server_ms, x, y, state)


def new_symbols(request: bytes) -> NewSymbols | None:
    """Return what a program's request changes, None where it is none that changes symbols.

    Source: X Window System Protocol, ChangeKeyboardMapping.
    """
    if len(request) < _MAPPING.size:
        return None
    opcode, count, _, first, width, _ = _MAPPING.unpack_from(request)
    body = request[_MAPPING.size :]
    if opcode != CHANGE_KEYBOARD_MAPPING or not count or not width or len(body) < 4 * count * width:
        return None
    numbers = struct.unpack_from(f"={count * width}I", body)
    return NewSymbols(first, tuple(numbers[i : i + width] for i in range(0, count * width, width)))

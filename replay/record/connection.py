"""A connection to the X server, and its properties read with care: other programs wrote them."""

import os
import time
from contextlib import suppress
from typing import Any

from Xlib import X, Xatom, display, error
from Xlib.protocol.event import PropertyNotify

from replay.record.errors import NotHereError

TEXT_BYTES = 1 << 12
"""More of a title is not read."""


def connect(name: str = "") -> Any:
    """Connect to the X server.

    Args:
        name: As DISPLAY names it; "" for what DISPLAY says.

    Raises:
        NotHereError: There is none, it refuses, or it is one of Wayland's.
    """
    name = name or os.environ.get("DISPLAY", "")
    if not name:
        raise NotHereError("there is no X11 session: DISPLAY is not set")
    try:
        connection = display.Display(name)
    except (error.DisplayError, OSError) as failure:
        raise NotHereError(f"there is no X11 session {name}: {failure}") from failure
    if connection.has_extension("XWAYLAND"):
        connection.close()
        raise NotHereError(f"{name} belongs to a Wayland session, of which it sees a part: X11 is needed")
    return connection


def disconnect(connection: Any) -> None:
    """End a connection, also one that the server ended before."""
    with suppress(error.ConnectionClosedError):
        connection.close()


def text_property(connection: Any, window: Any, *names: str) -> str:
    """Return the first of a window's properties that holds text, "" where none does.

    Raises:
        Xlib.error.XError: The window is gone.
    """
    for name in names:
        found = window.get_property(connection.intern_atom(name), X.AnyPropertyType, 0, TEXT_BYTES // 4)
        if found is None or found.format != 8:
            continue
        data = found.value if isinstance(found.value, bytes) else str(found.value).encode()
        latin = found.property_type == Xatom.STRING
        return data.decode("latin-1" if latin else "utf-8", "replace").rstrip("\0").replace("\0", " ")
    return ""


def numbers_property(connection: Any, window: Any, name: str) -> list[int]:
    """Return a window's property of numbers, empty where it has none.

    Raises:
        Xlib.error.XError: The window is gone.
    """
    found = window.get_property(connection.intern_atom(name), X.AnyPropertyType, 0, 4096)
    return list(found.value) if found is not None and found.format == 32 else []


def server_readings(connection: Any, times: int = 5) -> list[tuple[int, int, int]]:
    """Ask the server for its time, as only an event tells it.

    Returns:
        For each time: the monotonic clock before, the server's stamp in ms, the monotonic clock after.
    """
    root = connection.screen().root
    window = root.create_window(-1, -1, 1, 1, 0, X.CopyFromParent, event_mask=X.PropertyChangeMask)
    atom = connection.intern_atom("REPLAY_TIME")
    out = []
    try:
        for _ in range(times):
            before = time.monotonic_ns()
            window.change_property(atom, Xatom.INTEGER, 32, [1])
            connection.flush()
            while True:
                event = connection.next_event()
                # That the property went with a window before comes as an event too.
                is_new = isinstance(event, PropertyNotify) and event.state == X.PropertyNewValue
                if is_new and event.window == window:
                    break
            out.append((before, event.time, time.monotonic_ns()))
    finally:
        window.destroy()
        connection.sync()
    return out

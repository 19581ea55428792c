"""The devices' events by the RECORD extension, on a thread of its own."""

import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from Xlib import display, error
from Xlib.ext import record

from replay.record.connection import disconnect
from replay.record.device_events import (
    CHANGE_KEYBOARD_MAPPING,
    KEY_DOWN,
    MOTION,
    DeviceEvent,
    NewSymbols,
    device_events,
    new_symbols,
)
from replay.record.errors import NotHereError

_START_S = 5.0


class InputSource:
    """Collects what devices do, from `start` to `stop`.

    The server sends what it recorded only when 1,024 bytes are full or it sends something to anybody: who
    takes must make it do so, as by asking it for anything, or what is taken last is half a second old.
    """

    def __init__(self, name: str) -> None:
        """Connect twice: one connection waits for events, the other ends that.

        Args:
            name: The X display, as DISPLAY names it.

        Raises:
            NotHereError: The server lacks the extension.
        """
        self._data = display.Display(name)
        self._control = display.Display(name)
        if not self._control.has_extension("RECORD"):
            raise NotHereError(f"the X server {name} has no RECORD extension: its events cannot be recorded")
        none: dict[str, Any] = {
            "core_replies": (0, 0),
            "ext_requests": (0, 0, 0, 0),
            "ext_replies": (0, 0, 0, 0),
            "delivered_events": (0, 0),
            "errors": (0, 0),
            "client_started": False,
            "client_died": False,
        }
        wanted = {
            "core_requests": (CHANGE_KEYBOARD_MAPPING, CHANGE_KEYBOARD_MAPPING),
            "device_events": (KEY_DOWN, MOTION),
        }
        self._context = self._control.record_create_context(0, [record.AllClients], [none | wanted])
        self._control.sync()
        self._started = False
        self._arrived: deque[tuple[int, bytes]] = deque()
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="replay-input")
        self._thread: Future[None] | None = None

    def start(self) -> None:
        """Begin; returns when the server records.

        Raises:
            NotHereError: The server does not begin.
        """
        self._thread = self._pool.submit(self._data.record_enable_context, self._context, self._take)
        end = time.monotonic() + _START_S
        while not self._started:
            if self._thread.done() or time.monotonic() > end:
                raise NotHereError("the X server does not begin to record")
            time.sleep(0.005)

    @property
    def failure(self) -> BaseException | None:
        """What ended the thread, None while it runs."""
        if self._thread is None or not self._thread.done():
            return None
        return self._thread.exception() or ConnectionError("the X server sends no more events")

    def take(self) -> list[DeviceEvent | NewSymbols]:
        """Return what arrived since the last call, in the server's order."""
        out: list[DeviceEvent | NewSymbols] = []
        while self._arrived:
            category, data = self._arrived.popleft()
            if category == record.FromServer:
                out += device_events(data)
            elif (symbols := new_symbols(data)) is not None:
                out.append(symbols)
        return out

    def stop(self) -> None:
        """End; what arrived can still be taken."""
        with suppress(error.ConnectionClosedError):
            self._control.record_disable_context(self._context)
            self._control.sync()
        self._pool.shutdown(wait=True)
        for connection in (self._control, self._data):
            disconnect(connection)

    def _take(self, reply: Any) -> None:
        if reply.category == record.StartOfData:
            self._started = True
        elif reply.category in {record.FromServer, record.FromClient} and not reply.client_swapped:
            self._arrived.append((reply.category, bytes(reply.data)))

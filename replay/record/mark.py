"""The mark by which everybody sees that it records; keeps the keys that pause and stop it from programs."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from Xlib import X, error
from Xlib.ext import shape

from replay.record.connection import disconnect
from replay.record.errors import RecordError
from replay.record.hotkeys import Hotkey
from replay.record.places import Places

_WIDTH, _HEIGHT, _MARGIN, _GAP = 64, 20, 8, 4
_CLASS = "replay-mark"
_WORDS = {False: ("REC", 0xC01818), True: ("PAUSED", 0x806000)}
_LOCKS = (0, X.LockMask, X.Mod2Mask, X.LockMask | X.Mod2Mask)


class Mark:
    """A small window on every display that no window manager hides and no click meets."""

    def __init__(self, connection: Any, places: Places, hotkeys: Sequence[Hotkey]) -> None:
        """Show it, and take the keys.

        Args:
            connection: Of its own, for one thread.
            places: The displays.
            hotkeys: Keys that nobody else gets while it records.

        Raises:
            RecordError: Another program has taken one of the keys.
        """
        self._connection = connection
        self._screen = connection.screen()
        self._hotkeys = hotkeys
        self._paused = False
        self._windows: list[Any] = []
        self._grab()
        self._row = self._free_row()
        self.show(places, paused=False)

    def show(self, places: Places, *, paused: bool) -> None:
        """Show it on these displays, as recording or paused."""
        self._paused = paused
        for window in self._windows:
            window.destroy()
        self._windows = [
            self._window(place.x + max(0, place.width - _WIDTH - _MARGIN), place.y + self._top)
            for _, place in places.by_id
        ]
        self._connection.sync()
        self._draw_all()

    def poll(self) -> None:
        """Keep it on top.

        The keys that come here are not looked at: they repeat while one is held, and do not come while a menu
        has the keyboard. RECORD tells each once, whoever has it.
        """
        self._connection.sync()
        covered = False
        while self._connection.pending_events():
            event = self._connection.next_event()
            if event.type == X.VisibilityNotify:
                covered |= event.state != X.VisibilityUnobscured
            elif event.type == X.Expose:
                self._draw_all()
        if covered:
            for window in self._windows:
                window.configure(stack_mode=X.Above)
            self._draw_all()

    def close(self) -> None:
        """Take it away, and give the keys back."""
        disconnect(self._connection)

    @property
    def _top(self) -> int:
        return _MARGIN + self._row * (_HEIGHT + _GAP)

    def _free_row(self) -> int:
        """Return the first place from the top that no other recorder's mark takes, which would hide it."""
        taken = set()
        for window in self._screen.root.query_tree().children:
            with suppress(error.XError):
                instance, name = window.get_wm_class() or ("", "")
                if name == _CLASS:
                    taken.add(instance)
        return next(row for row in range(len(taken) + 1) if f"{_CLASS} {row}" not in taken)

    def _window(self, x: int, y: int) -> Any:
        window = self._screen.root.create_window(
            x,
            y,
            _WIDTH,
            _HEIGHT,
            0,
            X.CopyFromParent,
            override_redirect=True,
            background_pixel=_WORDS[self._paused][1],
            event_mask=X.ExposureMask | X.VisibilityChangeMask,
        )
        window.set_wm_name("replay: REC")
        window.set_wm_class(f"{_CLASS} {self._row}", _CLASS)
        if self._connection.has_extension("SHAPE"):
            # Clicks go to what lies under it.
            window.shape_rectangles(shape.SO.Set, shape.SK.Input, X.Unsorted, 0, 0, [])
        window.map()
        return window

    def _draw_all(self) -> None:
        word, colour = _WORDS[self._paused]
        for window in self._windows:
            context = window.create_gc(foreground=self._screen.white_pixel, background=colour)
            window.clear_area()
            window.draw_text(context, (_WIDTH - 6 * len(word)) // 2, 14, word)
            context.free()
        self._connection.flush()

    def _grab(self) -> None:
        for key in self._hotkeys:
            catch = error.CatchError(error.BadAccess)
            for locks in _LOCKS:
                self._screen.root.grab_key(
                    key.code,
                    key.modifiers | locks,
                    False,
                    X.GrabModeAsync,
                    X.GrabModeAsync,
                    onerror=catch,
                )
            self._connection.sync()
            if catch.get_error():
                raise RecordError(f"another program has taken the key {key.name}; name another")

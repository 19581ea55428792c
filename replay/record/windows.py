"""The active window: class, title and place; and whether it is one that is left out."""

import time
from dataclasses import dataclass
from typing import Any

from Xlib import X, error

from replay.record.command_lines import options_of
from replay.record.connection import numbers_property, text_property
from replay.record.exclusion import Exclusions

_TITLES = ("_NET_WM_NAME", "WM_NAME")
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class SeenWindow:
    """A window as it was found."""

    app: str = ""
    """Instance and class, by a space; "" where it is left out."""
    title: str = ""
    """"" where it is left out."""
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    left_out: bool = False
    options: tuple[str, ...] = ()
    """The words that its program was started with; never written."""


class WindowWatch:
    """Follows which window is active; its caller says when to look again."""

    def __init__(self, connection: Any, exclusions: Exclusions) -> None:
        self._connection = connection
        self._root = connection.screen().root
        self._exclusions = exclusions
        self._followed: set[int] = set()
        self._focus = 0
        self._active_number = 0
        self._clients = set(numbers_property(connection, self._root, "_NET_CLIENT_LIST"))
        self.seen: SeenWindow | None = None
        """The active window when last looked at, None where there was none."""

    @property
    def is_left_out(self) -> bool:
        """True where the window last seen is one that is left out."""
        return self.seen is not None and self.seen.left_out

    def look_for_new(self) -> None:
        """Take note of new windows: whether they are private is told by how they came."""
        numbers = numbers_property(self._connection, self._root, "_NET_CLIENT_LIST")
        private = self._exclusions.private
        for number in set(numbers) - self._clients:
            window = self._connection.create_resource_object("window", number)
            try:
                app = " ".join(window.get_wm_class() or ())
            except error.XError:
                continue
            private.opened(number, app, time.monotonic(), by_private=self._active_number in private.numbers)
        self._clients = set(numbers)
        private.keep(numbers)

    def private_asked(self) -> None:
        """Take note of what opens a private window, where it went to a browser that has one."""
        private = self._exclusions.private
        if self.is_left_out or (self.seen is not None and private.is_browser(self.seen.app)):
            private.asked(time.monotonic())

    def look(self) -> bool:
        """Look at the active window and the one with the keyboard; say whether anything changed.

        Keys go to the latter, which a window manager calls active a moment later.
        """
        active, focused = self._active(), self._focused()
        self._follow(active)
        self._active_number = 0 if active is None else active.id
        seen = self._seen(active) if active is not None else None
        typed_into = self._seen(focused) if focused is not None and focused != active else None
        if typed_into is not None and typed_into.left_out:
            seen = typed_into
        changed = seen != self.seen
        self.seen = seen
        return changed

    def focus_moved(self) -> bool:
        """Say whether the keyboard went to another window, of this program or another."""
        focus = self._connection.get_input_focus().focus
        number = focus if isinstance(focus, int) else focus.id
        moved = number != self._focus
        self._focus = number
        return bool(moved)

    def _active(self) -> Any:
        found = numbers_property(self._connection, self._root, "_NET_ACTIVE_WINDOW")
        if found:
            return self._connection.create_resource_object("window", found[0]) if found[0] else None
        return self._focused()

    def _focused(self) -> Any:
        """Return the program's window that has the keyboard: the one with a class, from inside out."""
        window = self._connection.get_input_focus().focus
        if isinstance(window, int):
            return None
        try:
            for _ in range(_DEEPEST):
                if window == self._root:
                    return None
                if window.get_wm_class():
                    return window
                window = window.query_tree().parent
                if isinstance(window, int):
                    return None
        except error.XError:
            return None
        return None

    def _follow(self, window: Any) -> None:
        """Ask to be told of changes of a window's title and place."""
        if window is not None and window.id not in self._followed:
            self._followed.add(window.id)
            catch = error.CatchError(error.BadWindow)
            mask = X.PropertyChangeMask | X.StructureNotifyMask
            window.change_attributes(event_mask=mask, onerror=catch)

    def forget(self, window_id: int) -> None:
        """Take note that a window is gone: its number may come again."""
        self._followed.discard(window_id)

    def _seen(self, window: Any) -> SeenWindow | None:
        try:
            found = look_at(self._connection, self._root, window)
        except error.XError:
            return None
        if self._exclusions.cover(found.app, found.title, found.options, window.id):
            return SeenWindow("", "", found.x, found.y, found.width, found.height, left_out=True)
        return found


def look_at(connection: Any, root: Any, window: Any) -> SeenWindow:
    """Return a window's class, title, place and options.

    Raises:
        Xlib.error.XError: It is gone.
    """
    size = window.get_geometry()
    process = numbers_property(connection, window, "_NET_WM_PID")
    at = root.translate_coords(window, 0, 0)
    return SeenWindow(
        " ".join(window.get_wm_class() or ()),
        text_property(connection, window, *_TITLES),
        at.x,
        at.y,
        size.width,
        size.height,
        options=options_of(process[0]) if process else (),
    )

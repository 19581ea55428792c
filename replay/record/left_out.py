"""Where windows lie that are left out, to be painted over in the pictures."""

from dataclasses import replace
from typing import Any

from Xlib import X, error
from Xlib.protocol.event import PropertyNotify

from replay.record.connection import numbers_property
from replay.record.exclusion import Exclusions
from replay.record.windows import SeenWindow, look_at

_MASK = X.SubstructureNotifyMask | X.PropertyChangeMask
_DEEPEST = 12
_SAY_WHAT_IS_SHOWN = ("_NET_CLIENT_LIST", "_NET_WM_NAME", "WM_NAME", "WM_CLASS", "WM_TRANSIENT_FOR")


class LeftOutWatch:
    """Looks anew only where the server tells of a change; has a connection of its own, for one thread.

    Windows that lie over one that is left out are painted over with it: that shows too little, never too
    much.
    """

    def __init__(self, connection: Any, exclusions: Exclusions) -> None:
        self._connection = connection
        self._exclusions = exclusions
        self._root = connection.screen().root
        self._root.change_attributes(event_mask=_MASK)
        self._atoms = {connection.intern_atom(name) for name in _SAY_WHAT_IS_SHOWN}
        self._followed: set[int] = set()
        self._private: frozenset[int] = frozenset()
        self._found = self._read()

    def places(self) -> list[SeenWindow]:
        """Return every shown window that is left out, with the menus and dialogs that it owns."""
        self._connection.sync()
        changed = False
        while self._connection.pending_events():
            event = self._connection.next_event()
            if isinstance(event, PropertyNotify):
                changed |= event.atom in self._atoms
            else:
                changed = True
                if event.type == X.DestroyNotify:
                    self._followed.discard(event.window.id)
        private = self._exclusions.private.numbers
        if changed or private != self._private:
            self._private = private
            self._found = self._read()
        return self._found

    def _read(self) -> list[SeenWindow]:
        numbers = numbers_property(self._connection, self._root, "_NET_CLIENT_LIST")
        managed = [self._connection.create_resource_object("window", number) for number in numbers]
        loose = [window for window in self._root.query_tree().children if window.id not in numbers]
        out, owners = [], set()
        for window in (*managed, *loose):
            try:
                found = self._shown(window)
                owner = window.get_wm_transient_for() if found is not None else None
            except error.XError:
                continue
            if found is None:
                continue
            owned = owner is not None and owner.id in owners
            if owned or self._exclusions.cover(found.app, found.title, found.options, window.id):
                owners.add(window.id)
                out.append(found)
        return out

    def _shown(self, window: Any) -> SeenWindow | None:
        # Asked to be told of changes first: one that comes while it is read is then not missed.
        if window.id not in self._followed:
            self._followed.add(window.id)
            catch = error.CatchError(error.BadWindow)
            window.change_attributes(event_mask=X.PropertyChangeMask, onerror=catch)
        attributes = window.get_attributes()
        if attributes.map_state != X.IsViewable or attributes.win_class != X.InputOutput:
            return None
        found = look_at(self._connection, self._root, window)
        frame = self._frame_of(window)
        if frame == window:
            return found
        # The window manager writes the title into a frame around the window.
        size = frame.get_geometry()
        width, height = size.width + 2 * size.border_width, size.height + 2 * size.border_width
        return replace(found, x=size.x, y=size.y, width=width, height=height)

    def _frame_of(self, window: Any) -> Any:
        """Return the outermost window around one, itself where it lies on the root."""
        for _ in range(_DEEPEST):
            parent = window.query_tree().parent
            if isinstance(parent, int) or parent == self._root:
                return window
            window = parent
        return window

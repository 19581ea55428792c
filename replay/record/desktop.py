"""What happens on the session beside its devices: windows, displays, cursor, clipboard, keyboard layout."""

import json
import time
from typing import Any

from Xlib import X

from formats.model.time import NS_PER_MS
from replay.record.clipboard import ClipboardWatch
from replay.record.cursors import CursorWatch
from replay.record.displays import DisplayWatch
from replay.record.inputs import Inputs
from replay.record.judge import Judge
from replay.record.keyboard import layout_of, read_symbols
from replay.record.places import Places
from replay.record.server_clock import ServerClock
from replay.record.tape import Tape
from replay.record.windows import WindowWatch

_CURSOR_NOTIFY, _OWNER_NOTIFY = ("DisplayCursorNotify", "SetSelectionOwnerNotify")
_LOOK_S = 0.25
_TOO_LATE_NS = 250 * NS_PER_MS


class Desktop:
    """Puts rows on the tape; one connection, used by one thread."""

    def __init__(
        self,
        connection: Any,
        tape: Tape,
        clock: ServerClock,
        judge: Judge,
        inputs: Inputs,
        *,
        watches: tuple[WindowWatch, DisplayWatch, CursorWatch, ClipboardWatch],
    ) -> None:
        self._connection = connection
        self._tape = tape
        self._clock = clock
        self._judge = judge
        self._inputs = inputs
        self._windows, self._displays, self._cursors, self._clipboard = watches
        self._root = connection.screen().root
        self._root.change_attributes(event_mask=X.PropertyChangeMask | X.StructureNotifyMask)
        self._clients = connection.intern_atom("_NET_CLIENT_LIST")
        self._active = connection.intern_atom("_NET_ACTIVE_WINDOW")
        self._resources = connection.intern_atom("RESOURCE_MANAGER")
        self._rules = connection.intern_atom("_XKB_RULES_NAMES")
        self._looked = 0.0
        self._known_ns = 0
        self.window_changed = False
        """Whether another window, or another title, came since this was last set to False."""
        self.displays_held_ns = 0
        """Until when the displays were surely as before their last change."""

    def begin(self, t_ns: int) -> None:
        """Put on the tape what holds at the start."""
        self._put_displays(t_ns, Places())
        self._put_layout(t_ns)
        self._look_at_cursor(t_ns)
        self._windows.look()
        self.put_window(t_ns)

    def poll(self, t_ns: int) -> None:
        """Take what the server tells; afterwards all is known that happened before the call.

        Args:
            t_ns: Recording time now, for what the server tells without its own.
        """
        # Its answer comes after all events before it, and lets go of what RECORD still holds back.
        self._connection.sync()
        look = time.monotonic() - self._looked > _LOOK_S
        at_ns = t_ns
        moved = False
        while self._connection.pending_events():
            event = self._connection.next_event()
            if self._take(event, t_ns):
                look = True
                at_ns = self._clock.t_ns(event.time) if event.type == X.PropertyNotify else at_ns
                moved = True
        moved |= self._windows.focus_moved()
        if moved and t_ns - self._known_ns > _TOO_LATE_NS:
            # What was active in between is not known any more: it may have been one that is left out.
            self._exclude(self._known_ns, why="late")
            at_ns = t_ns
        if look or moved:
            self._looked = time.monotonic()
            changed = self._windows.look()
            if changed or self._windows.is_left_out != self._judge.exclusions.is_open:
                self.put_window(at_ns)
        self._known_ns = t_ns
        self._put_clipboard(self._clipboard.given_up())

    def private_asked(self) -> None:
        """Take note of what opens a private window."""
        self._windows.private_asked()

    def put_window(self, t_ns: int) -> None:
        """Put the active window as it was last seen on the tape, and open or close an exclusion."""
        seen = self._windows.seen
        self.window_changed = True
        if self._windows.is_left_out:
            # It was active since it was last seen not to be, at the earliest.
            self._exclude(min(t_ns, self._known_ns))
        elif self._judge.exclusions.is_open:
            self._judge.exclusions.close(t_ns)
            self._tape.put("marker", t_ns, name="included")
        if seen is None:
            self._tape.put("window", t_ns)
            return
        self._tape.put(
            "window",
            t_ns,
            app=seen.app,
            title=seen.title,
            x=seen.x,
            y=seen.y,
            width=seen.width,
            height=seen.height,
        )

    def _exclude(self, t_ns: int, why: str = "") -> None:
        if not self._judge.exclusions.is_open:
            self._judge.exclusions.open(t_ns)
            self._tape.put("marker", t_ns, name="excluded", payload=json.dumps({"why": why}) if why else "")

    def _take(self, event: Any, t_ns: int) -> bool:
        """Take one event; say whether the active window is to be looked at."""
        kind = type(event).__name__
        if event.type == X.PropertyNotify:
            return self._take_property(event)
        if event.type == X.SelectionNotify and kind != _OWNER_NOTIFY:
            self._put_clipboard(self._clipboard.told(event))
        elif event.type == X.MappingNotify:
            self._take_mapping(event, t_ns)
        elif event.type == X.DestroyNotify:
            self._windows.forget(event.window.id)
            return True
        elif kind == _CURSOR_NOTIFY:
            self._look_at_cursor(self._clock.t_ns(event.timestamp))
        elif kind == _OWNER_NOTIFY:
            at_ns = self._clock.t_ns(event.timestamp)
            owned = getattr(event.owner, "id", event.owner) != X.NONE
            self._put_clipboard(self._clipboard.changed(at_ns, event.timestamp, has_owner=owned))
        elif event.type in {X.ConfigureNotify, X.UnmapNotify, X.MapNotify}:
            if event.window == self._root:
                self._look_at_displays(t_ns)
            return True
        else:
            # What RandR tells, whose events differ between its versions.
            self._look_at_displays(t_ns)
        return False

    def _take_property(self, event: Any) -> bool:
        if event.window != self._root:
            return True
        if event.atom == self._resources:
            self._look_at_displays(self._clock.t_ns(event.time))
        elif event.atom == self._rules:
            self._inputs.symbols = read_symbols(self._connection)
            self._put_layout(self._clock.t_ns(event.time))
        elif event.atom == self._clients:
            self._windows.look_for_new()
            return True
        return bool(event.atom == self._active)

    def _take_mapping(self, event: Any, t_ns: int) -> None:
        self._connection.refresh_keyboard_mapping(event)
        # A change of symbols came with the events, in its place among them; a new layout is none.
        if event.request == X.MappingKeyboard and event.count > 2:
            self._inputs.symbols = read_symbols(self._connection)
            self._put_layout(t_ns)

    def _look_at_displays(self, t_ns: int) -> None:
        before = self._displays.places
        if self._displays.look():
            self._inputs.places = self._displays.places
            self.displays_held_ns = self._known_ns
            self._put_displays(t_ns, before)

    def _put_displays(self, t_ns: int, before: Places) -> None:
        places = self._displays.places
        for display, place in places.changed_from(before):
            self._tape.put(
                "display",
                t_ns,
                id=display,
                name=place.name,
                x=place.x,
                y=place.y,
                width=place.width,
                height=place.height,
                scale=places.scale,
            )

    def _put_layout(self, t_ns: int) -> None:
        layout = layout_of(self._connection)
        if layout:
            self._tape.put("other", t_ns, kind="keyboard layout", payload=json.dumps(layout))

    def _look_at_cursor(self, t_ns: int) -> None:
        values = self._cursors.look()
        if values is not None:
            self._tape.put("cursor", t_ns, **values)

    def _put_clipboard(self, change: tuple[int, str, str] | None) -> None:
        if change is not None:
            t_ns, kind, text = change
            self._tape.put("clipboard", t_ns, kind=kind, string=text)

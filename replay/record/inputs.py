"""Device events to rows of the streams pointer, button, scroll and key."""

from collections.abc import Sequence

from formats.keyboards.x11 import code_of, key_of, modifiers_of
from replay.record.context_menu import ContextMenu
from replay.record.device_events import (
    BUTTON_DOWN,
    BUTTON_UP,
    KEY_DOWN,
    KEY_UP,
    MOTION,
    DeviceEvent,
    NewSymbols,
)
from replay.record.hotkeys import Hotkey
from replay.record.keysyms import KeySymbols
from replay.record.places import Places
from replay.record.server_clock import ServerClock
from replay.record.tape import Tape

_STEPS = {4: (0, 1), 5: (0, -1), 6: (-1, 0), 7: (1, 0)}
"""X11's buttons for the wheel, as steps along x and y."""
_CHORD = 1 << 0 | 1 << 2
_BUTTONS = {1: 0, 2: 1, 3: 2, 8: 3, 9: 4}
"""X11's buttons as W3C numbers."""


class Inputs:
    """Turns what devices do into rows; `KeySymbols` change on the way as the server's did."""

    def __init__(
        self,
        tape: Tape,
        clock: ServerClock,
        symbols: KeySymbols,
        places: Places,
        hotkeys: Sequence[Hotkey] = (),
    ) -> None:
        """Take where rows go and what is known of the session; `hotkeys` are told and left out."""
        self._tape = tape
        self._clock = clock
        self._hotkeys = hotkeys
        self._hotkeys_down: set[int] = set()
        self.hotkeys_pressed: list[tuple[Hotkey, int]] = []
        """Those that went down since this was last emptied, with their times, however long they are held."""
        self.symbols = symbols
        self.places = places
        self._down: dict[int, str] = {}
        self.clicked = False
        """Whether a button went down since this was last set to False."""
        self.private_asked = False
        """Whether a private window may have been asked for since this was last set to False."""
        self._menu = ContextMenu()

    def take(self, event: DeviceEvent | NewSymbols) -> None:
        """Put the row of one event on the tape."""
        if isinstance(event, NewSymbols):
            self.symbols.change(event.first, event.symbols)
            return
        t_ns = self._clock.t_ns(event.server_ms)
        if event.kind == MOTION:
            display = self.places.at(event.x, event.y)
            self._tape.put("pointer", t_ns, x=event.x, y=event.y, display=display)
        elif event.kind in {KEY_DOWN, KEY_UP}:
            self._take_key(event, t_ns)
        elif event.detail in _STEPS:
            if event.kind == BUTTON_DOWN:
                dx, dy = _STEPS[event.detail]
                self._tape.put("scroll", t_ns, x=event.x, y=event.y, dx=dx, dy=dy)
        elif event.kind in {BUTTON_DOWN, BUTTON_UP}:
            pressed = event.kind == BUTTON_DOWN
            self.clicked |= pressed
            button = _BUTTONS.get(event.detail, event.detail)
            self.private_asked |= self._menu.button(button, pressed=pressed, x=event.x, y=event.y)
            place = {"x": event.x, "y": event.y}
            self._tape.put("button", t_ns, part=button, button=button, pressed=pressed, **place)

    def _take_key(self, event: DeviceEvent, t_ns: int) -> None:
        pressed = event.kind == KEY_DOWN
        if self._is_hotkey(event, t_ns, pressed=pressed):
            return
        code = code_of(event.detail)
        key = key_of(self.symbols.name(event.detail, event.state), code)
        self._tape.put(
            "key",
            t_ns,
            part=event.detail,
            code=code,
            # Who types by giving a key another symbol takes it back before the key goes up.
            key=key if pressed else key or self._down.get(event.detail, ""),
            pressed=pressed,
            # A key that is held goes down again and again, and up once.
            repeat=pressed and event.detail in self._down,
            modifiers=modifiers_of(event.state),
        )
        if pressed:
            self.private_asked |= key in {"n", "N"} and event.state & _CHORD == _CHORD
            self.private_asked |= self._menu.key(key, event.state)
            self._down[event.detail] = key
        else:
            self._down.pop(event.detail, None)

    def _is_hotkey(self, event: DeviceEvent, t_ns: int, *, pressed: bool) -> bool:
        found = [hotkey for hotkey in self._hotkeys if hotkey.is_pressed_by(event.detail, event.state)]
        if pressed and found:
            if event.detail not in self._hotkeys_down:
                self.hotkeys_pressed += [(hotkey, t_ns) for hotkey in found]
            self._hotkeys_down.add(event.detail)
            return True
        if event.detail in self._hotkeys_down:
            if not pressed:
                self._hotkeys_down.discard(event.detail)
            return True
        return False

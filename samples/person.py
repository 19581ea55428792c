"""A driver that moves and types like a person, by XTEST, and writes down what it did and when.

Paths are minimum-jerk with curvature, tremor and overshoot; typing is log-normal, with slips that are
corrected. The same seed does the same.

Source: Flash and Hogan 1985 for the paths' speed; Dhakal et al. 2018 for the times between keys.
"""

import json
import math
import random
import time
from pathlib import Path
from typing import Any

from Xlib import XK, X, Xatom, display
from Xlib.ext import xtest
from Xlib.protocol.event import SelectionNotify

_RATE_HZ = 125
_SLIP = 0.04
_NEAR = {"a": "s", "e": "r", "i": "o", "n": "m", "o": "p", "r": "t", "s": "d", "t": "y", "l": "k", "d": "f"}
_NAMES = {" ": "space", "\n": "Return", "\t": "Tab"}


class Person:
    """Acts on one session; `truth` has one record for each thing that the server was told."""

    def __init__(self, name: str, seed: int) -> None:
        """Connect to the session called `name`, as DISPLAY names it."""
        self._display = display.Display(name)
        self._random = random.Random(seed)
        screen = self._display.screen()
        self._size = screen.width_in_pixels, screen.height_in_pixels
        found = screen.root.query_pointer()
        self._x, self._y = found.root_x, found.root_y
        self.truth: list[dict[str, Any]] = []
        """`t_ns` is the monotonic clock, `within_ns` how long telling took, `left_out` as below."""
        self.left_out = ""
        """Why what is done now must not be recorded: "pause", "hotkey", "excluded" for keys; else ""."""
        self._first = self._display.display.info.min_keycode
        count = self._display.display.info.max_keycode - self._first + 1
        self._mapping = self._display.get_keyboard_mapping(self._first, count)

    def jump(self, x: int, y: int) -> None:
        """Put the pointer somewhere at once."""
        x, y = (max(0, min(value, size - 1)) for value, size in zip((x, y), self._size, strict=True))
        if (x, y) != (self._x, self._y):
            self._x, self._y = x, y
            self._tell({"k": "move", "x": x, "y": y}, X.MotionNotify, x=x, y=y)

    def move(self, x: int, y: int) -> None:
        """Move the pointer somewhere, as a hand does."""
        distance = math.hypot(x - self._x, y - self._y)
        if distance > 120 and self._random.random() < 0.4:
            over = 1 + self._random.uniform(0.02, 0.06)
            self._reach(self._x + (x - self._x) * over, self._y + (y - self._y) * over)
            self.wait(0.06)
        self._reach(x, y)

    def click(self, button: int = 1) -> None:
        """Press and release a button where the pointer is."""
        self.press(button, down=True)
        self.wait(self._random.uniform(0.05, 0.11))
        self.press(button, down=False)

    def press(self, button: int, *, down: bool) -> None:
        """Press or release a button of X11."""
        kind = X.ButtonPress if down else X.ButtonRelease
        self._tell({"k": "down" if down else "up", "b": button, "x": self._x, "y": self._y}, kind, button)

    def scroll(self, steps: int) -> None:
        """Turn the wheel, away from the person where `steps` is positive."""
        button = 4 if steps > 0 else 5
        for _ in range(abs(steps)):
            self._tell({"k": "scroll", "dy": 1 if steps > 0 else -1}, X.ButtonPress, button)
            self._tell(None, X.ButtonRelease, button)
            self.wait(self._random.uniform(0.04, 0.12))

    def drag(self, x: int, y: int) -> None:
        """Drag from where the pointer is."""
        self.press(1, down=True)
        self.wait(0.08)
        self._reach(x, y)
        self.press(1, down=False)

    def type(self, text: str, *, slips: bool = True) -> None:
        """Type a text; slips are seen and corrected."""
        for character in text:
            near = _NEAR.get(character, "")
            if slips and near and self._random.random() < _SLIP:
                self.stroke(near)
                self.wait(self._between_keys() + 0.15)
                self.stroke("BackSpace")
                self.wait(self._between_keys())
            self.stroke(character)
            self.wait(self._between_keys())

    def stroke(self, name: str) -> None:
        """Press and release a key, by its character or X11's name, joined by "+" to modifiers held."""
        *held, last = name.split("+") if len(name) > 1 else [name]
        codes = [self._code(modifier)[0] for modifier in held]
        code, shifted = self._code(last)
        if shifted:
            codes.append(self._code("Shift_L")[0])
        for modifier in codes:
            self.key(modifier, down=True)
        self.key(code, down=True)
        self.wait(self._random.uniform(0.03, 0.09))
        self.key(code, down=False)
        for modifier in reversed(codes):
            self.key(modifier, down=False)

    def key(self, code: int, *, down: bool) -> None:
        """Press or release a key by X11's code."""
        self._tell(
            {"k": "keydown" if down else "keyup", "code": code}, X.KeyPress if down else X.KeyRelease, code
        )

    def pause(self) -> None:
        """Press the key that pauses a recording, or lets it go on."""
        pausing = self.left_out != "pause"
        self.left_out = "hotkey"
        self.stroke("Pause")
        self.left_out = "pause" if pausing else ""

    def resources(self, text: str) -> None:
        """Set what the session tells programs to look like, the scale among it."""
        self._display.screen().root.change_property(
            Xatom.RESOURCE_MANAGER, Xatom.STRING, 8, text.encode("latin-1")
        )
        self._display.sync()

    def copy(self, text: str, *, for_s: float) -> None:
        """Own the clipboard for some seconds, and give the text to whoever asks."""
        window = self._display.screen().root.create_window(-1, -1, 1, 1, 0, X.CopyFromParent)
        clipboard, targets, utf8 = map(self._display.intern_atom, ("CLIPBOARD", "TARGETS", "UTF8_STRING"))
        window.set_selection_owner(clipboard, X.CurrentTime)
        end = time.monotonic() + for_s
        while time.monotonic() < end:
            self._display.sync()
            while self._display.pending_events():
                asked = self._display.next_event()
                if asked.type != X.SelectionRequest:
                    continue
                if asked.target == targets:
                    asked.requestor.change_property(asked.property, Xatom.ATOM, 32, [targets, utf8])
                else:
                    asked.requestor.change_property(asked.property, utf8, 8, text.encode())
                answer = SelectionNotify(
                    time=asked.time,
                    requestor=asked.requestor,
                    selection=asked.selection,
                    target=asked.target,
                    property=asked.property,
                )
                asked.requestor.send_event(answer)
            self.wait(0.02)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        time.sleep(max(0.0, seconds))

    def write(self, path: Path) -> None:
        """Write the ground truth as JSON Lines."""
        path.write_text("".join(json.dumps(record) + "\n" for record in self.truth), encoding="utf-8")

    def close(self) -> None:
        """Leave the session."""
        self._display.close()

    def _reach(self, x: float, y: float) -> None:
        from_x, from_y = self._x, self._y
        distance = math.hypot(x - from_x, y - from_y)
        if distance < 1:
            return
        seconds = 0.12 + 0.11 * math.log2(1 + distance / 20)
        bow = self._random.uniform(-0.06, 0.06)
        steps = max(2, int(seconds * _RATE_HZ))
        began = time.monotonic()
        for step in range(1, steps + 1):
            s = step / steps
            way = 10 * s**3 - 15 * s**4 + 6 * s**5
            side = bow * math.sin(math.pi * way)
            tremor = self._random.gauss(0, 0.5) if step < steps else 0.0
            self.jump(
                round(from_x + (x - from_x) * way - (y - from_y) * side + tremor),
                round(from_y + (y - from_y) * way + (x - from_x) * side + tremor),
            )
            self.wait(began + step / _RATE_HZ - time.monotonic())

    def _between_keys(self) -> float:
        return min(0.6, self._random.lognormvariate(math.log(0.11), 0.4))

    def _code(self, name: str) -> tuple[int, bool]:
        keysym = (
            ord(name)
            if len(name) == 1 and name not in _NAMES
            else XK.string_to_keysym(_NAMES.get(name, name))
        )
        for code, symbols in enumerate(self._mapping, self._first):
            if keysym in list(symbols)[:2]:
                return code, symbols[0] != keysym
        raise ValueError(f"no key gives {name!r}")

    def _tell(
        self, record: dict[str, Any] | None, kind: int, detail: int = 0, x: int = 0, y: int = 0
    ) -> None:
        before = time.monotonic_ns()
        xtest.fake_input(self._display, kind, detail, x=x, y=y)
        self._display.sync()
        after = time.monotonic_ns()
        if record is not None:
            record |= {"left_out": self.left_out} if self.left_out else {}
            self.truth.append({"t_ns": (before + after) // 2, "within_ns": after - before, **record})

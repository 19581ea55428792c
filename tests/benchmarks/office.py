"""What a made-up office worker types, copies and has on screen: keys, windows, clipboard and markers.

A few thousand rows an hour, so plain loops over one `EventBuilder`; `seq` is given later, over all streams.
"""

import json

import numpy as np

from formats.model.build import EventBuilder

_LINES = (
    "the of and to in a is that for it with as was on be at by this have from or had not but what all were",
    "when we there can an your which their said if do will each about how up out them then she many some so",
    "these would other into has more her two like him see time could no make than first been its who now",
    "people my made over did down only way find use may water long little very after words called just where",
    "most know invoice order delivery meeting schedule quarter budget review customer contract report draft",
    "shipment total account question answer attached regards tomorrow Monday Friday please thank forward",
)
_WORDS = [word for line in _LINES for word in line.split()]
_NEIGHBOURS = {
    "e": "r",
    "r": "t",
    "t": "y",
    "a": "s",
    "s": "d",
    "o": "p",
    "i": "o",
    "n": "m",
    "h": "j",
    "l": "k",
}
_HOTKEYS = (("Control", "s"), ("Control", "c"), ("Control", "v"), ("Control", "z"), ("Alt", "Tab"))
_CODES = {
    " ": "Space",
    ",": "Comma",
    ".": "Period",
    "-": "Minus",
    "Control": "ControlLeft",
    "Shift": "ShiftLeft",
    "Alt": "AltLeft",
}
_SLIP_SHARE = 0.035
_MODIFIER_BITS = {"Control": 1, "Shift": 2, "Alt": 4}
_PAGES = (
    ("Firefox", "{word} {word} – Search — Mozilla Firefox"),
    ("Firefox", "Inbox ({number}) – mail.example.org — Mozilla Firefox"),
    ("Code", "{word}_{word}.py — pipeline — Visual Studio Code"),
    ("LibreOffice Calc", "{word} {year}-{number}.ods — LibreOffice Calc"),
    ("Terminal", "user@desk: ~/projects/{word}"),
    ("Slack", "#{word} (Channel) – {word} team – Slack"),
    ("Files", "{word} {number}"),
    ("Evince", "{word}-{word}-{number}.pdf — Résumé of {word}"),
)


class Typist:
    """Types on a keyboard where a key must come up before it goes down again."""

    def __init__(self, events: EventBuilder, start_s: float, rng: np.random.Generator) -> None:
        self.at = start_s
        """When the last key went down."""
        self._events = events
        self._rng = rng
        self._up: dict[str, float] = {}

    @property
    def end_s(self) -> float:
        """When the last key came up."""
        return max(self._up.values(), default=self.at)

    def burst(self, keystrokes: int) -> None:
        """Type about `keystrokes` keys with slips and their corrections.

        Intervals are log-normal with a median of 140 ms, keys stay down for 80 ms, so some overlap the next.
        """
        for char in phrase(keystrokes, self._rng):
            if char in _NEIGHBOURS and self._rng.random() < _SLIP_SHARE:
                self._stroke(_NEIGHBOURS[char])
                self.at += 0.25
                self._stroke("Backspace")
            self._stroke(char)
        closing = self._rng.random()
        if closing < 0.4:
            self._stroke("Enter")
        elif closing < 0.55:
            self._hold("Backspace", int(self._rng.integers(3, 25)))
        elif closing < 0.65:
            self._hold("ArrowDown", int(self._rng.integers(3, 40)))

    def hotkey(self) -> None:
        """Press a hotkey; a copy also fills the clipboard."""
        modifier, key = _HOTKEYS[int(self._rng.integers(len(_HOTKEYS)))]
        bits = _MODIFIER_BITS[modifier]
        self._press(self.at, modifier, bits)
        self._press(self.at + 0.09, key, bits)
        if key == "c":
            text = phrase(int(self._rng.integers(8, 160)), self._rng)
            self._events.add("clipboard", tick(self.at + 0.11), kind="text/plain", string=text)
        self._release(self.at + 0.16, key, bits)
        self._release(self.at + 0.19, modifier, 0)

    def _stroke(self, key: str) -> None:
        """Press and release one key, with Shift around a capital."""
        shift = len(key) == 1 and key.isupper()
        bits = _MODIFIER_BITS["Shift"] if shift else 0
        free = max(self._up.get(_code(key), 0), self._up.get("ShiftLeft", 0)) + 0.02
        self.at = max(self.at + self._rng.lognormal(np.log(0.14), 0.42), free + 0.05 * shift)
        up = self.at + self._rng.lognormal(np.log(0.08), 0.30)
        if shift:
            self._press(self.at - 0.05, "Shift", bits)
        self._press(self.at, key, bits)
        self._release(up, key, bits)
        if shift:
            self._release(up + 0.02, "Shift", 0)

    def _hold(self, key: str, repeats: int) -> None:
        """Hold a key: half a second until it repeats, then 30 times a second."""
        self.at = self.end_s + 0.3
        self._press(self.at, key, 0)
        for n in range(repeats):
            self._press(self.at + 0.5 + n / 30, key, 0, repeat=True)
        self._release(self.at + 0.5 + repeats / 30, key, 0)

    def _press(self, at: float, key: str, bits: int, *, repeat: bool = False) -> None:
        self._events.add(
            "key", tick(at), code=_code(key), key=key, pressed=True, repeat=repeat, modifiers=bits
        )

    def _release(self, at: float, key: str, bits: int) -> None:
        self._events.add("key", tick(at), code=_code(key), key=key, pressed=False, modifiers=bits)
        self._up[_code(key)] = at


def change_window(events: EventBuilder, at_s: float, rng: np.random.Generator) -> None:
    """Bring another window to the front."""
    app, pattern = _PAGES[int(rng.integers(len(_PAGES)))]
    while "{word}" in pattern:
        pattern = pattern.replace("{word}", _WORDS[int(rng.integers(len(_WORDS)))], 1)
    title = pattern.format(number=int(rng.integers(1, 60)), year=2026)
    x, y = int(rng.integers(0, 400)), int(rng.integers(0, 200))
    events.add("window", tick(at_s), app=app, title=title, x=x, y=y, width=1920 - x, height=1060 - y)


def set_marker(events: EventBuilder, at_s: float, number: int) -> None:
    """Mark the start of a task, as a recorder's own hotkey does."""
    payload = json.dumps({"task": number, "name": f"task {number}"})
    events.add("marker", tick(at_s), name="task", payload=payload)


def phrase(length: int, rng: np.random.Generator) -> str:
    """Write sentences of at least `length` letters."""
    words: list[str] = []
    size = 0
    while size < length:
        word = _WORDS[int(rng.integers(len(_WORDS)))]
        mark = rng.random()
        word += "," if mark < 0.06 else "." if mark < 0.12 else ""
        if not words or words[-1].endswith("."):
            word = word.capitalize()
        words.append(word)
        size += len(word) + 1
    return " ".join(words)


def _code(key: str) -> str:
    return f"Key{key.upper()}" if len(key) == 1 and key.isalpha() else _CODES.get(key, key)


def tick(seconds: float) -> int:
    """Round to the recorder's tick of 1 us."""
    return round(seconds * 1e6) * 1000

"""A person at a desk: windows, fields, clicks and keys, with slips of the fingers that are put right."""

import random
from dataclasses import dataclass, field
from pathlib import Path
from string import ascii_letters, digits

from formats.model.build import EventBuilder
from formats.model.header import Header
from formats.native.writer import Writer
from tests.benchmarks.privacy.holdout.layouts import ALTGR, LAYOUTS, SHIFTED

MS = 1_000_000
NEUTRAL = "neutral"
"""The category of what may be found or not."""
_TERMINALS = ("terminal", "xterm", "konsole", "kitty", "iterm", "powershell", "cmd.exe", "alacritty", "putty")
_WORD = frozenset(ascii_letters + digits)


@dataclass(frozen=True, slots=True)
class Planted:
    """A secret that is in a recording."""

    category: str
    text: str
    channel: str
    start_ns: int
    end_ns: int


@dataclass(slots=True)
class Typist:
    """Writes what a person does into rows of events."""

    rng: random.Random
    slips: float
    """Of so many characters one comes out wrong, and is put right."""
    layout_name: str = "us"
    planted: list[Planted] = field(default_factory=list)
    rows: EventBuilder = field(default_factory=EventBuilder)
    now_ns: int = 500 * MS
    _terminal: bool = False
    _numpad: bool = False
    _windows_altgr: bool = False

    def __post_init__(self) -> None:
        """Decide the person's ways."""
        self._numpad = self.rng.random() < 0.2
        self._windows_altgr = self.rng.random() < 0.4
        self.rows.add("display", 0, id=0, name="0", x=0, y=0, width=1920, height=1080, scale=1)

    def plant(self, category: str, text: str, channel: str, start_ns: int) -> None:
        """Note that a secret stands there, up to now."""
        self.planted.append(Planted(category, text, channel, start_ns, self.now_ns))

    def window(self, app: str, title: str) -> None:
        """Go to another window."""
        self.wait(700, 1800)
        self._terminal = any(name in app.lower() for name in _TERMINALS)
        self.rows.add("window", self.now_ns, app=app, title=title, x=80, y=60, width=1500, height=900)
        self.wait(300, 700)

    def field(self, name: str) -> None:
        """Go to another field of the same window, of which the source knows the name."""
        self.click()
        self.rows.add("text", self.now_ns, kind="field", string=name)

    def click(self) -> None:
        """Click somewhere."""
        self.wait(200, 900)
        x, y = self.rng.randrange(200, 1400), self.rng.randrange(150, 850)
        self.rows.add("pointer", self.now_ns, x=x, y=y)
        self.rows.add("button", self.now_ns, x=x, y=y, button="left", pressed=True)
        self.wait(50, 110)
        self.rows.add("button", self.now_ns, x=x, y=y, button="left", pressed=False)
        self.wait(150, 400)

    def copied(self, text: str) -> None:
        """Take a text into the clipboard without a key, as by a button."""
        self.wait(300, 900)
        self.rows.add("clipboard", self.now_ns, kind="text/plain", string=text)

    def paste(self, text: str) -> None:
        """Press Ctrl+V, which gives a text that the source saw."""
        self.wait(300, 900)
        self.press("v", "KeyV", ("Control",))
        self.rows.add("text", self.now_ns, kind="paste", string=text)

    def key(self, name: str) -> None:
        """Press a key that gives no character."""
        self.press(name, name)

    def wait(self, least_ms: int, most_ms: int) -> None:
        """Let time go by."""
        self.now_ns += self.rng.randrange(least_ms * MS, most_ms * MS)

    def press(self, key: str, code: str, held: tuple[str, ...] = (), *, repeat: bool = False) -> None:
        """Press a key and let it go, with those that are held meanwhile."""
        self.wait(45, 190)
        down = {"Control": "ControlLeft", "Shift": "ShiftLeft", "Alt": "AltRight", "AltGraph": "AltRight"}
        modifiers: list[str] = []
        for name in held:
            modifiers.append(name)
            self._row(down[name], name, pressed=True, modifiers=tuple(modifiers))
        self._row(code, key, pressed=True, modifiers=held, repeat=repeat)
        self.wait(20, 60)
        self._row(code, key, pressed=False, modifiers=held)
        for name in reversed(held):
            modifiers.remove(name)
            self._row(down[name], name, pressed=False, modifiers=tuple(modifiers))

    def type(self, parts: list[tuple[str, str]]) -> None:
        """Type texts on end, each with its category, "" for none, and put slips right; plant the secrets."""
        text = "".join(part for part, _ in parts)
        place, reached = 0, [(0, self.now_ns)]
        while place < len(text):
            if text[place] in "\n\t" or self.rng.random() >= self.slips:
                self._character(text[place])
                place += 1
            else:
                place = self._slip(text, place)
            reached.append((place, self.now_ns))
        start = 0
        for part, category in parts:
            end = start + len(part)
            if category:
                since = max(at for where, at in reached if where <= start)
                until = min(at for where, at in reached if where >= end)
                self.planted.append(Planted(category, part, "typed", since, until))
            start = end

    def _slip(self, text: str, place: int) -> int:
        """Type `text[place]` wrong and put it right; return how far the text stands then."""
        right, turn = text[place], self.rng.choice((-1, 1))
        wrong = LAYOUTS[self.layout_name].neighbour(right, turn)
        way = self.rng.random()
        ahead = 0
        while ahead < self.rng.randrange(1, 4) and text[place + 1 + ahead : place + 2 + ahead].isalnum():
            ahead += 1
        after = text[place + 1 : place + 1 + ahead]
        if way < 0.35:
            self._character(wrong)
            self._back(1)
            self._character(right)
            return place + 1
        if way < 0.65:
            self.plain(wrong + after)
            self._back(1 + ahead)
            self.plain(right + after)
            return place + 1 + ahead
        if way < 0.8 and ahead:
            self.plain(after)
            for _ in range(ahead):
                self.key("ArrowLeft")
            self._character(right)
            if self.rng.random() < 0.5:
                self.key("End")
            else:
                for _ in range(ahead):
                    self.key("ArrowRight")
            return place + 1 + ahead
        begun = max(text.rfind(mark, 0, place) for mark in " \n\t") + 1
        word = text[begun:place]
        if way < 0.92 and word and (self._terminal or _WORD.issuperset(word)):
            self._character(wrong)
            if self._terminal:
                self.press("w", "KeyW", ("Control",))
            else:
                self.press("Backspace", "Backspace", ("Control",))
            self.plain(word + right)
            return place + 1
        self.plain(right + right)
        self._back(1)
        return place + 1

    def plain(self, text: str) -> None:
        """Type a text without a slip."""
        for character in text:
            self._character(character)

    def _back(self, count: int) -> None:
        for number in range(count):
            self.press("Backspace", "Backspace", repeat=number > 2)

    def _character(self, character: str) -> None:
        if character in "\n\t":
            self.key("Enter" if character == "\n" else "Tab")
            return
        if self._numpad and character.isdigit():
            self.press(character, f"Numpad{character}")
            return
        code, level = LAYOUTS[self.layout_name].press(character)
        altgr = ("Control", "Alt") if self._windows_altgr else ("AltGraph",)
        self.press(character, code, altgr if level == ALTGR else ("Shift",) if level == SHIFTED else ())

    def _row(
        self, code: str, key: str, *, pressed: bool, modifiers: tuple[str, ...], repeat: bool = False
    ) -> None:
        names = modifiers
        self.rows.add("key", self.now_ns, code=code, key=key, pressed=pressed, repeat=repeat, modifiers=names)

    def write(self, path: Path, number: int) -> None:
        """Write the recording."""
        header = Header(recording_id=f"00000000-0000-4000-8000-{number:012x}", source="replay")
        with Writer(path, header) as writer:
            for table in self.rows.events().values():
                writer.append(table)

"""A terminal that wraps, scrolls and answers while a secret is typed, and the letters that a copy shows."""

from dataclasses import dataclass, field
from itertools import pairwise
from random import Random
from typing import Any

import numpy as np

from formats.model.frames import FRAME_DTYPE, SAME, SEEN, Pixels, Storage
from formats.model.header import Header
from formats.model.memory import MemoryRecording
from tests.replay.core.recordings import S, recording
from tests.replay.core.typing import keys

_WIDE_PX, _HIGH_PX = 6, 12
_GROUND = 250
_PROMPT = "$ "
_COMMANDS = ("ls -la", "cat notes.txt", "make test", "git log", "echo hi")
_LETTERS = "abcdefghkmnpqrstuvwxyz23456789"

Cell = tuple[str, bool]
"""A letter, and whether it is one of the secret's."""
Screen = list[list[Cell]]


@dataclass
class Terminal:
    """Rows of letters; the last one is written on, and the first ones go."""

    rows: int
    columns: int
    random: Random
    at_s: float = 1.0
    pressed: list[Any] = field(default_factory=list)
    """Events, as `recording` takes them."""
    screen: Screen = field(default_factory=lambda: [[]])
    shown: list[tuple[float, Screen]] = field(default_factory=list)
    """From when on, what."""

    def line(self, text: str, secret: str, answer: int) -> None:
        """Type a line, with slips that are mended, and have it answered with some lines."""
        gap_s = self.random.choice([0.08, 0.12, 0.25])
        for place, letter in enumerate(text):
            inside = 0 <= text.find(secret) <= place
            if self.random.random() < 0.06:
                self._press("text:x", gap_s)
                self.write("x", inside)
                self._press("Backspace", gap_s)
                self.screen[-1].pop()
            self.write(letter, inside)
            self._press(f"text:{letter}", gap_s)
        for _ in range(answer):
            self._next_row()
            self.write(f"out {self.random.randint(0, 999)} line")
        self._next_row()
        self.write(_PROMPT)
        self._press("Enter", self.random.choice([0.2, 0.5, 1.5]))

    def write(self, text: str, secret: bool = False) -> None:
        """Write on the last row, and on in a new one where it is full."""
        for letter in text:
            if len(self.screen[-1]) >= self.columns:
                self._next_row()
            self.screen[-1].append((letter, secret))

    def show(self) -> None:
        """Show what is written, with some delay."""
        late_s = self.random.choice([0.01, 0.05, 0.15])
        self.shown.append((self.at_s + late_s, [list(row) for row in self.screen]))

    def _next_row(self) -> None:
        self.screen.append([])
        del self.screen[: -self.rows]

    def _press(self, key: str, gap_s: float) -> None:
        self.pressed += keys(self.at_s, key, gap_s=0.05)
        self.show()
        self.at_s += gap_s


@dataclass
class Watched:
    """A terminal, recorded."""

    secret: str
    recording: MemoryRecording
    screens: list[Screen]
    """For each frame."""

    def letters_left(self, copy: MemoryRecording, frames: tuple[int, ...]) -> int:
        """Return how many of the secret's letters a copy shows.

        Args:
            copy: Of the recording.
            frames: The frame of the recording that each frame of the copy is.
        """
        return sum(
            bool((_cell(copy.pixels(number), row, column) == glyph(letter)).all())
            for number, frame in enumerate(frames)
            for row, cells in enumerate(self.screens[frame])
            for column, (letter, secret) in enumerate(cells)
            if secret
        )


def watched(seed: int) -> Watched:
    """Return what somebody types into a terminal, in one of whose lines there is a secret."""
    random = Random(seed)
    terminal = Terminal(random.choice([8, 14, 24]), random.choice([24, 40, 60]), random)
    secret = "".join(random.choices(_LETTERS, k=random.choice([9, 16, 30])))
    lines = [random.choice(_COMMANDS) for _ in range(random.randint(2, 7))]
    lines.insert(random.randint(0, len(lines)), random.choice(["export K=", "", "curl -H x:"]) + secret)
    terminal.write(_PROMPT)
    terminal.shown.append((0.0, [list(row) for row in terminal.screen]))
    for text in lines:
        terminal.line(text, secret, random.randint(0, 9))
    rate = random.choice([2, 4, 10])
    times = [(number + random.random() / 20) / rate for number in range(int((terminal.at_s + 2) * rate))]
    order = sorted(terminal.shown, key=lambda one: one[0])
    screens = [[screen for from_s, screen in order if from_s <= at_s][-1] for at_s in times]
    pictures = [_drawn(screen, terminal.rows, terminal.columns) for screen in screens]
    frames = np.zeros(len(times), FRAME_DTYPE)
    frames["t"], frames["seq"] = [round(at_s * S) for at_s in times], 100_000 + np.arange(len(times))
    frames["height"], frames["width"] = pictures[0].shape[:2]
    frames["storage"], frames["video"] = Storage.TILES, -1
    same = [False, *(np.array_equal(a, b) for a, b in pairwise(pictures))]
    frames["changed"] = [SAME if each else SEEN for each in same]
    sides = {"x": 0, "y": 0, "width": int(frames["width"][0]), "height": int(frames["height"][0])}
    window = ("window", 0.01, {"app": "xterm", "title": "shell", **sides})
    events = recording(window, *terminal.pressed)
    tables = {name: events.events(name) for name in ("window", "key")}
    made = MemoryRecording(Header("a"), tables, frames=frames, pixels=lambda frame: pictures[frame])
    return Watched(secret, made, screens)


def glyph(letter: str) -> Pixels:
    """Return the picture of a letter: no font is needed, and no two are alike."""
    out = np.full((_HIGH_PX, _WIDE_PX, 3), _GROUND, np.uint8)
    if letter != " ":
        out[2:10, :5] = np.where(np.random.default_rng(ord(letter)).random((8, 5, 1)) < 0.45, 20, _GROUND)
    return out


def _drawn(screen: Screen, rows: int, columns: int) -> Pixels:
    out = np.full((rows * _HIGH_PX, columns * _WIDE_PX, 3), _GROUND, np.uint8)
    for row, cells in enumerate(screen):
        for column, (letter, _) in enumerate(cells):
            _cell(out, row, column)[:] = glyph(letter)
    return out


def _cell(pixels: Pixels, row: int, column: int) -> Pixels:
    return pixels[row * _HIGH_PX : (row + 1) * _HIGH_PX, column * _WIDE_PX : (column + 1) * _WIDE_PX]

"""A made-up desktop of 1920x1080, at work: frames by seed, about a millisecond each, any number of them.

A day at a desk in one-second frames: typing in an editor, a terminal, pages read and scrolled, a chat, a
sheet, photographs, a video in a window, and switching between them all, with a pointer, a clock and dialogs.
"""

from collections.abc import Iterator

import numpy as np

from formats.model.frames import Pixels
from tests.benchmarks.desktop_apps import Browser, Chat, Editor, Player, Program, Sheet, Terminal, Viewer
from tests.benchmarks.desktop_text import Letters, sentence, word

_BAR_PX = 40
_TITLE_PX = 32
_SMALL = Letters(13)
# How often each program is worked in, and for how many frames at a time.
_SHARES = (
    ("editor", 0.3),
    ("browser", 0.25),
    ("terminal", 0.13),
    ("chat", 0.12),
    ("sheet", 0.12),
    ("photo", 0.04),
)
_VIDEO_SHARE = 0.04
_STAY = (6, 30)


class Desktop:
    """Windows on a wallpaper, one of them worked in; every step changes `screen` in place."""

    def __init__(self, seed: int = 0, width: int = 1920, height: int = 1080) -> None:
        self._rng = rng = np.random.default_rng(seed)
        self.screen: Pixels = np.empty((height, width, 3), np.uint8)
        """What is shown now, shape (height, width, 3)."""
        wide, tall = width - 120, height - _BAR_PX - _TITLE_PX - 60
        self._programs: dict[str, Program] = {
            "editor": Editor(rng, wide, tall),
            "browser": Browser(rng, width, height - _BAR_PX - _TITLE_PX),
            "terminal": Terminal(rng, wide - 500, tall - 200),
            "chat": Chat(rng, wide - 100, tall),
            "sheet": Sheet(rng, wide, tall),
            "photo": Viewer(rng, wide, tall),
            "video": Player(rng, wide, tall),
        }
        self._corner = {name: (0, 0) if name == "browser" else (60, 30) for name in self._programs}
        self._corner["terminal"] = (380, 160)
        ground = np.linspace(60, 130, height)[:, None, None] * np.array([0.3, 0.6, 1.0])
        self._ground = np.broadcast_to(ground, self.screen.shape).astype(np.uint8)
        self._front = "editor"
        self._left = 30
        self._clock = 9 * 3600
        self._dialog = 0
        self._pointer = (width // 2, height // 2)
        self._under: tuple[int, int, Pixels] | None = None
        self._paint_all()

    def step(self) -> None:
        """Do what happens until the next frame: work, or switch to another window."""
        rng = self._rng
        self._lift_pointer()
        self._clock += 1
        self._left -= 1
        if self._left <= 0:
            self._switch()
        elif self._dialog:
            self._dialog -= 1
            if not self._dialog:
                self._paint_all()
        elif rng.random() < 0.01:
            self._open_dialog()
        elif self._front == "video" or rng.random() < 0.9:
            self._programs[self._front].step(rng)
            self._paint_front()
        if self._clock % 60 == 0:
            self._paint_bar()
        if rng.random() < 0.5:
            height, width = self.screen.shape[:2]
            x, y = (int(v + rng.normal(0, 90)) for v in self._pointer)
            self._pointer = min(max(x, 0), width - 13), min(max(y, 0), height - 20)
        self._drop_pointer()

    def _switch(self) -> None:
        rng = self._rng
        if rng.random() < _VIDEO_SHARE:
            self._front = "video"
        else:
            shares = np.array([share for _, share in _SHARES])
            self._front = _SHARES[int(rng.choice(len(_SHARES), p=shares / shares.sum()))][0]
        self._left = int(rng.integers(*_STAY))
        self._paint_all()

    def _open_dialog(self) -> None:
        self._dialog = 3
        box = self.screen[400:580, 700:1220]
        box[:] = (250, 250, 250)
        box[:2] = box[-2:] = (120, 120, 120)
        for line in range(3):
            _SMALL.draw(box, 24, 30 + 26 * line, sentence(self._rng, 50), (40, 40, 40), (250, 250, 250))
        box[130:160, 400:490] = (26, 115, 232)

    def _paint_all(self) -> None:
        if self._front != "terminal":
            self.screen[:] = self._ground
        x, y = self._corner[self._front]
        surface = self._programs[self._front].surface
        self.screen[y : y + _TITLE_PX, x : x + surface.shape[1]] = (222, 225, 230)
        title = f"{self._front} - {word(np.random.default_rng(len(self._front)))}"
        _SMALL.draw(self.screen, x + 14, y + 7, title, (60, 60, 60), (222, 225, 230))
        self._dialog = 0
        self._paint_front()
        self._paint_bar()

    def _paint_front(self) -> None:
        x, y = self._corner[self._front]
        surface = self._programs[self._front].surface
        top = y + _TITLE_PX
        self.screen[top : top + surface.shape[0], x : x + surface.shape[1]] = surface

    def _paint_bar(self) -> None:
        bar = self.screen[-_BAR_PX:]
        bar[:] = (32, 34, 40)
        for number, name in enumerate(self._programs):
            paper = (70, 74, 84) if name == self._front else (32, 34, 40)
            bar[4:-4, 8 + number * 130 : 128 + number * 130] = paper
            _SMALL.draw(bar, 20 + number * 130, 10, name, (230, 230, 230), paper)
        minutes = self._clock // 60
        text = f"{minutes // 60:02d}:{minutes % 60:02d}"
        _SMALL.draw(bar, bar.shape[1] - 80, 10, text, (230, 230, 230), (32, 34, 40))

    def _lift_pointer(self) -> None:
        if self._under:
            x, y, below = self._under
            self.screen[y : y + 20, x : x + 13] = below

    def _drop_pointer(self) -> None:
        x, y = self._pointer
        box = self.screen[y : y + 20, x : x + 13]
        self._under = (x, y, box.copy())
        box[_ARROW] = (0, 0, 0)
        box[_ARROW_FILL] = (255, 255, 255)


def desktop_frames(count: int, seed: int = 0, width: int = 1920, height: int = 1080) -> Iterator[Pixels]:
    """Yield `count` frames of a desktop; each is valid until the next is asked for."""
    desktop = Desktop(seed, width, height)
    for _ in range(count):
        desktop.step()
        yield desktop.screen


_ROWS, _COLUMNS = np.mgrid[:20, :13]
_ARROW = (_COLUMNS - _ROWS * 0.7 <= 0) & (17 - np.maximum(0, 6 - _COLUMNS) * 0.2 > _ROWS)
_ARROW_FILL = (_COLUMNS < _ROWS * 0.7 - 1) & (_COLUMNS > 0) & (_ROWS < 15)

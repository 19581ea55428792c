"""A small window that changes its colour all the time, by which a picture tells when it was taken."""

import time
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

import numpy as np
from Xlib import X, display

from formats.native.reader import Reader
from tests.replay.record.compared import Compared

_SIDE = 16
_EVERY_S = 0.03


class Beacon:
    """Shows itself in the lower left corner until it is left; its colour is a number that rises."""

    def __init__(self, name: str) -> None:
        """Connect to the session called `name`."""
        self._connection = display.Display(name)
        screen = self._connection.screen()
        self._x, self._y = 0, screen.height_in_pixels - _SIDE
        self._window = screen.root.create_window(
            self._x, self._y, _SIDE, _SIDE, 0, X.CopyFromParent, override_redirect=True, background_pixel=0
        )
        self._window.map()
        self._connection.sync()
        self.told: list[tuple[int, int]] = []
        """From when to when, on the monotonic clock, the server was told each colour."""
        self._leaving = Event()
        self._pool = ThreadPoolExecutor(1)
        self._thread: Future[None] | None = None

    def __enter__(self) -> Self:
        self._thread = self._pool.submit(self._run)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leaving.set()
        self._pool.shutdown(wait=True)
        self._connection.close()
        if self._thread is not None:
            self._thread.result()

    def compare(self, path: Path, *, fps: float) -> Compared:
        """Hold the time of each picture against the colour that it shows; pictures in pauses are not due."""
        apart_ms, gaps = [], []
        with Reader(path) as recording:
            start_ns = next(clock.origin_ns for clock in recording.header.clocks if clock.name == "monotonic")
            pauses = [row["t_ns"] for row in recording.events("marker").records()]
            for frame, t_ns in enumerate((recording.frames["t"] + start_ns).tolist()):
                red, green, _ = (int(value) for value in recording.pixels(frame)[self._y + 4, self._x + 4])
                number = red << 8 | green
                if not 0 < number < len(self.told):
                    continue
                earliest, latest = self.told[number - 1][0], self.told[number][1]
                apart_ms.append(max(0, earliest - t_ns, t_ns - latest) / 1e6)
            t = recording.frames["t"]
            gaps = [int(b - a) for a, b in pairwise(t) if not any(a <= pause <= b for pause in pauses)]
        interval_ns = round(1e9 / fps)
        due = len(gaps) + sum(gap // (2 * interval_ns) for gap in gaps)
        return Compared("frames", due, len(gaps), float(np.percentile(apart_ms, 99)), due == len(gaps))

    def _run(self) -> None:
        while not self._leaving.is_set():
            number = len(self.told) + 1
            before = time.monotonic_ns()
            self._window.change_attributes(background_pixel=number << 8 | 0x5A)
            self._window.clear_area()
            self._connection.sync()
            self.told.append((before, time.monotonic_ns()))
            time.sleep(_EVERY_S)

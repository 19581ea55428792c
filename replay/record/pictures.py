"""Pictures of the displays by mss, on a thread of their own: at a rate, and soon after what is asked for."""

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import mss
import numpy as np
from mss.exception import ScreenShotError
from numpy.typing import NDArray

from formats.model.time import NS_PER_MS, NS_PER_S
from replay.record.connection import connect, disconnect
from replay.record.errors import BrokenOffError
from replay.record.exclusion import Exclusions
from replay.record.judge import Judge
from replay.record.left_out import LeftOutWatch
from replay.record.places import Place, Places
from replay.record.tape import Tape
from replay.record.windows import SeenWindow

_SOON_NS = 60 * NS_PER_MS
"""So long after a click its consequence is mostly seen."""
_FILL = (96, 96, 96, 255)
_MOST_MISSED, _MOST_TRIES = 40, 4
Raw = NDArray[np.uint8]
"""Blue, green, red and nothing, shape (height, width, 4)."""


@dataclass(frozen=True, slots=True)
class _Grabbed:
    t_ns: int
    display: int
    place: Place
    pixels: Raw
    left_out: tuple[SeenWindow, ...]

    def shown(self, later: Sequence[SeenWindow]) -> Raw:
        """Return the pixels without windows that are left out, or were found to be a moment later.

        A browser says that a window is private only some time after it has opened it.
        """
        left_out = {*self.left_out, *later}
        if not left_out:
            return self.pixels
        pixels = self.pixels.copy()
        for window in left_out:
            _paint_over(pixels, self.place, window)
        return pixels


class Pictures:
    """Takes pictures from `start` to `stop`; they wait until it is known whether the person had paused."""

    def __init__(
        self,
        name: str,
        tape: Tape,
        judge: Judge,
        exclusions: Exclusions,
        *,
        fps: float,
        now_ns: Callable[[], int],
        places: Places,
    ) -> None:
        """Take what is recorded and how.

        Args:
            name: The X display.
            tape: Where pictures go.
            judge: Knows the pauses.
            exclusions: Windows that are painted over.
            fps: Pictures a second of each display, more than 0.
            now_ns: Recording time.
            places: The displays.
        """
        self._name = name
        self._tape = tape
        self._judge = judge
        self._exclusions = exclusions
        self._interval_ns = int(NS_PER_S / fps)
        self._now_ns = now_ns
        self._places = places
        self._places_from_ns = 0
        self.known_until_ns = 0
        """All pauses before this are known; whoever knows sets it."""
        self.missed = 0
        """How many pictures could not be taken, as while a display changes."""
        self._waiting: deque[_Grabbed] = deque()
        self._left_out: list[SeenWindow] = []
        self._shown: dict[int, Raw] = {}
        self._asked = threading.Event()
        self._stopping = threading.Event()
        self._asked_ns = 0
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="replay-pictures")
        self._thread: Future[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._thread = self._pool.submit(self._run)

    def ask(self) -> None:
        """Ask for a picture soon."""
        if not self._asked.is_set():
            self._asked_ns = self._now_ns() + _SOON_NS
            self._asked.set()

    @property
    def places(self) -> Places:
        """The displays that pictures are taken of."""
        return self._places

    def follow(self, places: Places, from_ns: int) -> None:
        """Take note of a change of the displays, and ask for a picture.

        Args:
            places: The displays now.
            from_ns: Pictures of displays as they were before are dropped from then on: they show another
                part of the session than they say.
        """
        self._places_from_ns, self._places = from_ns, places
        self.ask()

    @property
    def failure(self) -> BaseException | None:
        """What ended the thread, None while it runs or where it was stopped."""
        return self._thread.exception() if self._thread is not None and self._thread.done() else None

    def stop(self) -> None:
        """End; pictures that wait are written once `known_until_ns` is set past them."""
        self._stopping.set()
        self._asked.set()
        self._pool.shutdown(wait=True)

    def write_rest(self) -> None:
        """Write the pictures that wait; only after `stop`."""
        if self.failure is None:
            self._write_known()

    def _run(self) -> None:
        connection = connect(self._name)
        try:
            watch = LeftOutWatch(connection, self._exclusions)
            with mss.MSS(display=self._name) as camera:
                due_ns = self._now_ns()
                while not self._stopping.is_set():
                    self._take_all(camera, watch)
                    self._write_known()
                    # By the clock, so that the rate holds; what is late is left out and not caught up with.
                    # One that was asked for in between takes the place of none.
                    if (late_ns := self._now_ns() - due_ns) >= 0:
                        due_ns += (late_ns // self._interval_ns + 1) * self._interval_ns
                    self._wait(due_ns)
        finally:
            disconnect(connection)

    def _wait(self, due_ns: int) -> None:
        """Wait for the next picture: that of the rate, or one that was asked for before it."""
        if self._asked.wait(max(0, due_ns - self._now_ns()) / NS_PER_S) and not self._stopping.is_set():
            self._asked.clear()
            time.sleep(max(0, min(self._asked_ns, due_ns) - self._now_ns()) / NS_PER_S)

    def _take_all(self, camera: Any, watch: LeftOutWatch) -> None:
        if self._judge.pauses.is_open:
            return
        for display, place in self._places.by_id:
            for _ in range(_MOST_TRIES):
                before = watch.places()
                t_ns = self._now_ns()
                pixels = self._take(camera, place)
                self._left_out = watch.places()
                # A window that is left out and moved meanwhile may have been anywhere.
                if pixels is not None and before == self._left_out:
                    self._waiting.append(_Grabbed(t_ns, display, place, pixels, tuple(before)))
                    break
            else:
                self.missed += 1

    def _take(self, camera: Any, place: Place) -> Raw | None:
        area = {"left": place.x, "top": place.y, "width": place.width, "height": place.height}
        try:
            shot = camera.grab(area)
        except ScreenShotError as error:
            # A display that shrinks is asked for once more in its old size.
            if self.missed > _MOST_MISSED and not self._tape.frames:
                raise BrokenOffError(f"no picture can be taken: {error}") from error
            return None
        return np.frombuffer(shot.raw, np.uint8).reshape(shot.height, shot.width, 4)

    def _write_known(self) -> None:
        while self._waiting and self._waiting[0].t_ns < self.known_until_ns:
            grabbed = self._waiting.popleft()
            if self._judge.pauses.hold(grabbed.t_ns) or self._is_elsewhere(grabbed):
                continue
            pixels = grabbed.shown(self._left_out)
            height, width = pixels.shape[:2]
            before = self._shown.get(grabbed.display)
            same = before is not None and np.array_equal(_words(before), _words(pixels))
            rgb = None if same else np.ascontiguousarray(pixels[..., 2::-1])
            self._tape.frame(grabbed.t_ns, rgb, display=grabbed.display, width=width, height=height)
            self._shown[grabbed.display] = pixels

    def _is_elsewhere(self, grabbed: _Grabbed) -> bool:
        known = (grabbed.display, grabbed.place) in self._places.by_id
        return grabbed.t_ns >= self._places_from_ns and not known


def _words(pixels: Raw) -> NDArray[np.uint32]:
    return pixels.reshape(-1).view(np.uint32)


def _paint_over(pixels: Raw, place: Place, window: SeenWindow) -> None:
    left, top = window.x - place.x, window.y - place.y
    right, bottom = left + window.width, top + window.height
    pixels[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)] = _FILL

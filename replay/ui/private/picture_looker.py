"""Looks where what is hidden stands on the pictures, in a thread of its own: near the playhead first.

What is far away is looked at only while nobody presses keys, and what begins much later not at all: until
then pictures of it are hidden whole. What was typed long ago may stand there still, and is looked for.
"""

import threading
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from formats.errors import FormatError
from formats.model.recording import Recording
from formats.model.time import NS_PER_S, Span
from replay.core.stoppable import StoppableRecording, StoppedError
from replay.privacy.masks.windows import MaskedWindows
from replay.privacy.painting.shown import Sought
from replay.ui import late
from replay.ui.calm import Calm
from replay.ui.messages import ShownFound

if TYPE_CHECKING:
    from replay.privacy.painting.shown import Shown

_AT_ONCE_NS = 30 * NS_PER_S
"""So near the playhead it is on the screen in a moment."""
_FARTHEST_NS = 600 * NS_PER_S
_STOP_S = 0.1
_PAUSE_S = 0.02
"""Between two reads while keys are pressed: done at once, the picture of each key would wait for them."""
_OFTEN_S = 1.0
"""What is found far away is told no more often: all masks are made anew each time."""


class PictureLooker:
    """Posts `ShownFound` for one thing after the other; touches no widget."""

    def __init__(self, windows: MaskedWindows, post: Callable[[Message], object], calm: Calm) -> None:
        """Look for nothing yet.

        Args:
            windows: Private windows.
            post: Where answers go.
            calm: Tells when keys are pressed.
        """
        self._windows = windows
        self._post = post
        self._calm = calm
        self._recording: Recording | None = None
        self._sought: tuple[Sought, ...] = ()
        self._starts: list[int] = []
        self._t_ns = 0
        self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="typed lines", daemon=True)

    def want(self, recording: Recording, sought: Sequence[Sought]) -> None:
        """Look for other things from now on, which are in order."""
        with self._changed:
            self._recording = recording
            self._sought = tuple(sought)
            self._starts = [each.span.start_ns for each in sought]
            self._changed.notify()
        if sought and not self._thread.is_alive() and not self._closed:
            self._thread.start()

    def near(self, t_ns: int) -> None:
        """Say where the playhead is."""
        if self._sought and t_ns != self._t_ns:
            with self._changed:
                self._t_ns = t_ns
                self._changed.notify()
        self._t_ns = t_ns

    def close(self) -> None:
        """Stop at the next picture, and wait for that, but not for long."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        if self._thread.is_alive():
            self._thread.join(_STOP_S)

    def _run(self) -> None:
        found: dict[Sought, tuple[Shown, ...]] = {}
        posted_at = 0.0
        while True:
            with self._changed:
                while (asked := self._next()) is None and not self._closed:
                    self._changed.wait()
                if asked is None or self._closed:
                    return
            recording, sought = asked
            if not self._is_awaited(sought.span) and self._calm.wait(partial(self._is_past, asked)):
                continue
            shown = self._look(recording, sought)
            if shown is not None:
                found[sought] = shown
            with self._changed:
                if recording is not self._recording:
                    # What was found is told by times that hold no longer; the same is sought anew.
                    found = {}
                    continue
                # Until the screen has taken it: looked at once is enough.
                self._sought = tuple(each for each in self._sought if each != sought)
                self._starts = [each.span.start_ns for each in self._sought]
                waits = self._next() is None
            if found and (self._is_near(sought.span) or waits or time.monotonic() - posted_at > _OFTEN_S):
                self._post(ShownFound(recording, found))
                found, posted_at = {}, time.monotonic()

    def _look(self, recording: Recording, sought: Sought) -> "tuple[Shown, ...] | None":
        """Return where it stands; None where that cannot be known: its pictures stay hidden."""
        source = StoppableRecording(recording, partial(self._is_stopped, recording))
        try:
            if sought.row >= 0:
                return tuple(late.window_in_sight(source, self._windows, sought.row))
            return tuple(late.typed_lines(source, sought.span))
        except (StoppedError, FormatError, OSError, ValueError):
            # The last one where the recording was closed meanwhile.
            return None

    def _is_stopped(self, recording: Recording) -> bool:
        """Say whether nobody wants to know any more; between two pictures those on their way go first."""
        if not self._calm.is_calm:
            time.sleep(_PAUSE_S)
        return self._closed or recording is not self._recording

    def _next(self) -> tuple[Recording, Sought] | None:
        """Return what begins nearest to the playhead."""
        at = bisect_right(self._starts, self._t_ns)
        nearest = min(
            self._sought[max(at - 1, 0) : at + 1],
            key=lambda each: abs(each.span.start_ns - self._t_ns),
            default=None,
        )
        if nearest is None or self._recording is None:
            return None
        if nearest.span.start_ns - self._t_ns > _FARTHEST_NS:
            # The one before it, of which there was none nearer.
            return None if at == 0 else (self._recording, self._sought[at - 1])
        return self._recording, nearest

    def _is_past(self, asked: tuple[Recording, Sought]) -> bool:
        with self._changed:
            return self._closed or self._next() != asked

    def _is_awaited(self, span: Span) -> bool:
        """Say whether it is needed now: the picture at the playhead is hidden for it."""
        return self._is_near(span) or span.start_ns <= self._t_ns

    def _is_near(self, span: Span) -> bool:
        return self._away(span) <= _AT_ONCE_NS

    def _away(self, span: Span) -> int:
        return max(span.start_ns - self._t_ns, self._t_ns - span.end_ns, 0)

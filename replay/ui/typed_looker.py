"""Looks where hidden typing stands on the pictures, in a thread of its own: near the playhead first.

What is far away is looked at only while nobody presses keys, and what is farther not at all: until then
pictures of it are hidden whole.
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
from replay.ui import late
from replay.ui.calm import Calm
from replay.ui.messages import TypedLinesFound

if TYPE_CHECKING:
    from replay.privacy.typed_lines import TypedLine

_AT_ONCE_NS = 30 * NS_PER_S
"""So near the playhead it is on the screen in a moment."""
_FARTHEST_NS = 600 * NS_PER_S
_STOP_S = 0.1
_PAUSE_S = 0.02
"""Between two reads while keys are pressed: done at once, the picture of each key would wait for them."""
_OFTEN_S = 1.0
"""What is found far away is told no more often: all masks are made anew each time."""


class TypedLooker:
    """Posts `TypedLinesFound` for one span after the other; touches no widget."""

    def __init__(self, post: Callable[[Message], object], calm: Calm) -> None:
        self._post = post
        self._calm = calm
        self._recording: Recording | None = None
        self._spans: tuple[Span, ...] = ()
        self._starts: list[int] = []
        self._t_ns = 0
        self._closed = False
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="typed lines", daemon=True)

    def want(self, recording: Recording, spans: Sequence[Span]) -> None:
        """Look at other spans from now on, which are in order."""
        with self._changed:
            self._recording = recording
            self._spans = tuple(spans)
            self._starts = [span.start_ns for span in spans]
            self._changed.notify()
        if spans and not self._thread.is_alive() and not self._closed:
            self._thread.start()

    def near(self, t_ns: int) -> None:
        """Say where the playhead is."""
        if self._spans and t_ns != self._t_ns:
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
        found: dict[Span, tuple[TypedLine, ...]] = {}
        posted_at = 0.0
        while True:
            with self._changed:
                while (asked := self._next()) is None and not self._closed:
                    self._changed.wait()
                if asked is None or self._closed:
                    return
            recording, span = asked
            if not self._is_near(span) and self._calm.wait(partial(self._is_past, asked)):
                continue
            lines = self._lines(recording, span)
            if lines is not None:
                found[span] = lines
            with self._changed:
                # Until the screen has taken it: looked at once is enough.
                self._spans = tuple(each for each in self._spans if each != span)
                self._starts = [each.start_ns for each in self._spans]
                waits = self._next() is None
            if found and (self._is_near(span) or waits or time.monotonic() - posted_at > _OFTEN_S):
                self._post(TypedLinesFound(recording, found))
                found, posted_at = {}, time.monotonic()

    def _lines(self, recording: Recording, span: Span) -> "tuple[TypedLine, ...] | None":
        """Return where it stands; None where that cannot be known: its pictures stay hidden."""
        source = StoppableRecording(recording, partial(self._is_stopped, recording))
        try:
            return tuple(late.typed_lines(source, span))
        except (StoppedError, FormatError, OSError, ValueError):
            # The last one where the recording was closed meanwhile.
            return None

    def _is_stopped(self, recording: Recording) -> bool:
        """Say whether nobody wants to know any more; between two pictures those on their way go first."""
        if not self._calm.is_calm:
            time.sleep(_PAUSE_S)
        return self._closed or recording is not self._recording

    def _next(self) -> tuple[Recording, Span] | None:
        """Return what begins nearest to the playhead."""
        at = bisect_right(self._starts, self._t_ns)
        nearest = min(
            self._spans[max(at - 1, 0) : at + 1],
            key=lambda span: abs(span.start_ns - self._t_ns),
            default=None,
        )
        if nearest is None or self._recording is None or self._away(nearest) > _FARTHEST_NS:
            return None
        return self._recording, nearest

    def _is_past(self, asked: tuple[Recording, Span]) -> bool:
        with self._changed:
            return self._closed or self._next() != asked

    def _is_near(self, span: Span) -> bool:
        return self._away(span) <= _AT_ONCE_NS

    def _away(self, span: Span) -> int:
        return max(span.start_ns - self._t_ns, self._t_ns - span.end_ns, 0)

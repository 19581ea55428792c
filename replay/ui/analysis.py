"""What is computed of a whole recording, in a thread of its own, in the order in which people need it."""

import threading
import time
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from textual.message import Message

from formats.errors import FormatError
from formats.model.recording import Recording
from replay.core.actions import reduce_actions
from replay.core.idle import idle_spans, rule
from replay.core.pyramid import Pyramid, event_times
from replay.core.stoppable import StoppableRecording, StoppedError
from replay.core.text_runs import TextRuns
from replay.core.typed_text import typed_runs
from replay.privacy.context.typed_passwords import typed_passwords
from replay.privacy.finding import Finding
from replay.privacy.masks.found import masks_of_runs
from replay.privacy.masks.windows import MaskedWindows
from replay.ui.messages import (
    ActionsReady,
    ActivityReady,
    IdleReady,
    LookedThrough,
    ReadingFailed,
    RunsReady,
    WordsRead,
)
from replay.ui.private.policy_in_force import needing_two, policy_in_force

_PATIENCE_S = 0.3
"""How long a count may go on before what there is of it is shown."""
_STOP_S = 0.1
"""How long an end is waited for: between two reads, keystrokes are reduced for longer than that."""


class Analysis:
    """Reads a recording through once and posts what it finds; touches no widget."""

    def __init__(
        self,
        recording: Recording,
        post: Callable[[Message], object],
        *,
        idle_s: float,
        windows: MaskedWindows,
    ) -> None:
        self._cancelled = threading.Event()
        self._recording = StoppableRecording(recording, self._cancelled.is_set)
        self._post = post
        self._idle_s = idle_s
        self._windows = windows
        self._typed: TextRuns | None = None
        self._thread = threading.Thread(target=self._run, name="analysis", daemon=True)

    def start(self) -> None:
        """Begin; call it once the first picture is painted."""
        self._thread.start()

    def close(self) -> None:
        """Stop at the next read and wait for it, but not for long: nobody who quits waits for a reduction.

        What is left of the thread then reads nothing more, and ends when it would.
        """
        self._cancelled.set()
        if self._thread.is_alive():
            self._thread.join(_STOP_S)

    def _run(self) -> None:
        try:
            self._tell(self._actions, "actions")
            self._tell(self._runs, "text")
            self._tell(self._looked_through)
            self._tell(WordsRead)
            self._tell(self._activity)
            self._tell(self._idle)
        except (StoppedError, ValueError):
            # The latter where the recording was closed while a read of it waited for its turn.
            if not self._cancelled.is_set():
                raise

    def _tell(self, part: Callable[[], Message], name: str = "") -> None:
        """Post what a part finds, or why it cannot be read."""
        if self._cancelled.is_set():
            return
        try:
            message = part()
        except (FormatError, OSError) as error:
            message = ReadingFailed(str(error), name)
        if not self._cancelled.is_set():
            self._post(message)

    def _actions(self) -> Message:
        return ActionsReady(reduce_actions(self._recording))

    def _runs(self) -> Message:
        self._typed = typed_runs(self._recording, self._cancelled.is_set)
        return RunsReady(self._typed)

    def _looked_through(self) -> Message:
        """Find what is hidden without anyone's asking; until then all typed text is."""
        runs, windows, rows = self._typed, self._windows.every(), self._windows.rows()
        if runs is None:
            return LookedThrough((), windows, None, private_rows=rows)
        try:
            copied = self._recording.events("clipboard").t.tolist()
            return LookedThrough(self._passwords(runs), windows, runs, copied, rows)
        except FormatError:
            # Where things were typed cannot be read: nobody knows which of them are passwords.
            return LookedThrough((), [*windows, *masks_of_runs(runs)], runs, private_rows=rows)

    def _passwords(self, runs: TextRuns) -> tuple[Finding, ...]:
        found = typed_passwords(self._recording, runs)
        try:
            return needing_two(found, policy_in_force())
        except FormatError:
            return found  # F says what is wrong with the policy

    def _activity(self) -> Message:
        pyramid = Pyramid(self._recording.duration_ns)
        shown = time.monotonic()
        for times in _readable_times(self._recording):
            if self._cancelled.is_set():
                break
            pyramid.extend(times)
            if time.monotonic() - shown > _PATIENCE_S:
                shown = time.monotonic()
                self._post(ActivityReady(pyramid.snapshot()))
        return ActivityReady(pyramid)

    def _idle(self) -> Message:
        return IdleReady(idle_spans(self._recording, minimum_s=self._idle_s), rule(self._idle_s))


def _readable_times(recording: Recording) -> Iterator[NDArray[np.int64]]:
    """Yield the times of all streams; of a damaged one those before the damage, for the lists tell of it."""
    for name in recording.streams:
        try:
            yield from event_times(recording, (name,))
        except FormatError:
            continue

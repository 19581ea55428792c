"""Where the playhead is and how it moves; knows the recording, and no widget."""

import time
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from formats.errors import FormatError
from formats.model.actions import Actions
from formats.model.frames import display_ids, fullest_display
from formats.model.recording import Recording, first_ns
from formats.model.streams import Events, empty
from formats.model.time import Span
from replay.core import steps
from replay.core.playhead import IDLE_MODES, IdleMode, Playhead, faster, slower
from replay.core.spans import NO_SPANS, Spans
from replay.ui.layout import USUAL_PROPORTION

BOOKKEEPING = ("frame", "cursor", "clock", "other")
"""Streams of the recorder's own doing: neither listed nor stepped through unless they are asked for."""


def passed_to(spans: Sequence[Span], t_ns: int, *, ahead: bool) -> int | None:
    """Return the end of the hidden typing that a time lies in, from where a step goes on.

    Its start is a place to step to: None there, and outside.
    """
    place = bisect_right(spans, t_ns, key=lambda span: span.start_ns) - 1
    if place < 0 or not spans[place].contains(t_ns) or t_ns == spans[place].start_ns:
        return None
    # Back, to its start, which is found by looking before the instant after it.
    return spans[place].end_ns - 1 if ahead else spans[place].start_ns + 1


class Player:
    """The playhead of one recording, with the filter, the display and the jumps that were made."""

    def __init__(self, recording: Recording, *, rate: float = 1, idle_mode: IdleMode = "off") -> None:
        self.recording = recording
        self.playhead = Playhead(
            0, 0, rate=rate, duration_ns=recording.duration_ns, start_ns=first_ns(recording)
        )
        self.streams = self.usual_streams
        """Streams listed and stepped through."""
        self.idle: Spans = NO_SPANS
        self.idle_mode: IdleMode = idle_mode
        self.actions: Actions | None = None
        self.marks: dict[str, int] = {}
        self.loop: Span | None = None
        """What is played again and again, None for nothing."""
        self.edges: NDArray[np.int64] = np.empty(0, np.int64)
        """Edges of the labels in hand, rising: boundaries too."""
        self.passed_over: Sequence[Span] = ()
        """Hidden typing, in order: a step by events passes it as one, as each would tell of a key."""
        self.stops: NDArray[np.int64] = np.empty(0, np.int64)
        """Times that `n` walks, rising, each once."""
        self._stop_times: NDArray[np.int64] = self.stops
        """The same with those of several stops as often as there are."""
        self._ranked: tuple[int, ...] = ()
        """The same in the order in which they are walked, where that is another one."""
        self._walked = -1
        """Which of the ranked ones was walked to last, -1 for none."""
        self.direction = 1
        """Which way the person last went: what is prepared ahead lies there."""
        self._before_jump: int | None = None
        self.windows = self._rows_of("window")
        self._windows = np.array(self.windows.t, np.int64)
        self._markers = self._times_of("marker")
        frames = recording.frames
        self._displays = display_ids(frames)
        self._display = self._fullest_display()

    @property
    def usual_streams(self) -> tuple[str, ...]:
        """All streams but the recorder's own; those where there is no other."""
        present = tuple(self.recording.streams)
        return tuple(name for name in present if name not in BOOKKEEPING) or present

    def take(self, recording: Recording) -> None:
        """Go on in the recording with other times of its frames."""
        self.recording = recording
        self.playhead = replace(
            self.playhead, duration_ns=recording.duration_ns, start_ns=first_ns(recording)
        )
        self._ids = self._ids_of_display()

    # Time

    @property
    def t_ns(self) -> int:
        """The playhead's time now."""
        return self.playhead.position(time.monotonic_ns(), self.idle, self.idle_mode)

    def seek(self, t_ns: int) -> None:
        """Go to a time; the nearer end where it lies outside."""
        self.direction = 1 if t_ns >= self.t_ns else -1
        self.playhead = self.playhead.seek(t_ns, time.monotonic_ns())

    def jump(self, t_ns: int) -> None:
        """Go to a time, and remember where from."""
        self._before_jump = self.t_ns
        self.seek(t_ns)

    def undo_jump(self) -> bool:
        """Go back to where the last jump began; undoing twice returns. False where there was none."""
        if self._before_jump is None:
            return False
        self.jump(self._before_jump)
        return True

    def toggle(self) -> None:
        """Play or pause; at the end, play from the start."""
        now = time.monotonic_ns()
        if self.playhead.playing:
            self.playhead = self.playhead.pause(now, self.idle, self.idle_mode)
            return
        if self.t_ns >= self.playhead.duration_ns:
            self.playhead = self.playhead.seek(self.playhead.start_ns, now)
        self.direction = 1
        self.playhead = self.playhead.play(now)

    def stop_at_end(self) -> bool:
        """Pause at the end and say whether that happened; at the end of a loop go back to its start."""
        if self.playhead.playing and self.loop is not None and self.t_ns >= self.loop.end_ns:
            self.seek(self.loop.start_ns)
            return False
        if self.playhead.playing and self.t_ns >= self.playhead.duration_ns:
            self.toggle()
            return True
        return False

    def set_rate(self, change: int) -> None:
        """Go faster (1), slower (-1), or at the normal rate (0)."""
        rate = self.playhead.rate
        rate = faster(rate) if change > 0 else slower(rate) if change < 0 else 1.0
        self.playhead = self.playhead.with_rate(rate, time.monotonic_ns(), self.idle, self.idle_mode)

    def next_idle_mode(self) -> IdleMode:
        """Take the next way to treat idle spans and return it."""
        now = time.monotonic_ns()
        playing = self.playhead.playing
        self.playhead = self.playhead.pause(now, self.idle, self.idle_mode)
        self.idle_mode = IDLE_MODES[(IDLE_MODES.index(self.idle_mode) + 1) % len(IDLE_MODES)]
        if playing:
            self.playhead = self.playhead.play(now)
        return self.idle_mode

    # Steps

    def step(self, kind: str, direction: int) -> bool:
        """Go to the event, action, frame, change or boundary after (1) or before (-1).

        Returns:
            False where there is none, or actions are not ready; the playhead then stays.

        Raises:
            FormatError: Where the next event is cannot be read.
        """
        found = self._find(kind, direction)
        if found is not None:
            self.seek(found)
        return found is not None

    def next_stop(self, direction: int) -> bool:
        """Go to the stop after or before, of ranked ones in their order; False where there is none."""
        if self._ranked:
            return self._next_ranked(direction)
        find = steps.boundary_after if direction > 0 else steps.boundary_before
        found = find(self.stops, self.t_ns)
        if found is not None:
            self.jump(found)
        return found is not None

    def first_stop(self, direction: int) -> None:
        """Go to the stop that is walked first, or with -1 last; there is at least one."""
        number = 0 if direction > 0 else -1
        if self._ranked:
            self._walked = number % len(self._ranked)
        self.jump(self._ranked[number] if self._ranked else int(self.stops[number]))

    def set_stops(self, times: Sequence[int], at: int = -1) -> None:
        """Walk these times with `next_stop`: as they come where they do not rise, the worst first.

        Args:
            times: Of the stops.
            at: Which of them the playhead stands at, -1 for none; only where they do not rise.
        """
        self._stop_times = np.sort(np.array(times, np.int64))
        self.stops = np.unique(self._stop_times)
        self._ranked = tuple(times) if list(times) != sorted(times) else ()
        self._walked = at

    @property
    def stop_count(self) -> int:
        """How many there are to walk, several of which may be at one time."""
        return len(self._stop_times)

    def stops_up_to(self, t_ns: int) -> int:
        """Return how many stops there are up to a time, or up to the one that was walked to last."""
        if self._ranked:
            return self._walked + 1
        return int(np.searchsorted(self._stop_times, t_ns, side="right"))

    def _next_ranked(self, direction: int) -> bool:
        """Go to the next one at another time: of several at one time the list shows the first."""
        walked, here = self._walked, self.t_ns
        while 0 <= (walked := walked + direction) < len(self._ranked):
            if self._ranked[walked] != here:
                self._walked = walked
                self.jump(self._ranked[walked])
                return True
        return False

    def _find(self, kind: str, direction: int) -> int | None:
        t_ns, ahead = self.t_ns, direction > 0
        if kind == "event":
            return self._find_shown_event(t_ns, ahead=ahead)
        if kind == "boundary":
            return self._find_boundary(t_ns, ahead=ahead)
        if kind == "action":
            return self._find_action(t_ns, ahead=ahead)
        frames = self.recording.frames
        if len(self._displays) > 1:
            frames = frames[frames["display"] == self._display]
        if kind == "frame":
            return (steps.frame_after if ahead else steps.frame_before)(frames, t_ns)
        return (steps.change_after if ahead else steps.change_before)(frames, t_ns)

    def _find_action(self, t_ns: int, *, ahead: bool) -> int | None:
        if self.actions is None:
            return None
        find = steps.action_after if ahead else steps.action_before
        found = find(self.actions, t_ns)
        while found is not None and (passed := passed_to(self.passed_over, found, ahead=ahead)) is not None:
            found = find(self.actions, passed)
        return found

    def _find_shown_event(self, t_ns: int, *, ahead: bool) -> int | None:
        found = self._find_event(t_ns, ahead=ahead)
        while found is not None and (passed := passed_to(self.passed_over, found, ahead=ahead)) is not None:
            found = self._find_event(passed, ahead=ahead)
        return found

    def _find_boundary(self, t_ns: int, *, ahead: bool) -> int | None:
        """Find the next change of window, marker, mark or edge of a label."""
        find = steps.boundary_after if ahead else steps.boundary_before
        marks = np.array(sorted(self.marks.values()), np.int64)
        found = [find(times, t_ns) for times in (self._windows, self._markers, marks, self.edges)]
        return (min if ahead else max)((t for t in found if t is not None), default=None)

    def _find_event(self, t_ns: int, *, ahead: bool) -> int | None:
        """Find the next event of the streams that read here: damage to one must not stop the others."""
        find = steps.event_after if ahead else steps.event_before
        times: list[int] = []
        damage: FormatError | None = None
        for name in self.streams:
            try:
                found = find(self.recording, t_ns, (name,))
            except FormatError as error:
                damage = error
            else:
                times += [] if found is None else [found]
        if damage is not None and not times:
            raise damage
        return (min if ahead else max)(times, default=None)

    # Displays

    @property
    def display(self) -> int:
        """The display whose frames are shown, -1 where there are no frames."""
        return self._display

    @property
    def displays(self) -> Sequence[int]:
        """All displays that have frames."""
        return self._displays

    def next_display(self) -> None:
        """Show the frames of another display."""
        if self._displays:
            self._display = self._displays[(self._displays.index(self._display) + 1) % len(self._displays)]
            self._ids = self._ids_of_display()

    @property
    def proportion(self) -> float:
        """Width of the display's picture in heights, as its first frame has it."""
        frames = self.recording.frames
        first = frames[self._ids[0]] if len(self._ids) else None
        if first is None or not first["width"] or not first["height"]:
            return USUAL_PROPORTION
        return float(first["width"]) / float(first["height"])

    def first_picture_ns(self) -> int | None:
        """Return the time of the display's first frame, None where it has none."""
        return int(self._times[0]) if len(self._times) else None

    def frame_at(self, t_ns: int) -> int:
        """Return the id of the display's last frame at or before a time, -1 where there is none."""
        place = int(np.searchsorted(self._times, t_ns, side="right")) - 1
        return int(self._ids[place]) if place >= 0 else -1

    def _fullest_display(self) -> int:
        self._display = fullest_display(self.recording.frames)
        self._ids = self._ids_of_display()
        return self._display

    def _ids_of_display(self) -> NDArray[np.int64]:
        frames = self.recording.frames
        ids = np.flatnonzero(frames["display"] == self._display)
        self._times = np.ascontiguousarray(frames["t"][ids])
        return ids

    def _times_of(self, stream: str) -> NDArray[np.int64]:
        return np.array(self._rows_of(stream).t, np.int64)

    def _rows_of(self, stream: str) -> Events:
        try:
            return self.recording.events(stream)
        except FormatError:
            # The recording tells of it among its problems; all else can still be looked at.
            return empty(stream)

"""Seams: the places between two actions at which a task may end and the next begin.

A boundary is not where the click is that opens another window, but where the person set out for it: a seam
lies at the first input that leads to the action after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from formats.errors import FormatError
from formats.model.actions import KINDS, RECORDER_STOP, Actions
from formats.model.annotations import Anchor, Edge
from formats.model.frames import Frames, frame_at, fullest_display
from formats.model.recording import Recording
from formats.model.time import NS_PER_MS, Span

_WAIT = KINDS.index("wait")
_POINTED = frozenset({"click", "double_click", "triple_click", "drag", "scroll"})
_SETS_OUT_NS = 300 * NS_PER_MS
"""A pointer that rested this long sets out anew."""
_DIFFERS = 24
"""Of 255: less is noise of a video."""
_SAMPLED = 4
"""Every so many pixels of a picture are compared."""


@dataclass(frozen=True, slots=True)
class Seam:
    """A place between two actions, before the first, or after the last."""

    before: int
    """Number of the action before it, -1 where there is none."""
    after: int
    """Number of the action after it, -1 where there is none."""
    end_ns: int
    """End of the action before; the recording's start where there is none."""
    edge: Edge
    """The first input that leads to the action after it; the last input of all where there is none."""


def seams(recording: Recording, actions: Actions) -> list[Seam]:
    """Return the seams of a recording in order of time; none where nobody did anything.

    Reads the pointer between actions, and nothing else.

    Args:
        recording: Where from.
        actions: Of the recording; waits and the recorder's own keys are passed over.
    """
    rows = actions.rows
    done = np.flatnonzero((rows["kind"] != _WAIT) & (rows["flags"] & RECORDER_STOP == 0)).tolist()
    found: list[Seam] = []
    before, end_ns = -1, 0
    for number in done:
        row = rows[number]
        edge = Edge(int(row["start_ns"]), Anchor("event", int(row["first_seq"])))
        if actions.kind(number) in _POINTED:
            edge = _setting_out(recording, Span(end_ns, max(end_ns, edge.t_ns))) or edge
        # What begins while the one before goes on, a scroll within a drag, is no seam.
        if int(row["start_ns"]) >= end_ns:
            found.append(Seam(before, number, end_ns, edge))
        before, end_ns = number, max(end_ns, int(row["end_ns"]))
    if done:
        found.append(Seam(before, -1, end_ns, _last_input(recording, end_ns)))
    return found


def shown_changes(recording: Recording, found: Sequence[Seam]) -> Iterator[float]:
    """Yield for each seam how much of the screen is another one than before the action that ended there.

    Decodes up to two pictures a seam: a screen lets a worker do it, and stops when it has had enough.

    Args:
        recording: Where from.
        found: Seams in order of time.

    Yields:
        The share of the display with the most frames, 0 to 1; 0 where there are no pictures to compare.
    """
    frames = recording.frames
    display = fullest_display(frames)
    before = -1
    for seam in found:
        number = _frame_of(frames, display, seam.edge.t_ns)
        yield _difference(recording, before, number)
        before = number


def _setting_out(recording: Recording, span: Span) -> Edge | None:
    """Return where the pointer's last way within a span begins, None where it did not move."""
    if "pointer" not in recording.streams:
        return None
    rows = recording.events("pointer", Span(span.start_ns + 1, max(span.end_ns, span.start_ns + 1))).rows
    if not len(rows):
        return None
    times = np.append(span.start_ns, rows["t"])
    rests = np.flatnonzero(np.diff(times) >= _SETS_OUT_NS)
    first = rows[int(rests[-1]) if len(rests) else 0]
    return Edge(int(first["t"]), Anchor("event", int(first["seq"])))


def _last_input(recording: Recording, end_ns: int) -> Edge:
    info = recording.streams.get("pointer")
    if info is None or info.end_ns < end_ns:
        return Edge(end_ns)
    last = recording.rows("pointer", info.rows - 1, info.rows).rows[0]
    return Edge(int(last["t"]), Anchor("event", int(last["seq"])))


def _frame_of(frames: Frames, display: int, t_ns: int) -> int:
    number = frame_at(frames, t_ns)
    while number >= 0 and frames["display"][number] != display:
        number -= 1
    return number


def _difference(recording: Recording, first: int, second: int) -> float:
    if first < 0 or second < 0 or first == second:
        return 0.0
    try:
        one, other = (
            recording.pixels(number)[::_SAMPLED, ::_SAMPLED].astype(np.int16) for number in (first, second)
        )
    except (FormatError, IndexError):
        # A damaged picture is told of elsewhere; here it says nothing.
        return 0.0
    if one.shape != other.shape:
        return 1.0
    return float((np.abs(one - other).max(axis=2) > _DIFFERS).mean())

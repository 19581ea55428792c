"""Snapping: an edge goes to what happened near it, and remembers to what.

Only rows beside the instant are read, as for a step. An edge that was snapped to a frame goes with the
pictures when their offset to the events is corrected; one at an event stays with the events: see
`replay.annotate.placement`.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from typing import Literal, get_args

from formats.model.actions import Actions
from formats.model.annotations import Anchor, Edge
from formats.model.frames import Frames
from formats.model.recording import Recording
from formats.model.time import NS_PER_MS, NS_PER_S
from replay.core.steps import (
    change_after,
    change_before,
    event_after,
    event_before,
    frame_after,
    frame_before,
)

SnapTo = Literal["action", "event", "change", "frame"]
NudgeBy = Literal["event", "frame", "time"]

SNAPS: tuple[SnapTo, ...] = get_args(SnapTo)
"""All of them; of what is equally near, the first is taken."""
EVENTS = ("button", "scroll", "key", "text", "window", "clipboard", "marker", "pointer")
"""Streams whose events mean something to people; of one instant, the first is taken."""
NUDGE_NS = 10 * NS_PER_MS
"""The step of a nudge by time."""
TOLERANCE_NS = NS_PER_S // 2


def snap(
    recording: Recording,
    actions: Actions,
    t_ns: int,
    *,
    to: Collection[SnapTo] = SNAPS,
    tolerance_ns: int = TOLERANCE_NS,
    streams: Iterable[str] = EVENTS,
) -> Edge | None:
    """Return the edge at the nearest event, action, frame or visible change.

    Args:
        recording: Where from.
        actions: Of the recording; their starts and ends count, those of waits do not.
        t_ns: Where the edge is put by hand.
        to: To what it may snap.
        tolerance_ns: How far it may go, 0 or more.
        streams: Whose events count.

    Returns:
        The edge with its anchor, None where there is nothing near enough.
    """
    found: list[tuple[int, int, Edge]] = []
    for rank, kind in enumerate(SNAPS):
        if kind in to:
            edges = _candidates(kind, recording, actions, t_ns, tuple(streams))
            found += [(abs(edge.t_ns - t_ns), rank, edge) for edge in edges]
    distance, _, edge = min(found, key=lambda each: each[:2], default=(tolerance_ns + 1, 0, None))
    return edge if distance <= tolerance_ns else None


def nudged(
    recording: Recording, edge: Edge, by: NudgeBy, step: Literal[-1, 1], streams: Iterable[str] = EVENTS
) -> Edge | None:
    """Return where an edge goes when it is nudged, None where there is nothing further on.

    Args:
        recording: Where from.
        edge: Where it is.
        by: The next event, the next frame, or 10 ms, which lets go of what it was snapped to.
        step: Forwards or back.
        streams: Whose events count.
    """
    if by == "time":
        return Edge(edge.t_ns + step * NUDGE_NS)
    if by == "frame":
        frames = recording.frames
        t_ns = (frame_after if step > 0 else frame_before)(frames, edge.t_ns)
        return None if t_ns is None else _at_frame(frames, t_ns)
    streams = tuple(streams)
    t_ns = (event_after if step > 0 else event_before)(recording, edge.t_ns, streams)
    return None if t_ns is None else _at_event(recording, t_ns, streams)


def _candidates(
    kind: SnapTo, recording: Recording, actions: Actions, t_ns: int, streams: tuple[str, ...]
) -> Iterator[Edge]:
    if kind == "action":
        yield from _of_actions(actions, t_ns)
        return
    if kind == "event":
        times = (event_before(recording, t_ns + 1, streams), event_after(recording, t_ns - 1, streams))
        yield from (_at_event(recording, t, streams) for t in times if t is not None)
        return
    frames = recording.frames
    before, after = (change_before, change_after) if kind == "change" else (frame_before, frame_after)
    for found in (before(frames, t_ns + 1), after(frames, t_ns - 1)):
        if found is not None:
            yield _at_frame(frames, found)


def _of_actions(actions: Actions, t_ns: int) -> Iterator[Edge]:
    """Yield the starts and ends of the actions around an instant."""
    rows = actions.rows
    place = bisect_left(actions.starts, t_ns)
    # Starts are in order and ends nearly so: an action that goes on for long is overlapped by few.
    for number in range(max(place - 8, 0), min(place + 2, len(rows))):
        row = rows[number]
        if row["first_seq"] >= 0:
            yield Edge(int(row["start_ns"]), Anchor("event", int(row["first_seq"])))
            yield Edge(int(row["end_ns"]), Anchor("event", int(row["last_seq"])))


def _at_event(recording: Recording, t_ns: int, streams: Iterable[str]) -> Edge:
    for name in streams:
        if name in recording.streams:
            row = recording.row_at(name, t_ns)
            found = recording.rows(name, row, row + 1)
            if len(found) and found.t[0] == t_ns:
                return Edge(t_ns, Anchor("event", int(found.rows["seq"][0])))
    return Edge(t_ns)


def _at_frame(frames: Frames, t_ns: int) -> Edge:
    # Of frames of one instant the first: several displays are grabbed at once.
    return Edge(t_ns, Anchor("frame", bisect_left(frames["t"], t_ns)))

"""Snapping: an edge goes to what happened near it, and remembers to what.

Only rows beside the instant are read, as for a step. An edge that was snapped to a frame goes with the
pictures when their offset to the events is corrected; one at an event stays with the events.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Literal, get_args

from formats.model.actions import Actions
from formats.model.annotations import Anchor, Annotation, Comment, Defect, Edge, Flag, Mark, Segment
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


def moved_edges(annotations: Iterable[Annotation], offset_ns: int) -> tuple[Annotation, ...]:
    """Return annotations as they lie among the events when the pictures are shifted by an offset.

    Edges that were snapped to a frame go with it, all others stay; where they would cross, the end waits at
    the start. What is stored keeps the recording's own times, so that a correction can be taken back.

    Args:
        annotations: As they are stored.
        offset_ns: What the correction adds to the time of every frame.
    """
    if not offset_ns:
        return tuple(annotations)
    return tuple(_shifted(annotation, offset_ns) for annotation in annotations)


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


def _shifted(annotation: Annotation, offset_ns: int) -> Annotation:
    match annotation:
        case Mark():
            return replace(annotation, at=_with_frame(annotation.at, offset_ns))
        case Segment() | Comment() | Flag() | Defect():
            start, end = _with_frame(annotation.start, offset_ns), annotation.end
            if end is None:
                return replace(annotation, start=start)
            end = _with_frame(end, offset_ns)
            end = end if end.t_ns >= start.t_ns else replace(end, t_ns=start.t_ns)
            return replace(annotation, start=start, end=end)
        case _:
            return annotation


def _with_frame(edge: Edge, offset_ns: int) -> Edge:
    if edge.anchor is None or edge.anchor.kind != "frame":
        return edge
    return replace(edge, t_ns=edge.t_ns + offset_ns)

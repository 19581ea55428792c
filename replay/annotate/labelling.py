"""What each key of labelling does in a workspace, at the playhead's time; see `replay.annotate.workspace`."""

from collections.abc import Sequence
from typing import Literal

from formats.model.time import format_time
from replay.annotate.comment_subject import comment_subject
from replay.annotate.edits.edges import move_edge
from replay.annotate.edits.partition import split_here
from replay.annotate.edits.pinned import delete as delete_pinned
from replay.annotate.edits.pinned import put_comment, put_letter, put_point, reopen, resolve
from replay.annotate.edits.segments import add, copy_tier, label_from, relabel
from replay.annotate.edits.segments import delete as delete_segments
from replay.annotate.edits.segments import merge as merge_segments
from replay.annotate.edits.segments import split as split_segment
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.snap import nudged
from replay.annotate.tier_view import Side, edge_of
from replay.annotate.workspace import NUDGE_WORDS, Done, Workspace

_NEAR_NS = 2 * 10**9
"""How far from the playhead an edge, a point or a comment may lie that is meant."""


def key(work: Workspace, t_ns: int, key: str, *, playing: bool) -> Done:
    """Do what a label's key does here.

    Raises:
        EditError: No label has the key here, or the edit makes no sense.
    """
    label = next((each for each in work.offered(t_ns) if each.key == key), None)
    if label is None:
        keys = ", ".join(f"{each.key} {each.name}" for each in work.offered(t_ns) if each.key)
        raise EditError(f"no label has the key {key} in {work.tier or 'no tier'}: {keys or 'none has one'}")
    return give(work, t_ns, label.name, playing=playing)


def give(work: Workspace, t_ns: int, label: str, *, playing: bool) -> Done:
    """Give a label: to the span between in and out point, to what is here, or from here on.

    While playing it ends the segment here and begins the next; a pause labels what is there. In a tier of
    points it puts one.
    """
    at = work.edge(t_ns)
    if work.is_of_points:
        return _did(work, put_point(work.points(work.tier), at, work.tier, label), f"{label} here")
    if work.in_point is not None and work.out_point is not None:
        edits = add(work.view_at(work.in_point.t_ns), work.in_point, work.out_point, label)
        done = _did(work, edits, f"{label} from in to out point")
        work.in_point = work.out_point = None
        return done
    if work.in_point is not None and work.in_point.t_ns != at.t_ns:
        edits = add(work.view_at(work.in_point.t_ns), work.in_point, at, label)
        done = _did(work, edits, f"{label} from the in point to here")
        work.in_point = None
        return done
    segment = work.view_at(t_ns).at(t_ns)
    if segment is not None and not playing:
        return _did(work, relabel([segment], label), label)
    return _did(work, label_from(work.view_at(t_ns), at, label), f"{label} from here on")


def split(work: Workspace, t_ns: int) -> Done:
    """Let one segment end here and the next begin."""
    at = work.edge(t_ns)
    if work.is_of_points:
        raise EditError(f"{work.tier} is a tier of points: a label's key puts one")
    edits = (split_here if work.view_at(t_ns).partition else split_segment)(work.view_at(t_ns), at)
    return _did(work, edits, "split here", at.t_ns, "there is an edge here already")


def merge(work: Workspace, t_ns: int, toward: Literal["before", "after"]) -> Done:
    """Make one segment of the one here and its neighbour."""
    segment = work.segment(t_ns)
    return _did(
        work, merge_segments(work.view_at(t_ns), segment, toward), f"joined with the segment {toward} it"
    )


def delete(work: Workspace, t_ns: int) -> Done:
    """Delete the segment here, or the nearest point of a tier of points."""
    if work.is_of_points:
        near = [mark for mark in work.points(work.tier) if abs(mark.at.t_ns - t_ns) <= _NEAR_NS]
        if not near:
            raise EditError("no point is near")
        gone = min(near, key=lambda mark: abs(mark.at.t_ns - t_ns))
        return _did(work, delete_pinned([gone]), f"deleted {gone.label or 'the point'}")
    segment = work.segment(t_ns)
    return _did(
        work, delete_segments(work.view_at(t_ns), [segment]), f"deleted {segment.label or 'the segment'}"
    )


def relabel_alike(work: Workspace, t_ns: int, label: str) -> Done:
    """Give another label to every segment in the timeline that is labelled as the one here is."""
    here = work.segment(t_ns).label
    alike = [segment for segment in work.view if segment.label == here]
    return _did(work, relabel(alike, label), f"{len(alike)} segments are {label} now")


def copy_to(work: Workspace, target: str) -> Done:
    """Copy the tier in hand to another one that is empty there."""
    tiers = work.tiers_here
    if target not in tiers:
        raise EditError(f"there is no tier {target!r} here")
    count = len(work.view)
    return _did(work, copy_tier(work.view, tiers[target]), f"copied {count} segments to {target}")


def copy_to_next(work: Workspace) -> Done:
    """Copy the tier in hand to the one after it, where that is empty."""
    names = work.tier_names
    if work.tier not in names or len(names) < 2:
        raise EditError("there is no other tier here to copy to")
    return copy_to(work, names[(names.index(work.tier) + 1) % len(names)])


def go_to_edge(work: Workspace, t_ns: int, side: Side) -> Done:
    """Find an edge of the segment here; of the next one where the playhead is on it already."""
    view = work.view
    found = view.edge_before(t_ns) if side == "start" else view.edge_after(t_ns)
    segment = view.at(t_ns)
    if segment is not None:
        own = edge_of(segment, side, view.duration_ns).t_ns
        found = own if own != t_ns else found
    if found is None:
        raise EditError("no edge before this one" if side == "start" else "no edge after this one")
    return Done("", found)


def edge_here(work: Workspace, t_ns: int, side: Side) -> Done:
    """Let the segment here, or the nearest on that side, begin or end at the playhead."""
    view, to = work.view_at(t_ns), work.edge(t_ns)
    segment = view.at(t_ns) or (view.after(t_ns) if side == "start" else view.before(t_ns))
    if segment is None:
        raise EditError("there is no segment to grow or shrink")
    edits = move_edge(view, segment, side, to, inner=work.inner_views())
    words = "begins" if side == "start" else "ends"
    return _did(work, edits, f"{segment.label or 'the segment'} {words} here", to.t_ns)


def nudge(work: Workspace, t_ns: int, step: Literal[-1, 1]) -> Done:
    """Move the edge nearest to the playhead by an event, a frame or 10 ms, and the playhead with it."""
    view = work.view_at(t_ns)
    near = view.edges_near(t_ns, _NEAR_NS)
    if not near:
        raise EditError("no edge within 2 s of the playhead: ( and ) go to one")
    chosen = near[0]
    edge = edge_of(chosen.segment, chosen.side, view.duration_ns)
    to = nudged(work.recording, edge, work.nudge_by, step)
    if to is None:
        raise EditError("there is nothing further on to nudge it to")
    edits = move_edge(view, chosen.segment, chosen.side, to, inner=work.inner_views())
    return _did(work, edits, f"nudged {NUDGE_WORDS[work.nudge_by]}", to.t_ns)


def mark(work: Workspace, t_ns: int, letter: str) -> Done:
    """Let a letter return to this place."""
    edits = put_letter(work.letters().values(), letter, work.edge_exactly(t_ns))
    return _did(work, edits, f"mark {letter} at {format_time(t_ns)}")


def comment(work: Workspace, t_ns: int, text: str) -> Done:
    """Pin words to the span between in and out point, or to the playhead."""
    start = work.in_point or work.edge(t_ns)
    end = work.out_point if work.in_point else None
    edits = put_comment(text, start, end, about=comment_subject(work, t_ns))
    done = _did(work, edits, f"comment pinned for {work.reviewed}" if work.reviewed else "comment pinned")
    if end is not None:
        work.in_point = work.out_point = None
    return done


def turn_comment(work: Workspace, t_ns: int) -> Done:
    """Say that the nearest comment is dealt with, or that it is not after all."""
    near = [each for each in work.comments() if abs(each.start.t_ns - t_ns) <= _NEAR_NS]
    if not near:
        raise EditError("no comment within 2 s of the playhead")
    chosen = min(near, key=lambda each: abs(each.start.t_ns - t_ns))
    if chosen.resolved:
        return _did(work, reopen([chosen]), "comment open again")
    return _did(work, resolve([chosen]), "comment resolved")


def _did(
    work: Workspace, edits: Sequence[Edit], words: str, t_ns: int | None = None, nothing: str = ""
) -> Done:
    work.do(edits)
    return Done(words if edits else nothing or "that is so already", t_ns)

"""What the keys of flagging do in a workspace: a flag on what is here, on a region, and where that goes."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Literal

import numpy as np

from formats.model.annotations import Anchor, Edge, Flag, Region
from formats.model.recording import Recording
from formats.model.streams import Events
from formats.model.time import Span
from replay.annotate.comment_subject import comment_subject
from replay.annotate.edits.new_id import NewId, new_id
from replay.annotate.edits.pinned import put_comment, put_flag
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.workspace import Done, Workspace

Target = Literal["span", "typed", "title", "clipboard"]
"""What is flagged: everything in a span or an action, the typed text, the window's title, the clipboard."""

_WORDS = {
    "span": "everything",
    "typed": "the typed text",
    "title": "the window's title",
    "clipboard": "the clipboard",
}
_STREAMS = {"title": "window", "clipboard": "clipboard"}


def flags_of(work: Workspace) -> list[Flag]:
    """Return the flags that stand where they lie now, in order, whoever set them: all hide them."""
    found = work.placement.all_shown(work.notebook.ledger.standing_of(Flag))
    return sorted(found, key=lambda flag: (flag.start.t_ns, flag.end.t_ns, flag.id))


def target_span(work: Workspace, t_ns: int, target: Target, run: Span | None) -> tuple[Span, str]:
    """Return the time that a flag would take here, and say in a few words what it would be on.

    Args:
        work: With the in and out point, which count for more than what is here.
        t_ns: The playhead.
        target: What is to be flagged.
        run: Of the typed text that is here, None where there is none.

    Raises:
        EditError: There is nothing of the kind here.
    """
    if work.in_point is not None:
        ends = work.in_point.t_ns, work.out_point.t_ns if work.out_point else t_ns
        return Span(min(ends), max(ends)), f"{_WORDS[target]} from in to out point"
    number = work.actions.index_at(t_ns)
    action = work.actions.rows[number] if number >= 0 else None
    if target == "typed":
        if action is not None and work.actions.kind(number) == "type" and t_ns <= int(action["end_ns"]):
            # Of a run of many lines the one that is typed here: the others are nobody's secret.
            return Span(int(action["start_ns"]), int(action["end_ns"])), "the line typed here"
        if run is None:
            raise EditError("nothing was typed up to here")
        return run, "the typed text here"
    if target in _STREAMS:
        found = _state(work, _STREAMS[target], t_ns)
        if found is None:
            raise EditError(f"{_WORDS[target]} is not known here")
        return found, f"{_WORDS[target]} here"
    if action is None:
        raise EditError("i sets where the flag begins, o where it ends")
    return Span(int(action["start_ns"]), int(action["end_ns"])), "everything in this action"


def flag(work: Workspace, t_ns: int, category: str, target: Target = "span", run: Span | None = None) -> Done:
    """Flag what is here as sensitive; see `target_span`.

    Raises:
        EditError: There is nothing of the kind here, or the category says nothing.
    """
    span, words = target_span(work, t_ns, target, run)
    channels = () if target == "span" else (target,)
    start, end = (
        (work.in_point, work.out_point or work.edge(t_ns))
        if work.in_point is not None
        else (work.edge(span.start_ns), work.edge(span.end_ns))
    )
    work.do(put_flag(start, end, category, channels=channels))
    work.in_point = work.out_point = None
    # The rest of a run tells by its rhythm how long the secret is.
    whole = " and all that was typed in one go with it" if target == "typed" else ""
    return Done(f"{words} flagged as {category}: the copy is without it{whole}")


def flag_region(
    work: Workspace, frame: int, shown: Span, region: Region, category: str, *, make_id: NewId = new_id
) -> Done:
    """Flag a region of the screen while a picture is shown, to be followed; or from in to out point.

    Args:
        work: Where.
        frame: The frame that is shown.
        shown: How long it is.
        region: In pixels of that frame.
        category: What is to be seen there.
        make_id: Gives the flag its id.

    Raises:
        EditError: The category says nothing.
    """
    if work.in_point is not None and work.out_point is not None:
        start, end = work.in_point, work.out_point
        work.do(put_flag(start, end, category, channels=("screen",), region=region, make_id=make_id))
        work.in_point = work.out_point = None
        return Done(f"region flagged as {category} from in to out point")
    start = Edge(shown.start_ns, Anchor("frame", frame))
    end = frame_edge(work.recording, region.display, shown.end_ns)
    work.do(put_flag(start, end, category, region=region, make_id=make_id))
    return Done(f"region flagged as {category}")


def comment_region(work: Workspace, t_ns: int, region: Region, text: str) -> Done:
    """Pin words to a region of the screen, at the playhead or from in to out point.

    Raises:
        EditError: They say nothing, or too much.
    """
    start = work.in_point or work.edge(t_ns)
    end = work.out_point if work.in_point else None
    work.do(put_comment(text, start, end, region, about=comment_subject(work, t_ns)))
    if end is not None:
        work.in_point = work.out_point = None
    return Done("comment pinned to the region")


def spread(
    work: Workspace,
    flag_id: str,
    places: Sequence[tuple[Region, Span]],
    note: str,
    *,
    make_id: NewId = new_id,
) -> Done:
    """Let a region's flag be wherever the region was followed to.

    The flag grows over the places next to its own that have its region; each other place gets a flag.

    Args:
        work: Where.
        flag_id: Of the flag; one that was taken back meanwhile stays so.
        places: In order of time, without gaps.
        note: Of the other flags: whose they are.
        make_id: Gives them their ids.
    """
    flag = next((each for each in flags_of(work) if each.id == flag_id), None)
    if flag is None or flag.region is None:
        return Done("")
    at = partial(frame_edge, work.recording, flag.region.display)
    own = Span(flag.start.t_ns, max(flag.end.t_ns, flag.start.t_ns + 1))
    home = next(
        (span for region, span in places if region == flag.region and span.overlaps(own)),
        own,
    )
    grown = replace(
        flag,
        start=flag.start if flag.start.t_ns <= home.start_ns else at(home.start_ns),
        end=flag.end if flag.end.t_ns >= home.end_ns else at(home.end_ns),
    )
    edits = [Edit(flag, grown)] if grown != flag else []
    edits += [
        Edit(None, Flag(make_id(), at(span.start_ns), at(span.end_ns), flag.category, (), region, note))
        for region, span in places
        if span != home
    ]
    if edits:
        work.do(edits)
    moved = len(places) - 1
    scrolled = f" and {moved} other place{'s' * (moved != 1)} it scrolled to" if moved > 0 else ""
    return Done(f"the region holds {(grown.end.t_ns - grown.start.t_ns) / 1e9:.1f} s{scrolled}")


def frame_edge(recording: Recording, display: int, t_ns: int) -> Edge:
    """Return an edge at a time, anchored to the frame of a display that is there: it goes where that goes."""
    frames = recording.frames
    there = np.flatnonzero((frames["t"] == t_ns) & (frames["display"] == display))
    return Edge(t_ns, Anchor("frame", int(there[0])) if len(there) else None)


def unflag(work: Workspace, t_ns: int, note: str) -> Done:
    """Delete the flag here, the shortest of several, with those that came of it.

    Args:
        work: Where.
        t_ns: The playhead.
        note: How the notes of those begin, but for the flag's id.

    Raises:
        EditError: There is no flag here.
    """
    here = [each for each in flags_of(work) if each.start.t_ns <= t_ns <= max(each.end.t_ns, each.start.t_ns)]
    if not here:
        raise EditError("there is no flag here")
    gone = min(here, key=lambda each: (each.end.t_ns - each.start.t_ns, each.id))
    with_it = [each for each in flags_of(work) if each.note.startswith(f"{note}{gone.id}")]
    work.do([Edit(each, None) for each in (gone, *with_it)])
    more = f", and {len(with_it)} that came of it" if with_it else ""
    return Done(f"flag {gone.category} deleted{more}")


def _state(work: Workspace, stream: str, t_ns: int) -> Span | None:
    """Return how long the row of a stream of states holds that is in force at a time."""
    if stream not in work.recording.streams:
        return None
    after = work.recording.row_at(stream, t_ns + 1)
    if not after:
        return None
    rows: Events = work.recording.rows(stream, after - 1, after + 1)
    ends_ns = int(rows.t[1]) if len(rows) > 1 else max(work.recording.duration_ns, t_ns + 1)
    return Span(int(rows.t[0]), ends_ns)

"""Conflicts in words, and as JSON values."""

from datetime import UTC, datetime
from typing import Any

from formats.model.annotation_json import annotation_record
from formats.model.annotations import Annotation, Comment, Correction, Decision, Defect, Flag, Mark, Segment
from formats.model.changes import Change
from formats.model.time import NS_PER_MS, NS_PER_S, format_time
from replay.annotate.ledger import Conflict


def annotation_words(annotation: Annotation | None) -> str:
    """Say in one line what an annotation is; its texts are not made safe here."""
    match annotation:
        case None:
            words = "deleted"
        case Segment(start=start, end=end):
            until = "open" if end is None else f"to {format_time(end.t_ns)}"
            label = annotation.label or "without a label"
            words = f"segment {label} of {annotation.tier}, {format_time(start.t_ns)} {until}"
        case Mark():
            words = f"mark {annotation.label or annotation.letter}, {format_time(annotation.at.t_ns)}"
        case Flag():
            words = f"flag {annotation.category}, {format_time(annotation.start.t_ns)}"
        case Comment():
            state = " (resolved)" if annotation.resolved else ""
            words = f"comment{state}, {format_time(annotation.start.t_ns)}: {annotation.text}"
        case Defect():
            words = f"defect {annotation.check}, {format_time(annotation.start.t_ns)}: {annotation.verdict}"
        case Decision():
            words = f"decision on {annotation.subject}: {annotation.verdict}"
        case Correction():
            words = f"correction of the frames' times by {annotation.frame_offset_ns / NS_PER_MS:+.1f} ms"
    return words


from formats.model.time import NS_PER_S
from replay.annotate.described import annotation_words


def utc_words(utc_ns: int) -> str:
    """Write a time of the calendar; a journal may hold any number."""
    try:
        return datetime.fromtimestamp(utc_ns / NS_PER_S, UTC).strftime("%Y-%m-%d %H:%M:%S")
    except (OverflowError, OSError, ValueError):
        return f"{utc_ns} ns after 1970"


def conflict_lines(conflict: Conflict) -> list[str]:
    """Write a conflict for people, the value that is shown first."""
    rivals = [_rival_line(number, rival) for number, rival in enumerate(conflict.rivals, 1)]
    return [f"annotation {conflict.annotation} was changed apart:", *rivals]


def describe_conflict(recording: str, conflict: Conflict) -> dict[str, Any]:
    """Return a conflict as plain JSON values, the value that is shown first."""
    return {
        "recording": recording,
        "annotation": conflict.annotation,
        "rivals": [
            {
                "author": rival.author,
                "at_utc_ns": rival.at_utc_ns,
                "hash": rival.hash,
                "after": None if rival.after is None else annotation_record(rival.after),
            }
            for rival in conflict.rivals
        ],
    }


def _rival_line(number: int, rival: Change) -> str:
    return f"  {number}  {rival.author}, {utc_words(rival.at_utc_ns)}: {annotation_words(rival.after)}"

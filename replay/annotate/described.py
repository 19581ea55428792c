"""An annotation in one line, for people."""

from formats.model.annotations import Annotation, Comment, Correction, Decision, Defect, Flag, Mark, Segment
from formats.model.time import NS_PER_MS, format_time


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

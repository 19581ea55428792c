"""Annotations: what people and checks say of a recording; values only, with no word on who said it when.

Who said it, when, and what stood there before is a `formats.model.changes.Change`. A segment is one value
with an explicit end, which may be open, never two that must pair.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

from formats.model.time import Span

AnchorKind = Literal["event", "frame"]
Verdict = Literal["accepted", "rejected", "skipped", "adjusted", "applied", "verified"]
DONE_VERDICTS: Final = frozenset[Verdict]({"applied", "verified"})
"""No words of a person: it was removed from a copy, and that copy was proven to be clean."""
Severity = Literal["doubtful", "bad"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The event or frame to which an edge was snapped: it goes where that goes when clocks are corrected."""

    kind: AnchorKind
    number: int
    """`seq` of the event, or id of the frame."""


@dataclass(frozen=True, slots=True)
class Edge:
    """An instant at which something begins or ends."""

    t_ns: int
    """Nanoseconds from the recording's start, in the recording's own times, without corrections."""
    anchor: Anchor | None = None
    """None where it was put at a time and at nothing else."""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a display, in its recorded pixels."""

    display: int
    x: int
    y: int
    width: int
    """At least 1, like `height`."""
    height: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A labelled span of a tier: a state event."""

    id: str
    tier: str
    label: str
    """Name of a label of the set in force when it was given; "" for a segment that has none yet."""
    start: Edge
    end: Edge | None = None
    """None while it is open: it then lasts to the recording's end."""
    note: str = ""

    def span(self, duration_ns: int) -> Span:
        """Return the time it takes; an open one ends with the recording.

        Args:
            duration_ns: Of the recording.
        """
        end_ns = max(duration_ns, self.start.t_ns) if self.end is None else self.end.t_ns
        return Span(self.start.t_ns, end_ns)


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled instant of a tier, a point event; or a place that a letter returns to."""

    id: str
    at: Edge
    tier: str = ""
    label: str = ""
    letter: str = ""
    """One letter or digit, "" for a point event."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """Sensitive content: a span, in some channels, of the whole display or a region of it."""

    id: str
    start: Edge
    end: Edge
    category: str
    """What it is: "password", "person", "other"; a rule's name where a detector found it."""
    channels: tuple[str, ...] = ()
    """Where it can be seen: "typed", "screen", "title", "clipboard", "metadata"; none named means all."""
    region: Region | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """Words to another person, pinned to a time, a span or a region."""

    id: str
    text: str
    start: Edge
    end: Edge | None = None
    """None for one pinned to an instant."""
    region: Region | None = None
    about: str = ""
    """Id of the annotation it speaks of, or of the comment it answers; "" for none."""
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class Defect:
    """Something wrong with the capture that a check found."""

    id: str
    check: str
    start: Edge
    end: Edge
    verdict: Severity = "bad"
    note: str = ""
    """The figure with its unit, and what it was held against."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on a finding, a lint, a disagreement or a defect."""

    id: str
    subject: str
    """Id of what was decided on, made by what found it, equal whenever it finds the same again."""
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """By how much the times of the frames are off, as it was measured; the recording itself stays as it is.

    `corrected = t + frame_offset_ns + t * frame_drift_ppb / 1e9`
    """

    id: str
    frame_offset_ns: int
    """To be added to the frames' times so that they agree with the events."""
    frame_drift_ppb: int = 0
    """Parts per billion by which the frames' clock is too slow."""
    note: str = ""
    """How it was measured."""


Annotation = Segment | Mark | Flag | Comment | Defect | Decision | Correction

KINDS: dict[str, type[Annotation]] = {
    "segment": Segment,
    "mark": Mark,
    "flag": Flag,
    "comment": Comment,
    "defect": Defect,
    "decision": Decision,
    "correction": Correction,
}
"""Every kind of annotation by the name it is written with."""


def kind_of(annotation: Annotation) -> str:
    """Return the name under which an annotation's kind is written."""
    return next(name for name, kind in KINDS.items() if isinstance(annotation, kind))


def start_ns(annotation: Annotation) -> int | None:
    """Return when an annotation begins, None for a decision or a correction, which has no time of its own."""
    match annotation:
        case Mark(at=at):
            return at.t_ns
        case Decision() | Correction():
            return None
        case _:
            return annotation.start.t_ns


def with_edge(segment: Segment, *, start: Edge | None = None, end: Edge | None = None) -> Segment:
    """Return a segment with another start or another end.

    Raises:
        ValueError: It would end before it starts.
    """
    start = segment.start if start is None else start
    end = segment.end if end is None else end
    if end is not None and end.t_ns < start.t_ns:
        raise ValueError("a segment cannot end before it starts")
    return replace(segment, start=start, end=end)

"""Feedback from a gold recording: at once, for each boundary, whether it is where it should be."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from formats.model.annotations import Segment
from replay.annotate.adjudication import Contested, contested
from replay.annotate.agreement.figure import Figure

Kind = Literal["right", "label", "extra", "missed"]
NOTHING_DUE = "there is no boundary yet"


@dataclass(frozen=True, slots=True)
class BoundaryVerdict:
    """What the gold says to one boundary."""

    t_ns: int
    """The annotator's; the gold's where it was missed."""
    kind: Kind
    """Right; at the right time with another label from there on; one too many; missed."""
    off_ns: int
    """How much later than the gold's it is; 0 for one that has no counterpart."""
    given: str
    """The annotator's label from there on, "" for none."""
    due: str
    """The gold's."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the gold says to what was annotated so far."""

    verdicts: tuple[BoundaryVerdict, ...]
    """In order of time."""
    score: Figure
    """F1 of the boundaries that are right, label included: 2 right / (given + due)."""


def feedback(
    own: Iterable[Segment],
    gold: Iterable[Segment],
    *,
    tolerance_ns: int,
    duration_ns: int,
    until_ns: int | None = None,
) -> Feedback:
    """Hold an annotator's segments of a tier against the gold's.

    Args:
        own: The annotator's.
        gold: As they should be.
        tolerance_ns: How far from the gold's a boundary may lie.
        duration_ns: Of the recording.
        until_ns: How far the annotator has come: what is due later is not missed yet, and a segment that ends
            there is still being made. None for to the end.
    """
    made = own if until_ns is None else _so_far(own, until_ns)
    verdicts = [
        _verdict(boundary)
        for boundary in contested(made, gold, tolerance_ns=tolerance_ns, duration_ns=duration_ns)
        # What the annotator may yet put within the tolerance is not missed.
        if boundary.a is not None or until_ns is None or boundary.t_ns + tolerance_ns < until_ns
    ]
    right = sum(verdict.kind == "right" for verdict in verdicts)
    given = sum(verdict.kind != "missed" for verdict in verdicts)
    due = sum(verdict.kind != "extra" for verdict in verdicts)
    score = Figure(2 * right / (given + due)) if verdicts else Figure(None, NOTHING_DUE)
    return Feedback(tuple(verdicts), score)


def _so_far(own: Iterable[Segment], until_ns: int) -> list[Segment]:
    begun = [segment for segment in own if segment.start.t_ns < until_ns]
    return [
        one if one.end is not None and one.end.t_ns < until_ns else replace(one, end=None) for one in begun
    ]


def _verdict(boundary: Contested) -> BoundaryVerdict:
    own, gold = boundary.a, boundary.b
    if own is None:
        assert gold is not None  # noqa: S101 - one of two has it
        going = boundary.going_a.label if boundary.going_a else ""
        return BoundaryVerdict(gold.edge.t_ns, "missed", 0, going, gold.label)
    if gold is None:
        going = boundary.going_b.label if boundary.going_b else ""
        return BoundaryVerdict(own.edge.t_ns, "extra", 0, own.label, going)
    kind: Kind = "right" if own.label == gold.label else "label"
    return BoundaryVerdict(own.edge.t_ns, kind, own.edge.t_ns - gold.edge.t_ns, own.label, gold.label)

"""Where annotations lie while the frames have corrected times: each edge goes with what it is anchored to.

What is stored keeps the recording's own times, so that a correction can be taken back. An edge at a frame
goes with the frame; one at an event, or at nothing, stays. `shown` and `stored` lead there and back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from formats.model.annotations import Annotation, Correction, Decision, Edge, Mark, Segment
from formats.model.corrected import uncorrected
from formats.model.recording import Recording
from replay.annotate.by_author import segments_by_author
from replay.annotate.history import Edit
from replay.annotate.ledger import Ledger

A = TypeVar("A", bound=Annotation)


class Placement:
    """By how much each frame is moved; without a correction, by nothing."""

    def __init__(self, shifts: NDArray[np.int64] | None = None) -> None:
        """Take the shift of each frame in nanoseconds, shape (frames,); None for no correction."""
        self._shifts = shifts

    @classmethod
    def of(cls, recording: Recording) -> "Placement":
        """Return the placement in a recording, with the correction that it has."""
        raw = uncorrected(recording)
        return cls() if raw is recording else cls(recording.frames["t"] - raw.frames["t"])

    @property
    def moves(self) -> bool:
        """Whether a correction is in force."""
        return self._shifts is not None

    def shift_of(self, edge: Edge) -> int:
        """Return by how much an edge is moved: nothing where it is at no frame that there is."""
        anchor = edge.anchor
        if self._shifts is None or anchor is None or anchor.kind != "frame":
            return 0
        return int(self._shifts[anchor.number]) if 0 <= anchor.number < len(self._shifts) else 0

    def unmoved(self, edge: Edge) -> Edge:
        """Return an edge that lies where it does now with the recording's own time."""
        return replace(edge, t_ns=edge.t_ns - self.shift_of(edge))

    def shown(self, annotation: A) -> A:
        """Return an annotation where it lies now; an end that would come before its start waits there."""
        if self._shifts is None:
            return annotation
        edges = [replace(edge, t_ns=edge.t_ns + self.shift_of(edge)) for edge in edges_of(annotation)]
        if len(edges) > 1 and edges[1].t_ns < edges[0].t_ns:
            edges[1] = replace(edges[1], t_ns=edges[0].t_ns)
        return with_edges(annotation, edges)

    def all_shown(self, annotations: Iterable[A]) -> list[A]:
        """Return annotations where they lie now."""
        return [self.shown(each) for each in annotations]

    def segments_by_author(self, ledger: Ledger, tier: str) -> dict[str, list[Segment]]:
        """Return everybody's segments of a tier where they lie now."""
        found = segments_by_author(ledger, tier)
        return {author: self.all_shown(segments) for author, segments in found.items()}

    def stored(self, annotation: A, before: Annotation | None = None) -> A:
        """Return an annotation with the recording's own times.

        Args:
            annotation: Where it lies now.
            before: The same as it is stored so far: an edge that is where it was keeps its times.
        """
        if self._shifts is None:
            return annotation
        known = dict(zip(edges_of(self.shown(before)), edges_of(before), strict=True)) if before else {}
        edges = [known.get(edge) or self.unmoved(edge) for edge in edges_of(annotation)]
        return with_edges(annotation, edges)

    def shown_edits(self, edits: Iterable[Edit]) -> list[Edit]:
        """Return edits of what is stored as edits of what is shown."""
        if self._shifts is None:
            return list(edits)
        return [Edit(*(side and self.shown(side) for side in (edit.before, edit.after))) for edit in edits]

    def stored_edits(self, edits: Iterable[Edit], standing: Mapping[str, Annotation]) -> list[Edit]:
        """Return edits of what is shown as edits of what is stored.

        Args:
            edits: One after the other, as a notebook takes them.
            standing: What is stored, by id.
        """
        if self._shifts is None:
            return list(edits)
        out: list[Edit] = []
        ahead: dict[str, Annotation | None] = {}
        for edit in edits:
            either = edit.before or edit.after
            name = either.id if either else ""
            before = ahead[name] if name in ahead else standing.get(name)
            if edit.before is not None and (before is None or self.shown(before) != edit.before):
                before = edit.before  # it is stale, and the notebook says so
            after = edit.after and self.stored(edit.after, before)
            out.append(Edit(edit.before and before, after))
            ahead[name] = after
        return out


def edges_of(annotation: Annotation) -> tuple[Edge, ...]:
    """Return the edges of an annotation, the start first; none of one that has no time."""
    match annotation:
        case Mark(at=at):
            return (at,)
        case Decision() | Correction():
            return ()
        case _:
            return (annotation.start,) if annotation.end is None else (annotation.start, annotation.end)


def with_edges(annotation: A, edges: Iterable[Edge]) -> A:
    """Return an annotation with other edges, as many as it has."""
    edges = tuple(edges)
    if edges == edges_of(annotation):
        return annotation
    if isinstance(annotation, Mark):
        return replace(annotation, at=edges[0])
    names = ("start", "end")[: len(edges)]
    return replace(annotation, **dict(zip(names, edges, strict=True)))  # type: ignore[arg-type]  # by name

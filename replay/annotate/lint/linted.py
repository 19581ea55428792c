"""What lint looks at: the annotations of one author tier by tier, and what lies in what."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from formats.model.actions import Actions
from formats.model.annotations import Annotation, Mark, Segment
from formats.model.time import Span
from replay.annotate.label_sets.label_set import LabelSet
from replay.annotate.nesting import outer_tiers
from replay.annotate.tier_view import TierView, tier_views

_MOST_GOING = 8


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule found."""

    span: Span
    annotations: tuple[str, ...]
    """Ids of what it is about."""
    message: str
    """One line, without control characters."""
    key: str = ""
    """What tells it from others of the same annotations, and stays when edges are moved."""


@dataclass(frozen=True, slots=True)
class Nest:
    """Segments of tiers that lie in one another, in order of time, each with the smallest one around it."""

    segments: tuple[Segment, ...]
    edges: tuple[tuple[int, int], ...]
    """Start and end of each, an open one ends with the recording."""
    parents: tuple[int, ...]
    """Index of the parent, -1 for none."""
    labels_around: tuple[tuple[str, ...], ...]
    """Labels of the segments around each, innermost first."""

    def span(self, number: int) -> Span:
        """Return the time that a segment takes."""
        return Span(*self.edges[number])

    def around(self, number: int) -> Iterator[int]:
        """Yield the indices of the segments around one, innermost first."""
        number = self.parents[number]
        while number >= 0:
            yield number
            number = self.parents[number]


@dataclass(frozen=True)
class Linted:
    """What the rules read; a value that is made anew after a change, from views that live on."""

    tiers: Mapping[str, TierView]
    """Of the label set in their order, then those that have segments besides."""
    marks: tuple[Mark, ...]
    """Point events, in order of time; letter marks are none."""
    labels: LabelSet
    duration_ns: int
    actions: Actions | None = None

    @cached_property
    def nest(self) -> Nest:
        """The segments of all tiers that lie in one another."""
        views = [
            self.tiers[tier.name] for tier in self.labels.tiers if tier.nested and tier.name in self.tiers
        ]
        return _nest(views)

    def around(self, mark: Mark) -> tuple[Segment, ...]:
        """Return the segments around a point, innermost first; one at a segment's end is in it, too."""
        t_ns = mark.at.t_ns
        found: list[Segment] = []
        for name in reversed(outer_tiers(self.labels, mark.tier)):
            view = self.tiers[name]
            found += view.all_at(t_ns)
            found += (edge.segment for edge in view.edges_at(t_ns) if edge.side == "end")
        return tuple(found)


def linted(
    annotations: Iterable[Annotation],
    labels: LabelSet,
    *,
    duration_ns: int,
    actions: Actions | None = None,
) -> Linted:
    """Sort the annotations of one author for the rules.

    Args:
        annotations: In any order.
        labels: The label set in force.
        duration_ns: Of the recording.
        actions: Of the recording, None where edges are not held against them.
    """
    annotations = tuple(annotations)
    views = tier_views(
        annotations,
        [tier.name for tier in labels.tiers],
        duration_ns=duration_ns,
        partitions=[tier.name for tier in labels.tiers if tier.partition],
    )
    marks = [each for each in annotations if isinstance(each, Mark) and not each.letter]
    return Linted(views, tuple(sorted(marks, key=lambda mark: mark.at.t_ns)), labels, duration_ns, actions)


def _nest(views: list[TierView]) -> Nest:
    columns = [view.columns for view in views]
    if not columns:
        return Nest((), (), (), ())
    starts, ends = (np.concatenate([getattr(each, name) for each in columns]) for name in ("starts", "ends"))
    ranks = np.repeat(np.arange(len(views)), [len(each.segments) for each in columns])
    order = np.lexsort((ranks, -ends, starts))
    every = [segment for each in columns for segment in each.segments]
    segments = tuple(every[each] for each in order.tolist())
    edges = tuple(zip(starts[order].tolist(), ends[order].tolist(), strict=True))
    parents = _parents(edges, ranks[order].tolist())
    around: list[tuple[str, ...]] = []
    for parent in parents:
        around.append((segments[parent].label, *around[parent]) if parent >= 0 else ())
    return Nest(segments, edges, tuple(parents), tuple(around))


def _parents(edges: Sequence[tuple[int, int]], ranks: Sequence[int]) -> list[int]:
    """Find the smallest segment around each, of its own tier or one further out.

    Args:
        edges: In order of the start, the longer of equals first.
        ranks: Of the tiers, 0 for the outermost, which is the first of equal edges.
    """
    parents = []
    # What still goes on, outermost first; few at a time.
    going: list[int] = []
    for number, ((start, end), rank) in enumerate(zip(edges, ranks, strict=True)):
        while going and edges[going[-1]][1] <= start:
            going.pop()
        if len(going) > _MOST_GOING:
            going = [each for each in going if edges[each][1] > start]
        parent = -1
        for each in reversed(going):
            if (
                edges[each][1] >= end
                and ranks[each] <= rank
                and (ranks[each] < rank or edges[each] != (start, end))
                and edges[each][1] > start
            ):
                parent = each
                break
        parents.append(parent)
        going.append(number)
    return parents

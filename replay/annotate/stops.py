"""Stops: what a person looks at next and decides on; suggestions, lint and open comments alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from formats.model.annotations import Decision, Edge, Verdict
from formats.model.time import NS_PER_S
from replay.annotate.adjudication import Contested
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.lint import lint
from replay.annotate.linted import Linted
from replay.annotate.new_id import new_id
from replay.annotate.partition_edits import split_here
from replay.annotate.pinned_edits import resolve
from replay.annotate.segment_edits import split
from replay.annotate.suggest import Suggestion
from replay.annotate.workspace import Done, Workspace

StopKind = Literal["suggested", "lint", "comment", "contested"]
_SAID = {"accepted": "accepted", "rejected": "rejected", "skipped": "left for later", "adjusted": "adjusted"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One thing to look at."""

    t_ns: int
    kind: StopKind
    id: str
    """Equal whenever the same is found again; of a comment its own."""
    words: str
    """Why one stops here; what was recorded or written stands in it as it is."""
    edge: Edge | None = None
    """Of a suggested boundary."""
    contested: Contested | None = None
    """A boundary that two annotators have otherwise."""


def suggested_stops(work: Workspace, suggestions: Sequence[Suggestion]) -> list[Stop]:
    """Return the suggested boundaries that are not decided, and are no edges yet."""
    there = {int(t) for t in work.view.columns.starts} if not work.is_of_points else set()
    return [
        Stop(each.edge.t_ns, "suggested", each.id, f"{each.score:.0%} {', '.join(each.reasons)}", each.edge)
        for each in suggestions
        if _verdict(work, each.id) not in {"accepted", "rejected"}
        and each.edge.t_ns not in there
        and work.bounds.contains(each.edge.t_ns)
    ]


def lint_stops(work: Workspace) -> list[Stop]:
    """Return what lint finds in the recording and was not rejected, and the comments that are open."""
    marks = tuple(mark for tier in work.all_tiers for mark in work.points(tier))
    linted = Linted(work.all_tiers, marks, work.labels, work.recording.duration_ns, work.actions)
    found = [
        Stop(finding.span.start_ns, "lint", finding.id, f"{finding.severity}: {finding.message}")
        for finding in lint(linted)
        if _verdict(work, finding.id) != "rejected"
    ]
    comments = [
        Stop(each.start.t_ns, "comment", each.id, each.text) for each in work.comments() if not each.resolved
    ]
    return sorted([*found, *comments], key=lambda stop: stop.t_ns)


def decide(work: Workspace, stop: Stop, verdict: Verdict) -> Done:
    """Decide on a stop: an accepted suggestion splits there, an accepted comment is resolved.

    A decision that was made before is replaced.

    Raises:
        EditError: A suggestion cannot be followed there.
    """
    edits: list[Edit] = []
    if verdict == "accepted" and stop.kind == "suggested" and stop.edge is not None:
        if work.is_of_points:
            raise EditError(f"{work.tier} is a tier of points: T takes one of segments in hand")
        edits += (split_here if work.view.partition else split)(work.view, stop.edge)
    if stop.kind == "comment":
        open_ones = [each for each in work.comments() if each.id == stop.id]
        edits += resolve(open_ones) if verdict == "accepted" else ()
    before = work.decisions.get(stop.id)
    after = Decision(before.id if before else new_id(), stop.id, verdict)
    work.do([*edits, Edit(before, after)] if before != after else edits)
    return Done(f"{stop.kind} {_SAID[verdict]}")


def nearest(stops: Sequence[Stop], t_ns: int) -> Stop:
    """Return the stop at the playhead, the nearest one within a second.

    Raises:
        EditError: None is near.
    """
    stop = min(stops, key=lambda each: abs(each.t_ns - t_ns), default=None)
    if stop is None or abs(stop.t_ns - t_ns) > NS_PER_S:
        raise EditError("there is no stop here: p suggests boundaries, ! looks for what is wrong, n goes on")
    return stop


def _verdict(work: Workspace, subject: str) -> Verdict | None:
    decision = work.decisions.get(subject)
    return None if decision is None else decision.verdict

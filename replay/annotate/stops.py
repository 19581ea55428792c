"""Stops: what a person looks at next and decides on; suggestions, lint, conflicts and open comments alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from formats.model.annotations import Annotation, Decision, Defect, Edge, Region, Verdict, start_ns
from formats.model.time import NS_PER_S
from replay.annotate.adjudication import Contested, Which
from replay.annotate.described import annotation_words
from replay.annotate.edits.new_id import new_id
from replay.annotate.edits.partition import split_here
from replay.annotate.edits.pinned import resolve
from replay.annotate.edits.segments import split
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.ledger import Conflict
from replay.annotate.lint.linted import Linted
from replay.annotate.lint.rules import lint
from replay.annotate.suggestions.suggest import Suggestion
from replay.annotate.workspace import Done, Workspace

StopKind = Literal[
    "suggested", "lint", "comment", "contested", "conflict", "finding", "flag", "defect", "moved"
]
_KEYS: tuple[Which, ...] = ("a", "b", "both")
"""The keys that take a value of a conflict, in the order of the values."""
_SAID = {"accepted": "accepted", "rejected": "rejected", "skipped": "left for later", "adjusted": "adjusted"}


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Characters of a text of the recording, by number and never by content."""

    channel: str
    place: str
    """Where in the channel."""
    start: int
    stop: int
    """The character after the last."""
    category: str
    """What they are: "password"."""


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
    conflict: Conflict | None = None
    """An annotation that was changed apart."""
    makes: Annotation | None = None
    """What accepting it puts into the journal, beside the decision."""
    about: str = ""
    """Id of the annotation that a correction leaves in doubt."""
    was: Annotation | None = None
    """What that was when it was looked at."""
    group: str = ""
    """Equal for stops that are decided on together, "" for one that stands alone."""
    region: Region | None = None
    """Where on the screen it is."""
    place: TextPlace | None = None
    """Where in the texts of the recording it is."""
    needs_two: bool = False
    """Whether two people must decide alike."""
    is_wrong: bool = False
    """Whether nobody should hand in with it: an error, an open comment, a conflict."""

    @property
    def end_ns(self) -> int | None:
        """When a defect ends, None for all else."""
        return self.makes.end.t_ns if isinstance(self.makes, Defect) else None


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
    """Return conflicts, what lint finds in the recording and was not rejected, and open comments."""
    marks = tuple(mark for tier in work.all_tiers for mark in work.points(tier))
    linted = Linted(work.all_tiers, marks, work.labels, work.recording.duration_ns, work.actions)
    found = [
        Stop(
            finding.span.start_ns,
            "lint",
            finding.id,
            f"{finding.severity}: {finding.message}",
            is_wrong=finding.severity == "error",
        )
        for finding in lint(linted)
        if _verdict(work, finding.id) != "rejected"
    ]
    comments = [
        Stop(each.start.t_ns, "comment", each.id, work.whose.said(each), is_wrong=True)
        for each in work.comments()
        if not each.resolved and _verdict(work, each.id) != "rejected"
    ]
    # Conflicts last: of stops at one time the last is decided on, and what lint finds may come of one.
    conflicts = [_conflict_stop(work, each) for each in work.conflicts()]
    return sorted([*found, *comments, *conflicts], key=lambda stop: stop.t_ns)


def undecided(work: Workspace, stops: Sequence[Stop]) -> list[Stop]:
    """Return the stops that were neither accepted nor rejected, in order of time."""
    return sorted(still_open(work, stops), key=lambda stop: stop.t_ns)


def still_open(work: Workspace, stops: Sequence[Stop]) -> list[Stop]:
    """Return the stops that were neither accepted nor rejected, in the order in which they are given."""
    return [stop for stop in stops if _verdict(work, stop.id) not in {"accepted", "rejected", "adjusted"}]


def carried(decisions: Mapping[str, Decision], stops: Sequence[Stop]) -> dict[str, Verdict]:
    """Return what a decision on a secret's texts says of its places on pictures, which are found later.

    It says so where all of the secret's places in texts are decided alike, of places that nobody decided on.

    Args:
        decisions: In force, by what they are on.
        stops: All that was found, decided or not; those of a group are of one secret.

    Returns:
        Verdicts by the id of a stop on a picture.
    """
    told: dict[str, set[Verdict | None]] = {}
    for stop in stops:
        if stop.group and stop.place is not None and stop.place.channel != "screen":
            decided = decisions.get(stop.id)
            verdict = None if decided is None else decided.verdict
            told.setdefault(stop.group, set()).add("accepted" if verdict == "adjusted" else verdict)
    found: dict[str, Verdict] = {}
    for stop in stops:
        if stop.place is not None and stop.place.channel == "screen" and stop.id not in decisions:
            (verdict, *others) = told.get(stop.group, {None})
            if not others and verdict in {"accepted", "rejected"}:
                found[stop.id] = verdict
    return found


def decide(work: Workspace, stop: Stop, verdict: Verdict) -> Done:
    """Decide on a stop: an accepted suggestion splits there, an accepted comment is resolved.

    A decision that was made before is replaced.

    Raises:
        EditError: A suggestion cannot be followed there, or a conflict is not settled so.
    """
    if stop.conflict is not None:
        if verdict == "rejected":
            raise EditError("a conflict is settled: a keeps what is shown, b takes the other")
        if verdict == "accepted":
            return settle(work, stop, "a")
    work.do(_edits(work, stop, verdict))
    return Done(f"{stop.kind} {_SAID[verdict]}")


def decide_together(work: Workspace, stops: Sequence[Stop], verdict: Verdict) -> Done:
    """Decide alike on stops of one group, undone at once.

    Args:
        work: Where.
        stops: At least one; none of them is a conflict.
        verdict: On each of them.
    """
    work.do([edit for stop in stops for edit in _edits(work, stop, verdict)])
    count = f", {len(stops)} places of one secret" if len(stops) > 1 else ""
    return Done(f"{stops[0].kind} {_SAID[verdict]}{count}")


def adjust(work: Workspace, stop: Stop, instead: Sequence[Annotation]) -> Done:
    """Put something else in the place of what was found, undone at once with the decision.

    Args:
        work: Where.
        stop: That is decided on.
        instead: New annotations.
    """
    work.do([*(Edit(None, each) for each in instead), *_edits(work, stop, "adjusted")])
    return Done(f"{stop.kind} adjusted: what you set counts")


def _edits(work: Workspace, stop: Stop, verdict: Verdict) -> list[Edit]:
    if stop.was is not None and work.standing(stop.about) != stop.was:
        raise EditError("it was changed since: ! looks anew")
    edits: list[Edit] = []
    if verdict == "accepted" and stop.kind == "suggested" and stop.edge is not None:
        if work.is_of_points:
            raise EditError(f"{work.tier} is a tier of points: T takes one of segments in hand")
        edits += (split_here if work.view.partition else split)(work.view, stop.edge)
    if verdict == "accepted" and stop.makes is not None:
        before_it = work.standing(stop.makes.id)
        edits += [Edit(before_it, stop.makes)] if before_it != stop.makes else []
    if stop.kind == "comment":
        open_ones = [each for each in work.comments() if each.id == stop.id]
        edits += resolve(open_ones) if verdict == "accepted" else ()
    before = work.decisions.get(stop.id)
    after = Decision(before.id if before else new_id(), stop.id, verdict)
    return [*edits, Edit(before, after)] if before != after else edits


def settle(work: Workspace, stop: Stop, which: Which) -> Done:
    """End a conflict: what is shown stays, or the second or third value takes its place.

    Raises:
        EditError: The stop is about no conflict, or there is no such value.
    """
    if stop.conflict is None:
        raise EditError("there is no conflict here")
    number = _KEYS.index(which)
    if number >= len(stop.conflict.rivals):
        raise EditError("the annotation has two values: a keeps what is shown, b takes the other")
    chosen = stop.conflict.rivals[number]
    work.settle(stop.conflict.annotation, chosen.after)
    return Done(f"settled as {chosen.author} has it")


def nearest(stops: Sequence[Stop], t_ns: int, *, first: bool = False) -> Stop:
    """Return the stop at the playhead, the nearest one within a second; of several at one time the last.

    It is the last that the list shows as the one at the playhead; the first where stops are in another order
    than that of time.

    Raises:
        EditError: None is near.
    """
    stop = min(stops if first else reversed(stops), key=lambda each: abs(each.t_ns - t_ns), default=None)
    if stop is None or abs(stop.t_ns - t_ns) > NS_PER_S:
        raise EditError("there is no stop here: p suggests boundaries, ! looks for what is wrong, n goes on")
    return stop


def _verdict(work: Workspace, subject: str) -> Verdict | None:
    decision = work.decisions.get(subject)
    return None if decision is None else decision.verdict


def _conflict_stop(work: Workspace, conflict: Conflict) -> Stop:
    values = [
        f"{sign} {each.author}: {annotation_words(each.after)}"
        for sign, each in zip(("a", "b", "&"), conflict.rivals, strict=False)
    ]
    if more := len(conflict.rivals) - len(values):
        values.append(f"and {more} more: `replay journal settle`")
    first = conflict.rivals[0].after
    t_ns = (start_ns(work.placement.shown(first)) if first else None) or 0
    return Stop(
        t_ns,
        "conflict",
        f"conflict:{conflict.annotation}",
        " / ".join(values),
        conflict=conflict,
        is_wrong=True,
    )

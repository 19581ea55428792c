"""What a person labels with: the tier and the points in hand, how deep one has gone, and each key's edit.

Knows no screen: a method takes the playhead's time and returns a few words on what it did. What makes no
sense is an `EditError`, and nothing was changed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from formats.errors import FormatError
from formats.model.actions import ACTION_DTYPE, Actions
from formats.model.annotations import Annotation, Comment, Decision, Edge, Mark, Segment
from formats.model.changes import Change
from formats.model.recording import Recording
from formats.model.time import Span
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.label_sets.label_set import Label, LabelSet
from replay.annotate.ledger import Conflict
from replay.annotate.nesting import Descent, Tiers, around, descend, inner_tiers
from replay.annotate.notebook import Notebook
from replay.annotate.placement import Placement
from replay.annotate.snap import TOLERANCE_NS, NudgeBy, snap
from replay.annotate.tier_view import TierView, tier_views
from replay.annotate.whose import Whose, is_label

_NO_ACTIONS = Actions(np.empty(0, ACTION_DTYPE))
_NUDGES: tuple[NudgeBy, ...] = ("event", "frame", "time")
NUDGE_WORDS = {"event": "by an event", "frame": "by a frame", "time": "by 10 ms"}


@dataclass(frozen=True, slots=True)
class Done:
    """What an edit did."""

    words: str
    t_ns: int | None = None
    """Where the playhead goes, None where it stays."""


class Workspace:
    """One author's labelling of one recording, or their review of another's; for one thread."""

    def __init__(
        self, notebook: Notebook, labels: LabelSet, recording: Recording, *, reviewed: str = ""
    ) -> None:
        """Begin with what stands.

        Args:
            notebook: Of who works here.
            labels: The set in force.
            recording: What is labelled.
            reviewed: Whose labels are looked through: they are shown, commented on and not changed; "" for
                nobody's, which leaves one's own.
        """
        self.notebook = notebook
        self.reviewed = reviewed
        self.whose = Whose(notebook.ledger, notebook.author, reviewed)
        self.labels = labels
        self.actions = _NO_ACTIONS
        """Edges snap to them once they are known."""
        self.in_point: Edge | None = None
        self.out_point: Edge | None = None
        self.snaps = False
        """Whether an edge goes to what happened near it, or stays where the playhead is."""
        self.nudge_by: NudgeBy = "event"
        self._place_in(recording)
        self._tier = next(iter(self.tier_names), "")

    def _place_in(self, recording: Recording) -> None:
        """Lay out what stands, with the times that the frames of the recording have."""
        self.recording = recording
        self.placement = Placement.of(recording)
        self._descents: list[Descent] = []
        own = self.placement.all_shown(self.whose.stored())
        self._tiers: Tiers = tier_views(
            own,
            [tier.name for tier in self.labels.tiers],
            duration_ns=recording.duration_ns,
            partitions=[tier.name for tier in self.labels.tiers if tier.partition],
        )
        self._pinned: dict[str, Mark | Comment] = {
            each.id: each for each in own if isinstance(each, Mark | Comment)
        }
        self.decisions: dict[str, Decision] = {
            each.subject: each for each in own if isinstance(each, Decision)
        }
        """What was decided, by what it was decided on."""

    # What there is

    @property
    def tier_names(self) -> tuple[str, ...]:
        """The tiers one can work in here, outermost first; one of points is among them."""
        return tuple(self.tiers_here)

    @property
    def tier(self) -> str:
        """Name of the tier in hand, "" where the label set has none."""
        return self._tier

    @property
    def view(self) -> TierView:
        """The tier in hand: all of it, or what lies inside the segment one has gone into."""
        tiers = self.tiers_here
        if self._tier not in tiers:
            raise EditError("there is no tier to work in: `replay labels init` makes a label set")
        return tiers[self._tier]

    def view_at(self, t_ns: int) -> TierView:
        """Return the tier in hand as far as an edit at a time may reach.

        A partition that lies inside another tier is cut within the segment around that time, not across it.
        """
        view = self.view
        if self._descents or not view.partition:
            return view
        own = view.at(t_ns)
        for segment in around(self.labels, self._tiers, self._tier, Span(t_ns, t_ns)):
            if segment.tier == self._tier:
                continue
            inside = descend(self.labels, self._tiers, segment)
            # One that crosses the edge already would be overlooked there.
            if own is None or own.id in inside.tiers[self._tier]:
                return inside.tiers[self._tier]
        return view

    @property
    def tiers_here(self) -> Tiers:
        """The tiers of the recording, or those inside the segment one has gone into."""
        return self._descents[-1].tiers if self._descents else self._tiers

    @property
    def all_tiers(self) -> Tiers:
        """Every tier of the whole recording."""
        return self._tiers

    @property
    def bounds(self) -> Span:
        """The timeline: the recording, or the segment one has gone into."""
        if self._descents:
            return self._descents[-1].bounds
        return Span(0, max(self.recording.duration_ns, 1))

    @property
    def depth(self) -> tuple[str, ...]:
        """Labels of the segments one has gone into, outermost first."""
        return tuple(descent.segment.label or "unlabelled" for descent in self._descents)

    @property
    def is_of_points(self) -> bool:
        """Whether the tier in hand holds points."""
        tier = self.labels.tier(self._tier)
        return tier is not None and tier.kind == "points"

    def points(self, tier: str) -> list[Mark]:
        """Return the points of a tier, in order."""
        found = (each for each in self._pinned.values() if isinstance(each, Mark) and each.tier == tier)
        return sorted((each for each in found if not each.letter), key=lambda mark: mark.at.t_ns)

    def letters(self) -> dict[str, Mark]:
        """Return the places that a letter returns to: one's own, whoever is reviewed."""
        found = (each for each in self._pinned.values() if isinstance(each, Mark) and each.letter)
        return {mark.letter: mark for mark in sorted(found, key=lambda mark: (mark.at.t_ns, mark.id))}

    def comments(self) -> list[Comment]:
        """Return all comments, in order."""
        found = (each for each in self._pinned.values() if isinstance(each, Comment))
        return sorted(found, key=lambda comment: comment.start.t_ns)

    def standing(self, annotation: str) -> Annotation | None:
        """Return an annotation of anybody where it lies now, None where none stands."""
        found = self.notebook.ledger.standing.get(annotation)
        return None if found is None else self.placement.shown(found)

    def path_at(self, t_ns: int) -> tuple[str, ...]:
        """Return the labels at an instant, outermost tier first; "no label" for a segment without one."""
        found = []
        for view in self._tiers.values():
            inside = view.all_at(t_ns)
            found += [segment.label or "no label" for segment in reversed(inside)]
        return tuple(found)

    def offered(self, t_ns: int) -> tuple[Label, ...]:
        """Return the labels that one key gives at an instant, in the order of the label set."""
        at = Span(t_ns, t_ns)
        inside = [segment.label for segment in around(self.labels, self._tiers, self._tier, at)]
        if self._tier in self._tiers and not self.is_of_points:
            own = self._tiers[self._tier].at(t_ns)
            inside = [label for label in inside if own is None or label != own.label]
        return self.labels.offered(self._tier, inside=inside)

    def take(self, recording: Recording) -> None:
        """Work on the recording with other times of its frames: what is at a frame goes with it."""
        tier = self._tier
        self._place_in(recording)
        self._tier = tier if tier in self.tier_names else next(iter(self.tier_names), "")
        self.in_point = self.out_point = None

    # Choosing

    def next_tier(self, direction: int) -> Done:
        """Take the next tier in hand, or the one before."""
        names = self.tier_names
        if not names:
            raise EditError("there is no tier to work in")
        at = names.index(self._tier) if self._tier in names else -1
        self._tier = names[(at + direction) % len(names)]
        self.in_point = self.out_point = None
        return Done(f"tier {self._tier}")

    def turn_snapping(self) -> Done:
        """Let edges go to what happened near them, or stay where they are put."""
        self.snaps = not self.snaps
        return Done(
            "edges go to the nearest action, event, change or frame" if self.snaps else "edges stay where put"
        )

    def next_nudge(self) -> Done:
        """Nudge by something else."""
        self.nudge_by = _NUDGES[(_NUDGES.index(self.nudge_by) + 1) % len(_NUDGES)]
        return Done(f"edges are nudged {NUDGE_WORDS[self.nudge_by]}")

    def set_in(self, t_ns: int) -> Done:
        """Let the next segment begin here."""
        self.in_point = self.edge(t_ns)
        return Done("in point set: o sets the out point, a label's key makes the segment", self.in_point.t_ns)

    def set_out(self, t_ns: int) -> Done:
        """Let the next segment end here."""
        self.out_point = self.edge(t_ns)
        words = "a label's key makes the segment" if self.in_point else "i sets the in point"
        return Done(f"out point set: {words}", self.out_point.t_ns)

    # Going in and out

    def descend(self, t_ns: int) -> Done:
        """Let the segment here be the whole timeline, and take the tier inside it in hand."""
        segment = self.segment(t_ns)
        tiers = self.tiers_here
        inside = descend(self.labels, tiers, segment)
        if not inside.tiers:
            raise EditError(f"no tier lies inside {self._tier}")
        self._descents.append(inside)
        self._tier = next((name for name in inside.tiers if name != segment.tier), segment.tier)
        self.in_point = self.out_point = None
        return Done(f"inside {segment.label or 'the segment'}: < comes back")

    def ascend(self) -> Done:
        """Come back from the segment one has gone into."""
        if not self._descents:
            raise EditError("this is the whole recording")
        self._tier = self._descents.pop().segment.tier
        self.in_point = self.out_point = None
        return Done("back" if self._descents else "the whole recording again")

    # Taking back

    def undo(self) -> Done:
        """Take back what was done last."""
        back = self.notebook.undo()
        if back is None:
            raise EditError("nothing to undo")
        self._follow(self.placement.shown_edits(back.edits))
        if back.settled and not back.edits:
            return Done("a settled conflict keeps what was shown; u goes on to what was done before it")
        kept = f"; {len(back.kept)} changed by somebody else since stay" if back.kept else ""
        return Done(f"undone{kept}")

    def redo(self) -> Done:
        """Do again what was taken back last."""
        again = self.notebook.redo()
        if again is None:
            raise EditError("nothing to redo")
        self._follow(self.placement.shown_edits(again.edits))
        return Done("done again")

    def do(self, edits: Sequence[Edit]) -> None:
        """Do edits as one key would, all undone at once.

        Raises:
            EditError: They would change the labels of an author who is reviewed.
        """
        values = (value for edit in edits for value in (edit.before, edit.after))
        if self.reviewed and any(is_label(value) for value in values):
            raise EditError(f"{self.reviewed}'s labels are reviewed, not changed: c comments on them")
        if edits:
            stored = self.placement.stored_edits(edits, self.notebook.ledger.standing)
            self.notebook.do(stored)
            self._follow(self.placement.shown_edits(stored))

    # What others do

    def hear(self, changes: Sequence[Change]) -> int | None:
        """Take in changes made elsewhere: on another screen, or by others.

        Returns:
            How many annotations shown here are other than before; None where nothing was new.
        """
        ledger = self.notebook.ledger
        before = {change.annotation: ledger.standing.get(change.annotation) for change in changes}
        if not self.notebook.hear(changes):
            return None
        edits = []
        for name, old in before.items():
            new = ledger.standing.get(name)
            either = new or old
            if old != new and either is not None and self.whose.shows(either):
                edits.append(Edit(old, new))
        self._follow(self.placement.shown_edits(edits))
        return len(edits)

    def conflicts(self) -> list[Conflict]:
        """Return the annotations shown here that were changed apart, in order of their id."""
        return [each for each in self.notebook.ledger.conflicts() if self.whose.is_of(each.annotation)]

    def settle(self, annotation: str, after: Annotation | None) -> None:
        """End a conflict over an annotation shown here: it is as given from now on, None for deleted."""
        before = self.notebook.ledger.standing.get(annotation)
        self.notebook.settle(annotation, after)
        if before != after:
            self._follow(self.placement.shown_edits([Edit(before, after)]))

    # For the keys of `replay.annotate.labelling`

    def segment(self, t_ns: int) -> Segment:
        """Return the innermost segment of the tier in hand at a time.

        Raises:
            EditError: There is none.
        """
        segment = self.view.at(t_ns)
        if segment is None:
            raise EditError(f"there is no segment of {self._tier} here")
        return segment

    def inner_views(self) -> list[TierView]:
        """Return the tiers whose segments lie inside those of the tier in hand."""
        return [self._tiers[name] for name in inner_tiers(self.labels, self._tier) if name in self._tiers]

    def edge(self, t_ns: int) -> Edge:
        """Return the edge at a time, anchored to what lies exactly there, or near where that is wanted."""
        return self._edge(t_ns, TOLERANCE_NS if self.snaps else 0)

    def edge_exactly(self, t_ns: int) -> Edge:
        """Return the edge at a time and not near it, anchored to what lies there."""
        return self._edge(t_ns, 0)

    def _edge(self, t_ns: int, near_ns: int) -> Edge:
        try:
            return snap(self.recording, self.actions, t_ns, tolerance_ns=near_ns) or Edge(t_ns)
        except FormatError:
            # Damaged here: what can be labelled is not less than what can be seen.
            return Edge(t_ns)

    # Within

    def _follow(self, edits: Iterable[Edit]) -> None:
        edits = tuple(edits)
        for view in self._tiers.values():
            view.apply(edits)
        for descent in self._descents:
            for view in descent.tiers.values():
                view.apply(edits)
        for edit in edits:
            for value in (edit.before, edit.after):
                if isinstance(value, Mark | Comment):
                    self._pinned.pop(value.id, None)
                elif isinstance(value, Decision):
                    self.decisions.pop(value.subject, None)
            if isinstance(edit.after, Mark | Comment):
                self._pinned[edit.after.id] = edit.after
            elif isinstance(edit.after, Decision):
                self.decisions[edit.after.subject] = edit.after
        self._leave_what_is_gone()

    def _leave_what_is_gone(self) -> None:
        """Come out of a segment that an undo took away or moved."""
        for depth, descent in enumerate(self._descents):
            view = self._tiers.get(descent.segment.tier)
            now = view.segment(descent.segment.id) if view else None
            if now is None or view is None or view.span(now) != descent.bounds:
                self._tier = descent.segment.tier
                del self._descents[depth:]
                return
            if now != descent.segment:
                self._descents[depth] = replace(descent, segment=now)

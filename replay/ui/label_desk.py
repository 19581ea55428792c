"""What the keys of labelling do, on the way from the screen to the workspace; a refusal becomes words.

Made by the thread that reads the journal, with all it imports; used by the interface's thread alone.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from formats.errors import FormatError
from formats.model.actions import Actions
from formats.model.annotations import Annotation, Decision, Defect, Flag, Verdict
from formats.model.changes import Change
from formats.model.recording import Recording
from formats.model.time import Span
from replay.annotate import labelling
from replay.annotate.adjudication import Which
from replay.annotate.correction import InForce, in_force
from replay.annotate.errors import EditError
from replay.annotate.history import Edit
from replay.annotate.label_set import Label
from replay.annotate.ledger import Ledger
from replay.annotate.new_id import new_id
from replay.annotate.stops import (
    Stop,
    decide,
    decide_together,
    lint_stops,
    nearest,
    settle,
    still_open,
    suggested_stops,
    undecided,
)
from replay.annotate.suggest import Suggestion
from replay.annotate.tier_view import Side
from replay.annotate.two_annotators import differing, follow, gold_words
from replay.annotate.workspace import Done, Workspace
from replay.ui.flag_desk import FlagDesk
from replay.ui.journal_keeper import JournalKeeper
from replay.ui.labels_shown import LabelsShown, labels_shown

SIGN_OFF = "sign-off"
"""What is decided on where a person signs that they have looked a recording through."""


class LabelDesk:
    """One person's labelling on the screen."""

    def __init__(self, work: Workspace, keeper: JournalKeeper, row: int) -> None:
        """Begin with what was read.

        Args:
            work: What keys work on.
            keeper: Saves what they do.
            row: The last of the journal that was read.
        """
        self._work = work
        self._keeper = keeper
        self._row = row
        self.between: tuple[str, str] | None = None
        """The annotators who are held against each other, None for nobody."""
        self.gold = ""
        """The author whose labels are right, "" for none."""
        self.stops: list[Stop] = []
        """What is walked, in order of time, or worst first."""
        self.doubtful: list[Stop] = []
        """What the correction of the frames' times leaves in doubt."""
        self.ranked = False
        """Whether the stops are in another order than that of time."""
        self._all: list[Stop] = []
        """What was found, with what is decided meanwhile: undoing brings a stop back."""
        self.flagging = FlagDesk(work)
        """What keys of flagging do."""

    # What there is

    @property
    def tier(self) -> str:
        """The tier in hand."""
        return self._work.tier

    @property
    def bounds(self) -> Span:
        """The timeline: the recording, or the segment one has gone into."""
        return self._work.bounds

    @property
    def unsaved(self) -> int:
        """How many changes are not on the disk."""
        return self._keeper.unsaved

    @property
    def place(self) -> str:
        """Where annotations are kept, for people."""
        return str(self._keeper.place)

    def shown(self) -> LabelsShown:
        """Return what the widgets are to show."""
        return labels_shown(self._work, self.between or ())

    def words_at(self, t_ns: int) -> str:
        """Name the tier in hand, how deep one is, and what is labelled; labels stand in it as they are."""
        inside = " > ".join(self._work.path_at(t_ns)) or "nothing labelled"
        depth = f"in {' > '.join(self._work.depth)}: " if self._work.depth else ""
        whose = f"{self._work.reviewed}'s " if self._work.reviewed else ""
        return f"{whose}{self._work.tier}: {depth}{inside}"

    def offered(self, t_ns: int) -> tuple[Label, ...]:
        """Return the labels that can be given at a time."""
        return self._work.offered(t_ns)

    def conflicts(self) -> int:
        """Count the annotations shown here that were changed apart."""
        return len(self._work.conflicts())

    @property
    def correction(self) -> InForce | None:
        """The correction of the frames' times that stands in the journal, None for none."""
        return in_force(self._work.notebook.ledger)

    def take_recording(self, recording: Recording) -> None:
        """Work on the recording with other times of its frames."""
        self._work.take(recording)
        self.doubtful = []

    def to_doubt(self) -> tuple[list[Annotation], Ledger, int]:
        """Return what a correction may leave in doubt: copies, for `doubtful_stops` in a thread."""
        kept = self.correction
        ledger = Ledger(list(self._work.notebook.ledger.changes)) if kept else Ledger()
        return self._work.whose.stored(), ledger, kept.at_utc_ns if kept else 0

    def doubts(self) -> list[Stop]:
        """Return what is in doubt and not decided yet."""
        return undecided(self._work, self.doubtful)

    def defects(self) -> list[Defect]:
        """Return the defects that the journal holds, whoever kept them, where they lie now."""
        standing = self._work.notebook.ledger.standing.values()
        return self.not_rejected(
            [self._work.placement.shown(each) for each in standing if isinstance(each, Defect)]
        )

    def not_rejected(self, defects: Sequence[Defect]) -> list[Defect]:
        """Return the defects that nobody here has called none."""
        decisions = self._work.decisions
        return [
            each for each in defects if each.id not in decisions or decisions[each.id].verdict != "rejected"
        ]

    def listen(self) -> None:
        """Have what comes into the journal from now on posted: `JournalHeard`."""
        self._keeper.listen(self._work.notebook.recording, self._row)

    def hear(self, changes: Sequence[Change]) -> int | None:
        """Take in what came into the journal meanwhile.

        Returns:
            How many annotations shown here are other than before; None where nothing was new.
        """
        return self._work.hear(changes)

    def take_actions(self, actions: Actions) -> None:
        """Let edges snap to actions from now on."""
        self._work.actions = actions

    def span_at(self, t_ns: int) -> Span | None:
        """Return the span of the segment at a time, None where there is none."""
        try:
            return self._work.view.span(self._work.segment(t_ns))
        except EditError:
            return None

    @property
    def recording(self) -> str:
        """Content id of what is annotated."""
        return self._work.notebook.recording

    def flags(self) -> list[Flag]:
        """Return the flags that stand, whoever set them: what one person hides, no other is shown."""
        return [each for each in self._work.notebook.ledger.standing.values() if isinstance(each, Flag)]

    @property
    def decisions(self) -> Mapping[str, Decision]:
        """What was decided, by what it was decided on."""
        return self._work.decisions

    # What keys do

    def split(self, t_ns: int) -> Done:
        """Let one segment end here and the next begin."""
        return self._do(lambda work: labelling.split(work, t_ns))

    def key(self, t_ns: int, key: str, *, playing: bool) -> Done:
        """Give the label that has the key."""
        return self._do(lambda work: labelling.key(work, t_ns, key, playing=playing))

    def give(self, t_ns: int, label: str, *, playing: bool) -> Done:
        """Give a label by its name."""
        return self._do(lambda work: labelling.give(work, t_ns, label, playing=playing))

    def relabel_alike(self, t_ns: int, label: str) -> Done:
        """Give a label to all segments labelled as the one here."""
        return self._do(lambda work: labelling.relabel_alike(work, t_ns, label))

    def set_in(self, t_ns: int) -> Done:
        """Let the next segment begin here."""
        return self._do(lambda work: work.set_in(t_ns))

    def set_out(self, t_ns: int) -> Done:
        """Let the next segment end here."""
        return self._do(lambda work: work.set_out(t_ns))

    def next_tier(self, direction: int) -> Done:
        """Take another tier in hand."""
        return self._do(lambda work: work.next_tier(direction))

    def merge(self, t_ns: int, toward: Literal["before", "after"]) -> Done:
        """Make one segment of the one here and its neighbour."""
        return self._do(lambda work: labelling.merge(work, t_ns, toward))

    def delete(self, t_ns: int) -> Done:
        """Delete the segment or point here."""
        return self._do(lambda work: labelling.delete(work, t_ns))

    def copy_tier(self) -> Done:
        """Copy the tier in hand to the next one."""
        return self._do(labelling.copy_to_next)

    def to_edge(self, t_ns: int, side: Side) -> Done:
        """Find an edge of the segment here."""
        return self._do(lambda work: labelling.go_to_edge(work, t_ns, side))

    def edge_here(self, t_ns: int, side: Side) -> Done:
        """Let the segment here begin or end at the playhead."""
        return self._do(lambda work: labelling.edge_here(work, t_ns, side))

    def nudge(self, t_ns: int, step: Literal[-1, 1]) -> Done:
        """Move the edge nearest to the playhead."""
        return self._do(lambda work: labelling.nudge(work, t_ns, step))

    def next_nudge(self) -> Done:
        """Choose how far edges are nudged."""
        return self._do(lambda work: work.next_nudge())

    def turn_snapping(self) -> Done:
        """Let edges go to what happened near them, or not."""
        return self._do(lambda work: work.turn_snapping())

    def descend(self, t_ns: int) -> Done:
        """Let the segment here be the whole timeline."""
        return self._do(lambda work: work.descend(t_ns))

    def ascend(self) -> Done:
        """Come back out of it."""
        return self._do(lambda work: work.ascend())

    def mark(self, t_ns: int, letter: str) -> Done:
        """Let a letter return to a time."""
        return self._do(lambda work: labelling.mark(work, t_ns, letter))

    def comment(self, t_ns: int, text: str) -> Done:
        """Pin words here."""
        return self._do(lambda work: labelling.comment(work, t_ns, text))

    def turn_comment(self, t_ns: int) -> Done:
        """Resolve the nearest comment, or open it again."""
        return self._do(lambda work: labelling.turn_comment(work, t_ns))

    def undo(self) -> Done:
        """Take back what was done last."""
        return self._do(lambda work: work.undo())

    def redo(self) -> Done:
        """Do it again."""
        return self._do(lambda work: work.redo())

    # Stops

    def suggested(self, suggestions: Sequence[Suggestion]) -> list[Stop]:
        """Return those that are to be decided in the tier in hand."""
        return self._walk(suggested_stops(self._work, suggestions))

    def found(self, stops: Sequence[Stop]) -> list[Stop]:
        """Return what was found and is to be decided, in order of time."""
        return self._walk(undecided(self._work, stops), found=stops)

    def ranked_first(self, stops: Sequence[Stop]) -> list[Stop]:
        """Return what was found and is to be decided, in the order in which it is given."""
        self.flagging.places.update({each.id: each.place for each in stops if each.place is not None})
        return self._walk(still_open(self._work, stops), found=stops, ranked=True)

    def look_again(self) -> bool:
        """Let the stops be what is to be decided after an undo; False where they are as before."""
        if not self._all:
            return False
        before = self.stops
        self.stops = still_open(self._work, self._all)
        if not self.ranked:
            self.stops.sort(key=lambda stop: stop.t_ns)
        return self.stops != before

    def stop_at(self, t_ns: int) -> Stop | None:
        """Return the stop at the playhead, None where there is none."""
        try:
            return nearest(self.stops, t_ns, first=self.ranked)
        except EditError:
            return None

    def let_go(self, stop: Stop) -> None:
        """Walk a stop no more: it was decided on in another way."""
        self.stops = [each for each in self.stops if each is not stop]

    def sign_off(self, note: str, *, whole: bool) -> Done:
        """Sign the recording off as looked through.

        Args:
            note: How much was seen, and what the person says of it.
            whole: Whether everything was; in part it is signed as "adjusted".
        """
        before = self._work.decisions.get(SIGN_OFF)
        name = before.id if before else new_id()
        signed = Decision(name, SIGN_OFF, "accepted" if whole else "adjusted", note)
        return self._do(lambda work: _signed(work, Edit(before, signed)))

    def lint(self) -> list[Stop]:
        """Return conflicts, what is wrong with the labels, and the open comments."""
        found = [*lint_stops(self._work), *undecided(self._work, self.doubtful)]
        return self._walk(sorted(found, key=lambda stop: stop.t_ns))

    def decide(self, t_ns: int, verdict: Verdict, *, alone: bool = False) -> Done:
        """Decide on the stop at the playhead, and all of its group, which are then stops no longer.

        Args:
            t_ns: The playhead.
            verdict: On them.
            alone: Decide on that one stop, whatever group it is in.
        """

        def decided(stop: Stop) -> tuple[Done, list[Stop]]:
            if verdict == "accepted" and (stop.contested or stop.conflict):
                return self._followed(stop, "a")
            if stop.group and not alone:
                group = [each for each in self.stops if each.group == stop.group]
                done = self._do(lambda work: decide_together(work, group, verdict))
                return done, [each for each in group if each.id in self._work.decisions]
            done = self._do(lambda work: decide(work, stop, verdict))
            return done, [stop] if self._work.decisions.get(stop.id) is not None else []

        return self._at_stop(t_ns, decided)

    def differing(self) -> list[Stop] | str:
        """Return where two annotators differ in the tier in hand, or why that cannot be said."""
        if self.between is None:
            return "`replay open --between A B FILE` shows where two annotators differ"
        try:
            return self._walk(differing(self._work, self.between))
        except EditError as error:
            return str(error)

    def follow(self, t_ns: int, which: Which) -> Done:
        """Follow one annotator, or both, at the stop here."""
        return self._at_stop(t_ns, lambda stop: self._followed(stop, which))

    def _followed(self, stop: Stop, which: Which) -> tuple[Done, list[Stop]]:
        if stop.conflict is not None:
            done = self._do(lambda work: settle(work, stop, which))
            return done, [stop] if stop.conflict not in self._work.conflicts() else []
        return self._do(lambda work: follow(work, stop, which)), [stop] if stop.contested is not None else []

    def _at_stop(self, t_ns: int, decides: Callable[[Stop], tuple[Done, list[Stop]]]) -> Done:
        """Decide on the stop at a time; those that are decided go."""
        try:
            stop = nearest(self.stops, t_ns, first=self.ranked)
        except EditError as error:
            return Done(str(error))
        done, gone = decides(stop)
        if gone:
            self.stops = [each for each in self.stops if not any(each is other for other in gone)]
        return done

    def _walk(self, stops: list[Stop], *, found: Sequence[Stop] = (), ranked: bool = False) -> list[Stop]:
        self.stops, self._all, self.ranked = stops, list(found), ranked
        return stops

    def close(self) -> str:
        """Save what waits; return what the person must know, "" for nothing."""
        return self._keeper.close()

    def gold_words(self, t_ns: int) -> str:
        """Say how far the labels are as the gold has them, up to a time; "" without a gold."""
        return gold_words(self._work, self.gold, t_ns) if self.gold and not self._work.is_of_points else ""

    def _do(self, does: Callable[[Workspace], Done]) -> Done:
        try:
            return does(self._work)
        except (EditError, FormatError) as error:
            return Done(str(error))


def _signed(work: Workspace, edit: Edit) -> Done:
    work.do([edit] if edit.before != edit.after else [])
    return Done("signed off")

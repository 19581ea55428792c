"""What the keys of labelling do, on the way from the screen to the workspace; a refusal becomes words.

Made by the thread that reads the journal, with all it imports; used by the interface's thread alone.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, TypeVar

from formats.model.actions import Actions
from formats.model.annotations import Annotation, Defect, Flag
from formats.model.changes import Change
from formats.model.recording import Recording
from formats.model.time import Span
from replay.annotate import labelling
from replay.annotate.correction import InForce, in_force
from replay.annotate.errors import EditError
from replay.annotate.flagging import flags_of
from replay.annotate.label_sets.label_set import Label
from replay.annotate.ledger import Ledger
from replay.annotate.tier_view import Side
from replay.annotate.two_annotators import gold_words
from replay.annotate.workspace import Done, Workspace
from replay.ui.desks.journal_keeper import JournalKeeper
from replay.ui.desks.labels_shown import LabelsShown, labels_shown
from replay.ui.desks.stop_desk import StopDesk

A = TypeVar("A", bound=Annotation)


class LabelDesk(StopDesk):
    """One person's labelling on the screen."""

    def __init__(self, work: Workspace, keeper: JournalKeeper, row: int) -> None:
        """Begin with what was read.

        Args:
            work: What keys work on.
            keeper: Saves what they do.
            row: The last of the journal that was read.
        """
        super().__init__(work)
        self._keeper = keeper
        self._row = row
        self.gold = ""
        """The author whose labels are right, "" for none."""

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

    def defects(self) -> list[Defect]:
        """Return the defects that the journal holds, whoever kept them, where they lie now."""
        found = self._work.notebook.ledger.standing_of(Defect)
        return self.not_rejected(self._work.placement.all_shown(found))

    def not_rejected(self, found: Iterable[A]) -> list[A]:
        """Return the defects, or flags, that nobody here has called none."""
        decisions = self._work.decisions
        return [
            each for each in found if each.id not in decisions or decisions[each.id].verdict != "rejected"
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
        """Return the flags that stand where they lie now: what one person hides, no other is shown."""
        return flags_of(self._work)

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

    def close(self) -> str:
        """Save what waits; return what the person must know, "" for nothing."""
        return self._keeper.close()

    def gold_words(self, t_ns: int) -> str:
        """Say how far the labels are as the gold has them, up to a time; "" without a gold."""
        return gold_words(self._work, self.gold, t_ns) if self.gold and not self._work.is_of_points else ""

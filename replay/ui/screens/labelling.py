"""What the keys of labelling do to the screen of a recording: one short method for each."""

from typing import TYPE_CHECKING, Literal

from replay.ui import late
from replay.ui.exit_codes import HANDED_IN, SENT_BACK
from replay.ui.screens.trusted import TrustedScreen

if TYPE_CHECKING:
    from formats.model.annotations import Verdict
    from replay.annotate.adjudication import Which
    from replay.ui.desks.label_desk import LabelDesk

Side = Literal["start", "end"]


class LabellingScreen(TrustedScreen):
    """The screen of a recording with the keys of labelling."""

    _was_warned = False
    """Whether what is wrong was shown to somebody who wants to hand in."""

    # Labelling

    def action_split(self) -> None:
        """Let one segment end here and the next begin."""
        self.do(lambda desk, t_ns: desk.split(t_ns))

    def action_label(self, key: str) -> None:
        """Give the label that has the key; the palette, which has none to tell, asks for the label."""
        if len(key) != 1:
            self.action_pick_label()
            return
        playing = self.player.playhead.playing
        self.do(lambda desk, t_ns: desk.key(t_ns, key, playing=playing))

    def action_pick_label(self) -> None:
        """Ask for a label and give it, where the playhead was when it was asked for."""
        playing, asked_ns = self.player.playhead.playing, self.player.t_ns
        self.pick("Label", lambda label: lambda desk, _: desk.give(asked_ns, label, playing=playing))

    def action_relabel_alike(self) -> None:
        """Ask for a label and give it to all segments labelled as the one here."""
        title = "New label for all that are labelled as this one"
        self.pick(title, lambda label: lambda desk, t_ns: desk.relabel_alike(t_ns, label))

    def action_in_point(self) -> None:
        """Let the next segment begin here."""
        self.do(lambda desk, t_ns: desk.set_in(t_ns))

    def action_out_point(self) -> None:
        """Let the next segment end here."""
        self.do(lambda desk, t_ns: desk.set_out(t_ns))

    def action_tier(self, direction: int) -> None:
        """Take another tier in hand."""
        self.do(lambda desk, _: desk.next_tier(direction))

    def action_merge(self, toward: Literal["before", "after"]) -> None:
        """Make one segment of the one here and its neighbour."""
        self.do(lambda desk, t_ns: desk.merge(t_ns, toward))

    def action_delete(self) -> None:
        """Delete the segment or point here."""
        self.do(lambda desk, t_ns: desk.delete(t_ns))

    def action_copy_tier(self) -> None:
        """Copy the tier in hand to the next one, where that is empty."""
        self.do(lambda desk, _: desk.copy_tier())

    def action_to_edge(self, side: Side) -> None:
        """Go to an edge of the segment here."""
        self.do(lambda desk, t_ns: desk.to_edge(t_ns, side))

    def action_edge_here(self, side: Side) -> None:
        """Let the segment here begin or end at the playhead."""
        self.do(lambda desk, t_ns: desk.edge_here(t_ns, side))

    def action_nudge(self, step: Literal[-1, 1]) -> None:
        """Move the edge nearest to the playhead."""
        self.do(lambda desk, t_ns: desk.nudge(t_ns, step))

    def action_nudge_by(self) -> None:
        """Choose how far edges are nudged."""
        self.do(lambda desk, _: desk.next_nudge())

    def action_snap(self) -> None:
        """Let edges go to what happened near them, or not."""
        self.do(lambda desk, _: desk.turn_snapping())

    def action_descend(self) -> None:
        """Let the segment here be the whole timeline."""
        self.do(lambda desk, t_ns: desk.descend(t_ns))

    def action_ascend(self) -> None:
        """Come back out of it."""
        self.do(lambda desk, _: desk.ascend())

    def action_comment(self) -> None:
        """Ask for words and pin them where the playhead was."""
        asked_ns = self.player.t_ns
        self.app.push_screen(
            late.prompt()(
                "Comment: what should the next person know?",
                lambda _: "Enter pins it here, or to the span from in to out point",
                lambda text: self.do(lambda desk, _: desk.comment(asked_ns, text)),
            )
        )

    def action_turn_comment(self) -> None:
        """Resolve the nearest comment, or open it again."""
        self.do(lambda desk, t_ns: desk.turn_comment(t_ns))

    def action_undo(self) -> None:
        """Take back what was done last."""
        self.do(lambda desk, _: desk.undo())

    def action_redo(self) -> None:
        """Do it again."""
        self.do(lambda desk, _: desk.redo())

    def action_loop(self) -> None:
        """Play the segment here again and again, or go on."""
        if self.player.loop is not None:
            self.player.loop = None
            self.say("no longer looped")
        elif self.desk is None or (span := self.desk.span_at(self.player.t_ns)) is None:
            self.say("there is no segment here to loop")
        else:
            self.player.loop = span
            self.say("the segment is played again and again: \\ goes on")

    # Stops

    def action_suggest(self) -> None:
        """Walk suggested boundaries."""
        actions = self.player.actions
        if actions is None:
            self.say("actions cannot be read" if self.words_read else "actions are still being read")
            return
        self.look(
            "suggested",
            lambda recording: late.suggestions(recording, actions),
            lambda desk, found: desk.suggested(found),
        )

    def action_lint(self) -> None:
        """Walk what is wrong with the labels, and the open comments."""
        self.when_read(lambda desk: self.walk("to look at", desk.lint()))

    def action_hand_in(self) -> None:
        """Hand in a claimed recording; the queue opens the next one. What is wrong is shown once before."""
        if not self.visit.claimed:
            self.say("this recording was not claimed: `replay queue work` claims one after the other")
        elif self.visit.reviewed or self._was_warned:
            self.leave(HANDED_IN)
        else:
            self.when_read(self._hand_in)

    def _hand_in(self, desk: "LabelDesk") -> None:
        stops = desk.lint()
        if any(stop.is_wrong for stop in stops):
            self._was_warned = True
            self.walk("to look at", stops, "W again hands in as it is, n next")
        else:
            self.leave(HANDED_IN)

    def action_send_back(self) -> None:
        """Send a reviewed recording back; the queue asks what is to be done, and opens the next one."""
        if self.visit.claimed and self.visit.reviewed:
            self.leave(SENT_BACK)
        else:
            self.say("nothing is reviewed here: see `replay queue work --review`")

    def action_differing(self) -> None:
        """Walk where two annotators differ in the tier in hand."""
        self.when_read(self.walk_differing)

    def action_follow(self, which: "Which") -> None:
        """Follow an annotator at the stop here and go to the next one."""
        self.decide_and_go_on(lambda desk, t_ns: desk.follow(t_ns, which))

    def action_check(self) -> None:
        """Check whether the capture can be trusted: stops."""
        self.look("defects", late.defect_stops, lambda desk, found: desk.found(found))

    def action_decide(self, verdict: "Verdict") -> None:
        """Decide on the stop here and go to the next one."""
        self.decide_and_go_on(lambda desk, t_ns: desk.decide(t_ns, verdict))

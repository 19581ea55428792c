"""Labelling on the screen of a recording: one short method for each key, and what the journal says.

What a key does is decided in `replay.annotate.labelling`; here it is shown. Keys that come before the journal
is read wait for it: none is lost.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from replay.core.safe_text import visible
from replay.store.place import store_place
from replay.store.settings import Settings
from replay.ui import late, messages
from replay.ui.keys import Key
from replay.ui.screens.recording import RecordingScreen
from replay.ui.stage import Stage
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.status import Part
from replay.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from replay.annotate.workspace import Done
    from replay.ui.label_desk import LabelDesk

Side = Literal["start", "end"]
Does = Callable[["LabelDesk", int], "Done"]
"""What a key does, given the playhead's time."""


class LabellingScreen(RecordingScreen):
    """Shows one recording and what is labelled in it."""

    parting_words = ""
    """What the person must know once the screen is gone."""

    def __init__(
        self, stage: Stage, table: tuple[Key, ...], source: Path, settings: Settings, *, labels: bool = False
    ) -> None:
        """Show a recording.

        Args:
            stage: With the player.
            table: Keys in force.
            source: What was opened; its name is the title.
            settings: What the person set.
            labels: Whether the person came to label: the tiers are shown without being asked for.
        """
        super().__init__(stage, table, source.name, settings.idle_s)
        self._source = source
        self._settings = settings
        self._wants_labels = labels
        self._desk: LabelDesk | None = None
        self._journal_asked = False
        self._waiting: list[Callable[[], None]] = []
        """What keys have asked for before the journal was read."""
        self._save_error = ""

    def on_unmount(self) -> None:
        """Save what waits; what cannot be saved is put aside."""
        if self._desk is not None:
            self.parting_words = self._desk.close()

    # The journal

    def on_words_read(self) -> None:
        """Read the journal once the recording itself is read, where there may be one."""
        super().on_words_read()
        place = store_place(self._source, self._settings.store)
        if self._wants_labels or place.path is None or place.path.exists():
            self._read_journal()

    def on_actions_ready(self, message: messages.ActionsReady) -> None:
        """Let edges snap to actions."""
        super().on_actions_ready(message)
        if self._desk is not None:
            self._desk.take_actions(message.actions)

    def on_journal_ready(self, message: messages.JournalReady) -> None:
        """Show what is labelled, and do what keys have asked for meanwhile."""
        self._desk = message.desk
        if self.player.actions is not None:
            self._desk.take_actions(self.player.actions)
        for fault in message.faults[:3]:
            self.notify(visible(fault), severity="warning", timeout=15, markup=False)
        if count := self._desk.conflicts():
            words = "annotation was" if count == 1 else "annotations were"
            self.notify(
                f"{count} {words} changed by two people apart: `replay journal conflicts` lists them."
            )
        self._show_labels()
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do()

    def on_journal_failed(self, message: messages.JournalFailed) -> None:
        """Say why nothing can be labelled; the next key of labelling tries again."""
        self._waiting, self._journal_asked = [], False
        words = f"Nothing can be labelled: {visible(message.error)}"
        self.notify(words, severity="error", timeout=20, markup=False)
        self.say("the journal cannot be opened")

    def on_journal_saved(self, message: messages.JournalSaved) -> None:
        """Count what is not saved, and say once why."""
        if message.error and message.error != self._save_error:
            words = f"Not saved yet, and tried again: {visible(message.error)}"
            self.notify(words, severity="error", timeout=15, markup=False)
        self._save_error = message.error
        self.update_all()

    # Labelling

    def action_split(self) -> None:
        """Let one segment end here and the next begin."""
        self._do(lambda desk, t_ns: desk.split(t_ns))

    def action_label(self, key: str) -> None:
        """Give the label that has the key; the palette, which has none to tell, asks for the label."""
        if len(key) != 1:
            self.action_pick_label()
            return
        playing = self.player.playhead.playing
        self._do(lambda desk, t_ns: desk.key(t_ns, key, playing=playing))

    def action_pick_label(self) -> None:
        """Ask for a label and give it, where the playhead was when it was asked for."""
        playing, asked_ns = self.player.playhead.playing, self.player.t_ns
        self._pick("Label", lambda label: lambda desk, _: desk.give(asked_ns, label, playing=playing))

    def action_relabel_alike(self) -> None:
        """Ask for a label and give it to all segments labelled as the one here."""
        title = "New label for all that are labelled as this one"
        self._pick(title, lambda label: lambda desk, t_ns: desk.relabel_alike(t_ns, label))

    def action_in_point(self) -> None:
        """Let the next segment begin here."""
        self._do(lambda desk, t_ns: desk.set_in(t_ns))

    def action_out_point(self) -> None:
        """Let the next segment end here."""
        self._do(lambda desk, t_ns: desk.set_out(t_ns))

    def action_tier(self, direction: int) -> None:
        """Take another tier in hand."""
        self._do(lambda desk, _: desk.next_tier(direction))

    def action_merge(self, toward: Literal["before", "after"]) -> None:
        """Make one segment of the one here and its neighbour."""
        self._do(lambda desk, t_ns: desk.merge(t_ns, toward))

    def action_delete(self) -> None:
        """Delete the segment or point here."""
        self._do(lambda desk, t_ns: desk.delete(t_ns))

    def action_copy_tier(self) -> None:
        """Copy the tier in hand to the next one, where that is empty."""
        self._do(lambda desk, _: desk.copy_tier())

    def action_to_edge(self, side: Side) -> None:
        """Go to an edge of the segment here."""
        self._do(lambda desk, t_ns: desk.to_edge(t_ns, side))

    def action_edge_here(self, side: Side) -> None:
        """Let the segment here begin or end at the playhead."""
        self._do(lambda desk, t_ns: desk.edge_here(t_ns, side))

    def action_nudge(self, step: Literal[-1, 1]) -> None:
        """Move the edge nearest to the playhead."""
        self._do(lambda desk, t_ns: desk.nudge(t_ns, step))

    def action_nudge_by(self) -> None:
        """Choose how far edges are nudged."""
        self._do(lambda desk, _: desk.next_nudge())

    def action_snap(self) -> None:
        """Let edges go to what happened near them, or not."""
        self._do(lambda desk, _: desk.turn_snapping())

    def action_descend(self) -> None:
        """Let the segment here be the whole timeline."""
        self._do(lambda desk, t_ns: desk.descend(t_ns))

    def action_ascend(self) -> None:
        """Come back out of it."""
        self._do(lambda desk, _: desk.ascend())

    def action_comment(self) -> None:
        """Ask for words and pin them where the playhead was."""
        asked_ns = self.player.t_ns
        self.app.push_screen(
            late.prompt()(
                "Comment: what should the next person know?",
                lambda _: "Enter pins it here, or to the span from in to out point",
                lambda text: self._do(lambda desk, _: desk.comment(asked_ns, text)),
            )
        )

    def action_turn_comment(self) -> None:
        """Resolve the nearest comment, or open it again."""
        self._do(lambda desk, t_ns: desk.turn_comment(t_ns))

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._do(lambda desk, _: desk.undo())

    def action_redo(self) -> None:
        """Do it again."""
        self._do(lambda desk, _: desk.redo())

    def action_loop(self) -> None:
        """Play the segment here again and again, or go on."""
        if self.player.loop is not None:
            self.player.loop = None
            self.say("no longer looped")
        elif self._desk is None or (span := self._desk.span_at(self.player.t_ns)) is None:
            self.say("there is no segment here to loop")
        else:
            self.player.loop = span
            self.say("the segment is played again and again: \\ goes on")

    # Showing

    def label_parts(self, t_ns: int) -> tuple[Part, ...]:
        """Return what the line at the top says of labels."""
        if self._desk is None:
            return ()
        unsaved = self._desk.unsaved
        saved = ("SAVING FAILS", "warning", 0) if self._save_error else (f"unsaved {unsaved}", "dim", 2)
        loop = "looped" if self.player.loop is not None else ""
        return ((visible(self._desk.words_at(t_ns)), "accent", 1), (loop, "accent", 2), saved)

    @property
    def tiers_shown(self) -> int:
        """How many lanes of labels there are."""
        return len(self.query_one(Timeline).lanes.tiers)

    def _read_journal(self) -> None:
        if self._journal_asked:
            return
        self._journal_asked = True
        asked = (self._source, self._settings, self.player.recording, self.post_message)
        threading.Thread(target=late.read_journal, args=asked, name="journal reader", daemon=True).start()

    def _do(self, does: Does) -> None:
        """Do what a key says at the playhead, now or when the journal is read, and show what it did."""
        t_ns = self.player.t_ns
        if self._desk is None:
            self._waiting.append(lambda: self._do_at(does, t_ns))
            self._read_journal()
            self.say("the journal is being read: then this is done")
            return
        self._do_at(does, t_ns)

    def _do_at(self, does: Does, t_ns: int) -> None:
        if self._desk is None:
            return
        bounds = self._desk.bounds
        done = does(self._desk, t_ns)
        if done.t_ns is not None and done.t_ns != self.player.t_ns:
            self.player.seek(done.t_ns)
        self._show_labels()
        if self._desk.bounds != bounds:
            self.query_one(Timeline).set_view(self._desk.bounds)
        self.say(visible(done.words))

    def _pick(self, title: str, take: Callable[[str], Does]) -> None:
        """Ask for one of the labels that can be given here."""
        if self._desk is None:
            self._waiting.append(lambda: self._pick(title, take))
            self._read_journal()
            return
        labels = self._desk.offered(self.player.t_ns)
        self.app.push_screen(
            late.label_picker()(f"{title} ({self._desk.tier})", labels, lambda label: self._do(take(label)))
        )

    def _show_labels(self) -> None:
        """Show the tiers in the timeline, and the one in hand in its list."""
        if self._desk is None:
            return
        shown = self._desk.shown()
        before = self.tiers_shown
        self.query_one(Timeline).change(tiers=shown.lanes)
        self.query_one(Inspector).load_labels(shown.rows)
        self.player.edges = shown.edges
        if len(shown.lanes) != before:
            self.share_out(self.app.size)
        self.update_all()

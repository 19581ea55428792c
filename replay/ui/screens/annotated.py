"""The screen of a recording with what is annotated in it: the journal behind it, and what it shows.

What a key does is decided in `replay.annotate`; here it is shown. Keys that come before the journal is read
wait for it: none is lost. `LabellingScreen` says what the keys do.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual import work

from formats.errors import FormatError
from formats.model.time import Span
from replay.core.hits import Found, Hit
from replay.core.stoppable import StoppedError
from replay.store.place import store_place
from replay.store.settings import Settings
from replay.ui import late, messages
from replay.ui.keys import Key
from replay.ui.screens.searching import SearchingScreen
from replay.ui.stage import Stage
from replay.ui.visit import LOOKS, Visit
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.sources import stop_words
from replay.ui.widgets.status import Part
from replay.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from formats.model.recording import Recording
    from replay.annotate.stops import Stop
    from replay.annotate.workspace import Done
    from replay.ui.desks.label_desk import LabelDesk

F = TypeVar("F")
Does = Callable[["LabelDesk", int], "Done"]
"""What a key does, given the playhead's time."""


class AnnotatedScreen(SearchingScreen):
    """Shows one recording and what is labelled in it."""

    parting_words = ""
    """What the person must know once the screen is gone."""

    def __init__(
        self,
        stage: Stage,
        table: tuple[Key, ...],
        source: Path,
        settings: Settings,
        visit: Visit = LOOKS,
    ) -> None:
        """Show a recording.

        Args:
            stage: With the player.
            table: Keys in force.
            source: What was opened; its name is the title.
            settings: What the person set.
            visit: What the person came for.
        """
        super().__init__(stage, table, source.name, settings.idle_s)
        self._source = source
        self._settings = settings
        self.visit = visit
        self.desk: LabelDesk | None = None
        self._journal_asked = False
        self._waiting: list[Callable[[], None]] = []
        """What keys have asked for before the journal was read."""
        self._leaves = False
        """Whether the person has left, and what keys have asked for is yet to be done."""
        self._return_code = 0
        self._save_error = ""
        self._walked_title: str | None = None
        """Of the stops that a person decides on."""

    def on_mount(self) -> None:
        """Say what the person is to know first.

        Textual calls the same method of the class below, as for every message.
        """
        if note := self.visit.note:
            self.notify(note, title="Sent back (Esc closes this)", timeout=30, markup=False)

    def on_unmount(self) -> None:
        """Save what waits; what cannot be saved is put aside."""
        if self.desk is not None:
            self.parting_words = self.desk.close()

    # The journal

    def on_words_read(self) -> None:
        """Read the journal once the recording itself is read, where there may be one.

        Textual calls the same method of the class below, as for every message.
        """
        if self.visit.needs_tiers or self.has_journal:
            self._read_journal()

    def on_actions_ready(self, message: messages.ActionsReady) -> None:
        """Let edges snap to actions."""
        if self.desk is not None:
            self.desk.take_actions(message.actions)

    def on_journal_ready(self, message: messages.JournalReady) -> None:
        """Show what is labelled, and do what keys have asked for meanwhile."""
        self.desk = message.desk
        self.desk.between, self.desk.gold = self.visit.between, self.visit.gold
        self.desk.listen()
        if self.player.actions is not None:
            self.desk.take_actions(self.player.actions)
        for fault in message.faults[:3]:
            self.notify(fault, severity="warning", timeout=15, markup=False)
        if count := self.desk.conflicts():
            words = "annotation was" if count == 1 else "annotations were"
            self.notify(f"{count} {words} changed in two places apart: ! walks them, a and b settle them.")
        self._show_labels()
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do()
        if self._leaves:
            self.app.exit(return_code=self._return_code)

    def on_looked_through(self, message: messages.LookedThrough) -> None:
        """Hold what was decided against what was found.

        Textual calls the same method of the class below, as for every message, and that one last.
        """
        del message
        self.call_next(self._show_labels)

    def on_journal_failed(self, message: messages.JournalFailed) -> None:
        """Say why nothing can be labelled; the next key of labelling tries again."""
        self._waiting, self._journal_asked, self._leaves = [], False, False
        words = f"Nothing can be labelled: {message.error}"
        self.notify(words, severity="error", timeout=20, markup=False)
        self.say("the journal cannot be opened")
        masks = self.stage.keeper.forget_guess()
        if masks is not None:
            self.hide(masks)
            self.notify(
                "What others have flagged is not known, and not hidden.", severity="error", timeout=20
            )

    def on_journal_saved(self, message: messages.JournalSaved) -> None:
        """Count what is not saved, and say once why."""
        if message.error and message.error != self._save_error:
            words = f"Not saved yet, and tried again: {message.error}"
            self.notify(words, severity="error", timeout=15, markup=False)
        self._save_error = message.error
        self.update_all()

    def on_journal_heard(self, message: messages.JournalHeard) -> None:
        """Show what was done elsewhere meanwhile: on another screen, or by others."""
        if self.desk is None:
            return
        bounds = self.desk.bounds
        count = self.desk.hear(message.changes)
        if count is None:
            return
        self._show_labels(bounds)
        if count:
            words = "annotation was" if count == 1 else "annotations were"
            self.say(f"{count} {words} changed elsewhere meanwhile")

    def walk(
        self,
        title: str,
        stops: "list[Stop]",
        keys: str = "a accepts, r rejects, s later, n next",
    ) -> None:
        """Make stops of what is to be decided, and go to the first from the playhead on."""
        self.show_stops(stops, title)
        if stops:
            self.query_one(Inspector).show_tab("stops")
            if self.desk is not None and self.desk.ranked:
                self._go_to_ranked(0)
            else:
                self.player.jump(next((s.t_ns for s in stops if s.t_ns >= self.player.t_ns), stops[0].t_ns))
            self.say(f"{len(stops)} {title}: {keys}")
        else:
            self.say(f"nothing {title}")

    def when_read(self, do: "Callable[[LabelDesk], None]") -> None:
        """Do what needs the journal, now or when it is read."""
        if self.desk is None:
            self._waiting.append(lambda: self.when_read(do))
            self._read_journal()
            self.say("the journal is being read: then this is done")
        else:
            do(self.desk)

    @property
    def has_journal(self) -> bool:
        """Whether there is a journal, read or not; a team's database is taken to be there."""
        place = store_place(self._source, self._settings.store)
        return place.path is None or place.path.exists()

    def look(
        self, title: str, find: "Callable[[Recording], F]", take: "Callable[[LabelDesk, F], list[Stop]]"
    ) -> None:
        """Search or check the recording in a thread, and walk what was found once the journal is read.

        Args:
            title: What is looked for.
            find: Looks, in the thread.
            take: Makes stops of what was found and is to be decided.
        """
        self._read_journal()
        self.say("looking …")
        self._look(title, find, take)

    @work(thread=True, exclusive=True, group="look")
    def _look(
        self, title: str, find: "Callable[[Recording], F]", take: "Callable[[LabelDesk, F], list[Stop]]"
    ) -> None:
        try:
            found = find(self.player.recording)
        except FormatError as error:
            self.post_message(messages.ReadingFailed(str(error)))
            return
        except StoppedError:
            return
        self.post_message(messages.StopsFound(title, lambda desk: take(desk, found)))

    def on_stops_found(self, message: messages.StopsFound) -> None:
        """Walk what was found, as soon as the journal says what is decided."""
        self.when_read(lambda desk: self.walk(message.title, message.take(desk)))

    def walk_differing(self, desk: "LabelDesk") -> None:
        """Make stops of where two annotators differ."""
        stops = desk.differing()
        self._show_labels()
        if isinstance(stops, str):
            self.say(stops)
            return
        self.walk("differ", stops, "a the first, b the second, & both, n next")

    def decide_and_go_on(self, decides: Does) -> None:
        """Decide on the stop at the playhead, and go to the next one where it is one no longer."""
        if self.desk is None:
            self.say("there is no stop here: p suggests boundaries, ! looks for what is wrong")
            return
        before, stop = self.desk.stops, self.desk.stop_at(self.player.t_ns)
        self.do(decides)
        if len(self.desk.stops) < len(before):
            said = self.said
            self.show_stops(self.desk.stops, self.stops_title)
            if self.desk.ranked and stop is not None:
                # The first of those after it that are still there; the worst of all behind the last one.
                left = {id(each): number for number, each in enumerate(self.desk.stops)}
                after = next((left[id(each)] for each in before[before.index(stop) :] if id(each) in left), 0)
                self._go_to_ranked(after)
            elif not any(stop.t_ns == self.player.t_ns for stop in self.desk.stops):
                self.player.next_stop(1)
            words = self.stop_words()
            self.say(f"{said}; now {words}" if words else said)

    def _go_to_ranked(self, number: int) -> None:
        """Go to a stop by its number in the order of the list."""
        stops = self.desk.stops if self.desk is not None else []
        if number < len(stops):
            self.player.set_stops([stop.t_ns for stop in stops], number)
            self.player.jump(stops[number].t_ns)

    @property
    def no_stops_words(self) -> str:
        """Say what would make stops."""
        return "no stops: / searches, p suggests boundaries, ! looks for what is wrong"

    def stop_words(self) -> str:
        """Say what the stop at the playhead is about, which a key would decide on; "" where there is none."""
        walks = self.desk is not None and self.stops_title == self._walked_title
        stop = self.desk.stop_at(self.player.t_ns) if self.desk is not None and walks else None
        return "" if stop is None else stop_words(_hit(stop), self.stage.keeper.masks)

    def show_stops(self, stops: "list[Stop]", title: str) -> None:
        """Make stops of what is to be decided."""
        self._walked_title = title
        hits = tuple(_hit(stop) for stop in stops)
        self.show_found(Found(hits), title, f"nothing more {title}")

    # Showing

    def label_parts(self, t_ns: int) -> tuple[Part, ...]:
        """Return what the line at the top says of labels."""
        if self.desk is None:
            return ()
        unsaved = self.desk.unsaved
        # What is not on the disk is never left out, however narrow the screen is.
        saved: Part = (f"unsaved {unsaved}", "dim", 0 if unsaved else 2)
        if self._save_error:
            saved = (f"SAVING FAILS, unsaved {unsaved}", "warning", 0)
        loop = "looped" if self.player.loop is not None else ""
        labelled = "" if self.visit.privacy else self.desk.words_at(t_ns)
        return ((labelled, "accent", 1), (loop, "accent", 2), saved)

    def _read_journal(self) -> None:
        if self._journal_asked:
            return
        self._journal_asked = True
        asked = (self._source, self._settings, self.player.recording, self.post_message, self.visit.reviewed)
        threading.Thread(target=late.read_journal, args=asked, name="journal reader", daemon=True).start()

    def leave(self, return_code: int = 0) -> None:
        """Quit: at once, or when what keys have asked for is done."""
        self._leaves, self._return_code = bool(self._waiting), return_code
        if self._leaves:
            self.say("the journal is being read: then what you did is saved, and this ends")
        else:
            self.app.exit(return_code=return_code)

    def do(self, does: Does) -> None:
        """Do what a key says at the playhead, now or when the journal is read, and show what it did."""
        t_ns = self.player.t_ns
        self.when_read(lambda desk: self._do_at(desk, does, t_ns))

    def _do_at(self, desk: "LabelDesk", does: Does, t_ns: int) -> None:
        bounds = desk.bounds
        done = does(desk, t_ns)
        if done.t_ns is not None and done.t_ns != self.player.t_ns:
            self.player.seek(done.t_ns)
        self._show_labels(bounds)
        gold = desk.gold_words(self.player.t_ns)
        self.say(f"{done.words}   {gold}" if gold else done.words)

    def pick(self, title: str, take: Callable[[str], Does]) -> None:
        """Ask for one of the labels that can be given here."""
        self.when_read(lambda desk: self._pick(desk, title, take))

    def _pick(self, desk: "LabelDesk", title: str, take: Callable[[str], Does]) -> None:
        labels = desk.offered(self.player.t_ns)

        def done(label: str) -> None:
            self.do(take(label))

        self.app.push_screen(late.label_picker()(f"{title} ({desk.tier})", labels, done, self.shown_words))

    def _show_labels(self, bounds: Span | None = None) -> None:
        """Show the tiers in the timeline, and the one in hand in its list.

        Args:
            bounds: The timeline before, None where it is the same.
        """
        if self.desk is None:
            return
        keeper = self.stage.keeper
        masks = keeper.take_journal(self.desk.flags(), self.desk.decisions(keeper.due))
        if masks is not None:
            self.hide(masks)
        shown = self.desk.shown()
        # Who looks for what is private needs the room, and changes no label.
        self.change_lanes(tiers=() if self.visit.privacy else shown.lanes)
        self.query_one(Inspector).load_labels(shown.rows)
        if shown.comments != self.comments or shown.marks != self.player.marks:
            self.comments = shown.comments
            self.show_marks(shown.marks)
        self.player.edges = shown.edges
        if bounds is not None and bounds != self.desk.bounds:
            self.query_one(Timeline).set_view(self.desk.bounds)
        self.update_all()
        self.journal_changed()

    def journal_changed(self) -> None:
        """Follow what the journal holds beside labels; nothing here."""


def _hit(stop: "Stop") -> Hit:
    return Hit(stop.t_ns, stop.kind, stop.words, stop.end_ns)

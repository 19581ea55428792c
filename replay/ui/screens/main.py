"""What the keys do to the screen of a recording: one short method for each action in `replay.ui.keys`."""

from replay.ui import late
from replay.ui.screens.reviewing import ReviewingScreen
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.timeline import Timeline

_NO_SUCH = {
    ("event", 1): "no event after this one",
    ("event", -1): "no event before this one",
    ("action", 1): "no action after this one",
    ("action", -1): "no action before this one",
    ("frame", 1): "this is the last frame",
    ("frame", -1): "this is the first frame",
    ("change", 1): "no visible change after this one",
    ("change", -1): "no visible change before this one",
    ("boundary", 1): "no boundary after this one",
    ("boundary", -1): "no boundary before this one",
}


class MainScreen(ReviewingScreen):
    """The screen of a recording with its keys."""

    # Playing

    def action_idle_mode(self) -> None:
        """Choose what playing does with idle spans, and say what counts as idle."""
        mode = self.player.next_idle_mode()
        words = {"off": "played as they are", "fast": "played 16 times faster", "skip": "skipped"}[mode]
        rule = self.query_one(Timeline).lanes.rule
        self.notify(f"Idle spans are {words}. {rule}", title="Idle", timeout=6, markup=False)
        self.update_all()

    # Stepping

    def action_step(self, kind: str, direction: int) -> None:
        """Go to the next thing of a kind, or the one before."""
        missing = _NO_SUCH[kind, direction]
        if kind == "action" and self.player.actions is None:
            missing = "actions cannot be read" if self.words_read else "actions are still being read"
        if kind in {"frame", "change"} and not len(self.player.recording.frames):
            missing = "this recording has no pictures"
        self.moved(self.player.step(kind, direction), missing)

    def action_row(self, rows: int) -> None:
        """Go along the list shown."""
        t_ns = self.query_one(Inspector).neighbour(rows)
        if t_ns is not None:
            self.player.seek(t_ns)
        self.moved(t_ns is not None, "this is the end of the list" if rows > 0 else "this is its beginning")

    def action_page(self, pages: int) -> None:
        """Go along the list shown by what is in view."""
        self.action_row(pages * self.query_one(Inspector).page())

    # Going

    def action_mark(self) -> None:
        """Wait for the letter that names this place."""
        asked_ns = self.player.t_ns
        self.pending = lambda letter: self._mark(letter, asked_ns)
        self.say("mark: which letter?")

    def action_jump_to_mark(self) -> None:
        """Wait for the letter of a mark."""
        self.pending = self._jump_to_mark
        self.say("go to mark: which letter?  ' undoes the last jump")

    def _mark(self, letter: str, asked_ns: int) -> None:
        if not (len(letter) == 1 and letter.isalnum()):
            self.say("a mark is one letter or digit")
            return
        # At once: where no journal can be written, it holds until one quits.
        self.show_marks(self.player.marks | {letter: asked_ns})
        self.do(lambda desk, _: desk.mark(asked_ns, letter))

    def _jump_to_mark(self, letter: str) -> None:
        if letter == "'":
            self.moved(self.player.undo_jump(), "no jump to undo")
        elif letter in self.player.marks:
            self.player.jump(self.player.marks[letter])
            self.say("")
        elif self.desk is None and self.has_journal:
            self.when_read(lambda _: self._jump_to_mark(letter))
        else:
            known = " ".join(sorted(self.player.marks)) or "none yet: m sets one"
            self.say(f"no such mark; there are: {known}")

    # Finding

    def action_search(self) -> None:
        """Ask for words and look for them everywhere."""
        words = "Enter searches; n and N walk what is found"
        self.app.push_screen(
            late.prompt()("Search typed text, titles, actions, notes", lambda _: words, self.find)
        )

    def action_stop(self, direction: int) -> None:
        """Go to the next stop, or the one before; to what is wrong with the capture where there is none."""
        # Who looks for private content must not take these for findings.
        if self.has_defects and not self.visit.privacy and not len(self.player.stops):
            self.action_check()
            return
        went, are_any = self.player.next_stop(direction), len(self.player.stops) > 0
        self.moved(went, "no stop further on" if are_any else self.no_stops_words)
        if not went and are_any and self.visit.privacy:
            # What is open behind a reviewer is open all the same.
            self.player.first_stop(direction)
            words = self.stop_words()
            self.say(f"round to the {'first' if direction > 0 else 'last'}{f': {words}' if words else ''}")
        elif not self.said:
            self.say(self.stop_words())

    def action_clear_stops(self) -> None:
        """Close the notices and what is bad; where there are none, forget what the search found."""
        if self.query("Toast") or self.across:
            self.app.clear_notifications()
            self.say_across("")
        else:
            self.forget_stops()

    def action_filter(self) -> None:
        """Ask which streams are listed and stepped through."""

        def chosen(streams: tuple[str, ...] | None) -> None:
            if streams is None:
                return
            self.player.streams = streams
            self.list_events()
            self.say("")

        player = self.player
        self.app.push_screen(
            late.filters()(player.recording.streams, player.streams, player.usual_streams), chosen
        )

    # Looking

    def action_tab(self, direction: int) -> None:
        """Show another list."""
        self.query_one(Inspector).turn(direction)

    def action_clock(self) -> None:
        """Tell times by the next clock that there is."""
        self.turn_clock()

    def action_correction(self) -> None:
        """Show the frames with their corrected times, or as they were recorded."""
        self.turn_correction()

    def action_theme(self) -> None:
        """Change between dark and light."""
        self.app.theme = "replay-light" if self.app.theme == "replay-dark" else "replay-dark"
        self.query_one(Inspector).restyle()
        self.query_one(Timeline).forget()

    # The tool

    def action_help(self) -> None:
        """List the keys."""
        self.app.push_screen(late.help_screen()(self.table))

    def action_leave(self) -> None:
        """Quit: nothing is lost, and nothing is asked."""
        self.leave()

"""What the keys of flagging do to the screen of a recording: flags by hand, and what they oblige to."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import numpy as np
from textual import work

from formats.errors import FormatError
from formats.model.annotations import Flag, Region
from formats.model.time import Span
from replay.core.stoppable import StoppedError
from replay.ui import late, messages
from replay.ui.keys import CATEGORIES
from replay.ui.screens.region import RegionScreen
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.timeline_lanes import FlagLane

if TYPE_CHECKING:
    from formats.model.annotations import Verdict
    from replay.annotate.flagging import Target
    from replay.annotate.stops import Stop
    from replay.annotate.workspace import Done
    from replay.ui.desks.label_desk import LabelDesk
    from replay.ui.desks.looked import Asked, LookedUp

_VERDICTS: "dict[str, Verdict]" = {"a": "accepted", "r": "rejected", "s": "skipped"}


class FlaggingScreen(RegionScreen):
    """The screen of a recording with the keys of flagging."""

    _looked = False
    """Whether the texts were searched for flagged secrets: the next time it is the pictures' turn."""

    _flags_shown: "list[Flag]" = []  # noqa: RUF012 - replaced as a whole, never changed
    """What the timeline's lane shows."""

    # Flags by hand

    def action_flag(self) -> None:
        """Ask what is flagged and as what: one letter each, and the first is mostly right as it stands."""
        self.when_read(self._ask_what_to_flag)

    def _ask_what_to_flag(self, desk: "LabelDesk") -> None:
        asked_ns, run = self.player.t_ns, self._run_here()
        inspector = self.query_one(Inspector)
        target: Target = "typed" if inspector.shown == "text" and run is not None else "span"
        stream = inspector.stream_shown
        target = "title" if stream == "window" else "clipboard" if stream == "clipboard" else target
        self.app.push_screen(
            late.flag_choice()(
                target,
                CATEGORIES,
                lambda chosen: desk.flagging.about(asked_ns, chosen, run),
                lambda chosen, category: self.do(
                    lambda desk, _: desk.flagging.flag(asked_ns, category, chosen, run)
                ),
                lambda chosen: self._instead_of_category(chosen, asked_ns, run),
            )
        )

    def _instead_of_category(
        self, chosen: "Target | Literal['region', 'gone']", asked_ns: int, run: Span | None
    ) -> None:
        """Do what was asked for in the place of a category: a region, no flag any more, another word."""
        if chosen == "region":
            self.action_region()
        elif chosen == "gone":
            self.do(lambda desk, _: desk.flagging.unflag(asked_ns))
        else:
            self._ask_category(
                lambda text: self.do(lambda desk, _: desk.flagging.flag(asked_ns, text, chosen, run))
            )

    def _run_here(self) -> Span | None:
        """Return the time of the typed text at the playhead, None where nothing was typed up to there."""
        runs = self.runs
        number = runs.index_at(self.player.t_ns) if runs is not None else -1
        if runs is None or number < 0:
            return None
        return Span(int(runs.rows["start_ns"][number]), int(runs.rows["end_ns"][number]) + 1)

    # What flags oblige to

    def action_obligations(self) -> None:
        """Look where else flagged secrets stand: in every text, and when asked again in every picture."""
        self.when_read(lambda desk: self._look_everywhere(desk, pictures=self._looked))

    def once_nothing_is_owed(self, then: Callable[[], None], refused: str) -> None:
        """Do something where no flag obliges to anything that is open; walk what is open otherwise.

        Args:
            then: Is done.
            refused: What is said otherwise, before why: "not handed in".
        """

        def look(desk: "LabelDesk") -> None:
            if desk.flagging.flags:
                self._look_everywhere(desk, pictures=False, then=then, refused=refused)
            else:
                then()

        self.when_read(look)

    def _look_everywhere(
        self,
        desk: "LabelDesk",
        *,
        pictures: bool,
        then: Callable[[], None] | None = None,
        refused: str = "",
    ) -> None:
        if not desk.flagging.flags:
            found = "; of findings F does that" if self.visit.privacy else ""
            self.say(f"nothing is flagged: x flags what is here, P a region of the picture{found}")
            return
        self.say("looking where flagged secrets stand …")
        asked = desk.flagging.asked()

        def done(looked: "LookedUp", reads_pictures: bool) -> None:
            self._looked_everywhere(desk, looked, then, refused)
            if then is None and pictures and not reads_pictures:
                self.say(f"{self.said}; the pictures cannot be read here: `pip install replay-desk[ocr]`")
            elif then is None and not looked.screen_is_read and len(self.player.recording.frames):
                self.say(f"{self.said}; E again reads the pictures too")

        self._look_up(asked, pictures, done)

    @work(thread=True, exclusive=True, group="everywhere")
    def _look_up(
        self,
        asked: "Asked",
        pictures: bool,
        done: "Callable[[LookedUp, bool], None]",
    ) -> None:
        eyes = self._looking()

        def tell(words: str) -> None:
            self.post_message(messages.Looking(words))

        try:
            reads_pictures = not pictures or eyes.reads_pictures
            looked = eyes.look_up(asked, pictures=pictures, tell=tell)
        except FormatError as error:
            self.post_message(messages.ReadingFailed(str(error)))
        except StoppedError:
            return
        else:
            self.post_message(messages.LookedEverywhere(lambda: done(looked, reads_pictures)))

    def on_looking(self, message: messages.Looking) -> None:
        """Say how far a search is."""
        self.say(message.words)

    def on_looked_everywhere(self, message: messages.LookedEverywhere) -> None:
        """Walk what flags oblige to, or go on where nothing of it is open."""
        message.take()

    def _looked_everywhere(
        self, desk: "LabelDesk", looked: "LookedUp", then: Callable[[], None] | None, refused: str
    ) -> None:
        self._looked = True
        stops = desk.found(desk.flagging.take(looked))
        self._show_labels()
        why = desk.flagging.why_not_done()
        if then is not None and not why:
            then()
            return
        self.walk("owed to flags", stops)
        if then is not None:
            self.say(f"{refused}: {why}")

    def action_hand_in(self) -> None:
        """Hand in a claimed recording, unless a flag obliges to something that is open."""
        if self.visit.claimed:
            self.once_nothing_is_owed(super().action_hand_in, "not handed in")
        else:
            super().action_hand_in()

    # Deciding

    def action_decide(self, verdict: "Verdict") -> None:
        """Decide on the stop here, with all of its secret, and go to the next one."""
        self._decide(verdict, alone=False)

    def action_alone(self) -> None:
        """Wait for the letter that says what to do with the stop here and no other."""
        self.say("this one: a accept, r reject, s later, e adjust what it covers")

        def chosen(letter: str) -> None:
            if letter in _VERDICTS:
                self._decide(_VERDICTS[letter], alone=True)
            elif letter == "e":
                self._adjust()
            else:
                self.say("nothing is decided: J, then a, r, s or e")

        self.pending, self.asks = chosen, (chosen, "alone")

    def action_undo(self) -> None:
        """Take back what was done last; a stop that was decided on comes back."""
        super().action_undo()
        self._bring_back()

    def action_redo(self) -> None:
        """Do it again."""
        super().action_redo()
        self._bring_back()

    def _bring_back(self) -> None:
        if self.desk is not None and self.desk.look_again():
            said = self.said
            self.show_stops(self.desk.stops, self._walked_title or self.stops_title)
            self.say(said)

    def _decide(self, verdict: "Verdict", *, alone: bool) -> None:
        stop = self.desk.stop_at(self.player.t_ns) if self.desk is not None else None
        self.decide_and_go_on(lambda desk, t_ns: desk.decide(t_ns, verdict, alone=alone))
        made = stop.makes if stop is not None else None
        if verdict == "accepted" and isinstance(made, Flag) and self.desk is not None:
            standing = {each.id for each in self.desk.flagging.flags}
            if made.id in standing and late.is_followed()(made):
                self._follow_region(made)

    def _adjust(self) -> None:
        """Change what the stop here covers, and accept that."""
        stop = self.desk.stop_at(self.player.t_ns) if self.desk is not None else None
        hidden = self.why_hidden() if stop is not None and stop.place is not None else ""
        if stop is None:
            self.say("there is no stop here to adjust")
        elif hidden:
            self.say(hidden)
        elif stop.region is not None:
            category = stop.place.category if stop.place is not None else "other"
            self._pick_region(lambda region: self._adjust_region(stop, category, region), stop.region)
        elif stop.place is not None:
            self._read_place(stop)
        else:
            self.say("this stop covers neither characters nor a region")

    def why_hidden(self) -> str:
        """Say why the text at the playhead may not be shown, "" where it may."""
        return ""

    def _adjust_region(self, stop: "Stop", category: str, region: Region) -> None:
        shown = self._shown(self._tool_frame)

        def does(desk: "LabelDesk", _: int) -> "Done":
            done, flag = desk.flagging.adjust_region(stop, category, shown, region)
            desk.let_go(stop)
            self._follow_region(flag)
            return done

        self.decide_and_go_on(does)

    @work(thread=True, exclusive=True, group="place")
    def _read_place(self, stop: "Stop") -> None:
        if stop.place is None:
            return
        try:
            text = self._looking().text(stop.place.channel, stop.place.place)
        except FormatError as error:
            self.post_message(messages.ReadingFailed(str(error)))
            return
        except StoppedError:
            return
        self.post_message(messages.PlaceRead(stop, text))

    def on_place_read(self, message: messages.PlaceRead) -> None:
        """Let other characters of the text be chosen."""
        stop, text = message.found, message.text
        if text is None or stop.place is None:
            self.say("the text in which it was found is not there any more")
            return

        def done(start: int, end: int) -> None:
            def does(desk: "LabelDesk", _: int) -> "Done":
                done = desk.flagging.adjust_characters(stop, text, start, end)
                desk.let_go(stop)
                return done

            self.decide_and_go_on(does)

        self.app.push_screen(late.adjusting()(text.text, stop.place.start, stop.place.stop, done))

    # Within

    def _show_labels(self, bounds: Span | None = None) -> None:
        super()._show_labels(bounds)
        if self.desk is not None:
            self._drawn = self.desk.flagging.drawn()
            self._show_flags(self.desk)
            self.query_one(Inspector).load_flags(self.desk.flagging.rows())

    def _show_flags(self, desk: "LabelDesk") -> None:
        """Show in the timeline what is flagged and not rejected, whoever flagged it."""
        flags = desk.not_rejected(desk.flags())
        if flags == self._flags_shown:
            # Labels change at each key, and to draw the timeline once more costs as much as they do.
            return
        self._flags_shown = flags
        self.change_lanes(
            flags=FlagLane(
                np.array([each.start.t_ns for each in flags], np.int64),
                np.array([each.end.t_ns for each in flags], np.int64),
                [each.category for each in flags],
            )
        )

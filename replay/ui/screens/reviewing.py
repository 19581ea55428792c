"""What a privacy reviewer sees and presses, in place of what a labeller does: keys that decide."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.geometry import Size

from formats.model.annotations import Region
from replay.render.viewport import Zoom
from replay.store.settings import Settings
from replay.ui.keys import Key
from replay.ui.private.review_keys import ASKED_BARS, PRESSES, review_bar, review_table
from replay.ui.screens.annotated import Does
from replay.ui.screens.privacy import PrivacyScreen
from replay.ui.stage import Stage
from replay.ui.visit import LOOKS, Visit
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.key_bar import BarKey, KeyBar

_LISTS = {"typed": "text", "keys": "text", "title": "events", "clipboard": "events"}
"""In which list a finding of a channel stands."""


class ReviewingScreen(PrivacyScreen):
    """The screen of a recording, with the keys that decide in view where somebody came to review it."""

    def __init__(
        self, stage: Stage, table: tuple[Key, ...], source: Path, settings: Settings, visit: Visit = LOOKS
    ) -> None:
        """Show a recording.

        Args:
            stage: With the player.
            table: Keys in force.
            source: What was opened; its name is the title.
            settings: What the person set.
            visit: What the person came for.
        """
        table = review_table(table) if visit.privacy else table
        self._deciding: Sequence[Sequence[BarKey]] = review_bar(table) if visit.privacy else ()
        """What stands at the foot while nothing is asked."""
        self._bar = KeyBar(self._deciding) if visit.privacy else None
        super().__init__(stage, table, source, settings, visit)

    def compose(self) -> ComposeResult:
        """Lay out the screen, with the keys at its foot."""
        yield from super().compose()
        if self._bar is not None:
            yield self._bar

    def share_out(self, size: Size) -> None:
        """Share the room out, the keys first."""
        if self._bar is not None:
            lines = self._bar.lines_at(size.width)
            self._bar.styles.height = lines
            size = Size(size.width, max(size.height - lines, 0))
        super().share_out(size)

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Do what the key that was clicked does."""
        if message.action.startswith(PRESSES):
            name = message.action.removeprefix(PRESSES)
            await self.take_key(events.Key(name, name if len(name) == 1 else None))
        elif message.action:
            await self.perform(message.action)
            self._show_keys()

    async def take_key(self, event: events.Key) -> bool:
        """Do what a key does, and show at the foot which keys do something then."""
        taken = await super().take_key(event)
        self._show_keys()
        return taken

    def _show_keys(self) -> None:
        waits, about = self.asks
        asked = "region" if self.tool is not None else about if self.pending is not None else ""
        if self.pending is not None and self.pending is not waits:
            asked = ""
        if self._bar is not None:
            self._bar.show(ASKED_BARS.get(asked, self._deciding))

    def action_in_point(self) -> None:
        """Set where the next span begins, and say with which keys a reviewer goes on."""
        super().action_in_point()
        self._say_what_spans_are_for("in point set: o where it ends, then x flags it, c comments")

    def action_out_point(self) -> None:
        """Set where it ends."""
        super().action_out_point()
        self._say_what_spans_are_for(
            "out point set: x flags what lies between, c comments; i where it begins"
        )

    def _say_what_spans_are_for(self, words: str) -> None:
        if self.visit.privacy and self.said.startswith(("in point set", "out point set")):
            self.say(words)

    def action_split(self) -> None:
        """Split where labels are made; here look closer at the stop."""
        if self.visit.privacy:
            self._look_closer()
        else:
            super().action_split()

    def decide_and_go_on(self, decides: Does) -> None:
        """Decide on the stop at the playhead, and say after the last one what comes next."""
        if not self.visit.privacy or self.desk is None:
            super().decide_and_go_on(decides)
            return
        before = len(self.desk.stops)
        if before and self.stops_title != self._walked_title:
            self.say("what is walked now is not decided on: F walks what is private again")
            return
        if self.desk.stop_at(self.player.t_ns) is None:
            self.say("there is no stop here: n goes to the next" if before else self.no_stops_words)
            return
        super().decide_and_go_on(decides)
        if before and not self.desk.stops:
            owed = ", E where what is flagged stands" if self.desk.flagging.flags else ""
            self.say(f"{self.said}; that was the last{self.unread_pictures}{owed}; V signs off")

    def _bring_back(self) -> None:
        """Go to the stop that comes back, and say which it is: it may be far from here."""
        before = {each.id for each in self.desk.stops} if self.desk is not None else set()
        super()._bring_back()
        if not self.visit.privacy or self.desk is None:
            return
        stops = self.desk.stops
        back = next((number for number, each in enumerate(stops) if each.id not in before), None)
        if back is not None:
            said = self.said
            self.player.set_stops([each.t_ns for each in stops], back)
            self.player.jump(stops[back].t_ns)
            self.say(f"{said}: {self.stop_words()}")

    def _look_closer(self) -> None:
        """Show the list of stops; where that is shown, the place of the stop in its list or the picture."""
        stop = self.desk.stop_at(self.player.t_ns) if self.desk is not None else None
        if stop is None:
            self.say("there is no stop here: n goes to the next")
            return
        inspector = self.query_one(Inspector)
        if inspector.shown != "stops":
            inspector.show_tab("stops")
            self._show_whole()
        elif stop.region is not None:
            self._show_place(stop.region)
        elif stop.place is not None and stop.place.channel in _LISTS:
            inspector.show_tab(_LISTS[stop.place.channel])
        self.say(self.stop_words())

    def _show_place(self, region: Region) -> None:
        view = self.stage.view
        if view.viewport.zoom is not Zoom.FIT:
            self._show_whole()
            return
        centre = (region.x + region.width / 2, region.y + region.height / 2)
        view.set_viewport(replace(view.viewport, zoom=Zoom.ACTUAL, centre=centre))

    def _show_whole(self) -> None:
        view = self.stage.view
        if view.viewport.zoom is not Zoom.FIT:
            view.set_viewport(replace(view.viewport, zoom=Zoom.FIT))

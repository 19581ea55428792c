"""The recorded person's screen as it looks: their standing, the picture, their lists, the timeline, the keys.

Nothing is hidden from them; what they removed is drawn as removed until they look at it.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from formats.model.time import Span
from replay.core.safe_text import visible
from replay.privacy.redact.typed import joined
from replay.privacy.subject.redactions import Removal
from replay.ui import messages
from replay.ui.lanes import first_lanes
from replay.ui.layout import layout_of
from replay.ui.own.gone import Gone, gone_words
from replay.ui.own.keys import LOOK_BAR, OWN_KEYS, SAY_BAR
from replay.ui.own.sentences import clock, removal_words, standing
from replay.ui.own.word import Said
from replay.ui.screens.playing import PlayingScreen
from replay.ui.stage import Stage
from replay.ui.widgets.banner import Banner
from replay.ui.widgets.key_bar import BarKey, KeyBar
from replay.ui.widgets.own_lists import OwnLists, RemovedRow
from replay.ui.widgets.status import Part, StatusLine
from replay.ui.widgets.timeline import Timeline
from replay.ui.widgets.timeline_lanes import DefectLane, FlagLane

if TYPE_CHECKING:
    from replay.core.text_runs import TextRuns

LEAST = Size(60, 20)
"""A smaller screen shows that it is too small."""
_LANES = 5
_TOO_SMALL = (
    "This window is too small to show it.\n"
    f"Make it larger: {LEAST.width} by {LEAST.height} characters or more.\n"
    "q leaves."
)
_COVERED = "You removed this.   v looks at it, u puts it back."
_LOOKING = "covered until it is known where what you typed stands"
_NOTHING = "nothing yet: x removes"
_NOT_PLACED = "in titles or copied text alone, or nowhere: Tab lists what is removed"


class OwnShownScreen(PlayingScreen):
    """Shows one recording to its person; `SubjectScreen` says what the keys do to it."""

    DEFAULT_CSS = """
    OwnShownScreen > #middle { height: 1fr; }
    OwnShownScreen > #small { display: none; width: 1fr; height: 1fr; padding: 1 2; color: $warning; }
    OwnShownScreen.small > * { display: none; }
    OwnShownScreen.small > #small { display: block; }
    """

    def __init__(self, stage: Stage, said: Said, idle_s: float) -> None:
        """Show a recording.

        Args:
            stage: With the player; of the person's own.
            said: Their word as it is now.
            idle_s: From when on it is idle that nothing happens.
        """
        super().__init__(stage, OWN_KEYS, idle_s)
        self.word = said
        self.runs: TextRuns | None = None
        self.looks = False
        """Whether what was removed is shown."""
        self.points: dict[str, int] = {}
        """The times that are marked, by "i" and "o"."""
        self.alarm = said.lost
        self.painting = ""
        """How far words are painted on the pictures, "" where there is nothing to say."""
        self.why_no_pictures = "reading pictures …"
        """What is said of the pictures while they are not read."""
        self._cuts: NDArray[np.int64] = np.empty((0, 2), np.int64)
        """Start and end of what goes as a whole, apart from each other and rising, shape (n, 2)."""
        self._made: messages.OwnMasksMade | None = None
        self._lists = OwnLists()
        self._bar = KeyBar([[BarKey(*key) for key in part] for part in (LOOK_BAR, SAY_BAR)])
        self._timeline = Timeline()
        self._banner = Banner()

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield Static(Content(_TOO_SMALL), id="small")
        yield self._banner
        yield StatusLine()
        with Horizontal(id="middle"):
            yield self.stage.view
            yield self._lists
        yield self._timeline
        yield self._bar
        self.show_standing()
        self.share_out(self.app.size)

    def on_mount(self) -> None:
        """Load what is at hand, and begin to read the rest."""
        recording = self.player.recording
        lanes = first_lanes(recording, {})
        self._timeline.load(lanes)
        self._timeline.change(
            defects=DefectLane(nothing=""), flags=FlagLane(title="removed", nothing=_NOTHING)
        )
        self._lists.load(recording)
        self.stage.start(self.post_message)
        self.tell_problems()
        self.read_through()
        self.update_all()

    # Showing

    def show_at(self, t_ns: int) -> None:
        """Show what was at a time."""
        self._looker.near(t_ns)
        self.stage.show(t_ns)
        self._cover_picture()
        self._timeline.set_playhead(t_ns)
        self._lists.follow(t_ns)
        self.query_one(StatusLine).set_parts(self._parts(t_ns))

    def show_standing(self) -> None:
        """Say where the person stands."""
        self._banner.show(standing(self.word, self.player.recording.header.consent), visible(self.alarm))

    def show_word(self) -> None:
        """Show what the person said by now; what of it a copy would lack is worked out in a thread."""
        self.show_standing()
        self.share_out(self.size)
        self.list_removed()
        self.work_out()

    def work_out(self) -> None:
        """Work out in a thread what a copy would lack; `OwnMasksMade` tells."""
        raise NotImplementedError

    def cover(self) -> None:
        """Draw as removed what was removed, or show it while the person looks at it."""
        if self._made is None:
            return
        keeper = self.stage.keeper
        found, own = ((), ()) if self.looks else (self._made.findings, self._made.masks)
        masks = keeper.take_looked(found, own, self.runs)
        self.stage.mask(masks)
        self._timeline.change(masks=masks)
        self._lists.hide(masks)
        self.hide_words()
        self._looker.want(self.player.recording, keeper.unplaced)
        self.list_removed()
        self.update_all()

    @property
    def drawn(self) -> bool:
        """Whether it is drawn what a copy would lack by what the person said last."""
        return self._made is not None and self._made.said.subject is self.word.subject

    def list_removed(self) -> None:
        """List what was removed."""
        removals = self.word.subject.removals
        known = self._made.gone if self._made is not None and self.drawn else ()
        gone: list[Gone | None] = [*known, *[None] * (len(removals) - len(known))]
        self._lists.load_removed(
            [self._removed_row(each, where) for each, where in zip(removals, gone, strict=True)]
        )

    def _removed_row(self, removal: Removal, gone: Gone | None) -> RemovedRow:
        words = removal_words(removal, reveals=self.looks)
        if gone is None:
            return RemovedRow(words, None)
        if removal.kind == "word":
            words = f"{words}: {gone_words(gone, why_no_pictures=self.why_no_pictures)}"
        return RemovedRow(words, gone.begins_ns)

    def _parts(self, t_ns: int) -> tuple[Part, ...]:
        painting = self.painting if self.word.subject.redactions.sought else ""
        player, marked = self.player, " ".join(f"{key} {clock(at)}" for key, at in self.points.items())
        return (
            ("▶" if player.playhead.playing else "‖", "accent", 0),
            (clock(t_ns), "", 0),
            (f"of {clock(player.playhead.duration_ns)}", "dim", 2),
            (f"{player.playhead.rate:g}x" if player.playhead.rate != 1 else "", "accent", 1),
            (self.said, "warning", 0),
            (painting, "accent", 1),
            ("until then some still show it" if painting else "", "accent", 2),
            (_LOOKING if self._waits(t_ns) else "", "accent", 1),
            (f"marked: {marked}" if marked else "", "accent", 1),
            ("WHAT YOU REMOVED IS SHOWN: v covers it" if self.looks else "", "warning", 1),
            (self.stage.describe() if len(player.displays) > 1 else "", "dim", 3),
            ("" if player.recording.complete else "NOT COMPLETE", "warning", 2),
        )

    def _waits(self, t_ns: int) -> bool:
        """Say whether a picture is covered only until it is known where typing that goes stands on it."""
        unplaced = () if self.looks else self.stage.keeper.unplaced
        return any(each.span.start_ns <= t_ns for each in unplaced)

    def _cover_picture(self) -> None:
        """Say in place of a picture that it goes; the pointer's path and the keys go with it."""
        if self._is_cut(self.player.t_ns):
            self.stage.view.set_overlay(None)
            self.stage.view.show(None, frame=self.stage.view.frame, note=_COVERED)

    def _is_cut(self, t_ns: int) -> bool:
        place = int(np.searchsorted(self._cuts[:, 0], t_ns, side="right")) - 1
        return not self.looks and place >= 0 and t_ns < int(self._cuts[place, 1])

    def share_out(self, size: Size) -> None:
        """Share the room out: the words and keys first, then the picture and the lists."""
        self.set_class(size.width < LEAST.width or size.height < LEAST.height, "small")
        banner, bar = self._banner.lines_at(size.width), self._bar.lines_at(size.width)
        self._banner.styles.height, self._bar.styles.height = banner, bar
        self._timeline.styles.height = _LANES
        room = Size(size.width, max(size.height - banner - bar - _LANES + layout_of(size).lanes, 0))
        self._lists.styles.width = layout_of(room, self.player.proportion).list_cells

    # What threads and widgets say

    def on_own_masks_made(self, message: messages.OwnMasksMade) -> None:
        """Draw what a copy would lack."""
        if message.said.subject is not self.word.subject:
            return  # it is worked out anew
        self._made = message
        spans = [each.span for each in message.masks if "screen" in each.channels and each.region is None]
        self._cuts = np.array([(span.start_ns, span.end_ns) for span in spans], np.int64).reshape(-1, 2)
        self._timeline.change(flags=_removed_lane(message))
        self.cover()

    def on_runs_ready(self, message: messages.RunsReady) -> None:
        """Show typed text."""
        self.runs = message.runs
        self._lists.load_runs(message.runs)
        self.work_out()

    def on_shown_found(self, message: messages.ShownFound) -> None:
        """Draw as removed on the pictures only where typing that goes stands."""
        if message.recording is self.player.recording and not self.looks:
            masks = self.stage.keeper.take_shown(message.shown)
            self.stage.mask(masks)
            self._looker.want(self.player.recording, self.stage.keeper.unplaced)
            self.update_all()

    def on_activity_ready(self, message: messages.ActivityReady) -> None:
        """Draw when much was done."""
        self._timeline.change(activity=message.pyramid)

    def on_reading_failed(self, message: messages.ReadingFailed) -> None:
        """Say what cannot be read."""
        if message.part == "text":
            self._lists.load_failure(message.error)
        if message.part != "actions":
            self.notify(message.error, severity="error", timeout=15, markup=False)

    def on_picture_ready(self, message: messages.PictureReady) -> None:
        """Paint a picture."""
        self.stage.take(message)
        self._cover_picture()

    def on_own_lists_sought(self, message: OwnLists.Sought) -> None:
        """Go to a chosen row."""
        self.player.jump(message.t_ns)
        self.say("")

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """Do what the key that was clicked does."""
        await self.perform(message.action)


def _removed_lane(made: messages.OwnMasksMade) -> FlagLane:
    """Return where something is gone: whole spans, what was typed, and pictures that show it."""
    spans = [each.span for each in made.masks if each.channels]
    spans += [Span(each.start_ns, max(each.end_ns, each.start_ns + 1)) for each in made.findings]
    found = joined(spans)
    return FlagLane(
        np.array([each.start_ns for each in found], np.int64),
        np.array([each.end_ns for each in found], np.int64),
        [""] * len(found),
        title="removed",
        nothing=_NOT_PLACED if made.said.subject.removed else _NOTHING,
    )

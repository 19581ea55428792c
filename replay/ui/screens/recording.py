"""The screen of a recording for those who work with it: the picture, the lists and the timeline."""

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from formats.model.time import format_time
from replay.core.clock_faces import ClockFace
from replay.core.hits import Found
from replay.core.merged import MergedEvents
from replay.core.safe_text import visible
from replay.privacy.masks.masks import Masks
from replay.render.outlines import Outline
from replay.ui import messages
from replay.ui.keys import Key
from replay.ui.lanes import first_lanes
from replay.ui.layout import LOW_LISTS, layout_of
from replay.ui.screens.playing import PlayingScreen
from replay.ui.stage import Stage
from replay.ui.widgets.inspector import Inspector
from replay.ui.widgets.notes import PinnedWords
from replay.ui.widgets.sources import UNKNOWN_AT_FIRST
from replay.ui.widgets.status import Part, StatusLine
from replay.ui.widgets.timeline import Timeline

if TYPE_CHECKING:
    from replay.core.text_runs import TextRuns

_ROOMY = 70
"""Cells from which on the distance of the picture is left out for nothing but what is said or asked."""
WIDE = 110
"""Cells from which on there is room for whole sentences at the top."""
_READ_AFTER_S = 0.25
"""When the recording is read through: the first picture is up by then."""


class RecordingScreen(PlayingScreen):
    """Shows one recording; `MainScreen` says what the keys do to it."""

    DEFAULT_CSS = f"""
    RecordingScreen > #middle {{ height: 1fr; }}
    RecordingScreen.narrow > #middle {{ layout: vertical; }}
    RecordingScreen.narrow Inspector {{ height: {LOW_LISTS}; }}
    """

    def __init__(self, stage: Stage, table: tuple[Key, ...], title: str, idle_s: float) -> None:
        super().__init__(stage, table, idle_s)
        self._title = title
        self._inspector = Inspector()
        self._timeline = Timeline()
        self.stops_title = ""
        self.comments: tuple[PinnedWords, ...] = ()
        """What the list of notes shows of comments."""
        self._found = Found()
        self.words_read = False
        """Whether actions and typed text are read: before, a search would miss them and not know."""
        self._runs: messages.RunsReady | None = None
        self.clock = ClockFace("recording", self.player.recording.header, self.player.recording.frames)
        """By which the playhead's time is told."""

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield StatusLine()
        with Horizontal(id="middle"):
            yield self.stage.view
            yield self._inspector
        yield self._timeline
        # Before the first paint: done on its resize, everything would be laid out and painted twice.
        self.share_out(self.app.size)

    def on_mount(self) -> None:
        """Load what is at hand; the rest is read once the first picture is up."""
        recording = self.player.recording
        masks = self.stage.keeper.masks
        self.query_one(Timeline).load(replace(first_lanes(recording, self.player.marks), masks=masks))
        inspector = self.query_one(Inspector)
        inspector.hide(masks)
        self.list_events()
        inspector.load_notes(recording, self.player.marks)
        self.stage.start(self.post_message)
        consent = recording.header.consent
        if consent is not None and consent.withdrawn:
            self.notify("The recorded person has withdrawn consent.", severity="error", timeout=20)
        self.tell_problems()
        self.set_timer(_READ_AFTER_S, self.read_through)
        self.update_all()

    def share_out(self, size: Size) -> None:
        """Share the room out: the picture first, then the lists, then the lanes of the timeline."""
        layout = layout_of(size, self.player.proportion, self._timeline.lanes.extra)
        self.set_class(layout.narrow, "narrow")
        self._timeline.styles.height = layout.lanes
        self._inspector.styles.width = "1fr" if layout.narrow else layout.list_cells

    def change_lanes(self, **lanes: object) -> None:
        """Show other contents in lanes of the timeline, and share the room out where one came or went.

        Args:
            lanes: Fields of `Lanes` by name.
        """
        before = self._timeline.lanes.extra
        self._timeline.change(**lanes)
        if self._timeline.lanes.extra != before:
            self.share_out(self.app.size)

    # Showing

    def show_at(self, t_ns: int) -> None:
        """Show what was at a time, and say what is hidden of it."""
        self.stage.view.set_outlines(self.outlines(t_ns))
        if self.stage.keeper.leaves(t_ns):
            self.hide(self.stage.keeper.hide_left(t_ns))
        self._looker.near(t_ns)
        self.stage.show(t_ns)
        self.query_one(Timeline).set_playhead(t_ns)
        self.query_one(Inspector).follow(t_ns)
        self.query_one(StatusLine).set_parts(self._parts(t_ns))

    def _parts(self, t_ns: int) -> tuple[Part, ...]:
        player = self.player
        away, as_recorded = self.stage.distance(t_ns)
        return (
            ("▶" if player.playhead.playing else "‖", "accent", 0),
            (visible(self.clock.words(t_ns)), "" if self.clock.name == "recording" else "accent", 0),
            (f"/ {format_time(player.playhead.duration_ns)}", "dim", 2),
            (f"{player.playhead.rate:g}x", "" if player.playhead.rate == 1 else "accent", 1),
            (self.shown_words(self.said), "warning", 0),
            (away, "", 0 if self.size.width >= _ROOMY and not self.said else 1),
            *self.correction_parts(as_recorded),
            *((self.shown_words(text), style, rank) for text, style, rank in self.label_parts(t_ns)),
            self._hidden_words(t_ns),
            (f"idle: {player.idle_mode}" if player.idle_mode != "off" else "", "accent", 2),
            (self._filter_words(), "accent", 2),
            (self._stop_words(t_ns), "accent", 1),
            (self.stage.describe(), "dim", 3),
            ("" if player.recording.complete else "NOT COMPLETE", "warning", 1),
            (self.shown_words(self._title), "dim", 4),
            ("? help", "dim", 5),
        )

    def correction_parts(self, as_recorded: str) -> tuple[Part, ...]:
        """Return what the line at the top says of corrected times; nothing here."""
        del as_recorded
        return ()

    def outlines(self, t_ns: int) -> tuple[Outline, ...]:
        """Return the rectangles that are drawn over the picture; none here."""
        del t_ns
        return ()

    @property
    def runs(self) -> "TextRuns | None":
        """The typed text, None until it is read."""
        return self._runs.runs if self._runs is not None else None

    def label_parts(self, t_ns: int) -> tuple[Part, ...]:
        """Return what the line at the top says of labels; nothing here."""
        del t_ns
        return ()

    def _filter_words(self) -> str:
        player = self.player
        if player.streams == player.usual_streams:
            return ""
        every = len(player.streams) == len(player.recording.streams)
        return "all streams" if every else f"only {', '.join(player.streams)}"

    def _stop_words(self, t_ns: int) -> str:
        count = self.player.stop_count
        if not count:
            return ""
        at = self.player.stops_up_to(t_ns)
        among = f"the first {count:,} of more" if self._found.more else f"{count:,}"
        return f"{self.shown_words(self.stops_title)!r}: {at:,} of {among}"

    def show_marks(self, marks: dict[str, int]) -> None:
        """Show where letters return to.

        Args:
            marks: Nanoseconds by letter.
        """
        self.player.marks = marks
        self.query_one(Timeline).change(marks=marks)
        self.query_one(Inspector).load_notes(self.player.recording, marks, self.comments)

    def _hidden_words(self, t_ns: int) -> Part:
        """Say what is hidden at a time, and whether the picture hides it; in few words on a narrow screen."""
        keeper, narrow = self.stage.keeper, self.size.width < WIDE
        found = keeper.masks.here(t_ns)
        if keeper.is_revealing:
            left = len(keeper.hidden_here(t_ns))
            return (f"REVEALED, {left} hidden: v" if left else "REVEALED: v hides", "warning", 0)
        if not found and keeper.masks.looked:
            return ("", "", 0)
        if not keeper.masks.looked and (not found or keeper.hides_unlooked(found)):
            what = "pictures hidden" if found else "typing hidden"
            words = f"{what} until typed text is looked through"
            return ("typing hidden" if narrow else words, "dim", 0)
        if keeper.awaits_journal and any(mask.id.startswith("unread:") for mask in found):
            return (
                "hidden: reading flags" if narrow else "hidden until it is read what is flagged",
                "dim",
                0,
            )
        count = "" if len(found) == 1 else f"{len(found)} "
        if self.stage.hidden.boxes(self.stage.view.frame):
            why = f" ({found[0].why})" if len(found) == 1 and not self.said else ""
            return (f"{count}{'hidden' if narrow else f'hidden here{why}'}: v", "accent", 0)
        # Nothing tells where it stands on the picture: silence would look like a promise.
        where = "hidden in lists" if narrow else "hidden here, not in the picture"
        return (f"{count}{where}: v", "accent", 0)

    # What is hidden

    def hide(self, masks: Masks) -> None:
        """Hide something else from now on, in the picture and in every list."""
        self.stage.mask(masks)
        self.player.passed_over = masks.typed_spans()
        self.query_one(Timeline).change(masks=masks)
        self.query_one(Inspector).hide(masks)
        self.hide_words()
        self._looker.want(self.player.recording, self.stage.keeper.unplaced)
        self.update_all()

    def list_events(self) -> None:
        """List the events of the filter; keys only once it is known which of them are hidden."""
        streams = self.player.streams
        if not self.stage.keeper.masks.looked:
            streams = tuple(name for name in streams if name not in UNKNOWN_AT_FIRST)
        self.query_one(Inspector).load_events(MergedEvents(self.player.recording, streams))

    def on_looked_through(self, message: messages.LookedThrough) -> None:
        """Show the typed text that need not be hidden."""
        keeper = self.stage.keeper
        self.hide(
            keeper.take_looked(
                message.findings, message.masks, message.runs, message.copied, message.private_rows
            )
        )
        self.list_events()

    def on_shown_found(self, message: messages.ShownFound) -> None:
        """Hide on the pictures only where something stands that is hidden."""
        if message.recording is self.player.recording:
            self.hide(self.stage.keeper.take_shown(message.shown))

    # What threads and widgets say

    def on_picture_ready(self, message: messages.PictureReady) -> None:
        """Paint a picture, and say what is hidden of this one."""
        self.stage.take(message)
        self.query_one(StatusLine).set_parts(self._parts(self.player.t_ns))

    def on_actions_ready(self, message: messages.ActionsReady) -> None:
        """Show actions."""
        self.player.actions = message.actions
        self.query_one(Inspector).load_actions(message.actions)

    def on_runs_ready(self, message: messages.RunsReady) -> None:
        """Show typed text."""
        self._runs = message
        self.query_one(Inspector).load_runs(message.runs)

    def on_activity_ready(self, message: messages.ActivityReady) -> None:
        """Draw the density of events."""
        self.query_one(Timeline).change(activity=message.pyramid)

    def on_idle_ready(self, message: messages.IdleReady) -> None:
        """Draw idle spans, and let playing pass them over where that is wanted."""
        self.player.idle = message.spans
        self.query_one(Timeline).change(idle=message.spans, rule=message.rule)

    def on_reading_failed(self, message: messages.ReadingFailed) -> None:
        """Say what cannot be read."""
        if message.part:
            self.query_one(Inspector).load_failure(message.part, message.error)
        self.notify(message.error, severity="error", timeout=15, markup=False)

    def on_inspector_sought(self, message: Inspector.Sought) -> None:
        """Go to a chosen row."""
        self.player.jump(message.t_ns)
        self.say("")

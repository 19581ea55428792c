"""The lists beside the picture; one shown at a time, following the playhead."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from formats.errors import FormatError
from formats.model.actions import Actions
from formats.model.recording import Recording
from formats.model.streams import Events, empty
from replay.core.hits import Found, Hit
from replay.core.merged import MergedEvents
from replay.core.safe_text import visible
from replay.core.text_runs import TextRuns
from replay.privacy.masks.masks import NOTHING_HIDDEN, Masks
from replay.ui.layout import LOW_ROWS, LOWEST_ROWS
from replay.ui.widgets.defect_rows import DefectSource
from replay.ui.widgets.detail import Detail
from replay.ui.widgets.flag_rows import FlagRow, FlagSource
from replay.ui.widgets.label_rows import LabelSource
from replay.ui.widgets.notes import NoteSource, PinnedWords
from replay.ui.widgets.row_source import FixedRows
from replay.ui.widgets.rows import Rows
from replay.ui.widgets.sources import ActionSource, EventSource, HitSource, TextSource
from replay.ui.widgets.tabs import TABS, TabLine

NO_STOPS = "no stops: / searches"
NO_DEFECTS = "no defects are known yet: X checks the capture"
NO_LABELS = "nothing is labelled: Enter splits, i and o set points, 1 to 9 label"
NO_FLAGS = "nothing is flagged: x flags what is here, P a region of the picture"
_MOST_MARKERS = 100_000


class Inspector(Vertical):
    """Shows the values it is given, and asks to go where a row is chosen."""

    DEFAULT_CSS = """
    Inspector { width: 46; height: 1fr; background: $surface; }
    Inspector > Rows { display: none; }
    Inspector > Rows.shown { display: block; }
    Inspector.explains > Detail { height: 7; }
    Inspector.low > Detail { height: 3; }
    Inspector.low.explains > Detail { height: 6; }
    Inspector.lowest > Detail { display: none; }
    """

    @dataclass
    class Sought(Message):
        """A row was chosen."""

        t_ns: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - every widget's
        super().__init__(id=id)
        self._shown = 0
        self._t_ns = 0
        self._actions: Actions | None = None
        self._events: MergedEvents | None = None
        self._runs: TextRuns | None = None
        self._text: TextSource | None = None
        self._notes: NoteSource | None = None
        self._noted: tuple[Recording, dict[str, int], tuple[PinnedWords, ...]] | None = None
        self._markers: Events | None = None
        """Read once: a mark that is set changes none of them."""
        self._hit_times: list[int] = []
        self._hits: tuple[Hit, ...] = ()
        self._ranked = False
        """Whether they are in another order than that of time."""
        self._needle = self._no_hits = ""
        self._masks: Masks = NOTHING_HIDDEN
        self._action_rows: ActionSource | None = None
        self._event_rows: EventSource | None = None
        self._labels = LabelSource((), ())
        self._defects = DefectSource(())
        self._flags = FlagSource(())

    def compose(self) -> ComposeResult:
        """Lay out the names and the lists."""
        yield TabLine(TABS)
        yield Rows(id="actions", empty="reading …")
        yield Rows(id="events", empty="no events in this recording")
        yield Rows(id="text", empty="reading …")
        yield Rows(id="labels", empty=NO_LABELS)
        yield Rows(id="notes")
        yield Rows(id="defects", empty=NO_DEFECTS)
        yield Rows(id="stops", empty=NO_STOPS)
        yield Rows(id="flags", empty=NO_FLAGS)
        yield Detail()

    def on_mount(self) -> None:
        """Show the first list."""
        self.show(0)

    def show(self, number: int) -> None:
        """Show a list by number, counted round."""
        self._shown = number % len(TABS)
        for place, name in enumerate(TABS):
            self.query_one(f"#{name}", Rows).set_class(place == self._shown, "shown")
        self.set_class(TABS[self._shown] in {"defects", "stops"}, "explains")
        self.query_one(TabLine).show(self._shown)
        self.follow(self._t_ns)

    def turn(self, direction: int) -> None:
        """Show the next list, or the one before."""
        self.show(self._shown + direction)

    def show_tab(self, name: str) -> None:
        """Show a list by name."""
        self.show(TABS.index(name))

    def hide(self, masks: Masks) -> None:
        """Hide something else in every list from now on."""
        self._masks = masks
        if self._text is not None:
            self._text.mask(masks)
            self._rows("text").load(self._text)
        if self._actions is not None:
            self.load_actions(self._actions)
        if self._events is not None:
            self.load_events(self._events)
        if self._noted is not None:
            self.load_notes(*self._noted)
        self._show_hits()
        self.load_labels(self._labels)
        self._defects = self._defects.masked(masks)
        self._rows("defects").load(self._defects)
        self._flags = self._flags.masked(masks)
        self._rows("flags").load(self._flags)

    def tell_times(self, tell: Callable[[int], str]) -> None:
        """Write instants in another way, by another clock, in every list from now on."""
        for rows in self.query(Rows):
            rows.tell_times(tell)
        self._show_detail()

    def load_actions(self, actions: Actions) -> None:
        """Show actions."""
        self._actions = actions
        self._action_rows = ActionSource(actions, self._masks)
        self._rows("actions").load(self._action_rows, empty="no actions in this recording")
        self.follow(self._t_ns)

    def load_events(self, events_shown: MergedEvents) -> None:
        """Show events."""
        self._events = events_shown
        self._event_rows = EventSource(events_shown, self._masks)
        self._rows("events").load(self._event_rows, empty="no events of these streams")
        self.follow(self._t_ns)

    def load_runs(self, runs: TextRuns) -> None:
        """Show typed text."""
        self._runs = runs
        self._text = TextSource(runs, self.size.width or 40, self._masks)
        self._rows("text").load(self._text, empty="nothing was typed in this recording")
        self.follow(self._t_ns)

    def load_labels(self, labels: LabelSource) -> None:
        """Show the segments or points of a tier."""
        self._labels = labels.masked(self._masks)
        self._rows("labels").load(self._labels, empty=NO_LABELS)
        self.follow(self._t_ns)

    def load_defects(self, defects: DefectSource, nothing: str = NO_DEFECTS) -> None:
        """Show what is wrong with the capture; `nothing` is said where nothing is."""
        self._defects = defects.masked(self._masks)
        self._rows("defects").load(self._defects, empty=nothing)
        self.follow(self._t_ns)

    def load_flags(self, rows: Sequence[FlagRow]) -> None:
        """Show flags and what they oblige to."""
        if rows != self._flags.rows:
            self._flags = FlagSource(rows, self._masks)
            self._rows("flags").load(self._flags, empty=NO_FLAGS)
            self.follow(self._t_ns)

    @property
    def shown(self) -> str:
        """Name of the list that is shown."""
        return TABS[self._shown]

    @property
    def stream_shown(self) -> str:
        """The stream of the event chosen in the list of events, "" where another list is shown."""
        row = self._rows("events").current
        if self.shown != "events" or self._events is None or not 0 <= row < len(self._events):
            return ""
        return self._events.window(row, row + 1)[0].stream

    def load_failure(self, name: str, error: str) -> None:
        """Say in a list why there is nothing in it."""
        self._rows(name).load(FixedRows([]), empty=f"cannot be read: {visible(self._masks.clean(error))}")

    def load_notes(
        self, recording: Recording, marks: dict[str, int], comments: tuple[PinnedWords, ...] = ()
    ) -> None:
        """Show the header, what is wrong with the file, markers, marks and comments."""
        if self._markers is None:
            try:
                self._markers = recording.rows("marker", 0, _MOST_MARKERS)
            except FormatError:
                self._markers = empty("marker")  # and among the problems below
        self._noted = (recording, marks, comments)
        header, problems = recording.header, recording.problems
        self._notes = NoteSource(header, problems, self._markers, marks, comments, masks=self._masks)
        self._rows("notes").load(self._notes)

    def load_hits(self, found: Found, needle: str, nothing: str = "") -> None:
        """Show what a search found; `nothing` is said where there is nothing, "" says it of a search."""
        self._hits = found.hits
        self._hit_times = [hit.t_ns for hit in found.hits]
        self._ranked = self._hit_times != sorted(self._hit_times)
        where = "what can be read of this recording" if found.unread else "this recording"
        nowhere = f"{visible(needle)} is nowhere in {where}" if needle else NO_STOPS
        self._needle, self._no_hits = needle, nothing or nowhere
        self._show_hits()

    def _show_hits(self) -> None:
        self._rows("stops").load(
            HitSource(self._hits, self._needle, self._masks), empty=self._no_hits or NO_STOPS
        )

    def follow(self, t_ns: int) -> None:
        """Make the row at the playhead the current one of the list shown."""
        self._t_ns = t_ns
        rows = self._rows(TABS[self._shown])
        try:
            if self._time_of(rows.current) != t_ns:
                rows.follow(self._row_at(t_ns))
        except FormatError:
            rows.follow(-1)  # the list itself says what is wrong
        self._show_detail()

    def neighbour(self, rows: int) -> int | None:
        """Move the current row of the list shown and return its time, None where there is no such row.

        Raises:
            FormatError: The row cannot be read.
        """
        shown = self._rows(TABS[self._shown])
        row = min(max(shown.current + rows, 0), len(shown) - 1)
        if row == shown.current:
            return None
        t_ns = self._time_of(row)
        while t_ns is None and 0 <= row + (step := 1 if rows > 0 else -1) < len(shown):
            row += step
            t_ns = self._time_of(row)
        if t_ns is not None:
            shown.follow(row)
            self._show_detail()
        return t_ns

    def text_in_view(self) -> tuple[tuple[int, int], Sequence[int], Sequence[bool]]:
        """Return which lines of typed text are in view, half-open, the run of each, and which are hidden."""
        rows, text = self._rows("text"), self._text
        if text is None:
            return (0, 0), (), ()
        shown = TABS[self._shown] == "text" and rows.size.height > 0
        lines = (rows.top, min(rows.top + rows.size.height, len(text))) if shown else (0, 0)
        return lines, text.run_of_line, text.hidden

    def page(self) -> int:
        """Return how many rows the list shown has in view."""
        return self._rows(TABS[self._shown]).lines_in_view()

    def restyle(self) -> None:
        """Draw in the colours now in force."""
        for rows in self.query(Rows):
            rows.forget()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap typed text for the new width, and leave the list its room."""
        self.set_class(event.size.height < LOW_ROWS, "low")
        self.set_class(event.size.height < LOWEST_ROWS, "lowest")
        if self._runs is not None:
            self._text = TextSource(self._runs, event.size.width, self._masks)
            self._rows("text").load(self._text)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Ask to go to the row's time."""
        message.stop()
        try:
            t_ns = self._time_of(message.row)
        except FormatError:
            return  # the row says so itself
        if t_ns is not None:
            message.rows.follow(message.row)
            self.post_message(self.Sought(t_ns))

    def on_tab_line_picked(self, message: TabLine.Picked) -> None:
        """Show the list whose name was clicked."""
        message.stop()
        self.show(message.number)

    def _show_detail(self) -> None:
        self.query_one(Detail).show(self._rows(TABS[self._shown]).current_line())

    def _rows(self, name: str) -> Rows:
        return self.query_one(f"#{name}", Rows)

    def _row_at(self, t_ns: int) -> int:
        """Return the row at a time of the list shown, -1 for none."""
        name = TABS[self._shown]
        row = -1
        if name == "actions" and self._actions is not None and self._action_rows is not None:
            row = self._action_rows.folding.shown(self._actions.index_at(t_ns))
        elif name == "events" and self._events is not None and self._event_rows is not None:
            row = self._event_rows.folding.shown(self._events.index_at(t_ns))
        elif name == "text" and self._runs is not None and self._text is not None:
            run = self._runs.index_at(t_ns)
            row = self._text.first_line[run] if run >= 0 else -1
        elif name == "labels":
            row = bisect_right(self._labels.starts, t_ns) - 1
        elif name == "defects":
            row = self._defects.row_at(t_ns)
        elif name == "stops":
            row = self._hit_at(t_ns)
        elif name == "flags":
            row = self._flags.row_at(t_ns)
        elif name == "notes" and self._notes is not None:
            row = self._notes.row_at(t_ns)
        return row

    def _hit_at(self, t_ns: int) -> int:
        """Return the row of a stop: the last one up to a time, or one at that time where they are ranked."""
        if self._ranked:
            return self._hit_times.index(t_ns) if t_ns in self._hit_times else -1
        return bisect_right(self._hit_times, t_ns) - 1

    def _time_of(self, row: int) -> int | None:
        """Return the time a row of the list shown leads to, None for none."""
        if row < 0:
            return None
        name = TABS[self._shown]
        t_ns: int | None = None
        if name == "actions" and self._action_rows is not None and self._actions is not None:
            if row < len(self._action_rows):
                t_ns = int(self._actions.starts[self._action_rows.folding.own(row)])
        elif name == "events" and self._event_rows is not None and self._events is not None:
            if row < len(self._event_rows):
                t_ns = self._events.time_of(self._event_rows.folding.own(row))
        elif name == "text" and self._runs is not None and self._text is not None and row < len(self._text):
            t_ns = int(self._runs.rows["start_ns"][self._text.run_of_line[row]])
        elif name == "labels" and row < len(self._labels):
            t_ns = self._labels.starts[row]
        elif name == "defects" and row < len(self._defects):
            t_ns = self._defects.starts[row]
        elif name == "stops" and row < len(self._hits):
            t_ns = self._hits[row].t_ns
        elif name == "flags" and row < len(self._flags):
            t_ns = self._flags.rows[row].t_ns
        elif name == "notes" and self._notes is not None and row < len(self._notes):
            t_ns = self._notes.time_of(row)
        return t_ns

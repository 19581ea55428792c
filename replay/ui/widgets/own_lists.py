"""The recorded person's lists beside the picture: what they typed, windows, clipboard, what they removed."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from formats.errors import FormatError
from formats.model.recording import Recording
from replay.core.merged import MergedEvents
from replay.core.safe_text import visible
from replay.core.text_runs import TextRuns
from replay.privacy.masks.masks import NOTHING_HIDDEN, Masks
from replay.ui.layout import LOWEST_ROWS
from replay.ui.widgets.detail import Detail
from replay.ui.widgets.row_source import FixedRows
from replay.ui.widgets.row_strips import Line
from replay.ui.widgets.rows import Rows
from replay.ui.widgets.sources import EventSource, TextSource
from replay.ui.widgets.tabs import TabLine

OWN_TABS = ("typed", "windows", "clipboard", "removed")
_STREAMS = {"windows": "window", "clipboard": "clipboard"}
_EMPTY = {
    "typed": "reading …",
    "windows": "no windows in this recording",
    "clipboard": "nothing was copied",
    "removed": "nothing is removed: x removes",
}


@dataclass(frozen=True, slots=True)
class RemovedRow:
    """One thing that was removed."""

    words: str
    """Safe to print."""
    t_ns: int | None
    """Where it begins, None for what has no place."""


class OwnLists(Vertical):
    """Shows the values it is given, and asks to go where a row is chosen."""

    DEFAULT_CSS = """
    OwnLists { width: 46; height: 1fr; background: $surface; }
    OwnLists > Rows { display: none; }
    OwnLists > Rows.shown { display: block; }
    OwnLists > Detail { height: 3; }
    OwnLists.lowest > Detail { display: none; }
    """

    @dataclass
    class Sought(Message):
        """A row was chosen."""

        t_ns: int

    def __init__(self) -> None:
        super().__init__()
        self._shown = 0
        self._t_ns = 0
        self._masks: Masks = NOTHING_HIDDEN
        self._runs: TextRuns | None = None
        self._text: TextSource | None = None
        self._events: dict[str, MergedEvents] = {}
        self._removed: tuple[RemovedRow, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out the names and the lists."""
        yield TabLine(OWN_TABS)
        for name in OWN_TABS:
            yield Rows(id=name, empty=_EMPTY[name])
        yield Detail()

    def on_mount(self) -> None:
        """Show the first list."""
        self.show(0)

    @property
    def shown(self) -> str:
        """Name of the list that is shown."""
        return OWN_TABS[self._shown]

    @property
    def chosen_removal(self) -> int:
        """Which thing of the list of what was removed is the current one, -1 for none."""
        return self._rows("removed").current

    def show(self, number: int) -> None:
        """Show a list by number, counted round."""
        self._shown = number % len(OWN_TABS)
        for place, name in enumerate(OWN_TABS):
            self._rows(name).set_class(place == self._shown, "shown")
        self.query_one(TabLine).show(self._shown)
        self.follow(self._t_ns)

    def turn(self, direction: int) -> None:
        """Show the next list, or the one before."""
        self.show(self._shown + direction)

    def show_removed(self, row: int) -> None:
        """Show what was removed, one of it chosen."""
        self._rows("removed").follow(row)
        self.show(OWN_TABS.index("removed"))

    def load(self, recording: Recording) -> None:
        """Show windows and the clipboard."""
        self._events = {
            name: MergedEvents(recording, (stream,))
            for name, stream in _STREAMS.items()
            if stream in recording.streams
        }
        self.hide(self._masks)

    def load_runs(self, runs: TextRuns) -> None:
        """Show typed text."""
        self._runs = runs
        self._wrap(self.size.width or 40)
        self.follow(self._t_ns)

    def load_failure(self, error: str) -> None:
        """Say why there is no typed text."""
        self._rows("typed").load(FixedRows([]), empty=f"cannot be read: {visible(error)}")

    def load_removed(self, rows: Sequence[RemovedRow]) -> None:
        """Show what was removed."""
        self._removed = tuple(rows)
        lines: list[Line] = [
            ((f" {number:>2}  ", "rows--dim"), (row.words, "")) for number, row in enumerate(rows, 1)
        ]
        self._rows("removed").load(FixedRows(lines))
        self._show_detail()

    def hide(self, masks: Masks) -> None:
        """Draw something else as removed from now on."""
        self._masks = masks
        for name, merged in self._events.items():
            self._rows(name).load(_WithoutStream(EventSource(merged, masks)))
        if self._text is not None:
            self._text.mask(masks)
            self._rows("typed").load(self._text)
        self.follow(self._t_ns)

    def restyle(self) -> None:
        """Draw in the colours now in force."""
        for rows in self.query(Rows):
            rows.forget()

    def follow(self, t_ns: int) -> None:
        """Make the row at the playhead the current one of the list shown; what was removed stays chosen."""
        self._t_ns = t_ns
        rows = self._rows(self.shown)
        try:
            if self.shown != "removed" and self._time_of(rows.current) != t_ns:
                rows.follow(self._row_at(t_ns))
        except FormatError:
            rows.follow(-1)  # the list itself says what is wrong
        self._show_detail()

    def neighbour(self, by: int) -> tuple[bool, int | None]:
        """Move the current row of the list shown; return whether there was one, and its time.

        Raises:
            FormatError: The row cannot be read.
        """
        shown = self._rows(self.shown)
        row = min(max(shown.current + by, 0), len(shown) - 1)
        if row == shown.current or row < 0:
            return False, None
        if self.shown == "typed" and self._text is not None:
            row = self._other_run(shown.current, row, by)
            if row < 0:
                return False, None
        shown.follow(row)
        self._show_detail()
        return True, self._time_of(row)

    def page(self) -> int:
        """Return how many rows the list shown has in view."""
        return self._rows(self.shown).lines_in_view()

    def on_resize(self, event: events.Resize) -> None:
        """Wrap typed text for the new width, and leave the list its room."""
        self.set_class(event.size.height < LOWEST_ROWS, "lowest")
        if self._runs is not None:
            self._wrap(event.size.width)

    def on_rows_chosen(self, message: Rows.Chosen) -> None:
        """Ask to go to the row's time."""
        message.stop()
        message.rows.follow(message.row)
        self._show_detail()
        try:
            t_ns = self._time_of(message.row)
        except FormatError:
            return  # the row says so itself
        if t_ns is not None:
            self.post_message(self.Sought(t_ns))

    def on_tab_line_picked(self, message: TabLine.Picked) -> None:
        """Show the list whose name was clicked."""
        message.stop()
        self.show(message.number)

    def _wrap(self, width: int) -> None:
        if self._runs is not None:
            self._text = TextSource(self._runs, width, self._masks)
            self._rows("typed").load(self._text, empty="nothing was typed in this recording")

    def _other_run(self, current: int, row: int, by: int) -> int:
        """Return the row of another run than the current one: a text of many lines is one step."""
        text = self._text
        if text is None or not 0 <= current < len(text):
            return row
        run = text.run_of_line[row]
        if run == text.run_of_line[current]:
            run += 1 if by > 0 else -1
        return text.first_line[run] if 0 <= run < len(text.first_line) else -1

    def _show_detail(self) -> None:
        self.query_one(Detail).show(self._rows(self.shown).current_line())

    def _rows(self, name: str) -> Rows:
        return self.query_one(f"#{name}", Rows)

    def _row_at(self, t_ns: int) -> int:
        if self.shown == "typed":
            run = self._runs.index_at(t_ns) if self._runs is not None else -1
            return self._text.first_line[run] if run >= 0 and self._text is not None else -1
        merged = self._events.get(self.shown)
        return merged.index_at(t_ns) if merged is not None else -1

    def _time_of(self, row: int) -> int | None:
        """Return the time a row of the list shown leads to, None for none."""
        if row < 0:
            return None
        t_ns: int | None = None
        if self.shown == "typed":
            if self._runs is not None and self._text is not None and row < len(self._text):
                t_ns = int(self._runs.rows["start_ns"][self._text.run_of_line[row]])
        elif self.shown == "removed":
            t_ns = self._removed[row].t_ns if row < len(self._removed) else None
        elif (merged := self._events.get(self.shown)) is not None and row < len(merged):
            t_ns = merged.time_of(row)
        return t_ns


class _WithoutStream:
    """Rows of one stream, which need not say which it is."""

    def __init__(self, source: EventSource) -> None:
        self._source = source

    def __len__(self) -> int:
        return len(self._source)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return [(line[0], *line[2:]) for line in self._source.lines(start, stop)]

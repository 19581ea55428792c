"""What the timeline draws: one lane a line, in the time of its width, however long the recording is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rich.cells import cell_len

from formats.model.time import NS_PER_S, Span, format_time
from replay.core.pyramid import Pyramid
from replay.core.safe_text import visible
from replay.core.spans import NO_SPANS, Spans
from replay.privacy.masks.masks import NOTHING_HIDDEN, Masks
from replay.render.bars import bars, covered, ticks
from replay.ui.widgets.cell_text import cell_fit, cells

LABEL_CELLS = 10
"""Cells at the left that name the lanes."""

_NO_TIMES = np.empty(0, np.int64)
_LONGEST_NAME = 200
_BESIDE_TIERS = 4
"""Lanes that keep their place however many tiers there are: time, activity, windows, stops."""
_LEAST_NAMED = 5
"""Cells of a segment from which on its label is written into it."""


@dataclass(frozen=True, slots=True)
class TierLane:
    """The segments or points of a tier, in order of their start."""

    name: str
    starts: NDArray[np.int64]
    """Shape (n,), like all of them."""
    ends: NDArray[np.int64]
    """Equal to the starts in a lane of points."""
    labels: Sequence[str]
    colours: Sequence[str]
    """`#rrggbb`."""
    in_hand: bool = False
    """The tier that keys label."""
    points: tuple[int | None, int | None] = (None, None)
    """In and out point."""


@dataclass(frozen=True, slots=True)
class DefectLane:
    """Where the capture is not to be trusted, in order of the starts."""

    starts: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    """Shape (n,), like all of them."""
    ends: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    bad: NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, np.bool_))
    """Whether each is bad, and not only doubtful."""
    nothing: str = "the capture is yet to be checked"
    """Said where there are none; "" has no lane then."""

    @property
    def is_shown(self) -> bool:
        """Whether it takes a line."""
        return bool(len(self.starts) or self.nothing)


@dataclass(frozen=True, slots=True)
class FlagLane:
    """What is flagged as sensitive."""

    starts: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    """Shape (n,), like all of them."""
    ends: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    names: Sequence[str] = ()
    """As what."""
    title: str = "flags"
    nothing: str = ""
    """Said where there are none; "" has no lane then."""

    @property
    def is_shown(self) -> bool:
        """Whether it takes a line."""
        return bool(len(self.starts) or self.nothing)


@dataclass(frozen=True, slots=True)
class Lanes:
    """What the timeline shows; times are nanoseconds in order."""

    start_ns: int = 0
    """Where the recording begins, at most 0."""
    duration_ns: int = 0
    """Where it ends."""
    activity: Pyramid | None = None
    idle: Spans = field(default_factory=lambda: NO_SPANS)
    rule: str = ""
    """What is called idle, in a sentence."""
    window_times: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    window_names: Sequence[str] = ()
    frame_times: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    frame_gaps: Spans = field(default_factory=lambda: NO_SPANS)
    """Where no frames came although they should have."""
    change_times: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    stops: NDArray[np.int64] = field(default_factory=lambda: _NO_TIMES)
    marks: Mapping[str, int] = field(default_factory=dict)
    tiers: Sequence[TierLane] = ()
    masks: Masks = NOTHING_HIDDEN
    defects: DefectLane = field(default_factory=DefectLane)
    alarm: str = ""
    """Stands on the lane of defects until it is closed; safe to print."""
    flags: FlagLane = field(default_factory=FlagLane)
    clock: str = "time"
    """Name of the clock by which the ruler is read."""
    tick: Callable[[int], str] = field(default=lambda t_ns: format_time(t_ns).removesuffix(".000"))
    """Writes an instant on the ruler."""

    @property
    def extra(self) -> int:
        """How many lanes there are beside the usual ones."""
        return len(self.tiers) + self.flags.is_shown


class Canvas:
    """One line of cells: a character and the name of a style each."""

    def __init__(self, width: int) -> None:
        self.text = [" "] * width
        """The second cell of a wide character is ""."""
        self.style = [""] * width
        self.is_words = False
        """Whether it is a sentence, through which no playhead is drawn."""

    @property
    def is_wide(self) -> bool:
        """Whether a character takes two cells."""
        return "" in self.text

    def put(self, column: int, text: str, style: str = "") -> None:
        """Write safe text from a column on; what does not fit is left out."""
        for place, character in enumerate(cells(text), column):
            if 0 <= place < len(self.text):
                self.text[place] = character
                self.style[place] = style


class LaneDrawing:
    """Draws lanes for a view of time and a size in cells."""

    def __init__(self, lanes: Lanes, view: Span, width: int, height: int) -> None:
        self._lanes = lanes
        self._view = view
        self._width = width
        self._height = height
        self._cells = drawn_cells(width)
        self._edges = np.linspace(view.start_ns, view.end_ns, self._cells + 1).astype(np.int64)

    def lines(self) -> list[Canvas]:
        """Return the lanes there is room for, the most telling first."""
        # The lane of defects is there before anything is known: while somebody labels nothing moves.
        marked = [self._flags] if self._lanes.flags.is_shown else []
        marked += [self._defects] if self._lanes.defects.is_shown or self._lanes.alarm else []
        if self._lanes.alarm:
            marked.reverse()
        # Defects have a list of their own; a tier stays.
        marked = marked[: max(self._height - _BESIDE_TIERS - bool(self._lanes.tiers), 0)]
        tiers = self._tiers(self._height - _BESIDE_TIERS - len(marked))
        lanes = [self._ruler, self._activity, *tiers, *marked, self._windows]
        if self._height >= len(lanes) + 2:
            lanes += [self._frames, self._stops]
        elif tiers or marked:
            lanes.append(self._stops)
        if self._lanes.rule:
            lanes.append(self._rule)
        lines = []
        for lane in lanes[: self._height]:
            line = Canvas(self._width)
            lane(line)
            lines.append(line)
        return lines

    def _ruler(self, line: Canvas) -> None:
        whole = self._view.duration_ns >= self._lanes.duration_ns - self._lanes.start_ns
        line.put(1, self._lanes.clock if whole else "zoomed", "label")
        for column, t_ns in ticks(self._view.start_ns, self._view.end_ns, self._cells, 12):
            line.put(LABEL_CELLS + column, "╷" + visible(self._lanes.tick(t_ns)), "label")

    def _activity(self, line: Canvas) -> None:
        line.put(1, "activity", "label")
        if self._lanes.activity is None:
            line.put(LABEL_CELLS, "counting …", "label")
            return
        counts = self._lanes.activity.bins(self._view.start_ns, self._view.end_ns, self._cells)
        idle = covered(self._lanes.idle, self._edges) >= 0.5
        text = bars(counts)
        line.put(LABEL_CELLS, text, "activity")
        # What was counted stays visible on the ground of idle time: nothing that happened is hidden.
        for column in np.flatnonzero(idle).tolist():
            quiet = not counts[column]
            line.put(
                LABEL_CELLS + column, "┄" if quiet else text[column], "idle" if quiet else "idle-activity"
            )
        self._name_runs(line, idle & (counts == 0), " idle ", "idle")
        self._hidden(line)

    def _hidden(self, line: Canvas) -> None:
        """Draw hidden typing alike, whatever happened in it: zoomed in, each key would be a bar."""
        spans = self._lanes.masks.typed_spans()
        if not spans:
            return
        edges = _whole_seconds(np.array([(span.start_ns, span.end_ns) for span in spans], np.int64))
        inside = (edges[:, 1] > self._view.start_ns) & (edges[:, 0] < self._view.end_ns)
        firsts = np.searchsorted(self._edges, edges[inside, 0], side="right") - 1
        stops = np.searchsorted(self._edges, edges[inside, 1], side="left")
        for first, stop in zip(np.clip(firsts, 0, None).tolist(), stops.tolist(), strict=True):
            width = max(min(stop, self._cells) - first, 1)
            line.put(LABEL_CELLS + first, "▒" * width, "idle-activity")

    def _tiers(self, room: int) -> list[Callable[[Canvas], None]]:
        """Return the lanes of tiers that there is room for; the one in hand is among them."""
        room = max(room, 1)
        tiers = list(self._lanes.tiers)
        while len(tiers) > room:
            tiers.remove(next(tier for tier in reversed(tiers) if not tier.in_hand))
        return [partial(self._tier, tier) for tier in tiers]

    def _tier(self, tier: TierLane, line: Canvas) -> None:
        name = cell_fit(visible(tier.name[:_LONGEST_NAME]), LABEL_CELLS - 2)
        line.put(0, f"{'›' if tier.in_hand else ' '}{name}", "mark" if tier.in_hand else "label")
        shown = np.flatnonzero((tier.ends >= self._view.start_ns) & (tier.starts <= self._view.end_ns))
        # The longer of two comes first, so that the inner one is drawn over it.
        firsts = np.searchsorted(self._edges, tier.starts[shown], side="right") - 1
        lefts = np.clip(firsts, 0, self._cells - 1)
        lasts = np.searchsorted(self._edges, tier.ends[shown], side="left")
        widths = np.maximum(np.minimum(lasts, self._cells) - lefts, 1)
        # Of thousands in one cell one stands for all.
        told = (widths > 1) | (np.diff(lefts, prepend=-1) != 0)
        columns = (shown[told], firsts[told], lefts[told], widths[told])
        for number, first, left, width in zip(*(column.tolist() for column in columns), strict=True):
            colour = tier.colours[number]
            is_point = tier.starts[number] == tier.ends[number]
            style = f"ink {colour}" if is_point else colour
            sign = "◆" if is_point else "▏" if first >= 0 else " "
            name = visible(self._lanes.masks.clean(tier.labels[number])[:_LONGEST_NAME]) or "no label"
            # One letter and dots say nothing.
            text = cell_fit(name, width - 2) if width >= _LEAST_NAMED else ""
            line.put(LABEL_CELLS + left, " " * width, style)
            line.put(LABEL_CELLS + left, sign + text, style)
        for sign, t_ns in zip("[]", tier.points, strict=True):
            if t_ns is not None and self._view.start_ns <= t_ns <= self._view.end_ns:
                line.put(column_of(t_ns, self._view, self._width), sign, "mark")

    def _windows(self, line: Canvas) -> None:
        line.put(1, "windows", "label")
        times, names = self._lanes.window_times, self._lanes.window_names
        if not len(times):
            return
        at = np.searchsorted(times, self._edges[:-1], side="right") - 1
        breaks = [0, *(np.flatnonzero(np.diff(at)) + 1).tolist(), len(at)]
        for start, stop in pairwise(breaks):
            number = int(at[start])
            if number < 0:
                continue
            width = stop - start
            name = self._lanes.masks.shown("title", int(times[number]), int(times[number]) + 1, names[number])
            text = cell_fit(visible(name[:_LONGEST_NAME]), max(width - 2, 0))
            style = "window" if number % 2 else "other-window"
            line.put(LABEL_CELLS + start, " " * width, style)
            # A line at the edge tells neighbours apart whose shade is the same.
            line.put(LABEL_CELLS + start, f"▏{text}", style)

    def _frames(self, line: Canvas) -> None:
        line.put(1, "frames", "label")
        changes = np.diff(np.searchsorted(self._lanes.change_times, self._edges))
        there = np.diff(np.searchsorted(self._lanes.frame_times, self._edges))
        text = bars(changes)
        dots = "".join("·" if c == " " and t else c for c, t in zip(text, there.tolist(), strict=True))
        line.put(LABEL_CELLS, dots, "frames")
        missing = (covered(self._lanes.frame_gaps, self._edges) >= 0.5) & (there == 0)
        for column in np.flatnonzero(missing).tolist():
            line.put(LABEL_CELLS + column, "╌", "gap")
        self._name_runs(line, missing, " no frames ", "gap")

    def _flags(self, line: Canvas) -> None:
        """Draw what is flagged, and as what where there is room: in whole seconds, as hidden typing."""
        flags = self._lanes.flags
        line.put(1, flags.title, "label")
        if not len(flags.starts):
            line.put(LABEL_CELLS, flags.nothing, "label")
            line.is_words = True
            return
        edges = _whole_seconds(np.stack([flags.starts, flags.ends], axis=1))
        inside = np.flatnonzero((edges[:, 1] > self._view.start_ns) & (edges[:, 0] < self._view.end_ns))
        lefts = np.clip(np.searchsorted(self._edges, edges[inside, 0], side="right") - 1, 0, self._cells - 1)
        stops = np.searchsorted(self._edges, edges[inside, 1], side="left")
        stops = np.clip(np.maximum(stops, lefts + 1), 0, self._cells)
        counts = np.zeros(self._cells + 1, np.int64)
        np.add.at(counts, lefts, 1)
        np.add.at(counts, stops, -1)
        runs = np.flatnonzero(np.diff(np.concatenate([[0], np.cumsum(counts[:-1]) > 0, [0]]))).reshape(-1, 2)
        numbers = np.searchsorted(runs[:, 0], lefts, side="right") - 1
        names: dict[int, dict[str, None]] = {}
        for number, flag in zip(numbers.tolist(), inside.tolist(), strict=True):
            names.setdefault(number, {})[flags.names[flag]] = None
        nexts = [*runs[1:, 0].tolist(), self._cells]
        for number, (start, stop) in enumerate(runs.tolist()):
            name = self._lanes.masks.clean(", ".join(names[number]))
            sign = "▲" if stop - start == 1 else "▬" * (stop - start)
            line.put(LABEL_CELLS + start, sign, "flag")
            within = stop - start - 2
            text = cell_fit(visible(name[:_LONGEST_NAME]), max(within, nexts[number] - stop - 2))
            if len(text) >= _LEAST_NAMED - 1:
                line.put(LABEL_CELLS + (start + 1 if cell_len(text) <= within else stop), f" {text} ", "flag")

    def _defects(self, line: Canvas) -> None:
        """Draw where the capture is not to be trusted: an instant as a cross, a span as a bar."""
        line.put(1, "defects", "label")
        if self._lanes.alarm:
            room = self._width - LABEL_CELLS
            line.put(LABEL_CELLS, cell_fit(self._lanes.alarm, room).ljust(room), "alarm")
            line.is_words = True
            return
        if not len(self._lanes.defects.starts):
            line.put(LABEL_CELLS, self._lanes.defects.nothing, "label")
            line.is_words = True
            return
        starts, ends, bad = self._lanes.defects.starts, self._lanes.defects.ends, self._lanes.defects.bad
        first = np.searchsorted(self._edges, starts, side="right") - 1
        last = np.searchsorted(self._edges, ends, side="left") - 1
        inside = (ends >= self._view.start_ns) & (starts <= self._view.end_ns)
        # What is bad is drawn over what is doubtful, however many there are in one cell.
        for worse, style in ((False, "doubtful"), (True, "bad")):
            chosen = np.flatnonzero(inside & (bad == worse))
            lefts = np.clip(first[chosen], 0, self._cells - 1)
            widths = np.minimum(last[chosen], self._cells - 1) - lefts
            spans = np.zeros(self._cells + 1, np.int64)
            np.add.at(spans, lefts, 1)
            np.add.at(spans, lefts + np.maximum(widths, 0) + 1, -1)
            for column in np.flatnonzero(np.cumsum(spans[:-1])).tolist():
                line.put(LABEL_CELLS + column, "━", style)
            for column in set(lefts[widths <= 0].tolist()):
                line.put(LABEL_CELLS + column, "╳", style)

    def _stops(self, line: Canvas) -> None:
        line.put(1, "stops" if len(self._lanes.stops) else "marks", "label")
        counts = np.diff(np.searchsorted(self._lanes.stops, self._edges))
        for column in np.flatnonzero(counts).tolist():
            line.put(LABEL_CELLS + column, "▴", "stop")
        for letter, t_ns in self._lanes.marks.items():
            if self._view.start_ns <= t_ns <= self._view.end_ns:
                line.put(column_of(t_ns, self._view, self._width), visible(letter)[:1], "mark")

    def _rule(self, line: Canvas) -> None:
        shares = covered(self._lanes.idle, self._edges)
        rule = visible(self._lanes.rule).removeprefix("Idle: ")
        line.put(1, "idle", "label")
        line.is_words = True
        line.put(LABEL_CELLS, cell_fit(f"┄ {shares.mean():.0%} of this view: {rule}", self._cells), "label")

    def _name_runs(self, line: Canvas, mask: NDArray[np.bool_], name: str, style: str) -> None:
        """Write `name` into the middle of every run of cells that is three times as wide."""
        edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
        for start, stop in edges.reshape(-1, 2).tolist():
            if stop - start >= 3 * len(name):
                line.put(LABEL_CELLS + (start + stop - len(name)) // 2, name, style)


def _whole_seconds(edges: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return spans of shape (n, 2) as long as a redacted copy tells them."""
    ends = (edges[:, 1] + NS_PER_S - 1) // NS_PER_S
    return np.stack([edges[:, 0] // NS_PER_S, ends], axis=1) * NS_PER_S


def drawn_cells(width: int) -> int:
    """Return how many cells of a timeline `width` cells wide show time, at least 1."""
    return max(width - LABEL_CELLS - 1, 1)


def column_of(t_ns: int, view: Span, width: int) -> int:
    """Return the column of a time in view."""
    share = (t_ns - view.start_ns) / max(view.duration_ns, 1)
    return LABEL_CELLS + min(max(int(share * drawn_cells(width)), 0), drawn_cells(width) - 1)


def time_of(column: float, view: Span, width: int) -> int:
    """Return the time at a column, that of the nearer edge beside the view."""
    share = min(max((column - LABEL_CELLS) / drawn_cells(width), 0), 1)
    return view.start_ns + int(view.duration_ns * share)

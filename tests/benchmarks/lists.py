"""Benchmarks the list of events, ten million long, beside Textual's DataTable and OptionList.

    python -m tests.benchmarks.lists [--quick] [--json OUT]

Every list runs in a process of its own, in an app without a terminal; a repaint is timed from moving the list
to the bytes of every line in view. The peers are given the same rows, as text, as many as they bear.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Protocol

import numpy as np
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import DataTable, OptionList

from formats.native.reader import Reader
from replay.core.clock_faces import listed_time
from replay.core.merged import MergedEvents
from replay.privacy.masks.masks import NOTHING_HIDDEN
from replay.ui.theme import THEMES
from replay.ui.widgets.row_strips import written
from replay.ui.widgets.rows import Rows
from replay.ui.widgets.sources import EventSource
from tests.benchmarks.command import finish, parser
from tests.benchmarks.day import EVENTS_AN_HOUR
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.memory import resident_kb
from tests.benchmarks.synthetic import write_synthetic
from tests.data import ROOT

_TEN_MILLION = 10_000_000
_PEER_ROWS = 100_000
_MOVES = 150


class Subject(Protocol):
    """A list to be measured."""

    @property
    def widget(self) -> Widget:
        """The list itself."""

    def load(self, path: Path, rows: int) -> None:
        """Take in the events of a file, at most `rows`."""

    def go(self, row: int) -> None:
        """Make a row the current one and bring it into view."""


class OurRows:
    """The list of this project; reads the file as it is looked at."""

    def __init__(self) -> None:
        self.widget = self._rows = Rows()

    def load(self, path: Path, rows: int) -> None:
        """Take in all events."""
        del rows
        self._rows.load(EventSource(MergedEvents(Reader(path)), NOTHING_HIDDEN))

    def go(self, row: int) -> None:
        """Follow."""
        self._rows.follow(row)


class Table:
    """Textual's DataTable."""

    def __init__(self) -> None:
        self._table: DataTable[str] = DataTable(cursor_type="row", show_header=False)
        self.widget = self._table

    def load(self, path: Path, rows: int) -> None:
        """Take in rows of text."""
        self._table.add_columns("time", "stream", "event")
        self._table.add_rows(texts(path, rows))

    def go(self, row: int) -> None:
        """Move the cursor."""
        self._table.move_cursor(row=row, animate=False)


class Options:
    """Textual's OptionList."""

    def __init__(self) -> None:
        self.widget = self._options = OptionList(markup=False)

    def load(self, path: Path, rows: int) -> None:
        """Take in lines of text."""
        self._options.add_options([" ".join(each) for each in texts(path, rows)])

    def go(self, row: int) -> None:
        """Highlight a row, which scrolls to it."""
        self._options.highlighted = row
        self._options.scroll_to_highlight()


def subject_of(name: str) -> Subject:
    """Return a list by its name in the table."""
    match name:
        case "ours":
            return OurRows()
        case "DataTable":
            return Table()
        case "OptionList":
            return Options()
    raise KeyError(name)


def texts(path: Path, rows: int) -> list[tuple[str, str, str]]:
    """Return the rows of our list as plain text."""
    with Reader(path) as reader:
        merged = MergedEvents(reader)
        listed = EventSource(merged, NOTHING_HIDDEN).lines(0, min(rows, len(merged)))
        lines = [written(line, listed_time) for line in listed]
    return [(line[0][0].strip(), line[1][0].strip(), line[2][0]) for line in lines]


class Bench(App[None]):
    """One list, 46 columns by 44 rows."""

    def __init__(self, subject: Subject) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = "replay-dark"
        self.subject = subject

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield self.subject.widget


async def measure(name: str, path: Path, rows: int) -> dict[str, float]:
    """Measure one list in this process."""
    subject = subject_of(name)
    app = Bench(subject)
    async with app.run_test(size=(46, 44)) as pilot:
        await pilot.pause()
        Path("/proc/self/clear_refs").write_text("5")
        before_kb = resident_kb("VmRSS")
        start = time.perf_counter()
        subject.load(path, rows)
        painted(app)
        usable = time.perf_counter() - start
        await pilot.pause()
        rng = np.random.default_rng(7)
        there = rows // 2
        steps = list(range(there, there + _MOVES))
        jumps: list[int] = rng.integers(0, rows, _MOVES).tolist()
        figures = {"usable": usable * 1e3}
        if name == "ours":
            for what, times in (("step", repaints(app, steps)), ("jump", repaints(app, jumps))):
                figures |= {what: percentile(times, 0.5), f"{what}_p95": percentile(times, 0.95)}
        figures["step_work"] = percentile(await moved(app, pilot, [row + _MOVES for row in steps]), 0.5)
        others: list[int] = rng.integers(0, rows, _MOVES).tolist()
        figures["jump_work"] = percentile(await moved(app, pilot, others), 0.5)
        figures["mb"] = (resident_kb("VmHWM") - before_kb) * 1.024 / 1000
    return figures


async def moved(app: Bench, pilot: Pilot[None], places: list[int]) -> list[float]:
    """Go to places one by one; milliseconds of the processor for each, all that Textual does included.

    Peers scroll by messages and on idle, ours at once: time on the wall would hold Textual's waiting.
    """
    out = []
    for place in places:
        start = time.process_time()
        app.subject.go(place)
        painted(app)
        await pilot.pause(0)
        painted(app)
        out.append((time.process_time() - start) * 1e3)
    return out


def repaints(app: Bench, places: list[int]) -> list[float]:
    """Go to places one by one; milliseconds from the call to the bytes, for lists that move at once."""
    out = []
    for place in places:
        start = time.perf_counter()
        app.subject.go(place)
        painted(app)
        out.append((time.perf_counter() - start) * 1e3)
    return out


def painted(app: Bench) -> int:
    """Draw every line in view to the bytes that a terminal gets; return how many."""
    widget = app.subject.widget
    strips = widget.render_lines(Region(0, 0, widget.size.width, widget.size.height))
    return sum(len(strip.render(app.console)) for strip in strips)


def in_own_process(name: str, path: Path, rows: int) -> dict[str, float]:
    """Measure a list in a process of its own."""
    run = [sys.executable, "-m", "tests.benchmarks.lists", "--one", name, str(path), str(rows)]
    result = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(result.stdout)
    return figures


def main() -> None:
    """Run every table, or one list."""
    command_line = parser(__doc__)
    command_line.add_argument("--one", nargs=3, metavar=("NAME", "FILE", "ROWS"), help=argparse.SUPPRESS)
    options = command_line.parse_args()
    if options.one:
        name, path, rows = options.one
        print(json.dumps(asyncio.run(measure(name, Path(path), int(rows)))))
        return
    long = _TEN_MILLION // (10 if options.quick else 1)
    with tempfile.TemporaryDirectory(prefix="replay-bench-") as folder:
        tables = {"Lists of events, 46 by 44 cells": compare(Path(folder), long)}
    finish(tables, options)


def compare(folder: Path, long: int) -> list[Figure]:
    """Measure ours short and long, and the peers short."""
    short_path, long_path = folder / "short.replay", folder / "long.replay"
    write_synthetic(short_path, hours=_PEER_ROWS * 1.2 / EVENTS_AN_HOUR)
    write_synthetic(long_path, hours=long * 1.01 / EVENTS_AN_HOUR)
    with closing(Reader(long_path)) as reader:
        rows = len(MergedEvents(reader))
    if rows < long:
        raise ValueError(f"the recording has {rows:,} events, {long:,} were wanted")
    few = in_own_process("ours", short_path, _PEER_ROWS)
    many = in_own_process("ours", long_path, long)
    return [
        Figure(f"ours, {long:,} rows: usable after", many["usable"], "ms", at_most=60),
        Figure("  repaint after a step, p50", many["step"], "ms", at_most=4),
        Figure("  repaint after a step, p95", many["step_p95"], "ms"),
        Figure("  repaint after a jump anywhere, p50", many["jump"], "ms"),
        Figure("  repaint after a jump anywhere, p95", many["jump_p95"], "ms"),
        *_compared(many),
        Figure("  memory, over that of the short list", many["mb"] / max(few["mb"], 0.1), "x", at_most=1.5),
        Figure(f"ours, {_PEER_ROWS:,} rows: usable after", few["usable"], "ms"),
        *_compared(few),
        *(figure for name in ("DataTable", "OptionList") for figure in _peer(name, short_path)),
    ]


def _peer(name: str, path: Path) -> list[Figure]:
    found = in_own_process(name, path, _PEER_ROWS)
    return [Figure(f"{name}, {_PEER_ROWS:,} rows: usable after", found["usable"], "ms"), *_compared(found)]


def _compared(found: dict[str, float]) -> list[Figure]:
    return [
        Figure("  work for a step, with Textual's", found["step_work"], "ms CPU"),
        Figure("  work for a jump anywhere, with Textual's", found["jump_work"], "ms CPU"),
        Figure("  memory above the app", found["mb"], "MB"),
    ]


if __name__ == "__main__":
    main()

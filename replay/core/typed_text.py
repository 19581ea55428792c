"""Typed text: keystrokes to the text they produced, in runs.

A run is what was typed into one place. These end it: a click, another field, a change of the window (a
retitled window is the same one, unless Enter was the last key, which may have led to another page), Tab
outside terminals, Escape, a page key or a function key, and every shortcut but copying, pasting, cutting,
selecting all, undoing, saving and formatting. Enter types a line break. Where the result depends on what the
recording does not tell, `certain` is False and `why` says so.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from formats.model.recording import Recording
from replay.core.commands import Command, command_of
from replay.core.editor import TextField
from replay.core.inputs import NO_WINDOW, Clipboard, Committed, Field, Input, Press, Window, inputs, is_mac
from replay.core.strokes import Stroke
from replay.core.text_runs import RUN_DTYPE, TextRun, TextRuns

LONGEST_RUN = 100_000
"""A run of more keystrokes is cut, so that a key held for a day stays quick."""


def typed_runs(recording: Recording, cancelled: Callable[[], bool] | None = None) -> TextRuns:
    """Find all runs of typed text.

    Args:
        recording: Where from; the streams key, text, clipboard, window and button are read.
        cancelled: Asked now and then; True ends the reading with what was found until then.
    """
    reader = _RunReader(recording)
    for number, item in enumerate(inputs(recording)):
        if cancelled is not None and number % 4096 == 0 and cancelled():
            break
        reader.take(item)
    reader.end_run()
    runs = reader.runs
    rows = np.array(
        [(run.start_ns, run.end_ns, run.first_seq, run.last_seq, run.certain) for run in runs], RUN_DTYPE
    )
    return TextRuns(
        rows,
        tuple(run.text for run in runs),
        tuple(run.typed for run in runs),
        tuple(run.window for run in runs),
        tuple(run.why for run in runs),
        tuple(run.taken_back for run in runs),
        tuple(run.erased_before for run in runs),
    )


@dataclass(slots=True)
class _Open:
    """A run that goes on."""

    place: TextField = field(default_factory=TextField)
    typed: list[str] = field(default_factory=list)
    strokes: int = 0
    start_ns: int = -1
    end_ns: int = 0
    first_seq: int = 0
    last_seq: int = 0
    window: str = ""


class _RunReader:
    """Turns inputs into runs."""

    def __init__(self, recording: Recording) -> None:
        self.runs: list[TextRun] = []
        self._clipboard = Clipboard(recording)
        self._mac = is_mac(recording)
        self._window = NO_WINDOW
        self._open = _Open()
        self._entered = False
        self._erased = 0
        """Characters erased in places where nothing was typed, since the last run."""

    def take(self, item: Input) -> None:
        if isinstance(item, Stroke):
            self._take_stroke(item)
        elif isinstance(item, Committed):
            self._open.place.insert(item.text)
            self._touch(item.start_ns, item.start_ns, item.first_seq, item.first_seq, item.text)
        elif isinstance(item, (Field, Press)):
            self.end_run()
        elif isinstance(item, Window):
            self._take_window(item)

    def end_run(self) -> None:
        run, self._open, self._entered = self._open, _Open(), False
        if not run.typed:
            self._erased += run.place.reached
            return
        erased, self._erased = self._erased, 0
        doubt = run.place.doubt
        self.runs.append(
            TextRun(
                run.start_ns,
                run.end_ns,
                run.place.text,
                "".join(run.typed),
                run.window,
                not doubt,
                doubt,
                run.first_seq,
                run.last_seq,
                tuple(run.place.taken_back),
                tuple(erased + each for each in (*run.place.erased_before, run.place.reached)),
            )
        )

    def _take_window(self, window: Window) -> None:
        before, self._window = self._window, window
        if window.leaves(before, entered=self._entered or not self._open.typed):
            self.end_run()

    def _take_stroke(self, stroke: Stroke) -> None:
        run = self._open
        if stroke.doubt:
            run.place.doubt = run.place.doubt or stroke.doubt
        if stroke.text:
            run.place.insert(stroke.text)
            self._touch(*_when(stroke), stroke.text)
            self._entered = False
            return
        command = command_of(stroke, terminal=self._window.is_terminal, mac=self._mac)
        if command is Command.NONE:
            return
        if command is Command.LEAVE:
            self.end_run()
        elif command is Command.ENTER:
            self._enter(stroke)
        elif command is Command.PASTE:
            self._paste(stroke)
        else:
            changed = command.apply(run.place)
            if run.typed and changed:
                self._touch(*_when(stroke), "")

    def _enter(self, stroke: Stroke) -> None:
        run = self._open
        if not run.typed:
            # Enter alone chooses or submits something; it types nothing that was typed here.
            run.place = TextField()
            return
        if self._window.is_terminal:
            run.place.submit()
        else:
            run.place.insert("\n")
        self._touch(*_when(stroke), "\n")
        self._entered = True

    def _paste(self, stroke: Stroke) -> None:
        if self._clipboard.is_told(stroke.start_ns):
            return
        text = self._clipboard.text_at(stroke.start_ns)
        if text is None:
            # The place of what was pasted matters even where its text is unknown.
            self._open.place.insert("")
            self._open.place.doubt = "something was pasted that the recording does not hold"
            return
        self._open.place.insert(text)
        self._touch(*_when(stroke), text)

    def _touch(self, start_ns: int, end_ns: int, first_seq: int, last_seq: int, typed: str) -> None:
        run = self._open
        if run.start_ns < 0:
            run.start_ns, run.first_seq = start_ns, first_seq
            run.window = self._window.name
        run.end_ns = max(run.end_ns, end_ns)
        run.last_seq = max(run.last_seq, last_seq)
        if typed:
            run.typed.append(typed)
        run.strokes += 1
        if run.strokes >= LONGEST_RUN:
            self.end_run()


def _when(stroke: Stroke) -> tuple[int, int, int, int]:
    return stroke.start_ns, stroke.end_ns, stroke.first_seq, stroke.last_seq

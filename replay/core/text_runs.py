"""Runs of typed text, as values; `replay.core.typed_text` finds them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from formats.model.streams import Rows

_SLIP = 3
"""So many characters taken back and typed again are a slip in what stands there in the end."""

RUN_DTYPE = np.dtype(
    [
        ("start_ns", "<i8"),
        ("end_ns", "<i8"),
        ("first_seq", "<i8"),
        ("last_seq", "<i8"),
        ("certain", "?"),
    ]
)


@dataclass(frozen=True, slots=True)
class TextRun:
    """What was typed into one place."""

    start_ns: int
    end_ns: int
    """Release of the last key that had a part in it."""
    text: str
    """What stood there in the end."""
    typed: str
    """Everything typed, in order, before corrections."""
    window: str
    """Title of the window, or its application's name."""
    certain: bool
    why: str
    """Why the text may be another one, "" where it is certain."""
    first_seq: int
    last_seq: int
    taken_back: tuple[str, ...]
    """What stood there whenever something of it was about to be erased: a slip corrected and then all of it
    taken back is neither in `text` nor in `typed`."""
    erased_before: tuple[int, ...]
    """For each of these, and in the end, how many characters had been erased that stood in front: they were
    typed before this run, where the caret still was."""

    @property
    def given_up(self) -> tuple[str, ...]:
        """What stood there and was taken back, each once; a slip mended stands in `text`, and is none."""
        stood = dict.fromkeys(self.taken_back)
        return tuple(text for text in stood if text[:-_SLIP].strip() and text[:-_SLIP] not in self.text)


@dataclass(frozen=True, slots=True)
class TextRuns:
    """Runs in order of time."""

    rows: Rows
    """Structured array of `RUN_DTYPE`."""
    texts: tuple[str, ...]
    typed: tuple[str, ...]
    windows: tuple[str, ...]
    whys: tuple[str, ...]
    taken_back: tuple[tuple[str, ...], ...]
    erased_before: tuple[tuple[int, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[TextRun]:
        return (self.run(number) for number in range(len(self)))

    def run(self, number: int) -> TextRun:
        """Return one run; IndexError where there is none."""
        row = self.rows[number]
        return TextRun(
            int(row["start_ns"]),
            int(row["end_ns"]),
            self.texts[number],
            self.typed[number],
            self.windows[number],
            bool(row["certain"]),
            self.whys[number],
            int(row["first_seq"]),
            int(row["last_seq"]),
            self.taken_back[number],
            self.erased_before[number],
        )

    def record(self, number: int) -> dict[str, Any]:
        """Return one run as a dict of JSON values; `why` only where it is not certain."""
        run = self.run(number)
        record: dict[str, Any] = {
            "start_ns": run.start_ns,
            "end_ns": run.end_ns,
            "text": run.text,
            "window": run.window,
            "certain": run.certain,
        }
        return record if run.certain else {**record, "why": run.why}

    def index_at(self, t_ns: int) -> int:
        """Return the last run that has begun at `t_ns`, -1 where there is none."""
        return int(np.searchsorted(self.rows["start_ns"], t_ns, side="right")) - 1

"""The list of notes: what the header says, what is wrong with the file, marks, comments and markers."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import numpy as np

from formats.model.header import Header
from formats.model.report import IMPORT_DETAILS
from formats.model.streams import Events
from formats.model.time import NS_PER_S
from replay.core.marker_words import marker_words
from replay.core.safe_text import visible
from replay.privacy.masks.mask import HIDDEN
from replay.privacy.masks.masks import NOTHING_HIDDEN, Masks
from replay.ui.widgets.cell_text import wrap_cells
from replay.ui.widgets.row_strips import Line, Moment
from replay.ui.widgets.sources import CHANNELS_OF, LONGEST

_NOTE_CELLS = 33
"""Cells of a note's value: what the narrowest list of notes has beside the names and the scroll bar."""


@dataclass(frozen=True, slots=True)
class PinnedWords:
    """A comment as the list shows it."""

    t_ns: int
    words: str
    """As they were written."""
    resolved: bool


class NoteSource:
    """Rows of the header, of marks and comments, then one a marker, made when they come into view."""

    def __init__(
        self,
        header: Header,
        problems: tuple[str, ...],
        markers: Events,
        marks: Mapping[str, int],
        comments: Sequence[PinnedWords] = (),
        *,
        masks: Masks = NOTHING_HIDDEN,
    ) -> None:
        self._masks = masks
        self._told = _told(header, problems, masks)
        pinned = [*((t_ns, _mark_line(letter, t_ns)) for letter, t_ns in marks.items())]
        pinned += [(comment.t_ns, _comment_line(comment, masks)) for comment in comments]
        self._marks = sorted(pinned, key=lambda mark: mark[0])
        self._mark_times = [t_ns for t_ns, _ in self._marks]
        self._markers = markers
        self._marker_times = np.ascontiguousarray(markers.t)
        self._first_marker = len(self._told) + len(self._marks)

    def __len__(self) -> int:
        return self._first_marker + len(self._markers)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return [self._line(row) for row in range(start, stop)]

    def time_of(self, row: int) -> int | None:
        """Return the time a row leads to, None for none."""
        if row >= self._first_marker:
            return int(self._marker_times[row - self._first_marker])
        return self._mark_times[row - len(self._told)] if row >= len(self._told) else None

    def row_at(self, t_ns: int) -> int:
        """Return the row of the last mark, comment or marker at or before a time, -1 where there is none."""
        mark = bisect_right(self._mark_times, t_ns) - 1
        marker = bisect_right(self._marker_times, t_ns) - 1
        if marker >= 0 and (mark < 0 or self._marker_times[marker] > self._mark_times[mark]):
            return self._first_marker + marker
        return len(self._told) + mark if mark >= 0 else -1

    def _line(self, row: int) -> Line:
        if row < len(self._told):
            return self._told[row]
        if row < self._first_marker:
            return self._marks[row - len(self._told)][1]
        marker = self._markers.record(row - self._first_marker)
        t_ns = marker["t_ns"]
        when = (Moment(t_ns, width=9), "rows--time")
        if any(self._masks.hides(channel, t_ns, t_ns + 1) for channel in CHANNELS_OF["marker"]):
            return (when, (HIDDEN, "rows--dim"))
        words = self._masks.clean(marker_words(marker["name"], marker["payload"]))
        return (when, (visible(words[:LONGEST]), ""))


def _mark_line(letter: str, t_ns: int) -> Line:
    name = visible(f"mark {letter}")
    return ((f" {name:<10} ", "rows--dim"), (Moment(t_ns, indent=0), "rows--accent"))


def _comment_line(comment: PinnedWords, masks: Masks) -> Line:
    state, style = ("resolved: ", "rows--dim") if comment.resolved else ("", "")
    words = visible(masks.clean(comment.words)[:LONGEST])
    return (
        (" comment    ", "rows--dim"),
        (Moment(comment.t_ns, indent=0), "rows--accent"),
        (f"{state}{words}", style),
    )


def _told(header: Header, problems: tuple[str, ...], masks: Masks) -> list[Line]:
    """Return what the header says and what is wrong, as lines."""
    lines: list[Line] = []

    def add(name: str, value: str, style: str = "") -> None:
        # What was agreed to and what is wrong must be read to its end: values are broken, not cut.
        for number, part in enumerate(wrap_cells(visible(masks.clean(value)[:LONGEST]), _NOTE_CELLS)):
            lines.append(((f" {'' if number else visible(name):<10} ", "rows--dim"), (part, style)))

    for problem in problems:
        add("problem", problem, "rows--warning")
    add("task", header.task or "none given")
    add("source", header.source or "unknown")
    add("recorder", header.recorder or "unknown")
    add("start", _start(header))
    add("consent", *_consent(header))
    private = len(header.private.hardware) + len(header.private.names)
    fields = f"{private or 'no'} field{'' if private == 1 else 's'}"
    add("kept apart", f"{fields} naming a person or machine")
    for name, sentence, style in _of_import(header.details.get(IMPORT_DETAILS)):
        add(name, sentence, style)
    return lines


def _of_import(report: Any) -> Iterator[tuple[str, str, str]]:
    """Yield what an import said of itself; the file is not trusted to hold what was written."""
    report = report if isinstance(report, dict) else {}
    for name, style in (("lost", "rows--warning"), ("guessed", "")):
        sentences = report.get(name)
        for sentence in sentences if isinstance(sentences, list | tuple) else ():
            yield name, str(sentence), style
    counts = report.get("counts")
    for name, count in (counts if isinstance(counts, dict) else {}).items():
        if isinstance(count, int) and count:
            yield "counted", f"{count:,} {name}", ""


def _start(header: Header) -> str:
    if header.start_utc_ns is None:
        return "not in the file"
    try:
        when = datetime.fromtimestamp(header.start_utc_ns // NS_PER_S, UTC)
    except (OverflowError, ValueError, OSError):
        return f"{header.start_utc_ns} ns since 1970, no date that a calendar has"
    zone = f", recorded in {header.time_zone}" if header.time_zone else ""
    return f"{when:%Y-%m-%d %H:%M:%S} UTC{zone}"


def _consent(header: Header) -> tuple[str, str]:
    consent = header.consent
    if consent is None:
        return "none in the file", "rows--warning"
    who = f" by {consent.person}" if consent.person else ""
    if consent.withdrawn:
        return f"WITHDRAWN{who}", "rows--warning"
    until = f", until {consent.until}" if consent.until else ""
    return f"given{who} for {', '.join(consent.purposes) or 'no purpose named'}{until}", ""

"""What the recorder counted as written, held against what the file holds.

Our recorder gives every row and every frame a number, in the order in which they are written, and writes once
a second how many there are (`heartbeat` in the stream `other`, see `replay.record.recorder`). What is not
there was lost on the way to the file, or taken out of it.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from formats.model.time import NS_PER_MS, Span
from replay.fidelity.capture import Capture, Ints
from replay.fidelity.figure_text import count_text
from replay.fidelity.outcome import Evidence, Outcome, Places, judged, unknown
from replay.fidelity.profile import Settings, limits

NAME = "lost-rows"
DEFAULTS: Settings = {"doubtful": 0, "bad": 0}
_KIND = "heartbeat"
_LONGEST_PAYLOAD = 1 << 10
_MOST = 1 << 53
_WAITED_NS = 500 * NS_PER_MS
"""A row is written up to so long after its time: until it is known whether it may be kept."""


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count the rows and frames that the recorder wrote and the file does not hold.

    The count is exact up to the last row that is there; what was lost behind that leaves no trace.
    """
    found = capture.once(missing_of)
    if found is None:
        yield unknown(NAME, "rows", "the recorder does not tell how many rows it wrote")
        return
    note = f"{found.lost:,} of {found.written:,} rows and frames that the recorder wrote are not in the file"
    figures = {"beats": found.beats}
    yield judged(NAME, found.lost, "rows", limits(settings), found.places, note=note, figures=figures)


@dataclass(frozen=True, slots=True)
class Missing:
    """What was written and is not in the file."""

    beats: int
    written: int
    """Rows and frames that the recorder counted."""
    lost: int
    places: Places


def missing_of(capture: Capture) -> Missing | None:
    """Count what is missing from beat to beat, None where the recorder told no counts."""
    beats = _beats(capture)
    if beats is None:
        return None
    rows, frames, last = _held(capture, beats)
    # What is behind the last beat is numbered, too.
    written = np.diff(beats.written, prepend=0, append=max(last + 1, int(beats.written[-1])))
    lost = np.maximum(written - rows - frames, 0)
    frames_written = np.diff(beats.frames, prepend=0)
    found = Places()
    for number in np.flatnonzero(lost).tolist():
        # How many of what is behind the last beat are frames is told by nothing.
        told = number < len(frames_written)
        missing = int(min(max(frames_written[number] - frames[number], 0), lost[number])) if told else 0
        count = int(lost[number])
        words = f"{count_text(count, 'row')} written and not there"
        if missing:
            words += f", {count_text(missing, 'frame')} among them"
        found.add(Evidence(beats.span(number, capture.recording.duration_ns), words, weight=float(count)))
    return Missing(len(beats.t), int(written.sum()), int(lost.sum()), found)


@dataclass(frozen=True, slots=True)
class _Beats:
    """What the recorder told, in order of time; shapes (beats,)."""

    t: Ints
    written: Ints
    """How many rows and frames there were, never falling."""
    frames: Ints
    """How many of them were frames."""

    def span(self, number: int, duration_ns: int) -> Span:
        """Return the times of the rows between a beat and the one before."""
        start_ns = max(int(self.t[number - 1]) - _WAITED_NS, 0) if number else 0
        end_ns = int(self.t[number]) if number < len(self.t) else duration_ns
        return Span(start_ns, max(end_ns, start_ns) + 1)


def _beats(capture: Capture) -> _Beats | None:
    t: list[int] = []
    written: list[int] = []
    frames: list[int] = []
    for part in capture.parts("other"):
        events = part.events
        code = events.code_of(_KIND)
        rows = events.rows[events.rows["kind"] == code] if code >= 0 else events.rows[:0]
        for at_ns, payload in zip(rows["t"].tolist(), rows["payload"].tolist(), strict=True):
            counts = _counts(events.strings[payload])
            # A count never falls: one that does is somebody else's.
            if counts and (not written or (sum(counts) >= written[-1] and counts[1] >= frames[-1])):
                t.append(at_ns)
                written.append(sum(counts))
                frames.append(counts[1])
    if not t:
        return None
    return _Beats(*(np.array(each, np.int64) for each in (t, written, frames)))


def _counts(payload: str) -> tuple[int, int] | None:
    """Return how many rows and frames a beat tells, None where it tells none."""
    try:
        record = json.loads(payload) if len(payload) <= _LONGEST_PAYLOAD else None
    except (ValueError, RecursionError):
        return None
    counts = [record.get(name) for name in ("rows", "frames")] if isinstance(record, dict) else []
    told = [
        each for each in counts if isinstance(each, int) and not isinstance(each, bool) and 0 <= each < _MOST
    ]
    return (told[0], told[1]) if len(told) == len(counts) == 2 else None


def _held(capture: Capture, beats: _Beats) -> tuple[Ints, Ints, int]:
    """Return how many rows and frames the file has from beat to beat, and the last number.

    Shapes (beats + 1,): the last is what is behind the last beat. What is there twice counts once.
    """
    rows = np.zeros(len(beats.t) + 1, np.int64)
    last = -1
    for stream in capture.recording.streams:
        if stream != "frame":
            for part in capture.parts(stream):
                seq = np.unique(part.events.rows["seq"])
                rows += _between(seq, beats)
                last = max(last, int(seq[-1]))
    seq = np.unique(capture.recording.frames["seq"])
    return rows, _between(seq, beats), max(last, int(seq.max(initial=-1)))


def _between(seq: Ints, beats: _Beats) -> Ints:
    numbers = np.searchsorted(beats.written, seq[seq >= 0], side="right")
    counts: Ints = np.bincount(numbers, minlength=len(beats.t) + 1).astype(np.int64)
    return counts

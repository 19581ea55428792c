"""What of a recording was really on somebody's screen: a set of frames, and a set of runs of typed text.

Both are sets of numbers, kept as joined spans, so that they stay small and the union of any two is right
whoever comes first. A frame counts with all that show the same picture.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from formats.errors import DamagedError, FormatError, LimitError
from formats.model.time import NS_PER_S

SEEN_S = 0.2
"""A picture or a line that was there so long, at whatever rate, has been seen."""
TICK_S = 1 / 60
"""How exactly the time on the screen is known."""
MOST_SPANS = 200_000
"""Of one set; a person who looks at another picture each 0.2 s makes as many in eleven hours."""


def due_s(shown_ns: int, rate: float, *, playing: bool) -> float:
    """Return how long a picture has to be on the screen to count as seen.

    That is `SEEN_S`. Played as fast as it happened, or slower, it is enough that a picture was there for
    as long as it was when it was recorded: no picture of a video lasts 0.2 s, and it can be watched.

    Args:
        shown_ns: For how long it was there in the recording.
        rate: Recorded seconds per second.
        playing: Whether the recording plays.
    """
    if not playing or rate > 1:
        return SEEN_S
    return min(SEEN_S, max(shown_ns / NS_PER_S - TICK_S, TICK_S))


@dataclass(frozen=True, slots=True)
class Numbers:
    """A set of whole numbers as spans, half-open, rising and apart from each other."""

    spans: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> Self:
        """Return the union of spans in any order; empty ones count for nothing."""
        joined: list[tuple[int, int]] = []
        for start, stop in sorted(each for each in spans if each[0] < each[1]):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
            else:
                joined.append((start, stop))
        return cls(tuple(joined))

    def __or__(self, other: "Numbers") -> "Numbers":
        return Numbers.of((*self.spans, *other.spans))

    def holds(self, numbers: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say which numbers are in the set, shape as given."""
        if not self.spans:
            return np.zeros(numbers.shape, np.bool_)
        edges = np.array(self.spans, np.int64)
        place = np.searchsorted(edges[:, 0], numbers, side="right") - 1
        inside: NDArray[np.bool_] = (place >= 0) & (numbers < edges[np.maximum(place, 0), 1])
        return inside


@dataclass(frozen=True, slots=True)
class Seen:
    """What one person has seen of one recording."""

    frames: Numbers = Numbers()
    """Ids."""
    typed: Numbers = Numbers()
    """`seq` of the first event of each run."""

    def __or__(self, other: "Seen") -> "Seen":
        return Seen(self.frames | other.frames, self.typed | other.typed)

    def text(self) -> str:
        """Return it as JSON, equal for equal sets."""
        return json.dumps({"frames": self.frames.spans, "typed": self.typed.spans}, separators=(",", ":"))


def read_seen(text: str) -> Seen:
    """Read what `Seen.text` gave; a store may be a stranger's.

    Raises:
        DamagedError: It is something else.
        LimitError: It holds more than anybody can have seen.
    """
    try:
        record: Any = json.loads(text)
        sets = [[(int(start), int(stop)) for start, stop in record[name]] for name in ("frames", "typed")]
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise DamagedError("what was seen is no list of spans") from error
    for spans in sets:
        if len(spans) > MOST_SPANS:
            raise LimitError("spans of what was seen", value=len(spans), limit=MOST_SPANS)
        if any(not -(1 << 62) < edge < 1 << 62 for span in spans for edge in span):
            raise DamagedError("what was seen holds a number of more than 62 bits")
    return Seen(Numbers.of(sets[0]), Numbers.of(sets[1]))


def with_seen(kept: str, seen: Seen) -> str:
    """Return what is kept of somebody, "" for nothing, with what they saw added.

    Raises:
        LimitError: That is more than would be read again.
    """
    both = kept_seen(kept) | seen
    for numbers in (both.frames, both.typed):
        if len(numbers.spans) > MOST_SPANS:
            raise LimitError("spans of what was seen", value=len(numbers.spans), limit=MOST_SPANS)
    return both.text()


def kept_seen(kept: str) -> Seen:
    """Read what is kept of somebody, "" for nothing."""
    if not kept:
        return Seen()
    try:
        return read_seen(kept)
    except FormatError:
        # What cannot be read was not seen, as far as anybody can show.
        return Seen()


@dataclass(frozen=True, slots=True)
class SeenShare:
    """How much of a recording was seen, and where the rest of it is."""

    frames: int
    """Pictures of their own: those that show the same as the one before them do not count."""
    frames_seen: int
    runs: int
    runs_seen: int
    missing: tuple[tuple[int, str], ...] = ()
    """When, and "picture" or "typed text", in order of time; of pictures in a row the first."""

    @property
    def is_whole(self) -> bool:
        """Whether all of it was seen."""
        return (self.frames_seen, self.runs_seen) == (self.frames, self.runs)

    @property
    def words(self) -> str:
        """The shares, for people."""
        pictures = f"{self.frames_seen:,} of {self.frames:,} pictures"
        return f"{pictures}, {self.runs_seen:,} of {self.runs:,} typed texts"


def share_seen(
    seen: Seen,
    pictures: NDArray[np.int64],
    frame_times: NDArray[np.int64],
    first_seqs: Sequence[int] | NDArray[np.int64],
    run_starts: Sequence[int] | NDArray[np.int64],
) -> SeenShare:
    """Return how much was seen.

    Args:
        seen: Of one person.
        pictures: Ids of the frames that show something of their own, rising, shape (n,).
        frame_times: When they came, shape (n,).
        first_seqs: Of each run of typed text.
        run_starts: When each began.
    """
    frames_in = seen.frames.holds(np.asarray(pictures, np.int64))
    runs_in = seen.typed.holds(np.asarray(first_seqs, np.int64))
    gone = ~frames_in
    begins = gone & np.concatenate([[True], ~gone[:-1]]) if len(gone) else gone
    missing = [(int(t), "picture") for t in np.asarray(frame_times)[begins]]
    missing += [(int(t), "typed text") for t in np.asarray(run_starts)[~runs_in]]
    return SeenShare(
        len(frames_in), int(frames_in.sum()), len(runs_in), int(runs_in.sum()), tuple(sorted(missing))
    )

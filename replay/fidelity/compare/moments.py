"""The worst moments of a comparison: what does the most harm first, a few of each stream.

A click or a key that is lost is something that the person did and nobody will know of; of lost moves the path
mostly remains.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from formats.model.time import NS_PER_MS
from replay.fidelity.compare.comparison import Comparison
from replay.fidelity.compare.streams import StreamComparison

MOMENTS = 12
"""So many are told at most."""
_BINS = 180
_HARM = ("key", "button", "text", "scroll", "window", "clipboard", "frame", "pointer")
"""Streams by how much a lost event of theirs takes away, the most first."""
_DEEDS = 3
"""So many of them are what a person did on purpose; of these even an event too many comes before the rest."""

Way = Literal["hole", "step", "lost", "extra"]
Describe = Callable[[str, Way, int], str]
"""Given a stream, whether the row is one that was lost or one that was added, and the row: what it is."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One place to look at."""

    t_ns: int
    """Of the reference, also for what only the capture has; its start for what came before that."""
    way: Way
    stream: str
    """"" for all of the input, and for the clock."""
    count: int
    """Of events; nanoseconds of a step."""
    event: str
    """What the first of them is, as it was recorded; "" for holes and steps."""

    def record(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "t_ns": self.t_ns,
            "way": self.way,
            "stream": self.stream or None,
            "count": self.count,
            "event": self.event or None,
        }


def worst_moments(found: Comparison, describe: Describe) -> list[Moment]:
    """Return where to look first, by the harm that was done there, of each kind those with the most events.

    What was lost in a hole is told by the hole alone.

    Args:
        found: What the comparison found.
        describe: Names an event.
    """
    kinds = [kind for kind in _kinds(found, describe) if kind]
    # One of each, then a second of each: thousands of one kind would hide the others.
    turns = [kind[turn] for turn in range(MOMENTS) for kind in kinds if turn < len(kind)][:MOMENTS]
    return [each for kind in kinds for each in kind if each in turns]


def moment_words(moment: dict[str, Any], event: str) -> str:
    """Say in a line what a moment is.

    Args:
        moment: As `Moment.record` has it.
        event: Its event as it may be shown.
    """
    count, stream = moment["count"], moment["stream"]
    match moment["way"]:
        case "hole":
            words = f"no input at all: {count:,} events are lost"
        case "step":
            words = f"the clock steps by {count / NS_PER_MS:+.1f} ms"
        case way if count == 1:
            words = f"{stream}: {way}: {event or 'without a name'}"
        case way:
            words = f"{stream}: {count:,} {way}, the first {event or 'without a name'}"
    return words


def _kinds(found: Comparison, describe: Describe) -> Iterator[list[Moment]]:
    """Yield moments of one kind each, the most events first; kinds that do more harm come first."""
    holes = sorted(found.holes, key=lambda hole: -hole.events)
    yield [Moment(hole.start_ns, "hole", "", hole.events, "") for hole in holes]
    steps = sorted(found.clock.steps, key=lambda step: -abs(step.size_ns))
    yield [Moment(step.at_ns, "step", "", step.size_ns, "") for step in steps]
    kinds: list[tuple[str, Way]] = []
    for part in (_HARM[:_DEEDS], _HARM[_DEEDS:]):
        kinds += [(name, way) for way in ("lost", "extra") for name in part if name in found.streams]
    for name, way in kinds:
        yield _moments(found, name, way, describe)


def _moments(found: Comparison, name: str, way: Way, describe: Describe) -> list[Moment]:
    """Return the stretches of the recording in which the most events of a stream were lost, or added."""
    stream = found.streams[name]
    rows, t = (stream.lost_rows, stream.lost_ns) if way == "lost" else (stream.extra_rows, stream.extra_ns)
    if way == "extra":
        # The clock hardly changes within its own offset.
        t = t - (found.clock.capture_ns(t) - t)
    else:
        outside = ~_in_holes(found, t)
        rows, t = rows[outside], t[outside]
    parts = (t / _length_ns(stream, t) * _BINS).astype(np.int64)
    _, firsts, counts = np.unique(parts, return_index=True, return_counts=True)
    most = np.argsort(-counts, kind="stable")[:MOMENTS]
    return [
        Moment(max(int(t[first]), 0), way, name, int(count), describe(name, way, int(rows[first])))
        for first, count in zip(firsts[most].tolist(), counts[most].tolist(), strict=True)
    ]


def _in_holes(found: Comparison, t: NDArray[np.int64]) -> NDArray[np.bool_]:
    out = np.zeros(len(t), np.bool_)
    for hole in found.holes:
        out |= (t >= hole.start_ns) & (t <= hole.end_ns)
    return out


def _length_ns(stream: StreamComparison, t: NDArray[np.int64]) -> int:
    return max(int(stream.reference_ns.max(initial=0)), int(t.max(initial=0))) + 1

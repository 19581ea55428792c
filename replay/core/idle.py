"""Idle spans: where nobody did anything and nothing happened on screen, by a rule that is shown to people."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import visible_changes
from formats.model.recording import Recording
from formats.model.time import NS_PER_S
from replay.core.spans import Spans, shared

MINIMUM_S = 5.0
"""How long nothing must happen before it is called idle."""

INPUT_STREAMS = ("pointer", "button", "scroll", "key", "text")
"""What a person does."""

_ROWS = 8192


def rule(minimum_s: float = MINIMUM_S) -> str:
    """Say in a sentence what is called idle."""
    return (
        f"Idle: at least {minimum_s:g} s without input (pointer, button, scroll, key, text) "
        "and without a visible change on any display."
    )


RULE = rule()
"""The sentence shown to people."""


def idle_spans(
    recording: Recording,
    frames_changed: NDArray[np.int64] | None = None,
    minimum_s: float = MINIMUM_S,
) -> Spans:
    """Find the idle spans from the start to the end of a recording.

    A span begins at the last thing that happened and ends at the next one, so that both are still seen. Reads
    each input stream once, in parts.

    Args:
        recording: Where from.
        frames_changed: Times of visible changes in order, nanoseconds, shape (n,); None: those of the frame
            table's `changed`.
        minimum_s: The rule's length, above 0.

    Returns:
        Spans, shape (n, 2).
    """
    minimum_ns = max(round(minimum_s * NS_PER_S), 1)
    if frames_changed is None:
        frames = recording.frames
        frames_changed = frames["t"][visible_changes(frames)]
    end_ns = recording.duration_ns
    quiet = _gaps([frames_changed], end_ns, minimum_ns)
    for name in INPUT_STREAMS:
        if name in recording.streams and len(quiet):
            quiet = shared(quiet, _gaps(time_parts(recording, name), end_ns, minimum_ns), minimum_ns)
    return quiet


def time_parts(recording: Recording, stream: str, rows: int = _ROWS) -> Iterator[NDArray[np.int64]]:
    """Yield the times of a stream in parts of at most `rows`, in order."""
    for start in range(0, recording.streams[stream].rows, rows):
        yield np.ascontiguousarray(recording.rows(stream, start, start + rows).t)


def _gaps(parts: Iterable[NDArray[np.int64]], end_ns: int, minimum_ns: int) -> Spans:
    """Find the gaps of at least `minimum_ns` between times that come in parts, the ends included."""
    found = []
    before = 0
    for times in parts:
        edges = np.concatenate([[before], times])
        wide = np.flatnonzero(np.diff(edges) >= minimum_ns)
        found.append(np.stack([edges[wide], edges[wide + 1]], axis=1))
        before = int(edges[-1])
    if end_ns - before >= minimum_ns:
        found.append(np.array([[before, end_ns]], np.int64))
    return np.concatenate(found).astype(np.int64) if found else np.empty((0, 2), np.int64)

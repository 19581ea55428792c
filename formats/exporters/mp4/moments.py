"""When a video needs a picture: where one changes, and thirty times a second while something moves."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.errors import UnsupportedError
from formats.model.frames import SAME
from formats.model.recording import Recording
from formats.model.time import NS_PER_MS, NS_PER_S

PICTURES_A_SECOND = 30
MOST_PICTURES = 4_000_000
"""Pictures of a video: 37 hours in which something always moves."""

FADING_S = {"pointer": 1.5, "button": 0.6, "scroll": 0.6}
"""How long after an event of a stream what is drawn of it still changes."""
KEY_HELD_S = 2.0
"""How long after its press a key that is not released is shown."""

_ROWS = 65_536
Times = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Moments:
    """Times of pictures, in order, each in a millisecond of the video of its own."""

    t_ns: Times
    """In the recording."""
    shown_ms: Times
    """In the video."""

    def __len__(self) -> int:
        return len(self.t_ns)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.t_ns.tolist(), self.shown_ms.tolist(), strict=True)


def find_moments(recording: Recording, rate: float) -> Moments:
    """Find when pictures are needed, the recording's start and end among them.

    Args:
        recording: What is to be shown.
        rate: Recorded seconds per second of the video.

    Raises:
        UnsupportedError: There would be more than `MOST_PICTURES`.
    """
    end_ns = recording.duration_ns
    frames = recording.frames
    parts = [np.array([0, end_ns], np.int64), frames["t"][frames["changed"] != SAME]]
    spans = []
    for name in ("pointer", "button", "scroll", "key"):
        for times in _times(recording, name):
            if name in FADING_S:
                spans.append(_joined(times, round(FADING_S[name] * NS_PER_S)))
            if name != "pointer":
                parts.append(times)
            if name == "key":
                parts.append(times + round(KEY_HELD_S * NS_PER_S) + 1)
    parts.append(_ticks(spans, NS_PER_S * rate / PICTURES_A_SECOND))
    moments = np.unique(np.concatenate(parts))
    moments = moments[(moments >= 0) & (moments <= end_ns)]
    shown_ms = (moments / rate).astype(np.int64) // NS_PER_MS
    # The last of a millisecond: what happened within it is then on its picture.
    last = np.append(np.diff(shown_ms) > 0, np.True_)
    _check(int(last.sum()))
    return Moments(moments[last], shown_ms[last])


def _times(recording: Recording, name: str) -> Iterator[Times]:
    info = recording.streams.get(name)
    for start in range(0, info.rows if info else 0, _ROWS):
        yield recording.rows(name, start, start + _ROWS).t.astype(np.int64)


def _joined(times: Times, length_ns: int) -> Times:
    """Return the spans that are within `length_ns` after any of the times, shape (n, 2)."""
    breaks = np.flatnonzero(np.diff(times) > length_ns)
    starts = times[np.concatenate([[0], breaks + 1])]
    ends = times[np.concatenate([breaks, [len(times) - 1]])] + length_ns
    return np.stack([starts, ends], axis=1)


def _ticks(spans: list[Times], step_ns: float) -> Times:
    """Return the ticks of one clock for the whole video that lie in any of the spans."""
    if not spans:
        return np.empty(0, np.int64)
    rows = np.concatenate(spans)
    firsts, lasts = np.ceil(rows[:, 0] / step_ns), np.floor(rows[:, 1] / step_ns)
    order = np.argsort(firsts, kind="stable")
    firsts, lasts = firsts[order].astype(np.int64), np.maximum.accumulate(lasts[order]).astype(np.int64)
    # Each span begins where those before it have ended.
    firsts[1:] = np.maximum(firsts[1:], lasts[:-1] + 1)
    counts = np.maximum(lasts - firsts + 1, 0)
    _check(int(counts.sum()))
    numbers = (
        np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(firsts, counts)
    )
    ticks: Times = np.rint(numbers * step_ns).astype(np.int64)
    return ticks


def _check(pictures: int) -> None:
    if pictures > MOST_PICTURES:
        raise UnsupportedError(
            f"the video would have {pictures:,} pictures, more than the limit of {MOST_PICTURES:,}; "
            "a higher --rate needs fewer"
        )

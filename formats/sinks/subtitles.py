"""Actions as cues: what WebVTT and SubRip have in common."""

from collections.abc import Iterator
from dataclasses import dataclass

from formats.model.actions import Actions
from formats.model.time import NS_PER_MS

_LEAST_MS = 700
"""A cue stays so long, unless the next one comes sooner: nobody reads one of a tenth of a second."""


LOST = ("waits, and everything that is no action: subtitles hold a line for each action and nothing else",)
"""What every recording loses in subtitles."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One line on the screen."""

    start_ms: int
    end_ms: int
    text: str
    """One line, as recorded; the writer makes it safe for its format."""


def cues(actions: Actions, rate: float) -> Iterator[Cue]:
    """Yield a cue for each action but waits, in order, none beginning before the one before it ends.

    Args:
        actions: In order of their start.
        rate: Recorded seconds per second of what is played.
    """
    shown = [number for number in range(len(actions)) if actions.kind(number) != "wait"]
    for place, number in enumerate(shown):
        start, end = (int(actions.rows[name][number] / rate) // NS_PER_MS for name in ("start_ns", "end_ns"))
        end = max(end, start + _LEAST_MS)
        if place + 1 < len(shown):
            following = int(actions.rows["start_ns"][shown[place + 1]] / rate) // NS_PER_MS
            end = min(end, max(following, start + 1))
        yield Cue(max(start, 0), max(end, 1), " ".join(actions.label(number).split()))


def timestamp(ms: int, sign: str) -> str:
    """Write a time as `HH:MM:SS.mmm`, with another sign before the milliseconds where the format wants it."""
    seconds, ms = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}{sign}{ms:03d}"

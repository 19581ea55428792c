"""The playhead: a pure function of wall time, rate, pauses and the idle spans that are passed over.

Nothing here reads a clock. Whoever draws gives the wall time (any monotonic clock, in nanoseconds), so that a
late repaint shows where the playhead is and not where it would have been.
"""

from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from replay.core.spans import NO_SPANS, Spans

IdleMode = Literal["off", "fast", "skip"]

RATES = (0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64)
"""Recorded seconds per second that a person can choose."""

IDLE_MODES: tuple[IdleMode, ...] = ("off", "fast", "skip")
"""Idle spans are played as they are, `FAST` times faster, or jumped."""

FAST = 16
"""How many times faster an idle span passes in the mode "fast"."""


@dataclass(frozen=True, slots=True)
class Playhead:
    """Where playing began, and how fast it goes from there."""

    at_ns: int
    """Recording time at `wall_ns`."""
    wall_ns: int
    """Wall time at which the playhead was at `at_ns`."""
    rate: float = 1
    """Recorded seconds per second, above 0."""
    playing: bool = False
    duration_ns: int = 0
    """The end, beyond which the playhead does not go."""
    start_ns: int = 0
    """The beginning; below 0 where something came before the recording's start."""

    def __post_init__(self) -> None:
        if not self.rate > 0:
            raise ValueError(f"a rate is above 0, not {self.rate}")

    def position(self, wall_ns: int, skips: Spans = NO_SPANS, mode: IdleMode = "skip") -> int:
        """Return the recording time shown at `wall_ns`, never past the end.

        A paused playhead stays where it was put, inside an idle span too: only playing passes over one.

        Args:
            wall_ns: Now; a clock that went backwards counts as no time passed.
            skips: Idle spans to pass over.
            mode: How to pass over them.
        """
        if not self.playing:
            return self.at_ns
        played_ns = max(wall_ns - self.wall_ns, 0) * self.rate
        if mode == "off" or len(skips) == 0:
            return min(self.at_ns + round(played_ns), max(self.duration_ns, self.at_ns))
        position = _pass_over(self.at_ns, played_ns, skips, 0 if mode == "skip" else 1 / FAST)
        return min(position, max(self.duration_ns, self.at_ns))

    def ended(self, wall_ns: int, skips: Spans = NO_SPANS, mode: IdleMode = "skip") -> bool:
        """Say whether the end is reached."""
        return self.position(wall_ns, skips, mode) >= self.duration_ns

    def play(self, wall_ns: int) -> "Playhead":
        """Start from where the playhead is; a playing one goes on."""
        return self if self.playing else replace(self, wall_ns=wall_ns, playing=True)

    def pause(self, wall_ns: int, skips: Spans = NO_SPANS, mode: IdleMode = "skip") -> "Playhead":
        """Stop where the playhead is now."""
        return replace(self, at_ns=self.position(wall_ns, skips, mode), wall_ns=wall_ns, playing=False)

    def seek(self, t_ns: int, wall_ns: int) -> "Playhead":
        """Go to `t_ns`, or to the nearer end where it lies outside; playing goes on from there."""
        return replace(self, at_ns=min(max(t_ns, self.start_ns), self.duration_ns), wall_ns=wall_ns)

    def with_rate(
        self, rate: float, wall_ns: int, skips: Spans = NO_SPANS, mode: IdleMode = "skip"
    ) -> "Playhead":
        """Go on from here at another rate, without a jump."""
        return replace(self, at_ns=self.position(wall_ns, skips, mode), wall_ns=wall_ns, rate=rate)


def faster(rate: float) -> float:
    """Return the next rate above `rate`, the highest where there is none."""
    return next((other for other in RATES if other > rate), RATES[-1])


def slower(rate: float) -> float:
    """Return the next rate below `rate`, the lowest where there is none."""
    return next((other for other in reversed(RATES) if other < rate), RATES[0])


def _pass_over(at_ns: int, played_ns: float, skips: Spans, cost: float) -> int:
    """Go `played_ns` on from `at_ns` where a nanosecond inside a skip takes only `cost` of one."""
    first = int(np.searchsorted(skips[:, 1], at_ns, side="right"))
    starts = np.maximum(skips[first:, 0], at_ns)
    ends = skips[first:, 1]
    # Time to play until each skip begins and ends, in nanoseconds from now.
    saved = np.cumsum((ends - starts) * (1 - cost))
    until_end = ends - at_ns - saved
    until_start = until_end - (ends - starts) * cost
    passed = int(np.searchsorted(until_end, played_ns, side="right"))
    if passed < len(starts) and played_ns >= until_start[passed]:
        # Only a span that costs something can be stood in.
        return int(starts[passed] + round((played_ns - until_start[passed]) / cost))
    done = float(saved[passed - 1]) if passed else 0.0
    return at_ns + round(played_ns + done)

"""The X server's clock: milliseconds in 32 bits, which wrap after 49 days, brought to recording time."""

from collections.abc import Sequence

from formats.model.time import NS_PER_MS, Clock

_WRAP_MS = 1 << 32
_SAME_NS = 50 * NS_PER_MS
"""A server whose clock differs less from the monotonic one, which local servers use, uses that."""


class ServerClock:
    """Brings stamps of the server to nanoseconds from the recording's start."""

    def __init__(self, readings: Sequence[tuple[int, int, int]], start_ns: int) -> None:
        """Take some readings of both clocks.

        Args:
            readings: Monotonic time before the server was asked, its stamp, the time after; at least one.
            start_ns: The monotonic clock at time 0 of the recording.
        """
        # As if it were the monotonic clock, which it mostly is, and which does not wrap.
        self._last_ms = readings[0][0] // NS_PER_MS
        offsets = [self.reading_ns(stamp) - (before + after) // 2 for before, stamp, after in readings]
        self.is_monotonic = all(abs(offset) < _SAME_NS for offset in offsets)
        # A stamp is rounded down: of several the largest offset is the nearest.
        self._origin_ns = start_ns + (0 if self.is_monotonic else max(offsets))

    @property
    def clock(self) -> Clock:
        """What the header says of it."""
        return Clock("x-server", self._origin_ns, tick_ns=NS_PER_MS)

    def reading_ns(self, stamp_ms: int) -> int:
        """Return a stamp as the server's own nanoseconds, unwrapped by the stamps before it."""
        ahead = (stamp_ms - self._last_ms + _WRAP_MS // 2) % _WRAP_MS - _WRAP_MS // 2
        full = self._last_ms + ahead
        self._last_ms = max(self._last_ms, full)
        return full * NS_PER_MS

    def t_ns(self, stamp_ms: int) -> int:
        """Return a stamp as recording time; negative before the start."""
        return self.reading_ns(stamp_ms) - self._origin_ns

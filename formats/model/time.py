"""Time: integer nanoseconds from the recording's start, and half-open spans of it."""

from dataclasses import dataclass

NS_PER_S = 1_000_000_000
NS_PER_MS = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of time, `[start_ns, end_ns)`."""

    start_ns: int
    end_ns: int

    def __post_init__(self) -> None:
        if self.end_ns < self.start_ns:
            raise ValueError(f"a span cannot end ({self.end_ns}) before it starts ({self.start_ns})")

    @property
    def duration_ns(self) -> int:
        """Length in nanoseconds, 0 or more."""
        return self.end_ns - self.start_ns

    def contains(self, t_ns: int) -> bool:
        """Say whether `t_ns` lies in the span; its end does not."""
        return self.start_ns <= t_ns < self.end_ns

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share an instant."""
        return self.start_ns < other.end_ns and other.start_ns < self.end_ns


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock of the source, and how its readings relate to recording time.

    `recording_ns = reading_ns - origin_ns + offset_ns`
    """

    name: str
    """As the source calls it: "monotonic", "wall", "video", "perf_counter"."""
    origin_ns: int
    """The clock's reading, in nanoseconds, at the recording's start."""
    tick_ns: int = 1
    """The clock's resolution; 1,000,000,000 for one-second stamps."""
    offset_ns: int = 0
    """A correction to be added; reversible, 0 where none was made."""


def format_time(t_ns: int) -> str:
    """Write an instant as `HH:MM:SS.mmm`, rounded down to the millisecond."""
    sign, total_ms = ("-", -t_ns // NS_PER_MS) if t_ns < 0 else ("", t_ns // NS_PER_MS)
    seconds, ms = divmod(total_ms, 1000)
    minutes, s = divmod(seconds, 60)
    hours, m = divmod(minutes, 60)
    return f"{sign}{hours:02d}:{m:02d}:{s:02d}.{ms:03d}"

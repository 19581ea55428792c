"""How the clocks of several traces are tied, and both clocks of the recording."""

from statistics import median

from formats.importers.playwright.calls import Call
from formats.importers.playwright.records import Trace
from formats.model.time import NS_PER_MS, Clock

_SAME_NS = 20 * NS_PER_MS
"""Two traces of one process have the same clocks, but for the time between reading one and the other."""


def tie_by_wall(first: Trace, trace: Trace) -> None:
    """Put a trace on the first one's clock by the wall clocks of both."""
    if trace.tie is None or first.tie is None:
        return
    away_ns = (trace.tie[0] - trace.tie[1]) - (first.tie[0] - first.tie[1])
    trace.offset_ns = 0 if abs(away_ns) <= _SAME_NS else away_ns


def tie_by_steps(calls: list[Call], steps: list[tuple[str, int]]) -> tuple[int, int]:
    """Return by how much the test runner's clock must be moved to be the browser's, and how many tell.

    Args:
        calls: Of the browser's traces.
        steps: Of the test runner: the names that they have and their starts.
    """
    starts = {call.step: call.start_ns for call in calls}
    differences = [starts[name] - at_ns for name, at_ns in steps if name in starts]
    return (round(median(differences)), len(differences)) if differences else (0, 0)


def clocks(first: Trace, origin_ns: int) -> tuple[tuple[Clock, ...], int | None]:
    """Return the recording's clocks, and its start in UTC where the trace tells it.

    Args:
        first: The trace whose monotonic clock is that of the recording.
        origin_ns: That clock's reading at the recording's start.
    """
    monotonic = Clock("monotonic", origin_ns, tick_ns=1000)
    if first.tie is None:
        return (monotonic,), None
    wall_ns = first.tie[0] - first.tie[1] + origin_ns
    return (monotonic, Clock("wall", wall_ns, tick_ns=NS_PER_MS)), wall_ns if wall_ns >= 0 else None

"""One recording of a session against another: what the capture lost, added, moved and stamped wrongly.

Keys pair as a sequence, whatever their times, and give the clock (`compare_clock`). The paths of the pointer
then give the scale (`compare_space`), and with both known every event of every stream is looked for where and
when it is due (`compare_matching`, `compare_sequences`).
"""

from dataclasses import dataclass, replace

import numpy as np

from formats.model.recording import Recording
from replay.fidelity.capture import refuse_ages
from replay.fidelity.compare.clock import ClockMap, Step
from replay.fidelity.compare.frames import compared_frames
from replay.fidelity.compare.matching import Progress, Tables, likeliest, path_of
from replay.fidelity.compare.sequences import Pairs
from replay.fidelity.compare.space import Space, fitted_space
from replay.fidelity.compare.streams import Hole, StreamComparison, compared_stream, holes_of
from replay.fidelity.compare.tables import (
    COMPARED,
    INPUT,
    places_of,
)

DRIFT_PPM = 100.0
"""From what drift on a clock is worse than any that is sold."""
LEAST_IN_COMMON = 0.5
"""Below it, it is in doubt whether two recordings are of one session."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a comparison found."""

    clock: ClockMap
    clock_rests_on: str
    """The stream that gave it; "" where none did, and the times were taken as they are."""
    streams: dict[str, StreamComparison]
    """Those that either recording has, frames last."""
    space: Space | None
    """None where the pointer's paths are too short to say."""
    path_error_px_p95: float | None
    """How far the capture's path is from the reference's, in its pixels, scale and lag taken out."""
    holes: tuple[Hole, ...]
    """Where the capture lost all input."""

    @property
    def in_common(self) -> float | None:
        """Share of the input of whichever has less of it that is in both; None where one has none."""
        inputs = [self.streams[name] for name in INPUT if name in self.streams]
        fewest = min(sum(each.reference for each in inputs), sum(each.capture for each in inputs))
        return sum(each.matched for each in inputs) / fewest if fewest else None

    @property
    def doubt(self) -> str:
        """Why the two may not be of one session, "" where nothing says so."""
        shared = self.in_common
        if shared is None or shared >= LEAST_IN_COMMON:
            return ""
        return f"only {shared:.0%} of the input is in both: are they recordings of one session?"

    @property
    def is_faithful(self) -> bool:
        """Say whether nothing was lost, added, moved or late, and clock and scale are those of the reference.

        Where the capture's clock begins is no fault, nor is a drift of less than `DRIFT_PPM`.
        """
        clock_holds = not self.clock.steps and abs(self.clock.drift_ppm or 0.0) < DRIFT_PPM
        return (
            clock_holds
            and self.space in (None, Space())
            and not any(
                stream.lost or stream.extra or stream.moved or stream.late or stream.lags
                for stream in self.streams.values()
            )
        )


def compare(reference: Recording, capture: Recording, progress: Progress | None = None) -> Comparison:
    """Compare two recordings of one session.

    Args:
        reference: What is held to be true.
        capture: What is judged.
        progress: Called with the stream in hand, streams done and streams there are.

    Raises:
        FormatError: Events cannot be read, or times are such that their differences overflow.
    """
    refuse_ages(reference)
    refuse_ages(capture)
    names = [name for name in COMPARED if name in reference.streams or name in capture.streams]
    tables = {name: (reference.events(name), capture.events(name)) for name in names}
    matching = likeliest(tables, progress)
    clock, space, pairs = matching.clock, matching.space, matching.pairs
    clock = _with_step_times(clock, tables, pairs)
    space = _refined(space, tables, pairs)
    streams = {
        name: compared_stream(name, *tables[name], pairs[name], clock=clock, space=space or Space())
        for name in names
    }
    error = _path_error(tables, clock, space, streams)
    holes = holes_of({name: streams[name] for name in names if name in INPUT})
    if len(reference.frames) or len(capture.frames):
        streams["frame"] = compared_frames(reference.frames, capture.frames, clock)
    return Comparison(clock, matching.rests_on, streams, space, error, holes)


def _with_step_times(clock: ClockMap, tables: Tables, pairs: dict[str, Pairs]) -> ClockMap:
    """Say more exactly when the clock was set, from what lies between the two keys around it."""
    steps = []
    before: tuple[Step, ...] = ()
    for step in clock.steps:
        so_far = replace(clock, steps=before)
        after_ns, at_ns = step.after_ns, step.at_ns
        for name, (ours, theirs) in tables.items():
            rows, others = pairs[name]
            t = ours.t[rows]
            late = theirs.t[others] - so_far.capture_ns(t)
            lag_ns = np.median(theirs.t[others] - clock.capture_ns(t)) if len(t) else 0
            stepped = abs(late - lag_ns - step.size_ns) < abs(late - lag_ns)
            inside = (t > after_ns) & (t < at_ns)
            at_ns = min(at_ns, int(t[inside & stepped].min(initial=at_ns)))
            after_ns = max(after_ns, int(t[inside & ~stepped & (t < at_ns)].max(initial=after_ns)))
        steps.append(replace(step, at_ns=at_ns, after_ns=after_ns))
        before = (*before, steps[-1])
    return replace(clock, steps=tuple(steps))


def _refined(space: Space | None, tables: Tables, pairs: dict[str, Pairs]) -> Space | None:
    """Fit the scale again from events that are pairs, where there are any."""
    if space in (None, Space()) or "pointer" not in tables:
        return space
    ours, theirs = tables["pointer"]
    rows, others = pairs["pointer"]
    return fitted_space(places_of(ours)[rows], places_of(theirs)[others]) or space


def _path_error(
    tables: Tables,
    clock: ClockMap,
    space: Space | None,
    streams: dict[str, StreamComparison],
) -> float | None:
    if "pointer" not in tables:
        return None
    ours, theirs = (path_of([table]) for table in tables["pointer"])
    if not len(ours.t) or not len(theirs.t):
        return None
    lag_ns = streams["pointer"].lag_ns or 0
    placed = replace(theirs, places=(space or Space()).reference_px(theirs.places))
    away = placed.at(clock.capture_ns(ours.t) + lag_ns) - ours.places
    return float(np.percentile(np.hypot(away[:, 0], away[:, 1]), 95))

"""One recording of a session against another: what the capture lost, added, moved and stamped wrongly.

Keys pair as a sequence, whatever their times, and give the clock (`compare_clock`). The paths of the pointer
then give the scale (`compare_space`), and with both known every event of every stream is looked for where and
when it is due (`compare_sequences`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import Events
from formats.model.time import NS_PER_MS, NS_PER_S
from replay.fidelity.capture import refuse_ages
from replay.fidelity.compare_clock import ClockMap, Step, fit_clock
from replay.fidelity.compare_frames import compared_frames
from replay.fidelity.compare_sequences import NO_PAIRS, Pairs, anchors, matched, matched_in_blocks
from replay.fidelity.compare_sequences import Sequence as Tokens
from replay.fidelity.compare_space import Path, Space, fit_space, fitted_space
from replay.fidelity.compare_streams import Hole, StreamComparison, compared_stream, holes_of
from replay.fidelity.compare_tables import (
    COMPARED,
    INPUT,
    PLACED,
    place_tokens,
    places_of,
    tokens_of,
)

DRIFT_PPM = 100.0
"""From what drift on a clock is worse than any that is sold."""
MOST_DRIFT_PPM = 10_000.0
"""One in a hundred: what is more is no clock, but pairs of events that have nothing to do with each other."""
LEAST_IN_COMMON = 0.5
"""Below it, it is in doubt whether two recordings are of one session."""
_WINDOW_NS = 300 * NS_PER_MS
_FEWEST = 3
_STRETCHES, _STRETCH = 3, 50_000
_FARTHEST_NS = 5 * NS_PER_S
_ENOUGH, _SPREAD = 12, 0.25
_NO_CLOCK = ClockMap(0, None, (), 0, 0)
Progress = Callable[[str, int, int], None]


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
    clock, rests_on = _clock(tables)
    space = _space(tables, clock)
    pairs: dict[str, Pairs] = {}
    for number, name in enumerate(names):
        if progress:
            progress(name, number, len(names))
        pairs[name] = _pairs(name, tables[name], clock, space)
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
    return Comparison(clock, rests_on, streams, space, error, holes)


def _clock(tables: dict[str, tuple[Events, Events]]) -> tuple[ClockMap, str]:
    """Find the clock from keys, else from buttons, else from the pointer's path.

    The first of which enough is spread over the recording, or else the first that gives one at all.
    """
    first: tuple[ClockMap, str] = (_NO_CLOCK, "")
    length_ns = max((int(ours.t[-1]) for ours, _ in tables.values() if len(ours)), default=0)
    for name in ("key", "button", "pointer"):
        if name not in tables:
            continue
        ours, theirs = tables[name]
        tokens = _tokens(name, ours, theirs, Space())
        rows, others = anchors(*tokens)
        if len(rows) < _FEWEST:
            continue
        clock = fit_clock(ours.t[rows], theirs.t[others])
        window_ns = _window_ns(clock)
        expected = Tokens(tokens[0], clock.capture_ns(ours.t))
        rows, others = matched(expected, Tokens(tokens[1], theirs.t), window_ns)
        if len(rows) < _FEWEST:
            continue
        clock = fit_clock(ours.t[rows], theirs.t[others])
        if abs(clock.drift_ppm or 0.0) > MOST_DRIFT_PPM:
            continue
        if len(rows) >= _ENOUGH and int(ours.t[rows[-1]] - ours.t[rows[0]]) >= _SPREAD * length_ns:
            return clock, name
        first = first if first[1] else (clock, name)
    return first


def _tokens(
    name: str, ours: Events, theirs: Events, space: Space
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if name == "pointer":
        return place_tokens(places_of(ours)), place_tokens(space.reference_px(places_of(theirs)))
    return tokens_of(name, ours, theirs)


def _space(tables: dict[str, tuple[Events, Events]], clock: ClockMap) -> Space | None:
    paths = [_path([tables[name][side] for name in PLACED if name in tables]) for side in (0, 1)]
    return fit_space(replace(paths[0], t=clock.capture_ns(paths[0].t)), paths[1])


def _path(tables: Sequence[Events]) -> Path:
    # The pointer alone where there is one: buttons of a source may keep other time.
    own = [table for table in tables[:1] if len(table)] or [table for table in tables if len(table)]
    if not own:
        return Path(np.empty(0, np.int64), np.empty((0, 2)))
    t = np.concatenate([table.t for table in own])
    places = np.concatenate([places_of(table) for table in own])
    known = np.isfinite(places).all(axis=1)
    t, places = t[known], places[known]
    if len(own) == 1:
        return Path(t, places)
    order = np.argsort(t, kind="stable")
    return Path(t[order], places[order])


def _pairs(name: str, tables: tuple[Events, Events], clock: ClockMap, space: Space | None) -> Pairs:
    ours, theirs = tables
    if not len(ours) or not len(theirs):
        return NO_PAIRS
    space = space or Space()
    tokens = _tokens(name, ours, theirs, space)
    due = clock.capture_ns(ours.t)
    # How far this stream is behind the keys, from what occurs once.
    lag_ns = _lag_ns(tokens, due, theirs.t)
    places = (places_of(ours), space.reference_px(places_of(theirs))) if name == "pointer" else (None, None)
    expected = Tokens(tokens[0], due + lag_ns, places[0])
    found = Tokens(tokens[1], theirs.t, places[1])
    near_ns = _near_ns(ours) if name == "pointer" else 0
    rounded = bool(near_ns) and space != Space()
    return matched_in_blocks(expected, found, _window_ns(clock), near_ns, rounded=rounded)


def _lag_ns(
    tokens: tuple[NDArray[np.int64], NDArray[np.int64]], due: NDArray[np.int64], found: NDArray[np.int64]
) -> int:
    """Return how far a stream is behind where it is due, from a few stretches of it."""
    later = []
    for part in range(_STRETCHES):
        start = max(len(due) * (2 * part + 1) // (2 * _STRETCHES) - _STRETCH // 2, 0)
        stop = min(start + _STRETCH, len(due))
        first, last = np.searchsorted(found, [due[start] - _FARTHEST_NS, due[stop - 1] + _FARTHEST_NS])
        rows, others = anchors(tokens[0][start:stop], tokens[1][first:last])
        later.append(found[first:last][others] - due[start:stop][rows])
        if len(due) <= _STRETCH:
            break
    every = np.concatenate(later)
    if len(every) < _FEWEST:
        return 0
    lag_ns = np.median(every)
    # Presses of one button are all alike: where some are lost, those after them are taken for one another.
    return int(lag_ns) if np.median(np.abs(every - lag_ns)) <= _WINDOW_NS else 0


def _window_ns(clock: ClockMap) -> int:
    """Return how far from where it is due an event is looked for: a step is known only from key to key."""
    return _WINDOW_NS + max((abs(step.size_ns) for step in clock.steps), default=0)


def _near_ns(pointer: Events) -> int:
    """Return a quarter of the time between two moves: what is nearer is one move, elsewhere."""
    apart = np.diff(pointer.t)
    return int(np.clip(np.median(apart) // 4, NS_PER_MS // 2, 20 * NS_PER_MS)) if len(apart) else 0


def _with_step_times(
    clock: ClockMap, tables: dict[str, tuple[Events, Events]], pairs: dict[str, Pairs]
) -> ClockMap:
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


def _refined(
    space: Space | None, tables: dict[str, tuple[Events, Events]], pairs: dict[str, Pairs]
) -> Space | None:
    """Fit the scale again from events that are pairs, where there are any."""
    if space in (None, Space()) or "pointer" not in tables:
        return space
    ours, theirs = tables["pointer"]
    rows, others = pairs["pointer"]
    return fitted_space(places_of(ours)[rows], places_of(theirs)[others]) or space


def _path_error(
    tables: dict[str, tuple[Events, Events]],
    clock: ClockMap,
    space: Space | None,
    streams: dict[str, StreamComparison],
) -> float | None:
    if "pointer" not in tables:
        return None
    ours, theirs = (_path([table]) for table in tables["pointer"])
    if not len(ours.t) or not len(theirs.t):
        return None
    lag_ns = streams["pointer"].lag_ns or 0
    placed = replace(theirs, places=(space or Space()).reference_px(theirs.places))
    away = placed.at(clock.capture_ns(ours.t) + lag_ns) - ours.places
    return float(np.percentile(np.hypot(away[:, 0], away[:, 1]), 95))

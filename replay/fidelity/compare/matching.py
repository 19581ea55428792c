"""Which events of two recordings are the same, by the clock that leaves the fewest of them unexplained."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import Events
from formats.model.time import NS_PER_MS, NS_PER_S
from replay.fidelity.compare.clock import ClockMap, fit_clock
from replay.fidelity.compare.sequences import NO_PAIRS, Pairs, anchors, matched, matched_in_blocks
from replay.fidelity.compare.sequences import Sequence as Tokens
from replay.fidelity.compare.space import Path, Space, fit_space
from replay.fidelity.compare.streams import LATE_NS, MOVED_PX
from replay.fidelity.compare.tables import INPUT, PLACED, place_tokens, places_of, tokens_of

MOST_DRIFT_PPM = 10_000.0
"""One in a hundred: what is more is no clock, but pairs of events that have nothing to do with each other."""
_WINDOW_NS = 300 * NS_PER_MS
_FEWEST = 3
_STRETCHES, _STRETCH = 3, 50_000
_FARTHEST_NS = 5 * NS_PER_S
_ENOUGH, _SPREAD = 12, 0.25
_EXPLAINED = 0.5
_IN_BOTH = 0.1
"""Of the events of a stream; a few places that are the same by chance give no clock."""
Floats = NDArray[np.float64]
_NO_CLOCK = ClockMap(0, None, (), 0, 0)
Progress = Callable[[str, int, int], None]
Tables = dict[str, tuple[Events, Events]]
"""The streams of the reference and of the capture."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Which events are the same by a clock."""

    clock: ClockMap
    rests_on: str
    space: Space | None
    pairs: dict[str, Pairs]

    def unexplained(self, tables: Tables) -> int:
        """Return how many events of the input are lost, added or late by it."""
        count = 0
        for name in INPUT:
            if name in tables:
                ours, theirs = tables[name]
                rows, others = self.pairs[name]
                off = theirs.t[others] - self.clock.capture_ns(ours.t[rows])
                late = np.abs(off - np.median(off)) > LATE_NS if len(off) else off
                count += len(ours) + len(theirs) - 2 * len(rows) + int(np.sum(late))
        return count


def likeliest(tables: Tables, progress: Progress | None) -> Matching:
    """Match events by the first clock, or by another that explains what the first does not.

    Of a clock that was set after the last keys these know nothing; the pointer's path does.

    Args:
        tables: What is matched.
        progress: Called with the stream in hand, streams done and streams there are.
    """
    clocks = _clocks(tables)
    best = _matched(tables, *next(clocks), progress)
    unexplained = best.unexplained(tables)
    # Others are looked for only where something is left to explain.
    for clock, rests_on in clocks if unexplained else ():
        if unexplained and _are_apart(clock, best.clock, tables):
            other = _matched(tables, clock, rests_on, progress)
            if (left := other.unexplained(tables)) < _EXPLAINED * unexplained:
                best, unexplained = other, left
    return best


def _are_apart(one: ClockMap, other: ClockMap, tables: Tables) -> bool:
    """Say whether two clocks differ by more than an event may be late."""
    ends = [int(t) for ours, _ in tables.values() if len(ours) for t in ours.t[[0, -1]]]
    at = [*ends, *(step.at_ns for clock in (one, other) for step in clock.steps)]
    t = np.array(at, np.int64)
    return bool((np.abs(one.capture_ns(t) - other.capture_ns(t)) > LATE_NS).any())


def _matched(tables: Tables, clock: ClockMap, rests_on: str, progress: Progress | None) -> Matching:
    space = _space(tables, clock)
    pairs: dict[str, Pairs] = {}
    lags_ns: list[int] = []
    for number, (name, table) in enumerate(tables.items()):
        if progress:
            progress(name, number, len(tables))
        rows, others = pairs[name] = _pairs(name, table, clock, space or Space(), lags_ns)
        if len(rows) >= _FEWEST:
            ours, theirs = table
            lags_ns.append(int(np.median(theirs.t[others] - clock.capture_ns(ours.t[rows]))))
    return Matching(clock, rests_on, space, pairs)


def _clocks(tables: Tables) -> Iterator[tuple[ClockMap, str]]:
    """Yield clocks from keys, from buttons and from the pointer's path, the likeliest first, at least one.

    That is the first of which enough is spread over the recording, or else the first that gives one at all.
    """
    count = 0
    thin: list[tuple[ClockMap, str]] = []
    length_ns = max((int(ours.t[-1]) for ours, _ in tables.values() if len(ours)), default=0)
    for name in ("key", "button", "pointer"):
        if name not in tables:
            continue
        found = _clock(name, tables[name], Space())
        if found is None and name == "pointer" and (space := _space(tables, _NO_CLOCK)):
            # At another scale no place is the same.
            found = _clock(name, tables[name], space)
        if found is not None:
            clock, span_ns = found
            enough = clock.pairs >= _ENOUGH and span_ns >= _SPREAD * length_ns
            count += 1
            if enough:
                yield clock, name
            else:
                thin.append((clock, name))
    yield from thin if count else [(_NO_CLOCK, "")]


def _clock(name: str, tables: tuple[Events, Events], space: Space) -> tuple[ClockMap, int] | None:
    """Find the clock of one stream and how long a time it rests on; None for too few events in both."""
    ours, theirs = tables
    tokens = _tokens(name, ours, theirs, space)
    rows, others = anchors(*tokens)
    if len(rows) < _FEWEST:
        return None
    clock = fit_clock(ours.t[rows], theirs.t[others])
    window_ns = _window_ns(clock)
    expected = Tokens(tokens[0], clock.capture_ns(ours.t))
    rows, others = matched(expected, Tokens(tokens[1], theirs.t), window_ns)
    fewest = max(_FEWEST, _IN_BOTH * min(len(ours), len(theirs)))
    if len(rows) < fewest:
        return None
    clock = fit_clock(ours.t[rows], theirs.t[others])
    if abs(clock.drift_ppm or 0.0) > MOST_DRIFT_PPM:
        return None
    return clock, int(ours.t[rows[-1]] - ours.t[rows[0]])


def _tokens(
    name: str, ours: Events, theirs: Events, space: Space
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    if name == "pointer":
        return place_tokens(places_of(ours)), place_tokens(space.reference_px(places_of(theirs)))
    return tokens_of(name, ours, theirs)


def _space(tables: Tables, clock: ClockMap) -> Space | None:
    paths = [path_of([tables[name][side] for name in PLACED if name in tables]) for side in (0, 1)]
    return fit_space(replace(paths[0], t=clock.capture_ns(paths[0].t)), paths[1])


def path_of(tables: Sequence[Events]) -> Path:
    """Return the pointer's path, from tables of placed streams, that of the pointer first."""
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


def _pairs(
    name: str, tables: tuple[Events, Events], clock: ClockMap, space: Space, lags_ns: Sequence[int]
) -> Pairs:
    """Pair the events of a stream.

    Args:
        name: Of the stream.
        tables: Its events in the reference and in the capture.
        clock: Times of the reference in the capture.
        space: Places of the reference in the capture.
        lags_ns: By how much other streams are behind the clock.
    """
    ours, theirs = tables
    if not len(ours) or not len(theirs):
        return NO_PAIRS
    tokens = _tokens(name, ours, theirs, space)
    due = clock.capture_ns(ours.t)
    places = (places_of(ours), space.reference_px(places_of(theirs))) if name in PLACED else None
    compared = places if name == "pointer" and places else (None, None)
    near_ns = _near_ns(ours) if name == "pointer" else 0
    rounded = bool(near_ns) and space != Space()
    # How far this stream is behind the keys, from what occurs once; where all is alike, as far as others are.
    own_ns, is_clear = _lag_ns(tokens, due, theirs.t)
    best, least = NO_PAIRS, -1
    for tried_ns in dict.fromkeys((own_ns,) if is_clear else (0, *lags_ns, own_ns)):
        expected = Tokens(tokens[0], due + tried_ns, compared[0])
        found = Tokens(tokens[1], theirs.t, compared[1])
        pairs = matched_in_blocks(expected, found, _window_ns(clock), near_ns, rounded=rounded)
        wrong = _wrong(pairs, due, theirs.t, places)
        if least < 0 or wrong < least:
            best, least = pairs, wrong
    return best


def _wrong(
    pairs: Pairs, due: NDArray[np.int64], found: NDArray[np.int64], places: tuple[Floats, Floats] | None
) -> int:
    """Return how many events are lost, added, late or elsewhere by these pairs."""
    rows, others = pairs
    if not len(rows):
        return len(due) + len(found)
    off = found[others] - due[rows]
    wrong = np.abs(off - np.median(off)) > LATE_NS
    if places is not None:
        wrong |= (np.abs(places[0][rows] - places[1][others]) >= MOVED_PX).any(axis=1)
    return len(due) + len(found) - 2 * len(rows) + int(wrong.sum())


def _lag_ns(
    tokens: tuple[NDArray[np.int64], NDArray[np.int64]], due: NDArray[np.int64], found: NDArray[np.int64]
) -> tuple[int, bool]:
    """Return how far a stream is behind where it is due, by some stretches, and whether that is clear."""
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
        return 0, False
    lag_ns = np.median(every)
    # Presses of one button are all alike: where some are lost, those after them are taken for one another.
    apart_ns = np.median(np.abs(every - lag_ns))
    return int(lag_ns) if apart_ns <= _WINDOW_NS else 0, bool(apart_ns <= LATE_NS)


def _window_ns(clock: ClockMap) -> int:
    """Return how far from where it is due an event is looked for: a step is known only from key to key."""
    return _WINDOW_NS + max((abs(step.size_ns) for step in clock.steps), default=0)


def _near_ns(pointer: Events) -> int:
    """Return a quarter of the time between two moves: what is nearer is one move, elsewhere."""
    apart = np.diff(pointer.t)
    return int(np.clip(np.median(apart) // 4, NS_PER_MS // 2, 20 * NS_PER_MS)) if len(apart) else 0

"""States that a recorder writes now and then, as witnesses: what they saw and no event tells was lost.

OWAMcap's recorder writes each second where the pointer is and which keys are down (`mouse/state`,
`keyboard/state`). They come from other threads than the events, and go on where these are lost.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import Events
from formats.model.time import NS_PER_MS, NS_PER_S, Span
from replay.fidelity.capture import Capture, Floats, Ints, places
from replay.fidelity.outcome import Evidence, Outcome, Places, judged, unknown
from replay.fidelity.profile import Settings, limits

NAME = "lost-input"
DEFAULTS: Settings = {"doubtful": 0, "bad": 0}
_NEAR_NS = 50 * NS_PER_MS
"""So far apart a state and an event of one moment can be."""
_LONGEST_PAYLOAD = 1 << 14
_LONGEST_NS = 3600 * NS_PER_S
_EVER_NS = -(1 << 62)
_BESIDE_PX = 2
_FARTHEST = 1e9
_MARKED = "lost "
"""What the name of a marker begins with by which an importer tells of an event that was lost."""


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count the states that prove an event that is not there.

    The pointer is where no event had brought it; keys are down that were not, or the other way, and no key
    was told meanwhile; or the importer, which knows the names of keys, has marked a lost press or release.
    """
    found, count = Places(), 0
    for states in states_of(capture):
        count += states.count
        for place in lost_by(capture, states):
            found.add(place)
    for place in _marked(capture):
        found.add(place)
    if not count and not found.count:
        yield unknown(NAME, "times", "the recorder writes no states of pointer and keys")
        return
    note = f"{found.count:,} times of {count:,} states that tell where the pointer is and what is down"
    yield judged(NAME, found.count, "times", limits(settings), found, note=note, figures={"states": count})


def lost(capture: Capture) -> Iterator[Evidence]:
    """Yield the spans in which input was lost, as the states prove, in no order."""
    for states in states_of(capture):
        yield from lost_by(capture, states)


def lost_by(capture: Capture, states: "States") -> Iterator[Evidence]:
    """Yield the spans in which input was lost, as some states prove, but for what the importer has marked."""
    t = np.concatenate([states.mouse_t, states.keys_t])
    marked = _marked(capture, Span(int(t.min()), int(t.max()) + 1))
    # An importer marks a press at the state that proves it.
    told = {place.span.end_ns for place in marked}
    for found in (_moved(capture, states), _pressed(capture, states)):
        yield from (each for each in found if each.span.end_ns not in told)


@dataclass(slots=True)
class Last:
    """Where events had brought the pointer before the states that were read."""

    t_ns: int | None = None
    place: tuple[float, float] = (math.nan, math.nan)


@dataclass(frozen=True, slots=True)
class States:
    """What some states tell, in order of time; the first of each kind is the last of those before."""

    mouse_t: Ints
    places: Floats
    """Shape (states of the mouse, 2)."""
    keys_t: Ints
    held: Sequence[frozenset[int]]
    """Which keys are down, one set a state of the keyboard."""
    count: int
    """How many states of both there are that were not in those before."""
    last: Last
    """Changed when they have been held against the events: what holds at the last of them."""


def states_of(capture: Capture) -> Iterator[States]:
    """Yield the states, in parts of bounded size."""
    mouse: list[tuple[int, float, float]] = []
    keys: list[tuple[int, frozenset[int]]] = []
    last = Last()
    for part in capture.parts("other"):
        mouse, keys = mouse[-1:], keys[-1:]
        known = len(mouse) + len(keys)
        read = _Payloads(part.events)
        for kind, code, t in zip(read.kinds, read.codes, read.t, strict=True):
            record = read.record(code)
            if kind == "mouse/state" and (place := _place(record)):
                mouse.append((t, *place))
            elif kind == "keyboard/state" and (held := _held(record)) is not None:
                keys.append((t, held))
        if count := len(mouse) + len(keys) - known:
            yield States(
                np.array([each[0] for each in mouse], np.int64),
                np.array([each[1:] for each in mouse], np.float64).reshape(-1, 2),
                np.array([each[0] for each in keys], np.int64),
                [each[1] for each in keys],
                count,
                last,
            )


class _Payloads:
    """The rows of states in a part, each payload read once."""

    def __init__(self, events: Events) -> None:
        wanted = [events.code_of(kind) for kind in ("mouse/state", "keyboard/state")]
        rows = events.rows[np.isin(events.rows["kind"], [code for code in wanted if code >= 0])]
        self._strings = events.strings
        self._known: dict[int, object] = {}
        self.kinds = [events.strings[code] for code in rows["kind"].tolist()]
        self.codes: list[int] = rows["payload"].tolist()
        self.t: list[int] = rows["t"].tolist()

    def record(self, code: int) -> object:
        if code not in self._known:
            self._known[code] = _parsed(self._strings[code])
        return self._known[code]


def _parsed(text: str) -> object:
    if len(text) > _LONGEST_PAYLOAD:
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _place(record: object) -> tuple[float, float] | None:
    """Return where a state has the pointer; (-1, -1) is what is told where nobody could ask."""
    if not isinstance(record, dict):
        return None
    x, y = _number(record.get("x")), _number(record.get("y"))
    return None if x is None or y is None or (x, y) == (-1, -1) else (x, y)


def _number(value: object) -> float | None:
    sane = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _FARTHEST
    return float(value) if isinstance(value, int | float) and sane else None


def _held(record: object) -> frozenset[int] | None:
    """Return the numbers of the keys that a state has down."""
    held = record.get("buttons", record.get("pressed_vk_list")) if isinstance(record, dict) else None
    if not isinstance(held, list) or not all(isinstance(each, int) for each in held):
        return None
    return frozenset(held)


def _moved(capture: Capture, states: States) -> Iterator[Evidence]:
    """Yield where a state has the pointer elsewhere than before, and no event had brought it there."""
    t, before = states.mouse_t, states.last
    if len(t) < 2:
        return
    since_ns = _EVER_NS if before.t_ns is None else int(t[0]) - _NEAR_NS
    last_t = np.full(len(t), _EVER_NS if before.t_ns is None else before.t_ns)
    last = np.full((len(t), 2), before.place)
    least, most = np.full((len(t), 2), np.inf), np.full((len(t), 2), -np.inf)
    for stream in ("pointer", "button", "scroll"):
        for part in capture.parts(stream, within=Span(since_ns, int(t[-1]) + _NEAR_NS + 1)):
            rows = part.events.rows
            where = np.stack(places(rows), axis=1)
            known = np.isfinite(where).all(axis=1)
            where, at = where[known], rows["t"][known]
            if not len(at):
                continue
            first, stop = np.searchsorted(at, t - _NEAR_NS), np.searchsorted(at, t + _NEAR_NS, side="right")
            later = (first > 0) & (at[np.maximum(first - 1, 0)] >= last_t)
            last[later], last_t[later] = where[first[later] - 1], at[first[later] - 1]
            near = np.flatnonzero(stop > first)
            edges = np.stack([first[near], stop[near]], axis=1).ravel()
            padded = np.concatenate([where, where[-1:]])
            if len(near):
                least[near] = np.minimum(least[near], np.minimum.reduceat(padded, edges)[::2])
                most[near] = np.maximum(most[near], np.maximum.reduceat(padded, edges)[::2])
    before.t_ns, before.place = int(last_t[-1]), (float(last[-1, 0]), float(last[-1, 1]))
    least, most = np.fmin(least, last), np.fmax(most, last)
    within = ((states.places >= least - _BESIDE_PX) & (states.places <= most + _BESIDE_PX)).all(axis=1)
    other = (np.diff(states.places, axis=0) != 0).any(axis=1)
    other &= ~capture.paused(t[:-1], t[1:])
    for row in (np.flatnonzero(other & ~within[1:]) + 1).tolist():
        x, y = states.places[row].tolist()
        start = max(int(t[row - 1]), int(last_t[row]))
        words = f"a state has the pointer at ({x:.0f}, {y:.0f}), and no event brought it there"
        yield Evidence(Span(start, max(int(t[row]), start)), words, weight=float(t[row] - start))


def _pressed(capture: Capture, states: States) -> Iterator[Evidence]:
    """Yield where what is down is another than before, and neither key nor button was told meanwhile."""
    t = states.keys_t
    if len(t) < 2:
        return
    told = np.zeros(len(t) - 1, np.int64)
    for stream in ("key", "button"):
        for part in capture.parts(stream, within=Span(int(t[0]) - _NEAR_NS, int(t[-1]) + _NEAR_NS + 1)):
            at = part.events.t
            told += np.searchsorted(at, t[1:] + _NEAR_NS, side="right")
            told -= np.searchsorted(at, t[:-1] - _NEAR_NS)
    silent = (told == 0) & ~capture.paused(t[:-1], t[1:])
    for row in np.flatnonzero(silent).tolist():
        if states.held[row] != states.held[row + 1]:
            words = "other keys are down than a state before, and no event tells of it"
            yield Evidence(Span(int(t[row]), int(t[row + 1])), words, weight=float(t[row + 1] - t[row]))


def _marked(capture: Capture, within: Span | None = None) -> Iterator[Evidence]:
    """Yield the presses and releases that an importer has marked as lost."""
    for part in capture.parts("marker", within=within):
        events = part.events
        names: NDArray[np.object_] = events.texts("name")
        for row in np.flatnonzero([name.startswith(_MARKED) for name in names]).tolist():
            span = _parsed(events.strings[events.rows["payload"][row]])
            after_ns, until_ns = (
                (span.get("after_ns"), span.get("by_ns")) if isinstance(span, dict) else (None, None)
            )
            if isinstance(after_ns, int) and isinstance(until_ns, int):
                by_ns = int(events.rows["t"][row])
                # The payload's times are of the source's clock.
                length_ns = min(max(until_ns - after_ns, 0), _LONGEST_NS)
                words = f"{names[row]}, as a state proves"
                yield Evidence(Span(by_ns - length_ns, by_ns), words, weight=length_ns)

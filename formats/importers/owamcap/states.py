"""State messages as witnesses: what the recorder saw held down, against its presses and releases."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formats.model.streams import Events
from formats.model.time import NS_PER_MS

NEAR_MS = 50
"""So far apart, a state and an event of the same moment can be: each comes from a thread of its own."""


@dataclass(frozen=True, slots=True)
class LostEvent:
    """A press or a release that must have happened and was not recorded."""

    name: str
    """Of the key or the button."""
    pressed: bool
    """Whether it is a press."""
    after_ns: int
    """The last thing that is known from before it."""
    by_ns: int
    """The state message that shows that it had happened."""


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What the states say of the events."""

    lost: tuple[LostEvent, ...] = ()
    held_before: tuple[str, ...] = ()
    """What the first state found held down, without a press."""


@dataclass(frozen=True, slots=True)
class Change:
    """A press or a release that was recorded."""

    at_ns: int
    name: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class State:
    """What was held down at a time."""

    at_ns: int
    held: frozenset[str]


def witnessed(changes: Iterable[Change], states: Iterable[State]) -> Witnessed:
    """Find the events that were lost; where a state and an event are too near to tell, nothing is said.

    Args:
        changes: Presses and releases, in any order.
        states: What was held, in any order.
    """
    changes = sorted(changes, key=lambda change: change.at_ns)
    times: dict[str, list[int]] = {}
    for change in changes:
        times.setdefault(change.name, []).append(change.at_ns)
    lost: list[LostEvent] = []
    before: tuple[str, ...] = ()
    held: set[str] = set()
    known_ns: dict[str, int] = {}
    last_state_ns: int | None = None
    at = 0
    for state in sorted(states, key=lambda state: state.at_ns):
        while at < len(changes) and changes[at].at_ns <= state.at_ns:
            change = changes[at]
            (held.add if change.pressed else held.discard)(change.name)
            known_ns[change.name] = change.at_ns
            at += 1
        for name in sorted(held ^ state.held):
            if _near(times.get(name, ()), state.at_ns):
                continue
            pressed = name in state.held
            (held.add if pressed else held.discard)(name)
            if last_state_ns is None and name not in known_ns:
                before += (name,)
                continue
            after_ns = max(t for t in (known_ns.get(name), last_state_ns) if t is not None)
            lost.append(LostEvent(name, pressed, after_ns, state.at_ns))
        last_state_ns = state.at_ns
    return Witnessed(tuple(lost), before)


def _near(times: Sequence[int], at_ns: int) -> bool:
    """Say whether one of the times, which rise, is near."""
    near_ns = NEAR_MS * NS_PER_MS
    first = bisect_left(times, at_ns - near_ns)
    return first < len(times) and times[first] <= at_ns + near_ns


@dataclass(frozen=True, slots=True)
class Position:
    """Where a state found the pointer."""

    at_ns: int
    x: float
    y: float


def unexplained(streams: Mapping[str, Events], states: Iterable[Position]) -> list[tuple[int, int]]:
    """Return the spans in which the pointer came to where a state found it without an event that says so.

    Args:
        streams: The rows, of which those with a position are looked at.
        states: In any order, in the time of the rows.
    """
    t, x, y = _path(streams)
    near_ns = NEAR_MS * NS_PER_MS
    spans: list[tuple[int, int]] = []
    before: Position | None = None
    for state in sorted(states, key=lambda state: state.at_ns):
        last = int(np.searchsorted(t, state.at_ns - near_ns)) - 1
        around = slice(max(last, 0), int(np.searchsorted(t, state.at_ns + near_ns, side="right")))
        moved = before is not None and (before.x, before.y) != (state.x, state.y)
        if before is not None and moved and not (_spans(x[around], state.x) and _spans(y[around], state.y)):
            spans.append((max(before.at_ns, int(t[last])) if last >= 0 else before.at_ns, state.at_ns))
        before = state
    return spans


def _path(streams: Mapping[str, Events]) -> tuple[NDArray[np.int64], NDArray[Any], NDArray[Any]]:
    """Return times, x and y of all rows with a position, in order of time."""
    tables = [streams[name].rows for name in ("pointer", "button", "scroll") if name in streams]
    t, x, y = (
        np.concatenate([table[name] for table in tables] or [np.zeros(0, dtype)])
        for name, dtype in (("t", np.int64), ("x", np.float32), ("y", np.float32))
    )
    order = np.argsort(t, kind="stable")
    return t[order], x[order], y[order]


def _spans(values: NDArray[Any], value: float) -> bool:
    """Say whether a value lies among others, or a pixel or two beside."""
    return len(values) > 0 and bool(values.min() - 2 <= value <= values.max() + 2)

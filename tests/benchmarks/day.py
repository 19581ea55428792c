"""A made-up working day, hour by hour: what a hand, a keyboard and the windows did, as event tables.

An hour is a row of episodes (reach and click, drag, scroll, type, wander about while reading). Episodes are
laid end to end on a clock without pauses first; then the pauses, one of them long, are stretched to fill the
hour.
The density is prescribed, 312,500 events an hour: about three times what a busy person makes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from formats.model.build import EventBuilder
from formats.model.streams import STREAMS, Events
from tests.benchmarks.office import Typist, change_window, set_marker, tick
from tests.benchmarks.pointer_paths import Floats, Ints, Legs, plan_legs, sample_legs

EVENTS_AN_HOUR = 312_500
WIDTH, HEIGHT = 1920, 1080
_DAY_SHARES = (1.05, 1.05, 1.05, 1.05, 0.7, 1.05, 1.05, 1.05)
"""Share of an hour's events by hour of the day; the fifth has the lunch break."""
_EPISODES = ("click", "double", "drag", "scroll", "type", "wander")
_EPISODE_SHARES = (0.27, 0.03, 0.05, 0.12, 0.06, 0.47)
_TARGETS_OF = {"click": 1, "double": 1, "drag": 2, "scroll": 1, "type": 1, "wander": 5}
_REST_S = 0.08
_BREAK_SHARE = 0.45


@dataclass(frozen=True, slots=True)
class Hour:
    """At most an hour of a recording."""

    events: dict[str, Events]
    """By stream, `seq` counted over all streams and the frames."""
    frame_t: Ints
    """Times of the screenshots, one a second, shape (frames,)."""
    frame_seq: Ints
    """Their place in the order of capture, shape (frames,)."""


def day(hours: float, seed: int) -> Iterator[Hour]:
    """Make a recording of `hours` hours, one hour at a time; the same for the same numbers."""
    seq = 0
    origin = np.array([WIDTH / 2, HEIGHT / 2])
    number = 0
    while number < hours:
        rng = np.random.default_rng([seed, number])
        length_s = min(1.0, hours - number) * 3600
        share = _DAY_SHARES[number % len(_DAY_SHARES)] if hours >= len(_DAY_SHARES) else 1.0
        rows = int(EVENTS_AN_HOUR * share * length_s / 3600)
        events, frame_t, origin = _hour(number, length_s, rows, origin, rng)
        made = _number(events, frame_t, seq)
        seq += sum(len(table) for table in made.events.values()) + len(made.frame_t)
        yield made
        number += 1


def _hour(
    number: int, length_s: float, rows: int, origin: Floats, rng: np.random.Generator
) -> tuple[dict[str, Events], Ints, Floats]:
    """Make the events of an hour, the times of its frames, and where the pointer is at its end."""
    kinds = rng.choice(len(_EPISODES), size=rows // 120 + 4, p=_EPISODE_SHARES)
    visits = np.array([_TARGETS_OF[name] for name in _EPISODES])[kinds]
    episode_of = np.repeat(np.arange(len(kinds)), visits)
    wander = kinds[episode_of] == _EPISODES.index("wander")
    slowness = np.where(wander, rng.uniform(1.0, 3.0, len(wander)), 1.0)
    targets = _targets(len(episode_of), rng)
    legs = plan_legs(targets, origin, slowness, rng)
    position, leg_ns, leg = sample_legs(legs, rng)
    moved = np.ones(len(position), bool)
    moved[1:] = (position[1:] != position[:-1]).any(axis=1)
    position, leg_ns, leg = position[moved], leg_ns[moved], leg[moved]

    acts = _Acts(number, legs, episode_of, targets, np.bincount(leg, minlength=len(legs.reports)), rng=rng)
    acts.play(kinds, rows, length_s)
    kept = episode_of[legs.target[leg]] < len(acts.starts_s)
    reports = np.zeros(int(kept.sum()), STREAMS["pointer"].dtype)
    at_ns = (acts.leg_starts_s[leg[kept]] * 1e9).astype(np.int64) + leg_ns[kept]
    reports["t"] = np.maximum.accumulate(at_ns)
    reports["x"], reports["y"] = position[kept].T

    events = {"pointer": Events("pointer", reports), **acts.builder.events()}
    last = int(np.flatnonzero(episode_of == len(acts.starts_s) - 1)[-1])
    offset_ns = number * 3_600_000_000_000
    _stretch(events, acts, length_s, offset_ns, rng)
    frames = int(length_s)
    frame_t = offset_ns + np.arange(frames) * 1_000_000_000 + rng.integers(0, 3000, frames) * 1000
    return events, frame_t, targets[last]


class _Acts:
    """Plays the episodes of an hour one after the other, without pauses between them."""

    def __init__(
        self,
        number: int,
        legs: Legs,
        episode_of: Ints,
        targets: Floats,
        reports: Ints,
        *,
        rng: np.random.Generator,
    ) -> None:
        self.builder = EventBuilder()
        self.starts_s: list[float] = []
        self.end_s = 0.0
        self.leg_starts_s = np.zeros(len(legs.reports))
        self._number = number
        self._targets = targets
        self._rng = rng
        self._durations = legs.duration_s
        self._rate_hz = legs.rate_hz
        # First and last leg and last target of each episode, by its number.
        episode_of_leg = episode_of[legs.target]
        self._first_leg = np.searchsorted(episode_of_leg, np.arange(episode_of[-1] + 2))
        self._last_target = np.searchsorted(episode_of, np.arange(episode_of[-1] + 1), side="right") - 1
        self._target_of_leg = legs.target
        self._reports = np.concatenate([[0], np.cumsum(reports)])

    def play(self, kinds: Ints, rows: int, length_s: float) -> None:
        """Play episodes until `rows` rows are made, or the hour is nearly full."""
        builder, rng = self.builder, self._rng
        if self._number == 0:
            builder.add(
                "display", 0, id=0, name="made-up display", x=0, y=0, width=WIDTH, height=HEIGHT, scale=1
            )
        set_marker(builder, 0.01, self._number)
        change_window(builder, 0.02, rng)
        at = 0.05
        for episode, kind in enumerate(kinds):
            first, stop = int(self._first_leg[episode]), int(self._first_leg[episode + 1])
            if len(builder) + self._reports[stop] > rows or at > 0.97 * length_s:
                break
            # A mouse reports on the grid of its own clock, whenever the hand begins to move.
            rate = self._rate_hz[first]
            at = np.ceil(at * rate) / rate
            self.starts_s.append(at)
            durations = self._durations[first:stop]
            self.leg_starts_s[first:stop] = at + np.cumsum(durations) - durations
            at = self._act(_EPISODES[kind], episode, at + float(durations.sum()) + _REST_S)
        self.end_s = at

    def _act(self, kind: str, episode: int, at: float) -> float:
        """Do what the episode's reach was for; return when it is over and the hand has rested."""
        rng = self._rng
        last = int(self._last_target[episode])
        x, y = self._targets[last]
        if kind == "wander":
            return at
        if kind == "drag":
            start = self._targets[last - 1]
            first = int(np.searchsorted(self._target_of_leg, last))
            self._button(float(self.leg_starts_s[first]), start, True)
            self._button(at, self._targets[last], False)
            return at + _REST_S
        if kind == "scroll":
            return self._scroll(at, float(x), float(y)) + _REST_S
        for _ in range(2 if kind == "double" else 1):
            self._button(at, self._targets[last], True)
            at += float(rng.lognormal(np.log(0.085), 0.2))
            self._button(at, self._targets[last], False)
            at += 0.11
        if kind == "type":
            typist = Typist(self.builder, at + 0.1, rng)
            typist.burst(int(rng.integers(5, 60)))
            at = typist.end_s
        elif rng.random() < 0.06:
            typist = Typist(self.builder, at + 0.15, rng)
            typist.hotkey()
            at = typist.end_s
        elif rng.random() < 0.25:
            change_window(self.builder, at + 0.05, rng)
        return at + _REST_S

    def _button(self, at: float, place: Floats, pressed: bool) -> None:
        self.builder.add("button", tick(at), x=place[0], y=place[1], button=0, pressed=pressed)

    def _scroll(self, at: float, x: float, y: float) -> float:
        steps = int(self._rng.integers(4, 40))
        dy = -1 if self._rng.random() < 0.8 else 1
        for pause in self._rng.lognormal(np.log(0.04), 0.35, steps):
            at += pause
            self.builder.add("scroll", tick(at), x=x, y=y, dx=0, dy=dy)
        return at


def _targets(count: int, rng: np.random.Generator) -> Floats:
    """Places to go: half of them on some sixty that are used again and again, as buttons and tabs are."""
    anywhere = np.column_stack([rng.integers(0, WIDTH, count), rng.integers(0, HEIGHT, count)])
    buttons = np.column_stack([rng.integers(0, WIDTH, 60), rng.integers(0, HEIGHT, 60)])
    used = buttons[rng.integers(0, 60, count)] + rng.integers(-9, 10, (count, 2))
    places: Floats = np.where(rng.random((count, 1)) < 0.5, anywhere, used).clip(0, [WIDTH - 1, HEIGHT - 1])
    return places.astype(np.float64)


def _stretch(
    events: dict[str, Events], acts: _Acts, length_s: float, offset_ns: int, rng: np.random.Generator
) -> None:
    """Put the pauses between the episodes, so that the hour is full, and the hour in its place."""
    starts = np.array(acts.starts_s)
    pauses = rng.lognormal(0, 1.4, len(starts))
    pauses[0] = 0
    pauses[int(rng.integers(1, len(pauses)))] = pauses.sum() * _BREAK_SHARE / (1 - _BREAK_SHARE)
    pauses *= max(length_s - acts.end_s, 0) / pauses.sum()
    # Whole fifths of a second hold a whole number of reports at every rate, so the grid goes on.
    added_us = (np.cumsum(pauses) * 5).astype(np.int64) * 200_000
    for table in events.values():
        t_us = table.rows["t"] // 1000
        episode = np.searchsorted((starts * 1e6).astype(np.int64), t_us, side="right") - 1
        t_ns = (t_us + added_us[np.maximum(episode, 0)]) * 1000
        table.rows["t"] = np.maximum.accumulate(t_ns) + offset_ns


def _number(events: dict[str, Events], frame_t: Ints, seq: int) -> Hour:
    """Give every row and frame its place in the order of capture."""
    names = [name for name in STREAMS if name in events]
    times = np.concatenate([*(events[name].t for name in names), frame_t])
    place = np.empty(len(times), np.int64)
    place[np.argsort(times, kind="stable")] = np.arange(seq, seq + len(times))
    start = 0
    for name in names:
        stop = start + len(events[name])
        events[name].rows["seq"] = place[start:stop]
        start = stop
    return Hour({name: events[name] for name in names}, frame_t, place[start:])

"""Presses and releases of keys and buttons, paired: the ground of the checks on what is held."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median

from formats.model.streams import Events, button_name
from formats.model.time import NS_PER_MS, NS_PER_S, Span
from replay.core.keyboard import modifier_of

FIRST_REPEAT_MS = 180
"""No system repeats a held key sooner."""
LONGEST_REPEAT_MS = 1500
"""No system waits longer to repeat one."""
_LONE_MS = 75
"""How long at most a key is held after a repeat that stays the only one, where the rate is not known."""
_SEVERAL = 3
_LATE = 1.5
END_S = 3.0
"""What goes down so shortly before the end and stays there was meant to stop the recorder."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A press with its release."""

    name: str
    start_ns: int
    end_ns: int
    repeats: int = 0
    repeated_ns: int = 0
    """When it last repeated."""

    @property
    def duration_ns(self) -> int:
        """How long it was held."""
        return self.end_ns - self.start_ns


@dataclass(frozen=True, slots=True)
class Lost:
    """A press or a release whose other half is not there."""

    name: str
    t_ns: int
    until_ns: int
    """Of a press: when the same went down again, or the recording's last event. Of a release: itself."""
    at_edge: bool = False
    """It lies where the recording begins or ends, so that its other half may lie outside."""


@dataclass(slots=True)
class Presses:
    """All of one stream."""

    rows: int = 0
    releases: int = 0
    holds: list[Hold] = field(default_factory=list)
    never_released: list[Lost] = field(default_factory=list)
    never_pressed: list[Lost] = field(default_factory=list)
    twice: list[Lost] = field(default_factory=list)
    """Pressed again while down, and no auto-repeat."""
    repeat_gaps_ns: list[int] = field(default_factory=list)
    """From each repeat to the press or repeat before it."""


@dataclass(slots=True)
class _Down:
    start_ns: int
    last_ns: int
    repeats: int = 0
    others: int = 0
    """Count of other keys' presses when it was last seen; an auto-repeat ends with another key's press."""


def presses(parts: Iterable[Events], stream: str, span: Span | None) -> Presses:
    """Pair the presses and releases of `key` or `button`.

    A key that goes down again while it is down repeats, if no other key went down in between and the time is
    one that systems repeat at; else its release was lost. So it was where a key "repeats" once, and then is
    held for longer than keys of this recording take to repeat again. What a source says of repeats is not
    asked: those that tell them guess by the same rule, and where they do not the rows are the same.

    Args:
        parts: The stream, in parts.
        stream: Which one.
        span: From the first to the last event of the inputs.
    """
    out = Presses()
    down: dict[str, _Down] = {}
    first_ns, last_ns = (0, 0) if span is None else (span.start_ns, span.end_ns)
    seen: set[str] = set()
    pressed_count = 0
    intervals_ns: list[int] = []
    before: tuple[str, int, bool] | None = None
    for name, t_ns, pressed in _rows(parts, stream):
        out.rows += 1
        # A row recorded twice is a duplicate, which another check counts.
        if before == (name, t_ns, pressed):
            continue
        before = (name, t_ns, pressed)
        held = down.get(name)
        if not pressed:
            out.releases += 1
            down.pop(name, None)
            if held is None:
                at_edge = name not in seen and t_ns - first_ns <= END_S * NS_PER_S
                out.never_pressed.append(Lost(name, t_ns, t_ns, at_edge))
            else:
                out.holds.append(Hold(name, held.start_ns, t_ns, held.repeats, held.last_ns))
        elif held is None:
            pressed_count += _interrupts(name, stream)
            down[name] = _Down(t_ns, t_ns, others=pressed_count)
        elif stream == "key" and _is_repeat(held, t_ns, pressed_count):
            out.repeat_gaps_ns.append(t_ns - held.last_ns)
            if held.repeats:
                intervals_ns.append(t_ns - held.last_ns)
            held.last_ns, held.repeats = t_ns, held.repeats + 1
        else:
            pressed_count += _interrupts(name, stream)
            out.twice.append(Lost(name, t_ns, t_ns))
            out.never_released.append(Lost(name, held.last_ns, t_ns))
            down[name] = _Down(t_ns, t_ns, others=pressed_count)
        seen.add(name)
    for name, held in down.items():
        at_edge = last_ns - held.last_ns <= END_S * NS_PER_S
        out.never_released.append(Lost(name, held.start_ns, last_ns, at_edge))
    _part_lone_repeats(out, intervals_ns)
    return out


def _part_lone_repeats(out: Presses, intervals_ns: list[int]) -> None:
    """Take for a second press what repeated once, and would have again if it was a repeat.

    Args:
        out: What is changed.
        intervals_ns: From each repeat to the next, of all keys.
    """
    known = len(intervals_ns) >= _SEVERAL
    longest_ns = _LATE * median(intervals_ns) if known else _LONE_MS * NS_PER_MS
    for number, hold in enumerate(out.holds):
        if hold.repeats == 1 and hold.end_ns - hold.repeated_ns > longest_ns:
            out.holds[number] = Hold(hold.name, hold.repeated_ns, hold.end_ns)
            out.twice.append(Lost(hold.name, hold.repeated_ns, hold.repeated_ns))
            out.never_released.append(Lost(hold.name, hold.start_ns, hold.repeated_ns))
            out.repeat_gaps_ns.remove(hold.repeated_ns - hold.start_ns)


def _is_repeat(held: _Down, t_ns: int, pressed_count: int) -> bool:
    gap_ms = (t_ns - held.last_ns) / NS_PER_MS
    shortest = 0 if held.repeats else FIRST_REPEAT_MS
    return held.others == pressed_count and shortest <= gap_ms <= LONGEST_REPEAT_MS


def _interrupts(name: str, stream: str) -> bool:
    # A modifier that goes down lets the key before it repeat on.
    return stream == "key" and not modifier_of(name)


def _rows(parts: Iterable[Events], stream: str) -> Iterator[tuple[str, int, bool]]:
    for events in parts:
        pressed, times = events.column("pressed").tolist(), events.t.tolist()
        if stream == "button":
            names = [button_name(number) for number in events.column("button").tolist()]
        else:
            codes, keys = events.column("code").tolist(), events.column("key").tolist()
            names = [
                events.strings[code] or events.strings[key].lower()
                for code, key in zip(codes, keys, strict=True)
            ]
        for name, t_ns, is_pressed in zip(names, times, pressed, strict=True):
            yield name, t_ns, bool(is_pressed)

"""The kernel's events to rows: those up to a SYN_REPORT belong together.

Source: Linux, Documentation/input/event-codes.rst and include/uapi/linux/input-event-codes.h.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from formats.importers.evdev.found import (
    COMMENT,
    EV_ABS,
    EV_KEY,
    EV_LED,
    EV_REL,
    EV_SYN,
    HIDDEN,
    LIBINPUT,
    Found,
)
from formats.importers.evdev.pointing import (
    ABS_X,
    ABS_Y,
    BTN_TOUCH,
    REL_X,
    REL_Y,
    RELATIVE_DISPLAY,
    Place,
    points_absolutely,
    touch_is_press,
)
from formats.keyboards.held_keys import HeldKeys
from formats.keyboards.linux_keys import button_of, code_of, is_key
from formats.keyboards.us_layout import LEVELS, key_for
from formats.model.streams import MODIFIERS
from formats.sources.kept import Kept
from formats.sources.rows import SourceRows

_REPORT, _DROPPED = 0, 3
_WHEEL, _HWHEEL, _WHEEL_FINE, _HWHEEL_FINE = 8, 6, 11, 12
_FINE_STEPS = 120
"""Parts of a wheel's step that the fine axes count in."""
_FRAME_EVENTS = 4096
_LOCKS = {0: "NumLock", 1: "CapsLock", 2: "ScrollLock"}
_TYPES = {
    0: "EV_SYN",
    1: "EV_KEY",
    2: "EV_REL",
    3: "EV_ABS",
    4: "EV_MSC",
    5: "EV_SW",
    17: "EV_LED",
    18: "EV_SND",
}
_TYPES |= {20: "EV_REP", 21: "EV_FF", 22: "EV_PWR", 23: "EV_FF_STATUS"}
_LARGEST_EXACT = 1 << 24
SUMMED, KEYS = "positions summed from relative motion", "key events"
_EACH = 1 << 16


@dataclass(frozen=True, slots=True)
class _Event:
    at_ns: int
    kind: int
    code: int
    value: int
    line: int


@dataclass(slots=True)
class _Source:
    """A device while its events go by."""

    place: Place
    is_absolute: bool
    presses: bool
    """Whether touching is pressing."""
    frame: list[_Event] = field(default_factory=list)


class EventsReader:
    """Turns events into rows."""

    def __init__(self, rows: SourceRows, found: Found, events: NDArray[np.int64]) -> None:
        self._rows = rows
        self._found = found
        self._held = HeldKeys()
        self._locks = 0
        self.kept = Kept(rows)
        self.counts: Counter[str] = Counter()
        """Oddities by name."""
        self.seen: Counter[str] = Counter()
        """What there is at all: `SUMMED` positions, `KEYS`."""
        self.relative = Place(display=RELATIVE_DISPLAY)
        self._sources = [self._source(number, events) for number in range(len(found.devices))]

    @property
    def surfaces(self) -> list[int]:
        """Numbers of the devices whose positions are absolute."""
        return [number for number, source in enumerate(self._sources) if source.is_absolute]

    def read(self, events: NDArray[np.int64]) -> None:
        """Add the rows of all events."""
        for device, *numbers in _python_rows(events):
            source, event = self._sources[device], _Event(*numbers)
            if event.kind in {COMMENT, LIBINPUT}:
                self._note(event)
                continue
            source.frame.append(event)
            if (event.kind, event.code) == (EV_SYN, _REPORT) or len(source.frame) >= _FRAME_EVENTS:
                self._end(device, source)
        for device, source in enumerate(self._sources):
            self.counts["events after the last SYN_REPORT"] += len(source.frame)
            self._end(device, source)

    def _source(self, number: int, events: NDArray[np.int64]) -> _Source:
        own = events[events[:, 0] == number]
        sent = {(int(kind), int(code)) for kind, code in np.unique(own[:, 2:4], axis=0)}
        device = self._found.devices[number]
        if points_absolutely(device, sent):
            return _Source(Place(display=number), True, touch_is_press(device, sent))
        return _Source(self.relative, False, False)

    def _end(self, number: int, source: _Source) -> None:
        """Add the rows of a frame: motion and wheel when the last part of them came, the rest as it came."""
        frame, source.frame = source.frame, []
        left: dict[int, list[tuple[int, int]]] = {}
        places = [at for at, event in enumerate(frame) if _is_motion(event, source)]
        wheels = [at for at, event in enumerate(frame) if event.kind == EV_REL and event.code in _WHEELS]
        for at, event in enumerate(frame):
            if not (self._moves(event, source) or self._takes(event, source)):
                left.setdefault(event.kind, []).append((event.code, event.value))
            if places and at == places[-1]:
                self._point(event, source)
            if wheels and at == wheels[-1]:
                self._scroll([frame[wheel] for wheel in wheels], event, source)
        for kind, pairs in left.items():
            payload = f'{{"device":{number},"events":{[list(pair) for pair in pairs]}}}'
            self.kept.add(_TYPES.get(kind, f"EV_{kind}"), payload, frame[-1].at_ns, frame[-1].line)

    def _moves(self, event: _Event, source: _Source) -> bool:
        """Take a part of a motion; say whether the event is one."""
        if not _is_motion(event, source):
            return False
        place = source.place
        if source.is_absolute:
            setattr(place, "x" if event.code == ABS_X else "y", float(event.value))
        else:
            place.move(event.value if event.code == REL_X else 0, event.value if event.code == REL_Y else 0)
        return True

    def _point(self, event: _Event, source: _Source) -> None:
        place = source.place
        self._rows.add("pointer", event.at_ns, event.line, x=place.x, y=place.y, display=place.display)
        self.seen[SUMMED] += not source.is_absolute
        if not source.is_absolute and max(abs(place.x or 0), abs(place.y or 0)) > _LARGEST_EXACT:
            self.counts["summed positions that are too far out to be exact"] += 1

    def _takes(self, event: _Event, source: _Source) -> bool:
        """Take an event that is a row of its own, or none; say whether it is understood."""
        if event.kind == EV_SYN and event.code == _DROPPED:
            self.counts["SYN_DROPPED"] += 1
            self._rows.add("marker", event.at_ns, event.line, name="SYN_DROPPED")
        elif event.kind == EV_REL and event.code in _WHEELS:
            return True
        elif event.kind == EV_KEY and event.value in {0, 1, 2}:
            return self._press(event, source)
        elif event.kind == EV_LED and event.code in _LOCKS:
            bit = 1 << MODIFIERS.index(_LOCKS[event.code])
            self._locks = self._locks | bit if event.value else self._locks & ~bit
            return False
        return event.kind == EV_SYN and event.code in {_REPORT, _DROPPED}

    def _press(self, event: _Event, source: _Source) -> bool:
        if event.code == HIDDEN or is_key(event.code):
            self._key(event)
            return True
        button = (
            0 if event.code == BTN_TOUCH and source.presses and source.is_absolute else button_of(event.code)
        )
        if button is None:
            self.counts["buttons that are no mouse's, kept in other"] += event.value != 2
            return False
        # A button does not repeat; where a recorder says so, it was down already.
        if event.value == 2:
            return False
        x, y = source.place.x, source.place.y
        if not source.is_absolute:
            x, y = x or 0, y or 0
        self._rows.add("button", event.at_ns, event.line, x=x, y=y, button=button, pressed=event.value == 1)
        return True

    def _key(self, event: _Event) -> None:
        code, key = self._named(event)
        if event.value != 2:
            self._held.take(code, key, event.at_ns, pressed=event.value == 1)
        self.seen[KEYS] += 1
        self._rows.add(
            "key",
            event.at_ns,
            event.line,
            code=code,
            key=key,
            pressed=event.value > 0,
            repeat=event.value == 2,
            modifiers=self._held.bits(event.at_ns) | self._locks,
        )

    def _named(self, event: _Event) -> tuple[str, str]:
        if event.code == HIDDEN:
            self.counts["keys hidden by the recorder"] += 1
            return "", "Unidentified"
        code = code_of(event.code)
        if not code:
            self.counts["key events without a W3C code, named by their Linux number"] += 1
            return "", f"KEY_{event.code}"
        shift = self._held.is_held("Shift", event.at_ns)
        letter = code in LEVELS and LEVELS[code][0].isalpha()
        return code, key_for(code, shift=shift ^ (letter and bool(self._locks >> 5 & 1)))

    def _scroll(self, wheels: list[_Event], last: _Event, source: _Source) -> None:
        dx = _steps(wheels, _HWHEEL, _HWHEEL_FINE)
        dy = _steps(wheels, _WHEEL, _WHEEL_FINE)
        self._rows.add("scroll", last.at_ns, last.line, x=source.place.x, y=source.place.y, dx=dx, dy=dy)

    def _note(self, event: _Event) -> None:
        text = self._found.notes[event.value]
        if event.kind == LIBINPUT:
            self.kept.add("libinput", text, event.at_ns, event.line)
        else:
            self._rows.add(
                "marker", event.at_ns, event.line, name="comment", payload=json.dumps({"text": text})
            )


_WHEELS = frozenset({_WHEEL, _HWHEEL, _WHEEL_FINE, _HWHEEL_FINE})


def _is_motion(event: _Event, source: _Source) -> bool:
    if source.is_absolute:
        return event.kind == EV_ABS and event.code in {ABS_X, ABS_Y}
    return event.kind == EV_REL and event.code in {REL_X, REL_Y}


def _steps(wheels: Iterable[_Event], whole: int, fine: int) -> float:
    """Return the steps of a wheel; where they are told twice, by the finer of the two."""
    parts = [event.value for event in wheels if event.code == fine]
    if parts:
        return sum(parts) / _FINE_STEPS
    return float(sum(event.value for event in wheels if event.code == whole))


def _python_rows(events: NDArray[np.int64]) -> Iterator[list[int]]:
    """Yield rows as Python numbers, some at a time: all at once would take ten times the table's memory."""
    for start in range(0, len(events), _EACH):
        yield from events[start : start + _EACH].tolist()

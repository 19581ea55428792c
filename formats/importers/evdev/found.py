"""What is read of a file before its events are understood: devices, events as numbers, and notes."""

from array import array
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formats.sources.lines import LineFaults

EV_SYN, EV_KEY, EV_REL, EV_ABS, EV_LED = 0, 1, 2, 3, 17
COMMENT, LIBINPUT = -1, -2
"""Types of what is no event: a person's comment and a line of libinput; the value is an index into notes."""
HIDDEN = -1
"""Code of a key that the recorder replaced."""
_COLUMNS = 6
_DESCRIBED_LINES, _LINE_CHARACTERS = 200, 500
_NOTE_CHARACTERS = 4000


@dataclass(slots=True)
class Device:
    """An input device, as far as it is described."""

    name: str = ""
    ids: tuple[str, ...] = ()
    """Bus, vendor, product and version, as they came."""
    codes: dict[int, set[int]] = field(default_factory=dict)
    """What it can send, by type."""
    axes: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Lowest and highest value of each absolute axis."""
    properties: set[int] = field(default_factory=set)
    described: list[str] = field(default_factory=list)
    """The description as it came."""
    cut: int = 0
    """Lines of it that were not kept."""

    def describe(self, line: str) -> None:
        """Keep a line of the description."""
        if len(self.described) < _DESCRIBED_LINES:
            self.described.append(line[:_LINE_CHARACTERS])
        else:
            self.cut += 1

    def private(self) -> dict[str, Any]:
        """Return what identifies the hardware, as JSON values."""
        return {"name": self.name, "ids": list(self.ids), "description": self.described}


@dataclass(slots=True)
class Found:
    """A file's content."""

    faults: LineFaults
    devices: list[Device] = field(default_factory=list)
    recorder: str = ""
    told: dict[str, Any] = field(default_factory=dict)
    """Facts that identify nobody."""
    hardware: dict[str, Any] = field(default_factory=dict)
    """Facts that identify the machine."""
    notes: list[str] = field(default_factory=list)
    guessed: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    _numbers: "array[int]" = field(default_factory=lambda: array("q"))

    def device(self) -> Device:
        """Return the device that is being read, a new one where there is none yet."""
        if not self.devices:
            self.devices.append(Device())
        return self.devices[-1]

    def add(self, at_ns: int, kind: int, code: int, value: int, line: int) -> None:
        """Add an event of the device that is being read."""
        self.device()
        self._numbers.extend((len(self.devices) - 1, at_ns, kind, code, value, line))

    def note(self, kind: int, text: str, line: int) -> None:
        """Add what is no event, at the time of the event before it."""
        at_ns = self._numbers[-_COLUMNS + 1] if self._numbers else 0
        self.add(at_ns, kind, 0, len(self.notes), line)
        self.notes.append(text[:_NOTE_CHARACTERS])

    def events(self) -> NDArray[np.int64]:
        """Return the events in order of time, shape (n, 6): device, time, type, code, value, line.

        Each device's own order stays as it came, even where its clock steps back.
        """
        table = np.array(self._numbers, np.int64).reshape(-1, _COLUMNS)
        if len(self.devices) < 2:
            return table
        when = np.zeros(len(table), np.int64)
        for number in range(len(self.devices)):
            own = table[:, 0] == number
            when[own] = np.maximum.accumulate(table[own, 1])
        return table[np.argsort(when, kind="stable")]

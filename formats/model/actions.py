"""Actions: what the person did, as a table of values; `replay.core.actions` reduces events to them."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formats.model.action_words import describe
from formats.model.streams import Rows, button_name, plain_float
from formats.model.time import NS_PER_S

KINDS = (
    "click",
    "double_click",
    "triple_click",
    "drag",
    "scroll",
    "type",
    "key",
    "hotkey",
    "wait",
)
"""Kinds of action; a row's `kind` is an index into it."""

RECORDER_STOP = 1
"""Flag: the combination that stopped the recorder, no part of the task."""
NOT_RELEASED = 2
"""Flag: the press has no release in the recording."""
UNCERTAIN = 4
"""Flag: the text may be another one; `typed_text` says why."""

ACTION_DTYPE = np.dtype(
    [
        ("start_ns", "<i8"),
        ("end_ns", "<i8"),
        ("first_seq", "<i8"),  # seq of the first and last event it came from; -1 for a wait
        ("last_seq", "<i8"),
        ("kind", "|u1"),
        ("flags", "|u1"),
        ("button", "|u1"),
        ("x", "<f4"),
        ("y", "<f4"),
        ("x2", "<f4"),
        ("y2", "<f4"),
        ("dx", "<f4"),
        ("dy", "<f4"),
        ("count", "<i4"),  # keystrokes, wheel steps or clicks
        ("text", "<u4"),  # strings are indices into `Actions.strings`
        ("keys", "<u4"),
        ("window", "<u4"),
    ]
)

_WAIT = KINDS.index("wait")


@dataclass(frozen=True, slots=True)
class Actions:
    """Actions in order of their start."""

    rows: Rows
    """Structured array of `ACTION_DTYPE`."""
    strings: tuple[str, ...] = ("",)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def starts(self) -> NDArray[np.int64]:
        """Start of each action in nanoseconds, never falling, shape (n,)."""
        return self.rows["start_ns"]

    def kind(self, number: int) -> str:
        """Return the kind of an action, one of `KINDS`."""
        return KINDS[int(self.rows["kind"][number])]

    def text(self, number: int) -> str:
        """Return what an action typed, "" where it typed nothing."""
        return self.strings[int(self.rows["text"][number])]

    def keys(self, number: int) -> str:
        """Return the key or combination of an action as "Ctrl+L", the modifiers held with the pointer."""
        return self.strings[int(self.rows["keys"][number])]

    def window(self, number: int) -> str:
        """Return the title of the window in which an action began, its application where it has none."""
        return self.strings[int(self.rows["window"][number])]

    def index_at(self, t_ns: int) -> int:
        """Return the last action that has begun at `t_ns`, -1 where there is none.

        A wait has begun once some of it is over: at its start is what was done before it.
        """
        number = int(np.searchsorted(self.starts, t_ns, side="right")) - 1
        waits = number > 0 and self.rows["kind"][number] == _WAIT and self.starts[number] == t_ns
        return number - 1 if waits else number

    def of_the_task(self) -> "Actions":
        """Return the actions without the combination that stopped the recorder."""
        return Actions(self.rows[self.rows["flags"] & RECORDER_STOP == 0], self.strings)

    def record(self, number: int) -> dict[str, Any]:
        """Return an action as a dict of JSON values, with the fields its kind has."""
        row = self.rows[number]
        kind = self.kind(number)
        record: dict[str, Any] = {
            "start_ns": int(row["start_ns"]),
            "end_ns": int(row["end_ns"]),
            "kind": kind,
        }
        for name in _FIELDS[kind]:
            record[name] = self._value(number, name)
        if self.keys(number):
            record["keys"] = self.keys(number)
        if self.window(number):
            record["window"] = self.window(number)
        if kind != "wait":
            record["first_seq"], record["last_seq"] = int(row["first_seq"]), int(row["last_seq"])
        for name, flag in _FLAG_NAMES.items():
            if row["flags"] & flag:
                record[name] = True
        return record

    def label(self, number: int) -> str:
        """Describe an action in a few words: `click left (812, 440)`; recorded text stands in it as it is."""
        row = self.rows[number]
        words = describe(
            self.record(number), seconds=(row["end_ns"] - row["start_ns"]) / NS_PER_S, count=int(row["count"])
        )
        return f"{words} (stops the recorder)" if row["flags"] & RECORDER_STOP else words

    def _value(self, number: int, name: str) -> Any:
        value = self.rows[name][number]
        if name == "text":
            return self.strings[int(value)]
        if name == "button":
            return button_name(int(value))
        return int(value) if name == "count" else plain_float(float(value))


_FIELDS: dict[str, tuple[str, ...]] = {
    "click": ("x", "y", "button"),
    "double_click": ("x", "y", "button"),
    "triple_click": ("x", "y", "button"),
    "drag": ("x", "y", "x2", "y2", "button"),
    "scroll": ("x", "y", "dx", "dy"),
    "type": ("text",),
    "key": ("count",),
    "hotkey": ("count",),
    "wait": (),
}
_FLAG_NAMES = {"recorder_stop": RECORDER_STOP, "not_released": NOT_RELEASED, "uncertain": UNCERTAIN}

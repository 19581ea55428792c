"""Actions: what the person did, reduced from events.

Moves of the pointer that lead to nothing are no action. Waits are the gaps in all input; the other kinds are
found in `clicks`, `scrolls` and `key_actions`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

import numpy as np

from formats.model.actions import ACTION_DTYPE, KINDS, NOT_RELEASED, RECORDER_STOP, UNCERTAIN, Actions
from formats.model.recording import Recording
from formats.model.streams import Rows
from replay.core.clicks import clicks
from replay.core.held_modifiers import modifiers_at
from replay.core.idle import idle_spans
from replay.core.key_actions import KeyAction, key_actions
from replay.core.keyboard import shortcut
from replay.core.recorder_stop import stops_recorder
from replay.core.scrolls import scrolls
from replay.core.window_at import windows_at

_CLICK, _DRAG, _SCROLL, _TYPE, _KEY, _HOTKEY, _WAIT = (
    KINDS.index(kind) for kind in ("click", "drag", "scroll", "type", "key", "hotkey", "wait")
)
_ROWS_AT_ONCE = 1024


@dataclass(frozen=True, slots=True)
class ActionOptions:
    """Thresholds; the defaults are those of desktops."""

    drag_px: float = 6.0
    """A pointer that goes further with a button held drags (Windows 4, AgentNet 6, GTK 8)."""
    multiple_s: float = 0.5
    """Most seconds between the clicks of a double click."""
    multiple_px: float = 5.0
    """Most pixels between them."""
    pause_s: float = 3.0
    """A pause of this length in typing or scrolling ends it."""
    wait_s: float = 3.0
    """No input for this long is a wait."""


DEFAULTS = ActionOptions()

OF_STEPS = ActionOptions(multiple_s=0, pause_s=0)
"""For sources that tell whole actions, one a step: only what shares an instant belongs together."""

_OF_SCRIPT = ActionOptions(multiple_s=0)
# A script says itself what is a double click: its clicks have one time. Clicks of two calls are two, however
# close they are.

OF_SOURCES: Mapping[str, ActionOptions] = {
    "playwright": _OF_SCRIPT,
    **dict.fromkeys(
        ("agentnet-trajectory", "openadapt-flow", "osworld", "pc-tracker", "screenagent"), OF_STEPS
    ),
}
"""Thresholds of sources, as the header names them, that were no person's hand; `DEFAULTS` for all others."""


def reduce_actions(recording: Recording, options: ActionOptions | None = None) -> Actions:
    """Reduce the events of a recording to actions.

    Reads buttons, scrolling, keys, text and windows whole, the pointer in parts.

    Args:
        recording: Where from.
        options: Thresholds; None takes those of its source.
    """
    if options is None:
        options = OF_SOURCES.get(recording.header.source, DEFAULTS)
    strings: dict[str, int] = {"": 0}
    table = _table(
        chain(
            _click_rows(recording, options),
            _scroll_rows(recording, options),
            _key_rows(recording, options, strings),
        )
    )
    table = np.concatenate([table, _waits(recording, table, options)])
    # A wait begins where what was done before it ended, and comes after it.
    table = table[np.lexsort((table["first_seq"], table["kind"] == _WAIT, table["start_ns"]))]
    _mark_stop(recording, table, tuple(strings))
    _add_modifiers(recording, table, strings)
    names = windows_at(recording, table["start_ns"], table["first_seq"])
    table["window"] = [strings.setdefault(name, len(strings)) for name in names]
    return Actions(table, tuple(strings))


def _table(rows: Iterator[tuple[Any, ...]]) -> Rows:
    """Make a table of rows, some at a time: as tuples they take ten times as much memory."""
    parts = [np.empty(0, ACTION_DTYPE)]
    while some := list(islice(rows, _ROWS_AT_ONCE)):
        parts.append(np.array(some, ACTION_DTYPE))
    return np.concatenate(parts)


def _add_modifiers(recording: Recording, table: Rows, strings: dict[str, int]) -> None:
    """Name the modifiers held while clicking, dragging and scrolling."""
    pointed = np.flatnonzero(table["kind"] <= _SCROLL)
    starts, seqs = (np.ascontiguousarray(table[name][pointed]) for name in ("start_ns", "first_seq"))
    held = modifiers_at(recording, starts, seqs)
    for row in np.flatnonzero(held).tolist():
        keys = shortcut(int(held[row]), "").removesuffix("+")
        table["keys"][pointed[row]] = strings.setdefault(keys, len(strings))


def _mark_stop(recording: Recording, table: Rows, strings: tuple[str, ...]) -> None:
    done = np.flatnonzero(table["kind"] != _WAIT)
    if len(done):
        last = table[done[-1:]]
        if last["kind"][0] == _HOTKEY and stops_recorder(
            recording, strings[int(last["keys"][0])], int(last["start_ns"][0])
        ):
            table["flags"][done[-1]] |= RECORDER_STOP


def _row(
    start_ns: int,
    end_ns: int,
    first_seq: int,
    last_seq: int,
    kind: int,
    **values: float,
) -> tuple[Any, ...]:
    nowhere = dict.fromkeys(("x", "y", "x2", "y2", "dx", "dy"), np.nan)
    fields = {**dict.fromkeys(ACTION_DTYPE.names[4:] if ACTION_DTYPE.names else (), 0), **nowhere, **values}
    fields["kind"] = kind
    return (start_ns, end_ns, first_seq, last_seq, *fields.values())


def _click_rows(recording: Recording, options: ActionOptions) -> Iterator[tuple[Any, ...]]:
    found = clicks(
        recording,
        drag_px=options.drag_px,
        multiple_s=options.multiple_s,
        multiple_px=options.multiple_px,
    )
    for one in found:
        yield _row(
            one.start_ns,
            one.end_ns,
            one.first_seq,
            one.last_seq,
            _CLICK + one.count - 1 if one.count else _DRAG,
            flags=0 if one.released else NOT_RELEASED,
            button=one.button,
            x=one.x,
            y=one.y,
            x2=np.nan if one.count else one.x2,
            y2=np.nan if one.count else one.y2,
            count=max(one.count, 1),
        )


def _scroll_rows(recording: Recording, options: ActionOptions) -> Iterator[tuple[Any, ...]]:
    for start_ns, end_ns, first, last, x, y, dx, dy, steps in scrolls(
        recording, gap_s=options.pause_s
    ).tolist():
        yield _row(start_ns, end_ns, first, last, _SCROLL, x=x, y=y, dx=dx, dy=dy, count=steps)


def _key_rows(
    recording: Recording, options: ActionOptions, strings: dict[str, int]
) -> Iterator[tuple[Any, ...]]:
    for one in key_actions(recording, pause_s=options.pause_s):
        yield _row(
            one.start_ns,
            one.end_ns,
            one.first_seq,
            one.last_seq,
            _TYPE if one.text is not None else _HOTKEY if one.hotkey else _KEY,
            flags=_key_flags(one),
            count=one.count,
            text=strings.setdefault(one.text or "", len(strings)),
            keys=strings.setdefault(one.keys, len(strings)),
        )


def _key_flags(one: KeyAction) -> int:
    return (0 if one.certain else UNCERTAIN) | (0 if one.released else NOT_RELEASED)


def _waits(recording: Recording, rows: Rows, options: ActionOptions) -> Rows:
    """Find the gaps in all input between the first and the last action that no action spans."""
    spans = idle_spans(recording, np.empty(0, np.int64), options.wait_s)
    if not len(rows) or not len(spans):
        return np.empty(0, ACTION_DTYPE)
    order = np.argsort(rows["start_ns"], kind="stable")
    starts, ends = rows["start_ns"][order], np.maximum.accumulate(rows["end_ns"][order])
    begun = np.searchsorted(starts, spans[:, 0], side="right")
    # A drag or a scroll that is held still is that action, not a wait.
    free = (begun > 0) & (begun < len(starts)) & (ends[np.maximum(begun - 1, 0)] <= spans[:, 0])
    return _table(_row(start, end, -1, -1, _WAIT) for start, end in spans[free].tolist())

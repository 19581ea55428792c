"""What is drawn over a frame: the pointer's path, clicks, a drag, scrolling, and what is held down now.

Everything is found by looking back from one time, over a bounded number of rows:

- the path: the last `length_s` seconds, at most `TRAIL_POINTS` points of at most `_PATH_ROWS` rows;
- clicks and scrolling: the last `RIPPLE_S` seconds, at most `_RECENT_ROWS` rows;
- held buttons: the last `_HELD_ROWS` rows of buttons, however long ago they were;
- held keys: the last `_HELD_ROWS` rows of keys. A key counts as held for `KEY_HELD_S` after its last press or
  repeat, since recorders lose releases; a modifier until it is released, however long that takes. Where
  the source says which modifiers are on, its newest row outvotes the looking back.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import MODIFIERS, Events, button_name
from formats.model.time import NS_PER_S
from replay.core.keyboard import modifier_of

TRAIL_POINTS = 256
"""Most points of a path."""

RIPPLE_S = 0.6
"""How long a click or a scroll is shown."""

KEY_HELD_S = 2.0
"""How long after its last press a key is believed to be held."""

_PATH_ROWS = 16_384
_RECENT_ROWS = 256
_HELD_ROWS = 1024
_LOOK_BACK_ROWS = 64


@dataclass(frozen=True, slots=True)
class Ripple:
    """A button going down or up a moment ago."""

    x: float
    y: float
    age_s: float
    button: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class Wheel:
    """Scrolling a moment ago, summed."""

    x: float
    y: float
    age_s: float
    """Age of the newest step."""
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Trail:
    """What the person was doing at one time."""

    t_ns: int
    points: NDArray[np.float32]
    """The path, oldest first, shape (n, 2): x and y in pixels as captured."""
    ages_s: NDArray[np.float32]
    """How long ago each point was, shape (n,)."""
    clicks: tuple[Ripple, ...] = ()
    """Oldest first."""
    drag: tuple[float, float] | None = None
    """Where the button that is held was pressed, if the pointer has moved since."""
    scroll: Wheel | None = None
    keys: tuple[str, ...] = ()
    """Keys held, modifiers first, as recorded: `key`, or `code` where there is no `key`."""
    buttons: tuple[str, ...] = ()
    """Buttons held, in the order pressed."""
    pointer: tuple[float, float] | None = None
    """Where the pointer is: the newest position of a move, button or scroll; None before the first."""


def trail(recording: Recording, t_ns: int, length_s: float = 1.5) -> Trail:
    """Find what is drawn at `t_ns`; events at `t_ns` itself count.

    Args:
        recording: Where from.
        t_ns: The playhead.
        length_s: How far back the path goes.
    """
    points, ages = _path(recording, t_ns, length_s)
    pointer = _pointer(recording, t_ns)
    held = _held_buttons(recording, t_ns)
    return Trail(
        t_ns,
        points,
        ages,
        _ripples(recording, t_ns),
        _drag(held, pointer),
        _wheel(recording, t_ns),
        held_keys(recording, t_ns),
        tuple(button_name(button) for button in held),
        pointer,
    )


def held_keys(recording: Recording, t_ns: int) -> tuple[str, ...]:
    """Return the keys held at `t_ns`, modifiers first, by the rules at the top of this module."""
    rows = _last_rows(recording, "key", t_ns, _HELD_ROWS)
    held = []
    fresh_ns = t_ns - KEY_HELD_S * NS_PER_S
    for row in _newest_presses(rows):
        code, key = (rows.strings[rows.rows[name][row]] for name in ("code", "key"))
        modifier = modifier_of(key) or modifier_of(code)
        if modifier or ((code or key) and rows.t[row] >= fresh_ns):
            held.append((key or code, modifier))
    told = _told_modifiers(rows, len(rows))
    names = {modifier for _, modifier in held if modifier}
    if told is not None:
        names = told
    modifiers = [name for name in MODIFIERS if name in names]
    return (*modifiers, *(name for name, modifier in held if not modifier))


def _path(
    recording: Recording, t_ns: int, length_s: float
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    stop = recording.row_at("pointer", t_ns + 1)
    start = max(recording.row_at("pointer", t_ns - round(length_s * NS_PER_S)), stop - _PATH_ROWS)
    rows = recording.rows("pointer", start, stop).rows
    if len(rows) > TRAIL_POINTS:
        rows = rows[np.linspace(0, len(rows) - 1, TRAIL_POINTS).astype(np.int64)]
    points = np.stack([rows["x"], rows["y"]], axis=1).astype(np.float32)
    known = np.isfinite(points).all(axis=1)
    ages = ((t_ns - rows["t"]) / NS_PER_S).astype(np.float32)
    return points[known], ages[known]


def _newest_presses(rows: Events) -> list[int]:
    """Return the rows after which a key is down, in order: its newest row is a press."""
    # A letter may be released under another level than it was pressed; its code stays.
    identity = np.where(rows.column("code") != 0, rows.column("code"), -rows.column("key").astype(np.int64))
    _, newest = np.unique(identity[::-1], return_index=True)
    last = np.sort(len(rows) - 1 - newest)
    down: list[int] = last[rows.column("pressed")[last] != 0].tolist()
    return down


def _ripples(recording: Recording, t_ns: int) -> tuple[Ripple, ...]:
    rows = _recent(recording, "button", t_ns)
    return tuple(
        Ripple(x, y, (t_ns - at) / NS_PER_S, button_name(button), bool(pressed))
        for at, _, x, y, button, pressed in rows.rows.tolist()
        if np.isfinite(x + y)
    )


def _wheel(recording: Recording, t_ns: int) -> Wheel | None:
    rows = _recent(recording, "scroll", t_ns).rows
    if not len(rows):
        return None
    x, y = float(rows["x"][-1]), float(rows["y"][-1])
    age_s = (t_ns - int(rows["t"][-1])) / NS_PER_S
    return Wheel(x, y, age_s, float(np.nansum(rows["dx"])), float(np.nansum(rows["dy"])))


def _held_buttons(recording: Recording, t_ns: int) -> dict[int, tuple[float, float]]:
    """Return the buttons held, and where each went down."""
    held: dict[int, tuple[float, float]] = {}
    for _, _, x, y, button, pressed in _last_rows(recording, "button", t_ns, _HELD_ROWS).rows.tolist():
        if pressed:
            held.setdefault(button, (x, y))
        else:
            held.pop(button, None)
    return held


def _drag(
    held: dict[int, tuple[float, float]], pointer: tuple[float, float] | None
) -> tuple[float, float] | None:
    for x, y in held.values():
        if pointer is not None and np.isfinite(x + y) and max(abs(pointer[0] - x), abs(pointer[1] - y)) > 1:
            return x, y
    return None


def _pointer(recording: Recording, t_ns: int) -> tuple[float, float] | None:
    newest: tuple[int, int, float, float] | None = None
    for stream in ("pointer", "button", "scroll"):
        rows = _last_rows(recording, stream, t_ns, _LOOK_BACK_ROWS).rows
        known = np.flatnonzero(np.isfinite(rows["x"]) & np.isfinite(rows["y"]))
        if len(known):
            row = rows[known[-1]]
            place = (int(row["t"]), int(row["seq"]), float(row["x"]), float(row["y"]))
            newest = max(newest, place) if newest else place
    return newest[2:] if newest else None


def _told_modifiers(rows: Events, count: int) -> set[str] | None:
    """Return the modifiers the newest row says are on, None where the source says nothing of them."""
    bits = rows.column("modifiers") & 0b11111
    if count == 0 or not bits.any():
        return None
    names = {MODIFIERS[position] for position in range(5) if int(bits[-1]) >> position & 1}
    # A modifier's own row tells the state before it in some recorders (X11): its press or release decides.
    code, key = (rows.strings[rows.rows[name][-1]] for name in ("code", "key"))
    own = modifier_of(key) or modifier_of(code)
    if own:
        names = names | {own} if rows.column("pressed")[-1] else names - {own}
    return names


def _recent(recording: Recording, stream: str, t_ns: int) -> Events:
    stop = recording.row_at(stream, t_ns + 1)
    start = recording.row_at(stream, t_ns - round(RIPPLE_S * NS_PER_S))
    return recording.rows(stream, max(start, stop - _RECENT_ROWS), stop)


def _last_rows(recording: Recording, stream: str, t_ns: int, count: int) -> Events:
    stop = recording.row_at(stream, t_ns + 1)
    return recording.rows(stream, max(stop - count, 0), stop)

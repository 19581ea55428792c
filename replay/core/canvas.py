"""The empty screen of a recording without pictures: its size and place, where the pointer is drawn on it."""

from dataclasses import dataclass

import numpy as np

from formats.model.recording import Recording
from formats.model.streams import Rows

_POSITIONS = ("pointer", "button", "scroll")
_PARTS = 64
_PART_ROWS = 16_384
_ROOM = 0.05
_SIDES_PX = (16.0, 32_767.0)


@dataclass(frozen=True, slots=True)
class Canvas:
    """A display, or where the pointer went if none is known."""

    x: float
    y: float
    width: int
    height: int
    known: bool
    """Whether the source tells the display; else its size is a guess from the pointer's positions."""


class Canvases:
    """Finds what the screen was at a time; asks the recording for few rows each time."""

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._displays = _told(recording.events("display").rows)
        self._reached: Canvas | None = None
        self._searched = False

    def at(self, t_ns: int) -> Canvas | None:
        """Return the screen at a time; None where neither displays nor positions are known.

        Of several displays it is the one that the pointer is on. Before it is first told of, a display is
        taken to be what it is told to be then.
        """
        row = self._display_at(t_ns)
        if row is not None:
            left, top = (float(row[name]) if np.isfinite(row[name]) else 0.0 for name in ("x", "y"))
            return Canvas(left, top, round(float(row["width"])), round(float(row["height"])), True)
        if not self._searched:
            self._reached, self._searched = _reached(self._recording), True
        return self._reached

    def _display_at(self, t_ns: int) -> np.void | None:
        newest: dict[int, np.void] = {}
        for row in self._displays:
            identity = int(row["id"])
            if identity not in newest or row["t"] <= t_ns:
                newest[identity] = row
        there = {identity: row for identity, row in newest.items() if row["width"]}
        if not there:
            sized = [row for row in self._displays if row["width"]]
            return sized[-1] if sized else None
        count = self._recording.row_at("pointer", t_ns + 1)
        moved = self._recording.rows("pointer", max(count - 1, 0), count).rows
        for told in moved[:1]:
            # A source that tells no display of its positions has 0 for all of them.
            if told["display"] and int(told["display"]) in there:
                return there[int(told["display"])]
            for row in there.values():
                if _holds(row, float(told["x"]), float(told["y"])):
                    return row
        return there[min(there)]


def _told(rows: Rows) -> Rows:
    """Return the rows with a size that a screen can have, and those by which such a display went."""
    with np.errstate(invalid="ignore"):
        low, high = _SIDES_PX
        known = (rows["width"] >= low) & (rows["height"] >= low)
        known &= (rows["width"] <= high) & (rows["height"] <= high)
        went = (rows["width"] == 0) & (rows["height"] == 0) & np.isin(rows["id"], rows["id"][known])
        told: Rows = rows[known | went]
        return told


def _holds(row: np.void, x: float, y: float) -> bool:
    across, down = x - float(row["x"]), y - float(row["y"])
    return 0 <= across < float(row["width"]) and 0 <= down < float(row["height"])


def _reached(recording: Recording) -> Canvas | None:
    """Return the rectangle around the positions, of which an even part is looked at where they are many."""
    spots = []
    for stream in _POSITIONS:
        rows = recording.streams[stream].rows if stream in recording.streams else 0
        step = max(rows // _PARTS, _PART_ROWS)
        for start in range(0, rows, step):
            part = recording.rows(stream, start, min(start + _PART_ROWS, rows)).rows
            spots.append(np.stack([part["x"], part["y"]], axis=1))
    points = np.concatenate(spots) if spots else np.empty((0, 2), np.float32)
    points = points[np.isfinite(points).all(axis=1)]
    if not len(points):
        return None
    low, high = points.min(axis=0).astype(float), points.max(axis=0).astype(float)
    # A desktop begins at its corner, unless positions lie left of or above it.
    low = np.where((low >= 0) & (low < high / 2), 0.0, low)
    room = np.maximum((high - low) * _ROOM, 1)
    width, height = np.clip(high + room - low, *_SIDES_PX)
    return Canvas(float(low[0]), float(low[1]), round(float(width)), round(float(height)), False)

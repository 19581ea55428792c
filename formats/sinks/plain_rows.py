"""Numbers of a stream as plain Python values that lose nothing, for formats of text."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import Events

PART_ROWS = 1 << 16
"""Rows that are in memory at once, of each stream."""
_FINE = 1024
_WHOLE = float(1 << 53)


def parts(recording: Recording, stream: str) -> Iterator[Events]:
    """Yield the rows of a stream in tables of a size that memory can hold.

    Raises:
        FormatError: A part cannot be read.
    """
    info = recording.streams.get(stream)
    for start in range(0, info.rows if info else 0, PART_ROWS):
        yield recording.rows(stream, start, start + PART_ROWS)


def plain_floats(column: NDArray[Any]) -> list[float | int]:
    """Return a column of float32 as the shortest numbers that give exactly it back; whole ones as int.

    NaN and infinity stay floats, as does minus zero: no int is one.
    """
    return [_plain(value) for value in _shortest(column)]


def _shortest(column: NDArray[Any]) -> list[float]:
    exact = column.astype(np.float64)
    # Most coordinates are whole or parts of 1/256, and short as they are.
    if (np.isnan(exact) | (np.trunc(exact * _FINE) == exact * _FINE)).all():
        return [float(value) for value in exact]
    short = np.array([float(str(value)) for value in column])
    # A short text read as float64 and rounded to float32 can, once in a great while, be its neighbour.
    with np.errstate(over="ignore"):
        kept = short.astype(np.float32) == column
    return [float(value) for value in np.where(kept, short, exact)]


def _plain(value: float) -> float | int:
    if not math.isfinite(value) or not value.is_integer() or abs(value) >= _WHOLE:
        return value
    return value if value == 0 and math.copysign(1, value) < 0 else int(value)

"""One column of a chunk to bytes and back, coded for what it is. FORMAT.md, section 5.

A column becomes whole numbers, then differences of order 0, 1 or 2, folded so that small ones of either sign
are small (zigzag), in the narrowest of 1, 2, 4 or 8 bytes, and is stored plane by plane: first all lowest
bytes, then the next. A plane of one value costs one number; one that zstd does not shrink is stored raw.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import zstandard
from numpy.typing import NDArray

from formats.errors import DamagedError, UnsupportedError
from formats.native.envelope import inflate

INTEGER, SCALED, BITS = 0, 1, 2
"""What the whole numbers are: the values themselves; float32 values times 256; the bits of float32 values."""

_SCALE = 256
_UNSIGNED: dict[int, np.dtype[Any]] = {
    1: np.dtype("<u1"),
    2: np.dtype("<u2"),
    4: np.dtype("<u4"),
    8: np.dtype("<u8"),
}
_SIGNED: dict[int, np.dtype[Any]] = {
    1: np.dtype("<i1"),
    2: np.dtype("<i2"),
    4: np.dtype("<i4"),
    8: np.dtype("<i8"),
}
_EXACT = float(1 << 23)
_ARCHIVE = 15
"""From this level on zstd looks for short matches as well, which is slow and worth it in long chunks only."""
_SAMPLE_ROWS = 1024
_INT64 = range(-(1 << 63), 1 << 63)

_SHAPE = [int, int, int, int, int, int, list]

Int64s = NDArray[np.int64]
Coded = list[Any]
"""A column in the envelope: [meaning, order, tick, first, slope, width, planes]."""


class Packer:
    """Holds what is needed to pack planes; for one thread at a time."""

    def __init__(self, level: int, rows: int) -> None:
        low = {"min_match": 7} if level < _ARCHIVE else {}
        parameters = zstandard.ZstdCompressionParameters.from_level(level, source_size=rows, **low)
        self._planes = zstandard.ZstdCompressor(compression_params=parameters)
        self._strings = zstandard.ZstdCompressor(level=max(level, 3))

    def plane(self, raw: bytes) -> bytes:
        """Pack one byte plane; the frame states its size."""
        return self._planes.compress(raw)

    def strings(self, raw: bytes) -> bytes:
        """Pack joined strings; the frame states its size."""
        return self._strings.compress(raw)


@dataclass(frozen=True, slots=True)
class Coding:
    """How a column is to be coded."""

    order: int | None = 0
    """Differences to take; None tries."""
    ticks: bool = False
    """Divide differences by their greatest common divisor: a clock of 1 ms pays for milliseconds."""


def encode_column(values: NDArray[Any], coding: Coding, packer: Packer) -> tuple[Coded, list[bytes]]:
    """Code a column.

    Args:
        values: Shape (rows,), at least one row; integers of at most 64 bits, or float32.
        coding: How.
        packer: Packs the planes.

    Returns:
        The column's entry in the envelope, and its parts of the payload.
    """
    meaning, numbers = _whole(values) if values.dtype.kind == "f" else (INTEGER, values.astype(np.int64))
    if meaning == BITS:
        order = 0
    else:
        order = min(_best_order(numbers) if coding.order is None else coding.order, len(numbers) - 1)
    tick, first, slope = 1, 0, 0
    if order:
        first = int(numbers[0])
        numbers = np.diff(numbers, prepend=numbers[:1])
        if coding.ticks:
            tick = _tick(values)
            numbers //= tick
    if order == 2:
        slope = int(numbers[1])
        numbers = np.diff(numbers, prepend=numbers[:1])
        numbers[1] = 0
    folded = numbers.view(np.uint64) if meaning == BITS else _fold(numbers)
    width = _width(int(folded.max()))
    entries, payload = [], []
    split = folded.astype(_UNSIGNED[width]).view(np.uint8).reshape(-1, width)
    for number in range(width):
        entry, part = _pack_plane(split[:, number], packer)
        entries.append(entry)
        payload += part
    return [meaning, order, tick, first, slope, width, entries], payload


@dataclass(frozen=True, slots=True)
class StoredColumn:
    """A column's entry, checked, and where its planes begin in the payload."""

    meaning: int
    order: int
    tick: int
    first: int
    slope: int
    width: int
    planes: tuple[int, ...]
    """For each plane: its bytes in the payload, the number of rows where it is raw; below 0, minus 1 minus
    the value of a constant one."""
    offset: int

    @property
    def payload_bytes(self) -> int:
        """Bytes of the payload that belong to the column."""
        return sum(plane for plane in self.planes if plane > 0)


def check_column(coded: Any, rows: int, offset: int, *, floats: bool = False) -> StoredColumn:
    """Check a column's entry in an envelope.

    Args:
        coded: The entry.
        rows: How many rows the column has.
        offset: Where its planes begin in the payload.
        floats: Whether the column is of float32: others hold no NaN, which no whole number can stand for.

    Raises:
        FormatError: It does not say what a column must say.
    """
    # Not by `match`: a chunk has many columns, and this would be a tenth of reading it.
    if type(coded) is not list or list(map(type, coded)) != _SHAPE:
        raise DamagedError("a column's entry has another shape than [6 numbers, planes]")
    meaning, order, tick, first, slope, width, planes = coded
    if meaning not in (INTEGER, SCALED, BITS) or order not in (0, 1, 2) or (meaning == BITS and order):
        raise UnsupportedError(f"a column of meaning {meaning} and order {order}")
    if meaning != INTEGER and not floats:
        raise DamagedError("a column of whole numbers is coded as one of fractions")
    if width not in _UNSIGNED or len(planes) != width or order > max(rows - 1, 0):
        raise DamagedError(f"a column of {len(planes)} planes, {width} bytes wide, {rows} rows")
    if tick not in _INT64 or tick < 1 or first not in _INT64 or slope not in _INT64:
        raise DamagedError("a column's first values are out of bounds")
    if set(map(type, planes)) != {int} or min(planes) < -256 or max(planes) > rows or 0 in planes:
        raise DamagedError("a column's planes are out of bounds")
    return StoredColumn(meaning, order, tick, first, slope, width, tuple(planes), offset)


def decode_column(
    column: StoredColumn, payload: memoryview, rows: int, inflator: zstandard.ZstdDecompressor
) -> NDArray[Any]:
    """Decode a column into shape (rows,): float32 where its meaning says so, else integers.

    Raises:
        FormatError: The payload does not hold what the entry says.
    """
    numbers = _planes(column, payload, rows, inflator)
    if column.meaning == BITS:
        return numbers.astype(np.uint32).view(np.float32)
    values: NDArray[Any] = _unfold(numbers, column.width)
    if column.order:
        values = _sum(values, column)
    if column.meaning == SCALED:
        return (values / _SCALE).astype(np.float32)
    return values


def decode_times(
    column: StoredColumn, payload: memoryview, rows: int, inflator: zstandard.ZstdDecompressor
) -> Int64s:
    """Decode a column of integers, shape (rows,), that must not fall.

    Raises:
        FormatError: They fall, or the payload does not hold what the entry says.
    """
    steps = _unfold(_planes(column, payload, rows, inflator), column.width)
    times = _sum(steps, column) if column.order else steps.astype(np.int64)
    # A tenth of the time where the steps are at hand: none is negative, and their sum cannot overflow.
    reach = (rows << 8 * column.width - 1) * column.tick + abs(column.first)
    rise = column.order == 1 and reach < 1 << 63 and steps[steps.argmin()] >= 0
    if not rise and (times[1:] < times[:-1]).any():
        raise DamagedError("its times fall")
    return times


def _sum(values: NDArray[Any], column: StoredColumn) -> Int64s:
    if column.order == 2:
        values = values.astype(np.int64)
        values[1] += column.slope
        np.add.accumulate(values, out=values)
    sums: Int64s = np.add.accumulate(values, dtype=np.int64)
    if column.tick != 1:
        sums *= column.tick
    if column.first:
        sums += column.first
    return sums


def _whole(values: NDArray[Any]) -> tuple[int, Int64s]:
    """Return the meaning and the whole numbers that give exactly these floats back."""
    values = np.ascontiguousarray(values, np.float32)
    # NaN fails the comparison too.
    if float(np.abs(values).max()) < _EXACT and not np.signbit(values[values == 0]).any():
        # Minus zero would come back as zero: its bits are kept instead.
        whole = values.astype(np.int64)
        if np.array_equal(whole, values):
            return INTEGER, whole
        scaled = (values * np.float32(_SCALE)).astype(np.int64)
        if np.array_equal(scaled / _SCALE, values):
            return SCALED, scaled
    return BITS, values.view(np.uint32).astype(np.int64)


def _best_order(numbers: Int64s) -> int:
    """Return the order whose differences have the fewest bits, seen on a sample."""
    middle = max(len(numbers) - _SAMPLE_ROWS, 0) // 2
    sample = numbers[middle : middle + _SAMPLE_ROWS].astype(np.float64)
    costs = []
    for order in range(3):
        costs.append(float(np.log2(1 + np.abs(sample)).sum()) - 0.001 * (2 - order))
        sample = np.diff(sample, prepend=sample[:1])
    return costs.index(min(costs))


def _tick(values: NDArray[Any]) -> int:
    """Return the greatest common divisor of all differences, 1 where they do not fit 64 bits."""
    if int(values.max()) - int(values.min()) not in _INT64:
        return 1
    return int(np.gcd.reduce(np.diff(values))) or 1


def _fold(numbers: Int64s) -> NDArray[np.uint64]:
    folded: Int64s = (numbers << 1) ^ (numbers >> 63)
    return folded.view(np.uint64)


def _unfold(numbers: NDArray[Any], width: int) -> NDArray[Any]:
    one = numbers.dtype.type(1)
    signed = _SIGNED[width]
    unfolded: NDArray[Any] = (numbers >> one).view(signed) ^ -(numbers & one).view(signed)
    return unfolded


def _width(largest: int) -> int:
    return 1 if largest < 1 << 8 else 2 if largest < 1 << 16 else 4 if largest < 1 << 32 else 8


def _pack_plane(plane: NDArray[np.uint8], packer: Packer) -> tuple[int, list[bytes]]:
    raw = plane.tobytes()
    if raw.count(raw[0]) == len(raw):
        return -1 - raw[0], []
    packed = packer.plane(raw)
    best = packed if len(packed) < len(raw) else raw
    return len(best), [best]


def _planes(
    column: StoredColumn, payload: memoryview, rows: int, inflator: zstandard.ZstdDecompressor
) -> NDArray[Any]:
    start = column.offset
    if column.width == 1:
        return _plane(column.planes[0], payload, start, rows, inflator)
    out = np.empty((rows, column.width), np.uint8)
    for number, plane in enumerate(column.planes):
        out[:, number] = -1 - plane if plane < 0 else _plane(plane, payload, start, rows, inflator)
        start += max(plane, 0)
    numbers: NDArray[Any] = out.view(_UNSIGNED[column.width]).reshape(rows)
    return numbers


def _plane(
    plane: int, payload: memoryview, start: int, rows: int, inflator: zstandard.ZstdDecompressor
) -> NDArray[np.uint8]:
    if plane < 0:
        return np.full(rows, -1 - plane, np.uint8)
    data = payload[start : start + plane]
    if len(data) != plane:
        raise DamagedError(f"a plane of {plane} bytes of which {len(data)} are there")
    return np.frombuffer(data if plane == rows else inflate(data, rows, inflator), np.uint8)

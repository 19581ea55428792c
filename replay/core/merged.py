"""All chosen streams as one list in order of time, then of capture, read only where it is looked at."""

from bisect import bisect_right, insort
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording

_BLOCK_ROWS = 512
_BLOCKS_KEPT = 32
_KNOWN_KEPT = 4096
_TIE_ROWS = 8192


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event, to be shown."""

    stream: str
    row: int
    """Its row number in the stream."""
    record: dict[str, Any]
    """Its columns as `Events.record` gives them."""

    @property
    def t_ns(self) -> int:
        """Its time."""
        t_ns: int = self.record["t_ns"]
        return t_ns


@dataclass(frozen=True, slots=True)
class _Block:
    streams: NDArray[np.int8]
    rows: NDArray[np.int64]
    times: NDArray[np.int64]


class MergedEvents:
    """A list of events over streams; its memory does not depend on how long it is.

    Rows are found by counting: `row_at` over all streams says how many events lie before a time, and that
    count is searched for. What was found once narrows the next search, so moving about nearby is cheap.
    For one thread at a time.
    """

    def __init__(self, recording: Recording, streams: Sequence[str] | None = None) -> None:
        self._recording = recording
        present = recording.streams
        self.streams = tuple(name for name in present if streams is None or name in streams)
        self._length = sum(present[name].rows for name in self.streams)
        self._blocks: OrderedDict[int, _Block] = OrderedDict()
        # (events before this time, the time), in order: what is known of the counting function.
        self._known: list[tuple[int, int]] = []
        if self.streams:
            start = min(present[name].start_ns for name in self.streams)
            end = max(present[name].end_ns for name in self.streams) + 1
            self._known = [(0, start), (self._length, end)]

    def __len__(self) -> int:
        return self._length

    def window(self, start: int, stop: int) -> list[EventRow]:
        """Return the events numbered `start` up to `stop`, clipped to what is there."""
        start, stop = max(start, 0), min(stop, self._length)
        chosen: list[tuple[int, int]] = []
        for number in range(start // _BLOCK_ROWS, -(-stop // _BLOCK_ROWS) if stop > start else 0):
            block = self._block(number)
            first = number * _BLOCK_ROWS
            part = slice(max(start - first, 0), max(stop - first, 0))
            chosen += zip(block.streams[part].tolist(), block.rows[part].tolist(), strict=True)
        return self._read(chosen)

    def index_at(self, t_ns: int) -> int:
        """Return the number of the last event at or before `t_ns`, -1 where there is none."""
        return self._before(t_ns + 1) - 1

    def time_of(self, index: int) -> int:
        """Return the time of an event; IndexError where there is none."""
        if not 0 <= index < self._length:
            raise IndexError(f"no event {index} of {self._length}")
        number, place = divmod(index, _BLOCK_ROWS)
        return int(self._block(number).times[place])

    def _read(self, chosen: list[tuple[int, int]]) -> list[EventRow]:
        """Make rows of (stream number, row number); each stream is read once, as one range."""
        records: dict[tuple[int, int], dict[str, Any]] = {}
        for number, name in enumerate(self.streams):
            wanted = [row for stream, row in chosen if stream == number]
            if wanted:
                table = self._recording.rows(name, wanted[0], wanted[-1] + 1)
                for row, record in zip(range(wanted[0], wanted[-1] + 1), table.records(), strict=True):
                    records[number, row] = record
        return [EventRow(self.streams[number], row, records[number, row]) for number, row in chosen]

    def _block(self, number: int) -> _Block:
        block = self._blocks.get(number)
        if block is None:
            block = self._blocks[number] = self._build(number * _BLOCK_ROWS)
            if len(self._blocks) > _BLOCKS_KEPT:
                self._blocks.popitem(last=False)
        else:
            self._blocks.move_to_end(number)
        return block

    def _build(self, index: int) -> _Block:
        t_ns, before = self._instant_of(index)
        firsts = [self._recording.row_at(name, t_ns) for name in self.streams]
        excess = index - before
        if excess > _TIE_ROWS:
            firsts = self._inside_instant(t_ns, firsts, excess)
            excess = index - sum(firsts)
        count = excess + _BLOCK_ROWS
        tables = [
            self._recording.rows(name, first, first + count)
            for name, first in zip(self.streams, firsts, strict=True)
        ]
        times = np.concatenate([table.t for table in tables])
        order = np.lexsort((np.concatenate([table.rows["seq"] for table in tables]), times))
        order = order[excess:count]
        streams = np.repeat(np.arange(len(tables), dtype=np.int8), [len(table) for table in tables])
        rows = np.concatenate([first + np.arange(len(t)) for first, t in zip(firsts, tables, strict=True)])
        return _Block(streams[order], rows[order], times[order])

    def _before(self, t_ns: int) -> int:
        return sum(self._recording.row_at(name, t_ns) for name in self.streams)

    def _instant_of(self, index: int) -> tuple[int, int]:
        """Return the time of event `index` and how many events lie before that time."""
        place = bisect_right(self._known, index, key=lambda known: known[0])
        low_count, low = self._known[place - 1]
        high_count, high = self._known[place]
        guess = True
        while high - low > 1:
            share = (index - low_count + 0.5) / (high_count - low_count)
            # Interpolation lands near at once where events are even, halving keeps it from creeping.
            middle = low + int((high - low) * share) if guess else low + (high - low) // 2
            middle = min(max(middle, low + 1), high - 1)
            count = self._before(middle)
            if count <= index:
                low_count, low = count, middle
            else:
                high_count, high = count, middle
            guess = not guess
        self._remember(low_count, low)
        return low, low_count

    def _remember(self, count: int, t_ns: int) -> None:
        if len(self._known) >= _KNOWN_KEPT:
            self._known = [self._known[0], *self._known[1:-1:2], self._known[-1]]
        # A count can be known at several times (nothing lies between): the latest narrows most.
        if (count, t_ns) not in self._known[-1:]:
            insort(self._known, (count, t_ns))

    def _inside_instant(self, t_ns: int, firsts: list[int], excess: int) -> list[int]:
        """Move `firsts` on by almost `excess` rows, in order of capture, among the rows of one instant."""
        lasts = [self._recording.row_at(name, t_ns + 1) for name in self.streams]
        low, high = self._seq_range(firsts, lasts)
        places = firsts
        while high - low > 1:
            middle = (low + high) // 2
            found = [
                self._row_of_seq(name, first, last, middle)
                for name, first, last in zip(self.streams, firsts, lasts, strict=True)
            ]
            if sum(found) - sum(firsts) <= excess:
                low, places = middle, found
            else:
                high = middle
        return places

    def _seq_range(self, firsts: list[int], lasts: list[int]) -> tuple[int, int]:
        seqs = [
            self._seq(name, row)
            for name, first, last in zip(self.streams, firsts, lasts, strict=True)
            if last > first
            for row in (first, last - 1)
        ]
        return min(seqs), max(seqs) + 1

    def _row_of_seq(self, name: str, first: int, last: int, seq: int) -> int:
        """Return the first row from `first` up to `last` whose seq is not below `seq`."""
        while first < last:
            middle = (first + last) // 2
            if self._seq(name, middle) < seq:
                first = middle + 1
            else:
                last = middle
        return first

    def _seq(self, name: str, row: int) -> int:
        return int(self._recording.rows(name, row, row + 1).rows["seq"][0])

"""MCAP: a message an event, msgpack or JSON, in zstd chunks, written and read by the `mcap` package."""

import json
import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import msgpack
import zstandard
from mcap.exceptions import McapError
from mcap.reader import NonSeekingReader, make_reader
from mcap.writer import CompressionType, Writer

from formats.model.streams import Events
from tests.benchmarks.peers.peer import Salvaged, Seek, Tables, merged_rows, tables_of

# What the library was seen to raise on damaged files; only one of these is its own.
_BROKEN = (
    McapError,
    zstandard.ZstdError,
    struct.error,
    ValueError,
    LookupError,
    TypeError,
    OSError,
    EOFError,
    MemoryError,
    AttributeError,
    OverflowError,
)
_BLOCK_ROWS = 4096


def _json_bytes(values: Any) -> bytes:
    return json.dumps(values, separators=(",", ":")).encode()


class McapFile:
    """Events as messages, a topic a stream."""

    def __init__(self, encoding: str, *, validate: bool = False) -> None:
        self.name = f"MCAP {encoding}" + (" checked" if validate else "")
        self._encoding = encoding
        self._validate = validate
        self._pack: Callable[[Any], bytes] = msgpack.packb if encoding == "msgpack" else _json_bytes
        self._unpack: Callable[[bytes], Any] = msgpack.unpackb if encoding == "msgpack" else json.loads

    def prepare(self, events: Mapping[str, Events]) -> Any:
        """List the rows in the order of capture."""
        return merged_rows(events)

    def write(self, path: Path, parts: Iterable[Any]) -> None:
        """Write a message a row, with the library's own chunk size and level."""
        with path.open("wb") as file:
            writer = Writer(file, compression=CompressionType.ZSTD)
            writer.start()
            channels: dict[str, int] = {}
            for rows in parts:
                for stream, t, seq, values in rows:
                    channel = channels.get(stream)
                    if channel is None:
                        channel = writer.register_channel(stream, self._encoding, 0)
                        channels[stream] = channel
                    writer.add_message(channel, t, self._pack(values), t, seq & 0xFFFFFFFF)
            writer.finish()  # type: ignore[no-untyped-call]  # mcap ships types, this method has none

    def read(self, path: Path) -> Tables:
        """Decode every message, in the file's order, which is the fastest."""
        with path.open("rb") as file:
            return tables_of(self._rows(make_reader(file).iter_messages(log_time_order=False)))

    def first(self, path: Path) -> int:
        """Open and read one message."""
        with path.open("rb") as file:
            _, _, message = next(iter(make_reader(file).iter_messages()))
            self._unpack(message.data)
            return int(message.log_time)

    @contextmanager
    def seeker(self, path: Path) -> Iterator[Seek]:
        """Keep the reader with its summary."""
        with path.open("rb") as file:
            reader = make_reader(file)
            reader.get_summary()

            def seek(t_ns: int) -> int:
                for _, _, message in reader.iter_messages(starting_at=t_ns):
                    self._unpack(message.data)
                    return int(message.log_time)
                return -1

            yield seek

    def salvage(self, path: Path) -> Salvaged:
        """Read by the index and, where that fails, from front to back as far as it goes."""
        with path.open("rb") as file:
            rows, told = self._until_broken(
                lambda: make_reader(file, validate_crcs=self._validate).iter_messages(log_time_order=False)
            )
            if told:
                file.seek(0)
                forward, _ = self._until_broken(
                    lambda: NonSeekingReader(file, validate_crcs=self._validate).iter_messages(
                        log_time_order=False
                    )
                )
                rows = max(rows, forward, key=len)
        return Salvaged(tables_of(rows), told)

    def _rows(self, messages: Iterable[Any]) -> Iterator[tuple[str, int, int, Any]]:
        for _, channel, message in messages:
            yield channel.topic, message.log_time, message.sequence, self._unpack(message.data)

    def _until_broken(self, messages: Callable[[], Iterable[Any]]) -> tuple[list[Any], bool]:
        rows: list[Any] = []
        try:
            following = self._rows(messages())
        except _BROKEN:
            return rows, True
        told = False
        while not told:
            block, told = _next_block(following)
            try:
                tables_of(block)
            except _BROKEN:
                return rows + _sound(block), True
            rows += block
            if len(block) < _BLOCK_ROWS:
                break
        return rows, told


def _next_block(following: Iterator[Any]) -> tuple[list[Any], bool]:
    """Take the next rows, and say whether the library broke off."""
    block: list[Any] = []
    try:
        for row in islice(following, _BLOCK_ROWS):
            block.append(row)  # noqa: PERF402 - the rows before an error are to be kept
    except _BROKEN:
        return block, True
    return block, False


def _sound(block: list[Any]) -> list[Any]:
    """Return the rows before the first whose values do not fit their columns."""
    for number, row in enumerate(block):
        try:
            tables_of([row])
        except _BROKEN:
            return block[:number]
    return block

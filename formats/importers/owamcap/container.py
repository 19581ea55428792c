"""An MCAP file: what is cut or damaged of it, what it says of itself, and its messages in order.

Source: MCAP format specification, https://mcap.dev/spec.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from formats.errors import DamagedError, FormatError, LimitError, TruncatedError
from formats.importers.owamcap.contents import REPEATED, TAKEN, Contents
from formats.importers.owamcap.records import (
    CHUNK_BYTES,
    END_BYTES,
    HEAD,
    MAGIC,
    MESSAGE_HEAD,
    Frame,
    Opcode,
    frames,
    inflate,
    library,
    parse,
)

RECOVER = "`replay import --recover` reads what is sound"
_BODY_BYTES = CHUNK_BYTES + (1 << 16)
_READ_BYTES = 1 << 20
_NAMED_FAULTS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message's data are."""

    record: int
    """Offset of the body of its chunk, or of its own record where it is in none."""
    record_bytes: int
    """Size of that body."""
    start: int
    """Offset of the data in the unpacked chunk, or in the body of its own record."""
    size_bytes: int
    in_chunk: bool


@dataclass(frozen=True, slots=True)
class McapMessage:
    """One message."""

    topic: str
    schema: str
    """Name of its schema, "" where the channel has none."""
    encoding: str
    log_ns: int
    publish_ns: int
    data: bytes
    place: Place


class McapFile:
    """A file, opened read-only; `data_at` may be called from any thread, and after closing."""

    def __init__(self, path: Path, *, recover: bool) -> None:
        """Read through the file once and check that it is whole.

        Args:
            path: The file.
            recover: Read what is sound of a cut or damaged one; `faults` then says what is not.

        Raises:
            MissingExtraError: The `mcap` library is not installed.
            TruncatedError: It is cut off.
            DamagedError: A checksum or a length does not hold.
        """
        library()
        self.path = path
        self.contents = Contents()
        self.faults: list[str] = []
        self.count = 0
        """Messages read so far."""
        self._recover = recover
        self._more_faults = 0
        self._chunk_starts: list[int] = []
        """Where chunks begin, if the file breaks off before a whole end."""
        self._unknown = 0
        self._unpacked: tuple[int, bytes] = (-1, b"")
        try:
            self._size = path.stat().st_size
            self._file = path.open("rb")
        except OSError as error:
            raise FormatError(f"{path}: {error.strerror or error}") from error
        try:
            self._check()
        except BaseException:
            self._file.close()
            raise

    def messages(self, progress: Callable[[int, int], None]) -> Iterator[McapMessage]:
        """Yield all messages in the order of the file, which is that of capture.

        Args:
            progress: Called with bytes read and bytes in the file.

        Raises:
            DamagedError: A chunk is damaged, and the file is not to be recovered.
        """
        for frame in self._frames():
            if frame.opcode in {Opcode.DATA_END, Opcode.FOOTER}:
                break
            try:
                if frame.opcode == Opcode.CHUNK:
                    yield from self._in_chunk(frame)
                elif frame.opcode == Opcode.MESSAGE and frame.whole:
                    yield from self._message(frame, self._body(frame), 0, in_chunk=False)
                elif frame.whole:
                    self._take(frame.opcode, frame)
            except FormatError as error:
                self._report(
                    f"the record at byte {frame.start:,} of {self._size:,} is damaged: {error}", error
                )
            progress(frame.start + frame.size_bytes, self._size)
        self._account()

    def data_at(self, place: Place) -> bytes:
        """Return a message's data again.

        Raises:
            FormatError: They cannot be read any more.
        """
        held, plain = self._unpacked
        if not place.in_chunk or held != place.record:
            try:
                with self.path.open("rb") as file:
                    file.seek(place.record)
                    plain = file.read(place.record_bytes)
            except OSError as error:
                raise FormatError(f"{self.path}: {error.strerror or error}") from error
            if place.in_chunk:
                plain = inflate(parse("Chunk", plain), cut=True)
                self._unpacked = (place.record, plain)
        return plain[place.start : place.start + place.size_bytes]

    @property
    def size_bytes(self) -> int:
        """Size of the file."""
        return self._size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _frames(self) -> Iterator[Frame]:
        """Yield all records; behind a break, those from the next chunk on that the summary tells of."""
        start: int | None = len(MAGIC)
        while start is not None:
            following: int | None = None
            for frame in frames(self._file, start, self._size):
                if not frame.whole:
                    following = next((at for at in self._chunk_starts if at >= frame.start), None)
                if frame.whole or following is None:
                    yield frame
            start = following

    def _check(self) -> None:
        """Read through all records: lengths and the data's checksum, and what the summary repeats."""
        crc: int | None = zlib.crc32(MAGIC)
        end = len(MAGIC)
        last = Frame(0, end, 0, 0)
        for last in frames(self._file, len(MAGIC), self._size):
            end = last.start + last.size_bytes
            if last.opcode == Opcode.DATA_END and crc is not None:
                due = int.from_bytes(self._bytes(last.start, 4), "little")
                if due not in {0, crc}:
                    self._report("its data do not match their checksum")
                crc = None
            elif crc is not None:
                crc = self._crc(last.start - HEAD.size, end, crc)
            elif last.opcode in REPEATED and last.whole:
                self._take_summary(last)
        if last.opcode != Opcode.FOOTER or not last.whole or self._bytes(end, len(MAGIC)) != MAGIC:
            self._report_cut(last)

    def _report_cut(self, last: Frame) -> None:
        end = last.start + last.size_bytes
        offset, due = (end, HEAD.size) if last.whole else (last.start - HEAD.size, last.due_bytes + HEAD.size)
        if not self._recover:
            raise TruncatedError(
                f"{self.path} is cut off ({RECOVER}): the record",
                offset=offset,
                expected=due,
                got=max(self._size - offset, 0),
            )
        self._read_summary_at_end()
        self.faults.append(
            f"the file breaks off at byte {offset:,} of {self._size:,}: what lies before it was read"
            + (", and the chunks behind it" if self._chunk_starts else "")
        )

    def _read_summary_at_end(self) -> None:
        """Learn what a whole end of the file repeats: names, and where the chunks begin."""
        tail = self._bytes(max(self._size - END_BYTES, 0), END_BYTES)
        if len(tail) < END_BYTES or tail[0] != Opcode.FOOTER or not tail.endswith(MAGIC):
            return
        start = int.from_bytes(tail[HEAD.size : HEAD.size + 8], "little")
        for frame in frames(self._file, start, self._size) if start >= len(MAGIC) else ():
            if frame.whole and frame.opcode == Opcode.CHUNK_INDEX:
                self._chunk_starts.append(int.from_bytes(self._body(frame)[16:24], "little"))
            elif frame.whole and frame.opcode in REPEATED:
                self._take_summary(frame)
        self._chunk_starts.sort()

    def _report(self, what: str, error: FormatError | None = None) -> None:
        """Note what is wrong, or raise it where the file is not to be recovered."""
        if not self._recover:
            raise DamagedError(f"{self.path}: {what}; {RECOVER}") from error
        if len(self.faults) < _NAMED_FAULTS:
            self.faults.append(what)
        else:
            self._more_faults += 1

    def _account(self) -> None:
        """Note what is only known after the last message."""
        if self._more_faults:
            self.faults.append(f"{self._more_faults:,} more damaged records were left out")
        if self._unknown:
            self.faults.append(f"{self._unknown:,} messages of unknown channels were left out")
        due = self.contents.messages_due
        if due is not None and due != self.count:
            self.faults.append(f"{due:,} messages were written and {self.count:,} could be read")

    def _in_chunk(self, frame: Frame) -> Iterator[McapMessage]:
        plain = inflate(parse("Chunk", self._body(frame)), cut=not frame.whole)
        at = 0
        while at + HEAD.size <= len(plain):
            opcode, size = HEAD.unpack_from(plain, at)
            at += HEAD.size
            if size > len(plain) - at:
                if frame.whole:
                    raise DamagedError("a record in it is longer than it")
                return
            body = plain[at : at + size]
            if opcode == Opcode.MESSAGE:
                yield from self._message(frame, body, at, in_chunk=True)
            else:
                self.contents.take(opcode, body)
            at += size

    def _message(self, frame: Frame, body: bytes, at: int, *, in_chunk: bool) -> Iterator[McapMessage]:
        size = len(body)
        if size < MESSAGE_HEAD.size:
            raise DamagedError("a message is shorter than its head")
        channel_id, _, log_ns, publish_ns = MESSAGE_HEAD.unpack_from(body)
        channel = self.contents.channels.get(channel_id)
        if channel is None:
            self._unknown += 1
            return
        self.count += 1
        yield McapMessage(
            channel.topic,
            self.contents.schemas.get(channel.schema_id, ""),
            channel.message_encoding,
            log_ns,
            publish_ns,
            body[MESSAGE_HEAD.size :],
            Place(frame.start, frame.size_bytes, at + MESSAGE_HEAD.size, size - MESSAGE_HEAD.size, in_chunk),
        )

    def _take(self, opcode: int, frame: Frame) -> None:
        """Read a record that is no message and lies in no chunk."""
        if opcode == Opcode.ATTACHMENT and self.contents.has_no_room_for(frame.size_bytes):
            self.contents.left_out += 1
        elif opcode in TAKEN:
            self.contents.take(opcode, self._body(frame))

    def _take_summary(self, frame: Frame) -> None:
        try:
            self.contents.take(frame.opcode, self._body(frame))
        except FormatError as error:
            self._report(f"the record at byte {frame.start:,} of {self._size:,} is damaged: {error}", error)

    def _body(self, frame: Frame) -> bytes:
        if frame.size_bytes > _BODY_BYTES:
            raise LimitError("size of a record", value=frame.size_bytes, limit=_BODY_BYTES)
        return self._bytes(frame.start, frame.size_bytes)

    def _bytes(self, offset: int, size: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(size)

    def _crc(self, start: int, end: int, crc: int) -> int:
        while start < end:
            data = self._bytes(start, min(end - start, _READ_BYTES))
            if not data:
                break
            crc = zlib.crc32(data, crc)
            start += len(data)
        return crc

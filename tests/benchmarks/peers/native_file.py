"""The container of `formats.native`, measured through the same questions as its peers."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from formats.errors import FormatError
from formats.model.header import Header
from formats.model.recording import Recording
from formats.model.streams import Events
from formats.native.reader import Reader
from formats.native.writer import Writer
from tests.benchmarks.peers.peer import Salvaged, Seek, Tables, columns


class NativeFile:
    """Events as chunks of columns."""

    def __init__(self, header: Header, *, archive: bool = False) -> None:
        self.name = "replay" + (" archive" if archive else "")
        self._header = header
        self._archive = archive

    def prepare(self, events: Mapping[str, Events]) -> Any:
        """Take the tables as they are."""
        return events

    def write(self, path: Path, parts: Iterable[Any]) -> None:
        """Append a stream at a time."""
        with Writer(path, self._header, archive=self._archive) as writer:
            for events in parts:
                for table in events.values():
                    writer.append(table)

    def read(self, path: Path) -> Tables:
        """Decode everything to structured arrays, and strings to objects as the peers do."""
        with Reader(path) as reader:
            return {stream: columns(reader.events(stream)) for stream in reader.streams}

    def first(self, path: Path) -> int:
        """Open and decode the first row of the stream that begins first."""
        with Reader(path) as reader:
            earliest = min(reader.streams, key=lambda stream: reader.streams[stream].start_ns)
            return int(reader.rows(earliest, 0, 1).t[0])

    @contextmanager
    def seeker(self, path: Path) -> Iterator[Seek]:
        """Keep the reader."""
        with Reader(path) as reader:
            yield lambda t_ns: seek_all(reader, t_ns)

    def salvage(self, path: Path) -> Salvaged:
        """Open with every chunk checked: what is listed then reads, and what is lost is named."""
        try:
            with Reader(path, intact_only=True) as reader:
                tables = {stream: columns(reader.events(stream)) for stream in reader.streams}
                return Salvaged(tables, not reader.complete)
        except FormatError:
            return Salvaged({}, True)


def seek_all(recording: Recording, t_ns: int) -> int:
    """Return the time of the first event at or after `t_ns` of any stream, -1 past the end."""
    found = -1
    for stream in recording.streams:
        row = recording.row_at(stream, t_ns)
        table = recording.rows(stream, row, row + 1)
        if len(table) and (found < 0 or table.t[0] < found):
            found = int(table.t[0])
    return found

"""JSON Lines: an object an event."""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from formats.model.streams import Events
from tests.benchmarks.peers.peer import Salvaged, Seek, Tables, merged_rows, tables_of

_BROKEN = (ValueError, KeyError, TypeError, OverflowError)


class JsonLines:
    """Events as lines of text, without spaces."""

    name = "JSON Lines"

    def prepare(self, events: Mapping[str, Events]) -> Any:
        """List plain dicts."""
        return [
            {"t": t, "seq": seq, "stream": stream, **values} for stream, t, seq, values in merged_rows(events)
        ]

    def write(self, path: Path, parts: Iterable[Any]) -> None:
        """Write a line a row."""
        encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
        with path.open("w", encoding="utf-8") as file:
            for rows in parts:
                file.writelines(encode(row) + "\n" for row in rows)

    def read(self, path: Path) -> Tables:
        """Decode every line."""
        with path.open("rb") as file:
            return tables_of(_row(line) for line in file)

    def first(self, path: Path) -> int:
        """Open and decode the first line."""
        with path.open("rb") as file:
            return int(json.loads(file.readline())["t"])

    @contextmanager
    def seeker(self, path: Path) -> Iterator[Seek]:
        """Bisect the file by bytes."""
        size = path.stat().st_size
        with path.open("rb") as file:

            def line_at(place: int) -> bytes:
                file.seek(max(place - 1, 0))
                if place:
                    file.readline()
                return file.readline()

            def seek(t_ns: int) -> int:
                low, high = 0, size
                while low < high:
                    middle = (low + high) // 2
                    line = line_at(middle)
                    if not line or json.loads(line)["t"] >= t_ns:
                        high = middle
                    else:
                        low = middle + 1
                line = line_at(low)
                return int(json.loads(line)["t"]) if line else -1

            yield seek

    def salvage(self, path: Path) -> Salvaged:
        """Decode the lines that are still lines."""
        rows = []
        told = False
        with path.open("rb") as file:
            for line in file:
                try:
                    row = _row(line)
                    tables_of([row])
                except _BROKEN:
                    told = True
                    continue
                rows.append(row)
        return Salvaged(tables_of(rows), told)


def _row(line: bytes) -> tuple[str, int, int, dict[str, Any]]:
    values = json.loads(line)
    return values["stream"], values["t"], values["seq"], values

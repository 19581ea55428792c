"""JSON Lines as recorders leave them: cut off in the middle, damaged here and there, of any length."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from formats.errors import FormatError
from formats.plain_file import open_plain

LINE_BYTES = 16 << 20
"""Longest line that is read; a longer one is skipped and reported."""
_NAMED_FAULTS = 3
_NESTING = 200
"""Deepest nesting that is believed; Python's own limit is a crash in what comes after."""


@dataclass(slots=True)
class LineFaults:
    """What was wrong with the lines of one file."""

    name: str
    """The file's name, for people."""
    bad: list[tuple[int, str]] = field(default_factory=list)
    """Number, counted from 1, and fault of each line that was lost."""
    cut: int = 0
    """Number of the last line if the file ends inside it, else 0."""

    def sentences(self) -> list[str]:
        """Return what people are told: the first few faults by their lines, and how many there are."""
        told = []
        if self.bad:
            named = "; ".join(f"line {number}: {why}" for number, why in self.bad[:_NAMED_FAULTS])
            more = len(self.bad) - _NAMED_FAULTS
            told.append(f"{self.name} {named}{f'; and {more} more lines' if more > 0 else ''}")
        if self.cut:
            told.append(f"{self.name} line {self.cut}: the file ends inside this line, which is lost")
        return told


def json_lines(
    path: Path, faults: LineFaults, longest: int | None = None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a file of JSON Lines with their line numbers, counted from 1.

    Args:
        path: The file; blank lines and a byte order mark are skipped.
        faults: Gets what cannot be read; reading goes on with the next line.
        longest: Bytes of the longest line that is read; None for `LINE_BYTES`.

    Raises:
        FormatError: The file cannot be opened or read.
    """
    try:
        with open_plain(path) as file:
            yield from file_lines(file, faults, longest)
    except OSError as error:
        raise FormatError(f"{path}: {error.strerror or error}") from error


def file_lines(
    file: BinaryIO, faults: LineFaults, longest: int | None = None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of an opened file of JSON Lines, see `json_lines`."""
    longest = LINE_BYTES if longest is None else longest
    for number, line in enumerate(bounded_lines(file, longest), 1):
        if line is None:
            faults.bad.append((number, f"longer than {longest >> 20} MiB"))
            continue
        text = line.strip().removeprefix(b"\xef\xbb\xbf")
        if not text:
            continue
        record, fault = parse_object(text)
        if record is not None:
            yield number, record
        elif not line.endswith(b"\n"):
            faults.cut = number
        else:
            faults.bad.append((number, fault))


def bounded_lines(file: BinaryIO, longest: int) -> Iterator[bytes | None]:
    """Yield lines with their ends, None for one that is too long; no line is held whole that is not read."""
    while line := file.readline(longest):
        if len(line) < longest or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(longest)) and not rest.endswith(b"\n"):
            pass
        yield None


def parse_object(text: bytes) -> tuple[dict[str, Any] | None, str]:
    """Parse one JSON object; return it and "", or None and what is wrong."""
    value, fault = parse_value(text)
    if not fault and not isinstance(value, dict):
        fault = "no JSON object"
    return (None, fault) if fault else (value, "")


def parse_value(text: bytes) -> tuple[Any, str]:
    """Parse one JSON value; return it and "", or None and what is wrong."""
    fault = ""
    try:
        value = json.loads(text.decode("utf-8"))
    except UnicodeDecodeError:
        fault = "not UTF-8"
    except json.JSONDecodeError as error:
        fault = f"no JSON ({error.msg} at column {error.colno})"
    except RecursionError:
        fault = "nested too deep"
    except ValueError:
        fault = "a number of thousands of digits"
    else:
        if text.count(b"{") + text.count(b"[") > _NESTING and depth_of(value) > _NESTING:
            fault = "nested too deep"
    return (None, fault) if fault else (value, "")


def depth_of(value: Any) -> int:
    """Return how deep a JSON value is nested, 0 for a number or a string."""
    depth, level = 0, [value]
    while True:
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below += item.values()
            elif isinstance(item, list):
                below += item
        if not any(isinstance(item, (dict, list)) for item in level):
            return depth
        depth, level = depth + 1, below

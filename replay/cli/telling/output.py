"""What is printed: tables, JSON lines, sizes; recorded text always with control characters made visible."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from replay.core.safe_text import escape_json, visible


class ReaderGoneError(Exception):
    """Whoever read our output has gone away, as in `replay events FILE | head`.

    Not a BrokenPipeError, which click takes for a failure.
    """


def print_json(value: Any) -> None:
    """Print one JSON document, indented for people as well."""
    print_line(escape_json(json.dumps(value, indent=2, ensure_ascii=False)))


def print_json_line(value: Any) -> None:
    """Print one JSON object on a line of its own."""
    print_line(escape_json(json.dumps(value, ensure_ascii=False, separators=(",", ":"))))


def print_line(text: str) -> None:
    """Print a line; `click.echo` would flush each one, and look for colours in it.

    Raises:
        ReaderGoneError: Nobody reads on.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.write("\n")
    except BrokenPipeError as error:
        raise ReaderGoneError from error


def shortened(text: str, length: int) -> str:
    """Return recorded text for one line of a table: safe, and cut with its full length said."""
    if len(text) <= length:
        return visible(text)
    return f"{visible(text[:length])}… ({len(text):,} characters)"


def print_table(headings: Sequence[str], rows: Iterable[Sequence[str]], *, right: Sequence[int] = ()) -> None:
    """Print rows in aligned columns.

    Args:
        headings: One word a column.
        rows: Cells as text; made safe here.
        right: Numbers of the columns to align to the right.
    """
    table = [[visible(cell) for cell in row] for row in rows]
    widths = [max(len(heading), *(len(row[i]) for row in table), 0) for i, heading in enumerate(headings)]
    for row in [list(headings), *table]:
        cells = [
            cell.rjust(width) if i in right else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        print_line("  ".join(cells).rstrip())


def size_text(size_bytes: int) -> str:
    """Write a size for people: "4.2 MB"."""
    size = float(size_bytes)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    raise AssertionError("unreachable")

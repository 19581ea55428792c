"""What is printed: tables, JSON lines, sizes; recorded text always with control characters made visible."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click

from replay.core.safe_text import visible


def print_json(value: Any) -> None:
    """Print one JSON document, indented for people as well."""
    click.echo(json.dumps(value, indent=2, ensure_ascii=False))


def print_json_line(value: Any) -> None:
    """Print one JSON object on a line of its own."""
    click.echo(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


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
        click.echo("  ".join(cells).rstrip())


def size_text(size_bytes: int) -> str:
    """Write a size for people: "4.2 MB"."""
    size = float(size_bytes)
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    raise AssertionError("unreachable")

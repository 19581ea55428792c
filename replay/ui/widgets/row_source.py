"""What a list shows: rows that are made when they come into view, or rows that are there already."""

from collections.abc import Sequence
from typing import Protocol

from replay.ui.widgets.row_strips import Line


class RowSource(Protocol):
    """What a list shows; asked only for rows in view."""

    def __len__(self) -> int:
        """Return how many rows there are."""

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows numbered `start` up to `stop`, all of them there.

        Raises:
            FormatError: They cannot be read.
        """


class FixedRows:
    """Rows that are there already."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    def __len__(self) -> int:
        return len(self._lines)

    def lines(self, start: int, stop: int) -> list[Line]:
        """Return the rows asked for."""
        return list(self._lines[start:stop])

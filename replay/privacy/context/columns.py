"""Columns of tables as they are typed: what a head says of its column holds for the rows below it."""

from collections.abc import Iterator, Sequence

from replay.privacy.context.entries import Entry
from replay.privacy.context.field_labels import is_password_label, told_by_label
from replay.privacy.match import Match

_LONGEST_HEAD = 40


class Columns:
    """The tables in a recording: which entry stands under which head."""

    def __init__(self, every: Sequence[Entry]) -> None:
        """Cut entries into rows: Tab leads to the next cell, and Enter to the next row."""
        self._heads: dict[int, str] = {}
        """The head that an entry stands under, by the entry's number."""
        heads: dict[str, list[str]] = {}
        row: list[int] = []
        for number, entry in enumerate(every):
            goes_on = bool(row) and entry.begun == "tab" and every[row[-1]].window == entry.window
            if not goes_on:
                self._take(row, every, heads)
                row = []
            row.append(number)
        self._take(row, every, heads)

    def under(self, entry: Entry, number: int) -> Iterator[Match]:
        """Find what the head of its column tells of an entry.

        Args:
            entry: Looked at.
            number: Which one it is.
        """
        head = self._heads.get(number, "")
        if not head:
            return
        if is_password_label(head):
            if len(entry.value.strip()) >= 3:
                yield entry.match("password-column", 0.9)
            return
        for match in told_by_label(head, entry.value):
            yield Match(
                match.start + entry.start,
                match.stop + entry.start,
                match.category,
                match.rule,
                match.confidence,
            )

    def _take(self, row: Sequence[int], every: Sequence[Entry], heads: dict[str, list[str]]) -> None:
        if len(row) < 2:
            return
        window = every[row[0]].window
        cells = [every[number].value.strip() for number in row]
        known = heads.get(window)
        if known is None or any(map(is_password_label, cells[1:])):
            if all(len(cell) <= _LONGEST_HEAD and not any(map(str.isdigit, cell)) for cell in cells):
                heads[window] = cells
                return
            heads.setdefault(window, [])
            known = heads[window]
        for number, head in zip(row, known, strict=False):
            self._heads[number] = head
        # "Password", and beside it the password.
        if len(row) == 2 and is_password_label(cells[0]):
            self._heads[row[1]] = cells[0]

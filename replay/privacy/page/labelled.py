"""What a label on the screen tells of the text beside, below or above it: fields, columns of tables."""

import re
from collections.abc import Iterator

from replay.privacy.detecting import findings_in, matches_in
from replay.privacy.finding import ChannelText, Finding
from replay.privacy.match import Match
from replay.privacy.page.labels import (
    is_code_label,
    is_head_of_people,
    is_label,
    is_pin_label,
    label_before,
    told_of,
)
from replay.privacy.page.layout import (
    BELOW_HEIGHTS,
    COLUMN_HEIGHTS,
    Page,
    above,
    below,
    box_of,
    is_along,
    right_of,
)
from replay.privacy.policy import Policy

_BAR = "|"
_FEWEST_BARS = 2
_SHORT_CELL = 5
_LARGER = 1.12
"""A code that stands over its name is written so much larger."""
_ABOVE_HEIGHTS = 1.5
_MOST_EMPTY = 2
"""Cells of a column that tell nothing, before what follows is no longer of it."""


def labelled(page: Page, policy: Policy) -> list[Finding]:
    """Find what only the label of a field or of a column tells, on the pictures."""
    matches: dict[str, dict[tuple[int, int, str], Match]] = {}
    placed: dict[str, ChannelText] = {}
    for value, match in _told(page):
        placed[value.place] = value
        matches.setdefault(value.place, {}).setdefault((match.start, match.stop, match.category), match)
    return [
        finding
        for place, found in matches.items()
        for finding in findings_in(placed[place], sorted(found.values(), key=lambda one: one.start), policy)
    ]


def _told(page: Page) -> Iterator[tuple[ChannelText, Match]]:
    """Yield the texts of which something is told, and what."""
    for text in page.shown:
        for label, start in label_before(text.text):
            yield from ((text, match.moved(start)) for match in told_of(label, text.text[start:]))
        if text.text.count(_BAR) >= _FEWEST_BARS:
            yield from _by_bars(text, page)
    yield from _told_on(page)
    cells = {cell.text.place: cell for cell in page.cells()}
    if len(cells) > len(page.shown):
        for value, match in _told_on(Page([cell.text for cell in cells.values()])):
            cell = cells[value.place]
            yield cell.whole, match.moved(cell.start)
        # Beside each other, two numbers are neither; a version is one by the row that it was cut from.
        for cell in (cell for cell in cells.values() if cell.text is not cell.whole):
            for match in matches_in(cell.text.text):
                if match.category != "ip":
                    yield cell.whole, match.moved(cell.start)


def _told_on(page: Page) -> Iterator[tuple[ChannelText, Match]]:
    for text in page.shown:
        if is_label(text.text):
            yield from list(_told_by(text, page)) or _over(text, page)


def _by_bars(head: ChannelText, page: Page) -> Iterator[tuple[ChannelText, Match]]:
    """Yield what the head of a table tells whose cells bars part, and that is not written in columns."""
    labels, told = head.text.split(_BAR), _labels_between_bars(head.text)
    if not told:
        return
    row: ChannelText | None = head
    while row is not None:
        row = next((text for text in below(head, row, page, COLUMN_HEIGHTS) if _BAR in text.text), None)
        cells = row.text.split(_BAR) if row is not None else []
        if row is None or len(cells) != len(labels) or _labels_between_bars(row.text):
            return  # Another head begins another table.
        for number in told:
            start = sum(len(cell) + 1 for cell in cells[:number])
            for match in told_of(labels[number].strip(), cells[number]):
                yield row, match.moved(start)


def _labels_between_bars(text: str) -> list[int]:
    """Return which cells of a row are names of fields, by number; none where it holds a digit."""
    if any(map(str.isdigit, text)):
        return []
    return [number for number, label in enumerate(text.split(_BAR)) if is_label(label.strip())]


def _told_by(label: ChannelText, page: Page) -> Iterator[tuple[ChannelText, Match]]:
    """Yield what is told of the texts right of a label, or else below it, as far as they go on so."""
    # Right of the head of a column stands the next one.
    row = [] if is_head_of_people(label.text) else right_of(label, page.near(label))
    found = [(text, match) for text in row for match in told_of(label.text, text.text)]
    yield from found
    beside = [text for text, _ in found]
    has_cells = bool(row) and not label.text.rstrip().endswith(":")
    waiting = [(label, BELOW_HEIGHTS, 0)]
    seen: set[str] = set()
    while waiting:
        last, reach, empty = waiting.pop()
        for text in below(label, last, page, reach):
            if text.place in seen or any(is_along(text, other) for other in beside):
                continue
            told = list(told_of(label.text, text.text))
            yield from ((text, match) for match in told)
            if told or (has_cells and empty < _MOST_EMPTY and _may_be_cell(text.text)):
                seen.add(text.place)
                waiting.append((text, COLUMN_HEIGHTS, 0 if told else empty + 1))


def _over(label: ChannelText, page: Page) -> Iterator[tuple[ChannelText, Match]]:
    """Yield a code that stands large over its name, as programs show it that make such."""
    if not is_code_label(label.text) and not is_pin_label(label.text):
        return
    for text in above(label, page.near(label), _ABOVE_HEIGHTS):
        if box_of(text)[3] >= _LARGER * box_of(label)[3]:
            yield from ((text, match) for match in told_of(label.text, text.text))


def _may_be_cell(text: str) -> bool:
    """Say whether a text may stand in a column between others that tell something, and is no label."""
    return not is_label(text) and (len(text) <= _SHORT_CELL or re.search(r"[\d•*]", text) is not None)

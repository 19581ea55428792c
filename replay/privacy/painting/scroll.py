"""What scrolled while something was typed: lines that only moved were not written."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from formats.model.frames import Pixels
from replay.privacy.painting.painted import Box

_LEAST_ROWS = 8
"""Fewer rows that stood elsewhere before do so by chance."""
_MOST_ALIKE = 4
"""A row that stands so often in a picture tells nothing of where it went."""


def written_on(before: Pixels, after: Pixels, changed: Iterable[Box], written: Iterable[Box]) -> set[Box]:
    """Return where writing stands in a picture: what was written goes along with what scrolls.

    Where nothing is sure to have scrolled, all that changed counts as written.

    Args:
        before: The picture before it, of the same size.
        after: The picture.
        changed: Lines in which they differ.
        written: Where writing stood in the picture before it.
    """
    differing = list(changed)
    rows = _rows_up(before, after, differing) if differing else 0
    if not rows:
        return {*differing, *written}
    wide = Box.around(differing)
    fresh = [
        box
        for box in differing
        if not _is_same(before, Box(wide.left, box.top + rows, wide.right, box.bottom + rows), after, -rows)
    ]
    gone_along = {box.moved(0, -rows) for box in written if _is_same(before, box, after, -rows)}
    return {*fresh, *gone_along, *(box for box in written if _is_same(before, box, after, 0))}


def _rows_up(before: Pixels, after: Pixels, changed: list[Box]) -> int:
    """Return by how many rows most of what changed went up, negative for down, 0 where it did not."""
    area = Box.around(changed)
    old, new = (_packed_rows(area.crop(pixels)) for pixels in (before, after))
    stood: dict[bytes, list[int]] = {}
    for row, raw in enumerate(old):
        stood.setdefault(raw, []).append(row)
    differing = [row for row, raw in enumerate(new) if raw != old[row] and raw != raw[:3] * (len(raw) // 3)]
    votes = Counter(
        place - row
        for row in differing
        if len(places := stood.get(new[row], [])) <= _MOST_ALIKE
        for place in places
    )
    rows, count = votes.most_common(1)[0] if votes else (0, 0)
    return rows if count >= _LEAST_ROWS and 2 * count >= len(differing) else 0


def _packed_rows(pixels: Pixels) -> list[bytes]:
    return [row.tobytes() for row in pixels]


def _is_same(before: Pixels, box: Box, after: Pixels, rows_down: int) -> bool:
    """Say whether what stood in a box stands so many rows further down."""
    there = box.moved(0, rows_down)
    if box.top < 0 or there.top < 0 or max(box.bottom, there.bottom) > len(before):
        return False
    return bool(np.array_equal(box.crop(before), there.crop(after)))

"""Where texts stand to each other on the pictures: beside, below and above, in columns under a head."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from replay.privacy.finding import Box, ChannelText
from replay.privacy.page.timeline import Timeline
from replay.privacy.taken import Taken

ROW_PX = 420
"""So far to the right of its label may a field begin."""
BELOW_HEIGHTS, COLUMN_HEIGHTS = 1.6, 3.0
"""So far below its label, and below the row before it, in heights of a line, measured from edge to edge."""
_ALIGNED_HEIGHTS = 1.0
_AROUND_HEIGHTS = 4
_BAND_PX = 64
_MOST_CELLS = 16
"""Words of a text that is cut into cells."""
_CELL_WORDS = 3
_ONE_EDGE_PX = 6
_HEAD_LETTERS = 30
_TABLE_HEIGHTS = 30
_FEWEST_CELLS = 2
"""So many others begin, or end, where one is cut off."""
_OFF_HEIGHTS = 0.7
"""So far off may a word be of where it is thought to stand: letters are not all of one width."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of a text that stands in a column of its own."""

    text: ChannelText
    """The part, with a place of its own."""
    whole: ChannelText
    start: int
    """Where in the whole it begins."""


class Page:
    """The texts on the pictures of a recording."""

    def __init__(self, shown: Sequence[ChannelText]) -> None:
        """Take the texts that have a place."""
        self.shown = _without_gone([text for text in shown if text.box is not None])
        displays: dict[str, list[ChannelText]] = {}
        for text in self.shown:
            displays.setdefault(_display(text), []).append(text)
        self._timelines = {display: Timeline(texts) for display, texts in displays.items()}

    def near(self, text: ChannelText) -> list[ChannelText]:
        """Return what one display shows while a text stands there."""
        timeline = self._timelines.get(_display(text))
        shown = timeline.during(text.start_ns, text.end_ns) if timeline is not None else []
        others = {other.place: other for other in shown}.values()
        return [other for other in others if other.place != text.place and is_together(other, text)]

    def around(self, text: ChannelText) -> list[ChannelText]:
        """Return what is shown with a text and not far above or below it."""
        bands = _bands(text, _AROUND_HEIGHTS)
        return [other for other in self.near(text) if _meet(_bands(other, 0), bands)]

    def cells(self) -> list[Cell]:
        """Return all texts, those of several columns cut where the lines around them show that one begins."""
        heads = [text for text in self.shown if _is_like_head(text.text)]
        headed = {head.place for head in heads if any(is_on_row(other, head) for other in self.around(head))}
        return [cell for text in self.shown for cell in self._cells_of(text, headed)]

    def _cells_of(self, text: ChannelText, heads: AbstractSet[str]) -> list[Cell]:
        words = [found.span() for found in re.finditer(r"\S+", text.text)]
        if not 2 <= len(words) <= _MOST_CELLS:
            return [Cell(text, text, 0)]
        x, _, width, height = box_of(text)
        around = self.around(text)
        has_digits = any(map(str.isdigit, text.text))
        if not has_digits and not any(is_on_row(other, text) for other in around):
            return [Cell(text, text, 0)]
        each_px = width / len(text.text)
        near = [box_of(other) for other in around if len(other.text.split()) <= _CELL_WORDS]
        # The head of a column counts as two of its cells.
        for head in self.near(text) if has_digits else ():
            if head.place in heads and _is_headed(text, head):
                near += [box_of(head)] * 2
        lefts = [left for left, _, _, _ in near if x + height < left < x + width]
        rights = [left + wide for left, _, wide, _ in near if x < left + wide < x + width - height]
        off_px = _OFF_HEIGHTS * height
        inner = [(stop, start) for (_, stop), (start, _) in pairwise(words)]
        found = _met(lefts, [(x + start * each_px, start) for _, start in inner], off_px)
        # Columns that are flush right, where none begins alike.
        found = found or _met(rights, [(x + stop * each_px, start) for stop, start in inner], off_px)
        cuts = [0, *sorted(found)]
        if len(cuts) == 1:
            return [Cell(text, text, 0)]
        return [_cut(text, start, stop) for start, stop in pairwise([*cuts, len(text.text)])]


def right_of(label: ChannelText, near: Sequence[ChannelText]) -> list[ChannelText]:
    """Return what stands right of a text on its row, the nearest at each time."""
    x, _, width, _ = box_of(label)
    row = [(box_of(text)[0], text) for text in near if is_on_row(text, label)]
    return _nearest([(left, text) for left, text in row if 0 <= left - (x + width) <= ROW_PX])


def left_of(value: ChannelText, near: Sequence[ChannelText]) -> list[ChannelText]:
    """Return what stands left of a text on its row, the nearest at each time."""
    x, _, _, _ = box_of(value)
    ends = [(x - box_of(text)[0] - box_of(text)[2], text) for text in near if is_on_row(text, value)]
    return _nearest([(gap, text) for gap, text in ends if 0 <= gap <= ROW_PX])


def below(label: ChannelText, last: ChannelText, page: Page, reach: float) -> list[ChannelText]:
    """Return what stands next below a text in the column of its head, the nearest at each time.

    Args:
        label: The head.
        last: The last of its column.
        page: On which they are.
        reach: How far below `last`, in heights of the head.
    """
    _, y, _, last_height = box_of(last)
    column = []
    for text in page.near(last):
        _, top, _, high = box_of(text)
        gap = top - (y + last_height)
        if top <= y or not -0.4 * high <= gap <= reach * box_of(label)[3] or not is_together(text, label):
            continue
        if _is_aligned(text, label) or _is_under(text, label, page):
            column.append((top, text))
    return _nearest(column)


def above(value: ChannelText, near: Sequence[ChannelText], reach: float) -> list[ChannelText]:
    """Return what stands next above a text and over it, within `reach` of its heights."""
    x, y, width, height = box_of(value)
    column = []
    for text in near:
        left, top, wide, high = box_of(text)
        gap = y - (top + high)
        over = min(x + width, left + wide) - max(x, left)
        if top < y and -0.4 * high <= gap <= reach * height and over > 0.5 * min(width, wide):
            column.append((-top, text))
    return _nearest(column)


def is_on_row(text: ChannelText, other: ChannelText) -> bool:
    """Say whether two texts stand side by side, on one row."""
    _, y, _, height = box_of(text)
    _, top, _, high = box_of(other)
    return min(y + height, top + high) - max(y, top) > 0.5 * min(height, high)


def is_along(text: ChannelText, other: ChannelText) -> bool:
    """Say whether two texts stand at the same time, and not one in the other's place."""
    if text.start_ns == other.start_ns:
        return True
    return text.start_ns < other.end_ns and other.start_ns < text.end_ns


def is_together(text: ChannelText, other: ChannelText) -> bool:
    """Say whether two texts are shown at the same time."""
    if text.start_ns == text.end_ns or other.start_ns == other.end_ns:
        # On the last picture of a recording, where all that is shown ends as well.
        return text.start_ns <= other.end_ns and other.start_ns <= text.end_ns
    return text.start_ns < other.end_ns and other.start_ns < text.end_ns


def box_of(text: ChannelText) -> Box:
    """Return where a text stands."""
    return text.box or (0, 0, 0, 0)


def _met(edges: Sequence[int], places: Sequence[tuple[float, int]], off_px: float) -> set[int]:
    """Return where to cut: at the place nearest to each edge that several have in common."""
    found: set[int] = set()
    for edge in edges:
        if sum(abs(edge - other) <= _ONE_EDGE_PX for other in edges) >= _FEWEST_CELLS:
            place, cut = min(places, key=lambda each: abs(each[0] - edge))
            if abs(place - edge) < off_px:
                found.add(cut)
    return found


def _is_like_head(text: str) -> bool:
    return len(text) <= _HEAD_LETTERS and len(text.split()) <= _CELL_WORDS and not any(map(str.isdigit, text))


def _is_headed(text: ChannelText, head: ChannelText) -> bool:
    """Say whether a text may be of the table that a head is of."""
    down = box_of(text)[1] - box_of(head)[1]
    return 0 < down < _TABLE_HEIGHTS * box_of(head)[3]


def _cut(text: ChannelText, start: int, stop: int) -> Cell:
    x, y, width, height = box_of(text)
    part = text.text[start:stop].rstrip()
    each_px = width / len(text.text)
    box = (round(x + start * each_px), y, max(round(len(part) * each_px), 1), height)
    return Cell(replace(text, place=f"{text.place}.{start}", text=part, box=box), text, start)


def _is_aligned(text: ChannelText, label: ChannelText) -> bool:
    x, _, _, height = box_of(label)
    return abs(box_of(text)[0] - x) <= _ALIGNED_HEIGHTS * height


def _is_under(text: ChannelText, label: ChannelText, page: Page) -> bool:
    """Say whether of all heads in a row a text stands most under this one: cells need not be flush left."""
    if box_of(text)[2] > 3 * max(box_of(label)[2], 40) or _under(text, label) <= 0:
        return False
    heads = [
        head
        for head in page.near(text)
        if head.place != label.place and is_on_row(head, label) and is_together(head, label)
    ]
    return bool(heads) and all(_under(text, label) >= _under(text, head) for head in heads)


def _under(text: ChannelText, head: ChannelText) -> int:
    left, _, wide, _ = box_of(text)
    x, _, width, _ = box_of(head)
    return min(left + wide, x + width) - max(left, x)


def _nearest(found: Sequence[tuple[int, ChannelText]]) -> list[ChannelText]:
    """Return the nearest at each time: a label stays while what it labels changes."""
    taken, begun = Taken(), set[int]()
    kept: set[int] = set()
    for _, same in groupby(sorted(range(len(found)), key=lambda at: found[at][0]), lambda at: found[at][0]):
        level = list(same)
        for at in level:
            text = found[at][1]
            if text.start_ns not in begun and not taken.overlaps(text.start_ns, text.end_ns):
                kept.add(at)
        for at in level:
            text = found[at][1]
            taken.add(text.start_ns, text.end_ns)
            begun.add(text.start_ns)
    return [text for at, (_, text) in enumerate(found) if at in kept]


def _without_gone(shown: list[ChannelText]) -> list[ChannelText]:
    """Let what another text took the place of on the last picture end before it, which takes no time."""
    last_ns = max((text.end_ns for text in shown), default=0)
    latest = [text for text in shown if text.start_ns == last_ns]
    return [
        replace(text, end_ns=last_ns - 1)
        if text.start_ns < text.end_ns == last_ns
        and any(_is_over(box_of(other), box_of(text)) for other in latest)
        else text
        for text in shown
    ]


def _is_over(box: Box, other: Box) -> bool:
    """Say whether two lines cannot both be there; what stands in the next line touches at most."""
    x, y, width, height = box
    left, top, wide, high = other
    shared = min(y + height, top + high) - max(y, top)
    return x < left + wide and left < x + width and shared > 0.6 * min(height, high)


def _display(text: ChannelText) -> str:
    return text.place.partition(".")[0]


def _bands(text: ChannelText, heights: int) -> range:
    """Return over which bands of the picture a text goes, with so many of its heights above and below."""
    _, y, _, height = box_of(text)
    return range((y - heights * height) // _BAND_PX, (y + (heights + 1) * height) // _BAND_PX + 1)


def _meet(some: range, others: range) -> bool:
    return some.start < others.stop and others.start < some.stop

"""Whether a private window that another one came before is still in sight: the pictures tell.

What it showed last is looked for in its place, block by block, for as long as other windows are in front. It
counts as gone only where its place shows something else, and is back when that is there again. Where nothing
tells its place that is all of the picture, and what is looked for is what came onto it with the window.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from formats.errors import FormatError
from formats.model.annotations import Region
from formats.model.frames import SAME, Pixels, Storage, display_ids
from formats.model.recording import Recording
from formats.model.time import Span
from replay.privacy.masks.masks import box_of_window
from replay.privacy.masks.windows import MaskedWindows, Rectangle, in_sight, inner, place_of
from replay.privacy.painting.painted import NOISE, Box, alike
from replay.privacy.painting.shown import Shown

_BLOCK_PX = 16
_FEWEST = 4
"""Blocks that tell something; fewer say nothing, and what was so stays so."""
_SHARE = 0.1
"""Of the blocks in sight: the rest of a window may have changed behind another one."""
_MOST_WINDOWS = 300
_MOST_PICTURES = 12
"""Pictures that are looked at of each window in front: the first that change, and the last."""


def window_in_sight(recording: Recording, windows: MaskedWindows, row: int) -> list[Shown]:
    """Find where a private window is in sight after it was in front, and when.

    Args:
        recording: Its pictures from then on are decoded, as few as tell.
        windows: Of the same recording.
        row: Of the window, one of `windows.rows()`.

    Raises:
        FormatError: Where displays lie cannot be read.
    """
    return [
        line
        for display in display_ids(recording.frames)
        for line in _on_display(recording, windows, row, int(display))
    ]


def window_seen_before(recording: Recording, windows: MaskedWindows, row: int) -> list[Shown]:
    """Find where a private window is in sight before it comes to the front, and since when.

    What it shows first is looked for in its place, backwards until that shows something else. Where nothing
    tells its place, nothing tells this.

    Args:
        recording: Its pictures until then are decoded, as few as tell.
        windows: Of the same recording.
        row: Of the window, one of `windows.coming()`.

    Raises:
        FormatError: Where displays lie cannot be read.
    """
    if windows.front(row).window is None:
        return []
    return [
        line
        for display in display_ids(recording.frames)
        for line in _before(recording, windows, row, int(display))
    ]


def _before(recording: Recording, windows: MaskedWindows, row: int, display: int) -> Iterator[Shown]:
    frames, private = recording.frames, windows.front(row)
    own = np.flatnonzero((frames["display"] == display) & (frames["storage"] != Storage.NONE))
    times = frames["t"][own]
    begins = int(np.searchsorted(times, private.span.start_ns))
    if begins == len(own) or times[begins] >= private.span.end_ns:
        return
    place, first = place_of(private), int(own[begins])
    box = _box(inner(place), recording, first)
    told = _Told.of(recording, first, -1, box) if box.area else None
    if told is None:
        return
    for number, (span, front) in enumerate(windows.preceding(row)):
        parts = [_box(part, recording, first) for part in in_sight(place, front)]
        start, stop = (int(np.searchsorted(times, t_ns)) for t_ns in (span.start_ns, span.end_ns))
        changing = [each for each in own[start:stop].tolist() if frames["changed"][each] != SAME]
        since_ns = span.end_ns if changing else span.start_ns
        for frame in reversed(changing):
            if number >= _MOST_WINDOWS or not told.shows(recording, frame, parts, before=False):
                # An empty span would be that of the picture that does not show it.
                if since_ns < span.end_ns:
                    yield from _lines(parts, Span(since_ns, span.end_ns), display)
                return
            since_ns = int(frames["t"][frame])
        yield from _lines(parts, Span(since_ns, span.end_ns), display)


def _on_display(recording: Recording, windows: MaskedWindows, row: int, display: int) -> Iterator[Shown]:
    frames, private = recording.frames, windows.front(row)
    own = np.flatnonzero((frames["display"] == display) & (frames["storage"] != Storage.NONE))
    times = frames["t"][own]
    begins, ends = (
        int(np.searchsorted(times, t_ns)) for t_ns in (private.span.start_ns, private.span.end_ns)
    )
    if ends == 0:
        return
    place, last = place_of(private), int(own[ends - 1])
    if not _box(place, recording, last).area:
        return
    box = _box(inner(place), recording, last)
    told = _Told.of(recording, last, int(own[begins - 1]) if begins else -1, box) if box.area else None
    shows = True
    for number, (span, front) in enumerate(windows.following(row)):
        parts = [_box(part, recording, last) for part in in_sight(place, front)]
        since_ns = span.start_ns
        if number >= _MOST_WINDOWS:
            # Nobody looks any further: what was in sight is taken to stay.
            if shows:
                yield from _lines(parts, Span(since_ns, max(recording.duration_ns, span.end_ns) + 1), display)
            return
        first, stop = (int(np.searchsorted(times, t_ns)) for t_ns in (span.start_ns, span.end_ns))
        if told is not None:
            for frame in _telling(recording, own[first:stop]):
                was, shows = shows, told.shows(recording, frame, parts, shows)
                t_ns = int(frames["t"][frame])
                if was and not shows:
                    yield from _lines(parts, Span(since_ns, max(t_ns, since_ns)), display)
                since_ns = since_ns if was and shows else t_ns
        if shows:
            yield from _lines(parts, Span(since_ns, max(span.end_ns, since_ns)), display)


class _Told:
    """The blocks of a window by which it is known again."""

    def __init__(self, last: Pixels, telling: NDArray[np.bool_], box: Box) -> None:
        self._last, self._telling, self._box = last, telling, box

    @classmethod
    def of(cls, recording: Recording, last: int, before: int, box: Box) -> "_Told | None":
        """Take what a picture shows in a box; None where nothing can be told from it.

        Args:
            recording: Where from.
            last: The last frame with the window in front.
            before: The frame before it came, -1 for none: what was the same then is not its own.
            box: The window, within the picture.
        """
        pixels = _pixels(recording, last)
        if pixels is None:
            return None
        crop = box.crop(pixels)
        telling = _blocks(_spread(crop))
        earlier = _pixels(recording, before) if before >= 0 else None
        if earlier is not None and earlier.shape == pixels.shape:
            new = telling & _blocks(~alike(box.crop(earlier), crop))
            # It was in sight already where it looks as before.
            telling = new if new.sum() >= _FEWEST else telling
        return cls(crop.copy(), telling, box)

    def shows(self, recording: Recording, frame: int, parts: list[Box], before: bool) -> bool:
        """Say whether a picture shows the window in some parts of it; `before` where that cannot be told."""
        pixels = _pixels(recording, frame)
        if pixels is None or pixels.shape[0] < self._box.bottom or pixels.shape[1] < self._box.right:
            return before
        height, width = self._last.shape[:2]
        inside = np.zeros((height, width), np.bool_)
        for part in parts:
            moved = part.moved(-self._box.left, -self._box.top).within(width, height)
            inside[moved.top : moved.bottom, moved.left : moved.right] = True
        telling = self._telling & ~_blocks(~inside)
        if telling.sum() < _FEWEST:
            return before
        same = ~_blocks(~alike(self._box.crop(pixels), self._last))
        return bool(same[telling].mean() >= _SHARE)


def _telling(recording: Recording, numbers: NDArray[np.intp]) -> list[int]:
    """Return the first frames of some that change anything, and the last one of them."""
    changing = numbers[recording.frames["changed"][numbers] != SAME].tolist()
    return changing if len(changing) <= _MOST_PICTURES else [*changing[: _MOST_PICTURES - 1], changing[-1]]


def _lines(parts: list[Box], span: Span, display: int) -> Iterator[Shown]:
    for part in parts:
        if part.area:
            region = Region(display, part.left, part.top, part.right - part.left, part.height)
            yield Shown(region, span)


def _box(window: Rectangle, recording: Recording, frame: int) -> Box:
    row = recording.frames[frame]
    box = box_of_window(window, recording, frame, int(row["t"]))
    return box.within(int(row["width"]), int(row["height"]))


def _pixels(recording: Recording, frame: int) -> Pixels | None:
    try:
        return recording.pixels(frame)
    except FormatError:
        return None  # shows nothing to anybody


def _spread(pixels: Pixels) -> NDArray[np.bool_]:
    """Say which pixels differ from the one to their left or above: where less differs may be anything."""
    wide = pixels.astype(np.int16)
    edges = np.zeros(pixels.shape[:2], np.bool_)
    edges[:, 1:] |= np.abs(wide[:, 1:] - wide[:, :-1]).max(axis=2) > NOISE
    edges[1:] |= np.abs(wide[1:] - wide[:-1]).max(axis=2) > NOISE
    return edges


def _blocks(marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Say of which blocks any pixel is marked, shape (rows of blocks, columns of blocks)."""
    height, width = (-(-side // _BLOCK_PX) for side in marked.shape)
    whole = np.zeros((height * _BLOCK_PX, width * _BLOCK_PX), np.bool_)
    whole[: marked.shape[0], : marked.shape[1]] = marked
    return np.asarray(whole.reshape(height, _BLOCK_PX, width, _BLOCK_PX).any(axis=(1, 3)))

"""Where a secret stands on the pictures while it is typed: the lines that change then, letters or dots.

Nothing in a picture says what it shows; what changes in the window in front while keys are pressed may.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from formats.errors import FormatError
from formats.model.annotations import Region
from formats.model.frames import SAME, Frames, Pixels, Storage, display_ids
from formats.model.recording import Recording
from formats.model.time import NS_PER_MS, Span
from replay.privacy.painting.painted import Box, alike, changed_lines, line_of, lines
from replay.privacy.painting.shown import Shown
from replay.privacy.painting.template_search import TemplateSearch
from replay.privacy.painting.templates import Template

LATE_NS = 400 * NS_PER_MS
"""A screen shows a key at most so long after it was pressed."""

_STANDS_SHARE = 0.15
"""Of what was written so much is a sign of it: the frame of a field and its caret come and go."""
_UNMOVED_SHARE = 0.9
"""With less of it there it is looked for elsewhere, too."""
_EMPTIED_SHARE = 0.9
"""Of a line so much is as it was before the first key where nothing of it stands any more."""
_AROUND_PX = 12
"""So far around a line its field and what is beside it are looked at."""
_PAGE_SHARE = 0.4
"""Where so much of a window's height changes at once it is another page, or a scrolled one."""
_MOST_WHILE = 400
_MOST_AFTER = 400
"""Pictures that change anything, which are looked at while a secret is typed, and afterwards."""
_MOST_LATER = 200
"""More of them, as far apart as the rest of the recording makes it, for as long as it stands there still."""
_MOST_GONE = 60
"""A line that was gone for so many of them does not come back, as far as anybody looks."""


def typed_lines(recording: Recording, typed: Span) -> list[Shown]:
    """Find where on the pictures a secret is, from its first key until it is gone from there.

    Where it shows again later, or elsewhere, is not looked for: `replay.privacy.redact.pictures` does.

    Args:
        recording: Its pictures of the span and of some time afterwards are decoded.
        typed: From the first to the last key.

    Raises:
        FormatError: What was pressed, or which windows there were, cannot be read.
    """
    return [
        line
        for display in display_ids(recording.frames)
        for line in _on_display(recording, typed, int(display))
    ]


def shown(frames: Frames, span: Span, display: int) -> Iterator[int]:
    """Yield the frames that a display shows during a span, from the one that stands there when it begins."""
    own = np.flatnonzero(frames["display"] == display)
    times = frames["t"][own]
    first = max(int(np.searchsorted(times, span.start_ns, side="right")) - 1, 0)
    yield from own[first : int(np.searchsorted(times, span.end_ns))].tolist()


def front_window(recording: Recording, span: Span, pixels: Pixels) -> Box:
    """Return what holds the windows in front during a span; all of the screen where nothing tells."""
    height, width = pixels.shape[:2]
    everything = Box(0, 0, width, height)
    first = max(recording.row_at("window", span.start_ns) - 1, 0)
    windows = list(recording.rows("window", first, recording.row_at("window", span.end_ns)).records())
    if not windows or len(set(recording.frames["display"].tolist())) > 1:
        return everything
    found: list[Box] = []
    for window in windows:
        sides = [window[name] for name in ("x", "y", "width", "height")]
        if not all(side is not None for side in sides) or not window["width"] or not window["height"]:
            return everything
        x, y, wide, high = (int(side) for side in sides)
        # A frame and shadows around it.
        found.append(Box(x - 8, y - 8, x + wide + 8, y + high + 8))
    near = Box.around(found).within(width, height)
    return near if near.area else everything


def _on_display(recording: Recording, typed: Span, display: int) -> Iterator[Shown]:
    frames = recording.frames
    while_typed = _while_typed(recording, typed, display)
    looked_at = while_typed[: _MOST_WHILE + 1]
    for part in _parts(recording, typed, looked_at):
        height, width = part.last.shape[:2]
        sought = [_Sought(box, part.before, part.last) for box in lines(part.found)]
        for each in sought:
            written = Span(part.since_ns, max(int(frames["t"][part.frame]), part.since_ns) + 1)
            yield Shown(_region(each.box, width, height, display), written)
        left = [each for each in sought if not each.is_empty]
        for box, span in _standing(recording, part.frame, display, left):
            yield Shown(_region(box, width, height, display), span)
    if len(while_typed) > len(looked_at):
        # Nobody looks at so many pictures in a moment: all of them are hidden from there on.
        row = frames[looked_at[-1]]
        everything = Region(display, 0, 0, int(row["width"]), int(row["height"]))
        yield Shown(everything, Span(int(row["t"]), int(frames["t"][while_typed[-1]]) + 1))


def _region(box: Box, width: int, height: int, display: int) -> Region:
    line = line_of(box, width).within(width, height)
    return Region(display, line.left, line.top, line.right - line.left, max(line.height, 1))


@dataclass(slots=True)
class _Part:
    """A stretch of pictures on which what was there stayed in its place."""

    before: Pixels
    """The picture on which nothing, or nothing more, of the secret was there."""
    last: Pixels
    frame: int
    """Whose picture that is."""
    since_ns: int
    """From when on something of the secret may stand there."""
    found: set[Box]


def _parts(recording: Recording, typed: Span, frames: Sequence[int]) -> list[_Part]:
    """Return what changes from picture to picture, in parts between which most of a window changes at once.

    That is a page that comes or is scrolled: what is in it is no writing.
    """
    times = recording.frames["t"]
    parts: list[_Part] = []
    for frame, pixels in _readable(recording, frames):
        t_ns = int(times[frame])
        if not parts:
            parts.append(_Part(pixels, pixels, frame, typed.start_ns, set()))
            continue
        part = parts[-1]
        if pixels.shape != part.last.shape:
            parts.append(_Part(pixels, pixels, frame, t_ns, set()))
            continue
        window = front_window(recording, typed, pixels)
        changed = changed_lines(part.last, pixels, window)
        if sum(box.height for box in changed) > _PAGE_SHARE * window.height:
            parts.append(_Part(pixels, pixels, frame, t_ns, set()))
            continue
        part.found.update(changed)
        part.last, part.frame = pixels, frame
    return [part for part in parts if part.found]


def _while_typed(recording: Recording, typed: Span, display: int) -> list[int]:
    """Return the frames on which a secret comes to stand, after the one that stands there before.

    What is pressed next, Enter say, changes the whole picture: what comes after it is looked at only where
    nothing was to be seen until then.
    """
    frames = recording.frames
    latest_ns = typed.end_ns + LATE_NS
    next_ns = min(_next_press_ns(recording, name, typed.end_ns, latest_ns) for name in ("key", "button"))
    found = _changing(frames, shown(frames, Span(typed.start_ns, next_ns), display))
    if len(found) < 2:
        found = _changing(frames, shown(frames, Span(typed.start_ns, latest_ns), display))
    return found


def _next_press_ns(recording: Recording, stream: str, from_ns: int, until_ns: int) -> int:
    rows = recording.rows(stream, recording.row_at(stream, from_ns), recording.row_at(stream, until_ns)).rows
    pressed = rows["t"][rows["pressed"] != 0]
    return int(pressed[0]) if len(pressed) else until_ns


class _Sought:
    """A line on which a secret came to stand."""

    def __init__(self, box: Box, before: Pixels, last: Pixels) -> None:
        """Take what the line was before the first key, and after the last one."""
        height, width = last.shape[:2]
        self.box = box
        self._around = Box(
            box.left - _AROUND_PX, box.top - _AROUND_PX, box.right + _AROUND_PX, box.bottom + _AROUND_PX
        ).within(width, height)
        self._before, self._last = self._around.crop(before).copy(), self._around.crop(last).copy()
        inside = box.moved(-self._around.left, -self._around.top)
        self._inside = np.zeros(self._last.shape[:2], np.bool_)
        self._inside[inside.top : inside.bottom, inside.left : inside.right] = True
        self._ink = self._inside & ~alike(self._before, self._last)
        self._shape = last.shape
        # Where a caret was, say.
        self.is_empty = bool(alike(self._last, self._last[inside.top, inside.left])[self._inside].all())
        template = Template.of(last, box, 0, [before])
        self._sought = None if template is None else TemplateSearch([template])

    def places(self, pixels: Pixels) -> set[Box]:
        """Return where a later picture may show the secret still: in its place, or where it scrolled to."""
        if pixels.shape != self._shape:
            return set()
        now = self._around.crop(pixels)
        still = alike(now, self._last)
        share = float(still[self._ink].mean()) if self._ink.any() else 1.0
        found = {self.box} if share >= _STANDS_SHARE else set()
        if share < _UNMOVED_SHARE and self._sought is not None:
            found.update(place for _, place in self._sought.places(pixels, 0, pixels.shape[0]))
        if found or alike(now, self._before)[self._inside].mean() >= _EMPTIED_SHARE:
            return found
        # Selected, say: with all around it as it was it is the same field.
        return {self.box} if still[~self._inside].mean() >= _EMPTIED_SHARE else set()


def _standing(
    recording: Recording, last: int, display: int, sought: Sequence[_Sought]
) -> Iterator[tuple[Box, Span]]:
    """Yield where lines stand from the last picture on which they were written, each for how long."""
    frames = recording.frames
    own = np.flatnonzero(frames["display"] == display)
    t_ns = int(frames["t"][last])
    end_ns = max(recording.duration_ns, t_ns) + 1
    there = [{each.box: t_ns} for each in sought]
    gone = [0 for _ in sought]
    later = _changing(frames, own[own > last].tolist())
    for frame, pixels in _readable(recording, _thinned(later)):
        if min(gone, default=_MOST_GONE) >= _MOST_GONE:
            break
        t_ns = int(frames["t"][frame])
        for place, each in enumerate(sought):
            if gone[place] >= _MOST_GONE:
                continue
            now = each.places(pixels)
            gone[place] = 0 if now else gone[place] + 1
            before = there[place]
            yield from ((box, Span(before[box], t_ns)) for box in before if box not in now)
            there[place] = {box: before.get(box, t_ns) for box in now}
    for standing in there:
        yield from ((box, Span(since_ns, max(end_ns, since_ns))) for box, since_ns in standing.items())


def _thinned(frames: Sequence[int]) -> list[int]:
    """Return the first of some frames, and of the rest one in so many; the last one is among them."""
    near, far = frames[:_MOST_AFTER], frames[_MOST_AFTER:]
    return [*near, *far[:: -(-len(far) // _MOST_LATER) or 1], *far[-1:]]


def _readable(recording: Recording, frames: Iterable[int]) -> Iterator[tuple[int, Pixels]]:
    """Yield the pictures that can be decoded: the others show nothing to anybody."""
    for frame in frames:
        try:
            yield frame, recording.pixels(frame)
        except FormatError:
            continue


def _changing(frames: Frames, numbers: Iterable[int]) -> list[int]:
    """Return the first of some frames and those that show something else than the one before."""
    return [
        frame
        for number, frame in enumerate(each for each in numbers if frames["storage"][each] != Storage.NONE)
        if not number or frames["changed"][frame] != SAME
    ]

"""Which boxes of which frames are filled, and which frames the copy has."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import SAME, Frames, Pixels, Storage
from formats.model.recording import Recording
from formats.model.time import NS_PER_MS, NS_PER_S, Span
from replay.privacy.painting.painted import Box, blocks_of, changed_lines, filled, line_of, lines, tidied
from replay.privacy.painting.scroll import written_on
from replay.privacy.painting.template_search import TemplateSearch
from replay.privacy.painting.templates import Template
from replay.privacy.painting.typed_lines import LATE_NS, front_window, shown
from replay.privacy.redact.apps import apps_in_sight, repeats_of_apps
from replay.privacy.redact.plan import Plan
from replay.privacy.redact.redactions import Painted
from replay.privacy.redact.typed import in_seconds
from replay.privacy.screen.dots import dots_in

Progress = Callable[[str, int, int], None]
"""Told how far a part is: what, done, total."""
_FOLLOWED_SHARE = 0.25
"""A larger part of the screen is filled while it was asked for, and not looked for elsewhere."""
_BEFORE_NS = (0, 500 * NS_PER_MS, 1000 * NS_PER_MS, 2000 * NS_PER_MS, 4000 * NS_PER_MS, 8000 * NS_PER_MS)
_AROUND_DOTS_PX = 4
_LOSSY = frozenset({"image/jpeg", "image/webp"})


@dataclass(frozen=True, slots=True)
class PaintPlan:
    """What becomes of the frames of a recording."""

    boxes: tuple[tuple[Box, ...], ...]
    """Filled, for each frame of the original."""
    keep: NDArray[np.bool_]
    """Frames that the copy has, shape (frames,)."""
    silent: NDArray[np.bool_]
    """Frames that it has not because their times told the rhythm of removed typing; nobody is told how many:
    a recorder that takes a picture of every change takes one of every key."""


def paint_plan(recording: Recording, made: Plan, progress: Progress | None = None) -> PaintPlan:
    """Work out what is filled: what was asked for and what changed while secrets were typed, wherever seen.

    Raises:
        FormatError: A picture cannot be decoded.
    """
    frames = recording.frames
    tell = progress or _silent
    keep = np.ones(len(frames), np.bool_)
    for cut in made.cuts:
        keep &= (frames["t"] < cut.start_ns) | (frames["t"] >= cut.end_ns)
    boxes: list[set[Box]] = [set() for _ in frames]
    templates = _Templates()
    leaders = pictured(frames)
    keep &= ~repeats_of_apps(recording, made.redactions.apps, leaders)
    for each in apps_in_sight(recording, made.redactions.apps):
        region = each.region
        box = Box(region.x, region.y, region.x + region.width, region.y + region.height)
        for frame in shown(frames, each.span, region.display):
            boxes[frame].add(box)
    for number, one in enumerate(made.redactions.painted):
        tell("regions", number, len(made.redactions.painted))
        _ask(recording, one, leaders, boxes, templates)
    for number, span in enumerate(made.typing.written):
        tell("typing", number, len(made.typing.written))
        _typing(recording, span, boxes, templates)
    _follow(recording, templates.all, boxes, tell)
    lossy = [_is_lossy(recording, frame) for frame in range(len(frames))]
    final = tuple(
        tidied(_within(map(blocks_of, asked) if is_lossy else asked, row))
        for asked, is_lossy, row in zip(boxes, lossy, frames, strict=True)
    )
    told = [_filled_while(span) for span in made.typing.told]
    silent = _silent_frames(recording, final, keep, told, tell)
    return PaintPlan(final, keep & ~silent, silent)


def pictured(frames: Frames) -> list[int]:
    """Return the frame whose picture each frame shows: itself, or an earlier one of its display."""
    leader: dict[int, int] = {}
    out = []
    for number, row in enumerate(frames):
        display = int(row["display"])
        if row["changed"] != SAME or display not in leader:
            leader[display] = number
        out.append(leader[display])
    return out


class _Templates:
    """Templates, each once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, Box, bytes], tuple[Template, bool]] = {}

    @property
    def all(self) -> Sequence[tuple[Template, bool]]:
        """Templates, and whether the whole line is filled where one shows."""
        return list(self._known.values())

    def add(
        self, pixels: Pixels, box: Box, display: int, *, line: bool, before: Sequence[Pixels] = ()
    ) -> None:
        if box.area > _FOLLOWED_SHARE * pixels.shape[0] * pixels.shape[1]:
            return
        template = Template.of(pixels, box, display, before)
        if template is not None:
            self._known[display, template.box, template.crop.tobytes()] = (template, line)


def _ask(
    recording: Recording,
    one: Painted,
    leaders: Sequence[int],
    boxes: list[set[Box]],
    templates: _Templates,
) -> None:
    region = one.region
    box = Box(region.x, region.y, region.x + region.width, region.y + region.height)
    seen = list(shown(recording.frames, one.span, region.display))
    for frame in seen:
        width = int(recording.frames["width"][frame])
        boxes[frame].add(line_of(box, width) if one.line else box)
    # What it looks like when it comes and when it goes is what it looks like before and after.
    for frame in {leaders[frame] for frame in (*seen[:1], *seen[-1:])}:
        if recording.frames["storage"][frame] != Storage.NONE:
            templates.add(recording.pixels(frame), box, region.display, line=one.line)


def _typing(recording: Recording, span: Span, boxes: list[set[Box]], templates: _Templates) -> None:
    """Fill what changes on the screen while a secret is typed: its letters, or the dots that count them."""
    frames = recording.frames
    late = Span(span.start_ns, span.end_ns + LATE_NS)
    for display in sorted(set(frames["display"].tolist())):
        seen = [frame for frame in shown(frames, late, display) if frames["storage"][frame] != Storage.NONE]
        found: set[Box] = set()
        written: set[Box] = set()
        last: Pixels | None = None
        for frame in seen:
            if last is not None and frames["changed"][frame] == SAME:
                continue
            pixels = recording.pixels(frame)
            if last is not None and last.shape == pixels.shape:
                if frames["t"][frame] > span.end_ns and _is_left(last, pixels, lines(written)):
                    break
                changed = changed_lines(last, pixels, front_window(recording, span, pixels))
                written = written_on(last, pixels, changed, written)
                found |= written
            last = pixels
        if last is None or not found:
            continue
        for frame in shown(frames, _filled_while(span), display):
            boxes[frame].update(line_of(box, last.shape[1]) for box in lines(found))
        earlier = [recording.pixels(frame) for frame in _earlier(frames, span.start_ns, display)]
        for box in lines(written):
            templates.add(last, box, display, line=True, before=earlier)


def _is_left(before: Pixels, after: Pixels, written: Sequence[Box]) -> bool:
    """Say whether dots were written and nothing of what was is there any more: what came is another page.

    Of letters it is not enough: what was sent may stand there anew, in other letters.
    """
    if not any(
        dots_in(box.grown(_AROUND_DOTS_PX).within(*before.shape[1::-1]).crop(before)) for box in written
    ):
        return False
    sought = [each for box in written if (each := Template.of(before, box, 0)) is not None]
    return not any(True for _ in TemplateSearch(sought).places(after, 0, after.shape[0]))


def _filled_while(span: Span) -> Span:
    """Return for how long lines are filled, the picture before it included: by the second, as a run is told.

    The first and the last filled picture would tell when it began and ended. A second more holds what shows
    late.
    """
    told = in_seconds(span)
    return Span(told.start_ns, told.end_ns + NS_PER_S)


def _earlier(frames: Frames, at_ns: int, display: int) -> list[int]:
    """Return frames from before a time, which cannot show what was typed after it, each once."""
    leaders = pictured(frames)
    own = np.flatnonzero(frames["display"] == display)
    found: dict[int, None] = {}
    for before_ns in _BEFORE_NS:
        place = int(np.searchsorted(frames["t"][own], at_ns - before_ns, side="right")) - 1
        if place >= 0 and frames["storage"][own[place]] != Storage.NONE:
            found[leaders[int(own[place])]] = None
    return list(found)


def _follow(
    recording: Recording, templates: Sequence[tuple[Template, bool]], boxes: list[set[Box]], tell: Progress
) -> None:
    if not templates:
        return
    shown: dict[int, _Shown] = {}
    sought: dict[int, tuple[TemplateSearch, list[bool]]] = {}
    for frame, leader in enumerate(pictured(recording.frames)):
        tell("pictures", frame, len(recording.frames))
        row = recording.frames[leader]
        if row["storage"] == Storage.NONE:
            continue
        display = int(row["display"])
        if display not in shown or shown[display].frame != leader:
            if display not in sought:
                own = [each for each in templates if each[0].display == display]
                sought[display] = TemplateSearch([each for each, _ in own]), [line for _, line in own]
            shown[display] = _seen(leader, recording.pixels(leader), *sought[display], shown.get(display))
        boxes[frame].update(shown[display].boxes)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was found in the last picture of a display."""

    frame: int
    pixels: Pixels
    places: frozenset[tuple[int, Box]]
    """Number of the template, and where."""
    boxes: frozenset[Box]


def _seen(
    frame: int, pixels: Pixels, sought: TemplateSearch, whole: Sequence[bool], before: _Shown | None
) -> _Shown:
    """Look for templates where a picture differs from the one before it; elsewhere all is as it was."""
    height, width = pixels.shape[:2]
    first, last = 0, height
    places: set[tuple[int, Box]] = set()
    if before is not None and before.pixels.shape == pixels.shape:
        rows = np.flatnonzero((before.pixels != pixels).reshape(height, -1).any(axis=1))
        if not len(rows):
            return _Shown(frame, pixels, before.places, before.boxes)
        first, last = int(rows[0]), int(rows[-1]) + 1
        places = {each for each in before.places if each[1].bottom <= first or each[1].top >= last}
    places.update(sought.places(pixels, max(first - sought.highest, 0), last + sought.highest))
    boxes = {line_of(place, width) if whole[number] else place for number, place in places}
    return _Shown(frame, pixels, frozenset(places), frozenset(boxes))


def _silent_frames(
    recording: Recording,
    boxes: Sequence[tuple[Box, ...]],
    keep: NDArray[np.bool_],
    told: Sequence[Span],
    tell: Progress,
) -> NDArray[np.bool_]:
    """Find frames in spans of removed typing that show nothing new: their times tell the rhythm.

    Those of hidden changes just behind a span tell when it ended.
    """
    frames = recording.frames
    out = np.zeros(len(frames), np.bool_)
    last: dict[int, int] = {}
    painted: dict[int, Pixels | None] = {}
    leaders = pictured(frames)

    def pixels_of(frame: int) -> Pixels | None:
        # Of a video the noise of a picture that repeats the one before is nothing new.
        if frames["storage"][frame] == Storage.NONE:
            return None
        return filled(recording.pixels(leaders[frame]), boxes[frame])

    for frame in np.flatnonzero(keep).tolist():
        display, at_ns = int(frames["display"][frame]), int(frames["t"][frame])
        if display in last and any(span.contains(at_ns) for span in told):
            tell("rhythm", frame, len(frames))
            if display not in painted:
                painted[display] = pixels_of(last[display])
            pixels = pixels_of(frame)
            if _same(painted[display], pixels):
                out[frame] = True
                continue
            painted[display] = pixels
        else:
            painted.pop(display, None)
        last[display] = frame
    return out


def _same(before: Pixels | None, after: Pixels | None) -> bool:
    if before is None or after is None:
        return before is after
    return bool(np.array_equal(before, after))


def _is_lossy(recording: Recording, frame: int) -> bool:
    storage = recording.frames["storage"][frame]
    if storage == Storage.VIDEO:
        return True
    if storage != Storage.IMAGE:
        return False
    image = recording.encoded(frame)
    return image is None or image.media_type in _LOSSY


def _within(boxes: Iterable[Box], row: np.void) -> Iterator[Box]:
    for box in boxes:
        yield box.within(int(row["width"]), int(row["height"]))


def _silent(_what: str, _done: int, _total: int) -> None:
    return None

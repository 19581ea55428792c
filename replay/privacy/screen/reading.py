"""Read the text on the pictures of a recording: only what changed, and each picture of a line once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from formats.errors import FormatError, MissingExtraError
from formats.model.frames import SEEN, Pixels, Storage
from formats.model.recording import Recording
from replay.privacy.finding import Box
from replay.privacy.screen.changed import (
    boxes_of,
    difference,
    grown,
    holds_middle,
    joined,
    with_margin,
    within,
)
from replay.privacy.screen.crew import Crew
from replay.privacy.screen.dots import DOT, dots_in
from replay.privacy.screen.engine import Engine, Line, names
from replay.privacy.screen.following import Follower
from replay.privacy.screen.readings import Placed, Readings, line_key, piece_key
from replay.privacy.screen.shifted import shift_between
from replay.privacy.texts import Texts

Progress = Callable[[str, int, int], None]

NOISE_OF_VIDEO = 24
"""Differences of a channel that a lossy picture makes where nothing changed."""

_MOST_SENTENCES = 20
_WHOLE = 0.6
"""A change of this share of a picture is read as a whole."""
_DOTS_HEIGHT_PX = 48
_DOTS_REACH_PX = 640
"""So far to either side of a change may a field of dots go."""


@dataclass(slots=True)
class _Display:
    pixels: Pixels | None = None
    is_current: bool = False
    """False where the last picture could not be read: one that equals it is unread too."""
    lines: list[Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Shown:
    frame: int
    t_ns: int
    display: int
    lines: tuple[Placed, ...]


@dataclass(slots=True)
class ScreenText:
    """Reads the pictures of recordings; keeps what it has read by content."""

    engines: Sequence[Engine]
    """At least one."""
    readings: Readings = field(default_factory=Readings)
    crew: Crew | None = None
    """Reads the lines that the first engine finds; without it this process does."""
    _asked: set[bytes] = field(default_factory=set)

    def __call__(self, recording: Recording, texts: Texts, progress: Progress) -> tuple[str, ...]:
        """Add what the pictures say to the texts, and what could not be read; return the engines' names.

        Raises:
            ChildProcessError: A process of the crew died.
        """
        shown, unread = self._look(recording, texts, progress)
        if self.crew is not None:
            done = sum(key in self.readings.texts for key in self._asked)
            for number, (key, text) in enumerate(self.crew.rest(), done):
                progress("reading lines", number, len(self._asked))
                self.readings.add_text(key, text)
        followers: dict[int, Follower] = {}
        for each in shown:
            follower = followers.setdefault(each.display, Follower(each.display))
            texts.every.extend(follower.follow(self._said(each.lines), each.frame, each.t_ns))
        for follower in followers.values():
            texts.every.extend(follower.end(recording.duration_ns))
        if unread:
            left = len(unread) - _MOST_SENTENCES
            more = [f"{left} more frames could not be read"] if left > 0 else []
            texts.unread.setdefault("screen", []).extend([*unread[:_MOST_SENTENCES], *more])
        return names(self.engines)

    def texts_of(self, pixels: Pixels) -> list[Line]:
        """Read one picture, whole."""
        placed = self._placed(pixels)
        for key, text in self.crew.rest() if self.crew is not None else ():
            self.readings.add_text(key, text)
        return self._said(placed)

    def _look(self, recording: Recording, texts: Texts, progress: Progress) -> tuple[list[_Shown], list[str]]:
        """Find the lines of every picture; return what each shows, and what could not be read."""
        frames = recording.frames
        displays: dict[int, _Display] = {}
        shown: list[_Shown] = []
        unread: list[str] = []
        read = 0
        ahead = True
        for frame in range(len(frames)):
            progress("reading text", frame, len(frames))
            row = frames[frame]
            display = displays.setdefault(int(row["display"]), _Display())
            if row["changed"] != SEEN and display.is_current:
                read += 1
                continue
            pixels = None
            if ahead:
                try:
                    pixels = recording.pixels(frame)
                except MissingExtraError as error:
                    ahead = False
                    unread.append(f"from frame {frame} on: {error}")
                except (FormatError, IndexError) as error:
                    unread.append(f"frame {frame}: {error}")
            display.is_current = pixels is not None
            if pixels is None:
                continue
            read += 1
            lossy = row["storage"] == Storage.VIDEO
            self._see(display, pixels, tolerance=NOISE_OF_VIDEO if lossy else 0)
            shown.append(_Shown(frame, int(row["t"]), int(row["display"]), tuple(display.lines)))
        texts.rows["screen"] += read
        texts.total["screen"] += len(frames)
        return shown, unread

    def _see(self, display: _Display, pixels: Pixels, *, tolerance: int) -> None:
        """Take the next picture of a display: what it moved is moved, and what is new is read."""
        before, display.pixels = display.pixels, pixels
        height, width = pixels.shape[:2]
        whole: Box = (0, 0, width, height)
        if before is None or before.shape != pixels.shape:
            display.lines = self._placed(pixels)
            return
        differs = difference(before, pixels, tolerance=tolerance)
        unread = differs
        if not tolerance:
            known = [line.box for line in display.lines]
            shift = shift_between(before, pixels, differs, known)
            if shift is not None:
                unread = shift.unread
                stay = [line for line in display.lines if not _touched(differs, line.box)]
                moved = [
                    Placed(box, display.lines[n].key, display.lines[n].text) for n, box in shift.moved.items()
                ]
                display.lines = [*stay, *moved]
        changes = boxes_of(unread)
        known = [line.box for line in display.lines]
        boxes = joined([grown(box, known) for box in changes], 0)
        if sum(box[2] * box[3] for box in boxes) > _WHOLE * width * height:
            boxes = [whole]
        for box in boxes:
            x, y, wide, high = with_margin(box, width, height)
            piece = np.ascontiguousarray(pixels[y : y + high, x : x + wide])
            # A line belongs to what was read where its middle does: of others only a slice was seen.
            display.lines = [line for line in display.lines if not holds_middle(box, line.box)]
            display.lines += [
                line for line in _moved(self._placed(piece), x, y) if holds_middle(box, line.box)
            ]
        for box in changes:
            _see_dots(display, pixels, box)

    def _placed(self, pixels: Pixels) -> list[Placed]:
        """Return the lines of a picture, and have those read that never were."""
        lines: list[Placed] = []
        for number, engine in enumerate(self.engines):
            key = piece_key(pixels, number)
            found = self.readings.pieces.get(key)
            # What was found and not read when a scan was killed is found again.
            if found is None or any(line.key and not self._is_known(line.key) for line in found):
                found = self._located(engine, number, pixels)
                self.readings.add_piece(key, found)
            lines.extend(line for line in found if line not in lines)
        return lines

    def _located(self, engine: Engine, number: int, pixels: Pixels) -> list[Placed]:
        lines: list[Placed] = []
        for line in engine.locate(pixels):
            if line.picture is None:
                lines.append(Placed(line.box, b"", line.text))
                continue
            key = line_key(line.picture, number)
            lines.append(Placed(line.box, key))
            if self._is_known(key):
                continue
            if self.crew is None or number:
                self.readings.add_text(key, engine.recognise(line.picture))
                continue
            self._asked.add(key)
            for other, text in self.crew.give(key, line.picture):
                self.readings.add_text(other, text)
        return lines

    def _is_known(self, key: bytes) -> bool:
        return key in self.readings.texts or key in self._asked

    def _said(self, lines: Sequence[Placed]) -> list[Line]:
        said = (Line(self.readings.texts[line.key] if line.key else line.text, line.box) for line in lines)
        return [line for line in said if line.text.strip()]


def _see_dots(display: _Display, pixels: Pixels, box: Box) -> None:
    """Put the dots on the line of a small change in place of what an engine made of them."""
    x, y, wide, high = box
    if high > _DOTS_HEIGHT_PX:
        return
    height, width = pixels.shape[:2]
    left, top, across, down = within(
        (x - _DOTS_REACH_PX, y - 2, wide + 2 * _DOTS_REACH_PX, high + 4), width, height
    )
    for dots in dots_in(pixels[top : top + down, left : left + across]):
        u, v, dots_wide, dots_high = dots.box
        place: Box = (u + left, v + top, dots_wide, dots_high)
        display.lines = [line for line in display.lines if not _covers(place, line.box)]
        display.lines.append(Placed(place, b"", DOT * dots.count))


def _covers(dots: Box, line: Box) -> bool:
    """Say whether a line is nothing but dots, but for the room that an engine leaves around them."""
    room = max(line[3], 8)
    inside = dots[0] - room <= line[0] and line[0] + line[2] <= dots[0] + dots[2] + room
    middle = dots[1] + dots[3] / 2
    return inside and line[1] <= middle < line[1] + line[3]


def _touched(differs: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], box: Box) -> bool:
    x, y, wide, high = box
    return bool(differs[y : y + high, x : x + wide].any())


def _moved(lines: Sequence[Placed], x: int, y: int) -> list[Placed]:
    return [
        Placed((line.box[0] + x, line.box[1] + y, line.box[2], line.box[3]), line.key, line.text)
        for line in lines
    ]

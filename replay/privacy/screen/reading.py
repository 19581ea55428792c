"""Read the text on the pictures of a recording: only what changed, and each picture of a text once."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from formats.errors import FormatError, MissingExtraError
from formats.model.frames import SEEN, Pixels, Storage
from formats.model.recording import Recording
from replay.privacy.finding import Box
from replay.privacy.screen.changed import changed_boxes, grown, joined, with_margin
from replay.privacy.screen.engine import Engine, Line
from replay.privacy.screen.following import Follower
from replay.privacy.texts import Texts

Progress = Callable[[str, int, int], None]

NOISE_OF_VIDEO = 24
"""Differences of a channel that a lossy picture makes where nothing changed."""

_MOST_SENTENCES = 20
_MOST_CACHED = 20_000
_WHOLE = 0.6
"""A change of this share of a picture is read as a whole."""


@dataclass(slots=True)
class _Display:
    follower: Follower
    pixels: Pixels | None = None
    is_current: bool = False
    """False where the last picture could not be read: one that equals it is unread too."""


@dataclass(slots=True)
class ScreenText:
    """Reads the pictures of recordings; keeps what it has read by content."""

    engines: Sequence[Engine]
    """At least one."""
    _cache: dict[bytes, list[Line]] = field(default_factory=dict)

    def __call__(self, recording: Recording, texts: Texts, progress: Progress) -> tuple[str, ...]:
        """Add what the pictures say to the texts, and what could not be read; return the engines' names."""
        frames = recording.frames
        displays: dict[int, _Display] = {}
        unread: list[str] = []
        read = 0
        ahead = True
        for frame in range(len(frames)):
            progress("reading text", frame, len(frames))
            row = frames[frame]
            number, t_ns = int(row["display"]), int(row["t"])
            display = displays.setdefault(number, _Display(Follower(number)))
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
            self._look(display, pixels, tolerance=NOISE_OF_VIDEO if lossy else 0)
            texts.every.extend(display.follower.follow(frame, t_ns))
        for display in displays.values():
            texts.every.extend(display.follower.end(recording.duration_ns))
        texts.rows["screen"] += read
        texts.total["screen"] += len(frames)
        if unread:
            left = len(unread) - _MOST_SENTENCES
            more = [f"{left} more frames could not be read"] if left > 0 else []
            texts.unread.setdefault("screen", []).extend([*unread[:_MOST_SENTENCES], *more])
        return tuple(engine.name for engine in self.engines)

    def texts_of(self, pixels: Pixels) -> list[Line]:
        """Read one picture, whole."""
        key = hashlib.blake2b(pixels.tobytes(), digest_size=16, salt=str(pixels.shape).encode()[:16]).digest()
        lines = self._cache.get(key)
        if lines is None:
            lines = []
            for engine in self.engines:
                lines.extend(line for line in engine.read(pixels) if line not in lines)
            if len(self._cache) < _MOST_CACHED:
                self._cache[key] = lines
        return lines

    def _look(self, display: _Display, pixels: Pixels, *, tolerance: int) -> None:
        before, display.pixels = display.pixels, pixels
        height, width = pixels.shape[:2]
        whole: Box = (0, 0, width, height)
        follower = display.follower
        if before is None or before.shape != pixels.shape:
            follower.clear()
            follower.replace(whole, self.texts_of(pixels))
            return
        boxes = changed_boxes(before, pixels, tolerance=tolerance)
        known = [line.box for line in follower.lines]
        boxes = joined([grown(box, known) for box in boxes], 0)
        if sum(box[2] * box[3] for box in boxes) > _WHOLE * width * height:
            boxes = [whole]
        for box in boxes:
            x, y, box_width, box_height = with_margin(box, width, height)
            piece = np.ascontiguousarray(pixels[y : y + box_height, x : x + box_width])
            follower.replace(
                box,
                [
                    Line(line.text, (line.box[0] + x, line.box[1] + y, line.box[2], line.box[3]))
                    for line in self.texts_of(piece)
                ],
            )

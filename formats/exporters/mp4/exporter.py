"""MP4: the pictures with the pointer's trail, clicks and held keys drawn in, for whoever has a video player.

Needs PyAV. Its wheels hold x264 (GPL), which is used where it is there; else OpenH264 (BSD), else MPEG-4
Part 2 by FFmpeg itself (LGPL). They are the extra of whoever installs it, and no part of this program.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np

from formats.errors import FormatError, MissingExtraError, UnsupportedError
from formats.exporters.mp4.encoder import Encoder
from formats.exporters.mp4.moments import Moments, find_moments
from formats.media.ffmpeg import MAX_PIXELS
from formats.model.export import ExportOptions, ExportReport, ExportSource
from formats.model.frames import Pixels, display_ids, fullest_display
from formats.model.recording import Recording
from formats.sinks.fit import fitted

NAME = "mp4"
SUFFIX = ".mp4"
SUMMARY = "A video of the pictures with the pointer's trail, clicks and held keys drawn in (extra video)."
LOSES = "Everything that is not seen: events, titles, the clipboard; fine colour, and some sharpness."

_GROUND = 18
"""Grey where there is no picture."""
_NO_SIZE = (640, 360)


def export(source: ExportSource, out: Path, options: ExportOptions) -> ExportReport:
    """Write the video, picture by picture."""
    moments = find_moments(source.recording, options.rate)
    painter = _Painter(source, options.size)
    with Encoder(out, painter.size) as encoder:
        _encode(encoder, painter, moments, options.stage("encoding"))
    written = {"pictures": encoder.pictures, "seconds": round(int(moments.shown_ms[-1]) / 1000)}
    return ExportReport(written, (*_lost(source.recording, painter, encoder), *encoder.lost))


def _encode(
    encoder: Encoder, painter: "_Painter", moments: Moments, progress: Callable[[int, int], None]
) -> None:
    before: Pixels | None = None
    count = len(moments)
    for number, (t_ns, shown_ms) in enumerate(moments):
        pixels = painter.paint(t_ns)
        # The last one stays though it shows nothing new: it makes the video as long as the recording.
        if before is None or number == count - 1 or not np.array_equal(before, pixels):
            encoder.add(pixels, shown_ms)
        before = pixels
        progress(number + 1, count)


class _Painter:
    """Puts the picture of a time on a canvas of one size for the whole video."""

    def __init__(self, source: ExportSource, size: tuple[int, int] | None) -> None:
        self._marked = source.marked
        self._fit = size
        self._canvas_size = _largest(source)
        self._last = self._fitted(self._ground())
        self.size: tuple[int, int] = self._last.shape[1], self._last.shape[0]
        """Width and height of what is painted."""
        self.broken = 0

    def paint(self, t_ns: int) -> Pixels:
        """Return what is shown at a time, the last thing shown where the picture cannot be read."""
        try:
            pixels = self._marked(t_ns)
        except MissingExtraError:
            raise
        except FormatError:
            self.broken += 1
            return self._last
        canvas = self._ground()
        if pixels is not None:
            height, width = min(pixels.shape[0], canvas.shape[0]), min(pixels.shape[1], canvas.shape[1])
            canvas[:height, :width] = pixels[:height, :width]
        self._last = self._fitted(canvas)
        return self._last

    def _ground(self) -> Pixels:
        width, height = self._canvas_size
        return np.full((height, width, 3), _GROUND, np.uint8)

    def _fitted(self, canvas: Pixels) -> Pixels:
        small = fitted(canvas, self._fit)
        # Colours are kept for squares of two by two pixels: a row or column of ground makes a side even.
        odd = small.shape[0] % 2, small.shape[1] % 2
        return np.pad(small, ((0, odd[0]), (0, odd[1]), (0, 0)), constant_values=_GROUND)


def _largest(source: ExportSource) -> tuple[int, int]:
    """Return width and height that hold every picture.

    Raises:
        UnsupportedError: They are larger than any screen.
    """
    frames = source.recording.frames
    frames = frames[frames["display"] == fullest_display(frames)]
    if len(frames) and frames["width"].max() > 0 and frames["height"].max() > 0:
        width, height = int(frames["width"].max()), int(frames["height"].max())
        if width * height > MAX_PIXELS:
            raise UnsupportedError(f"a video of {width:,} by {height:,} pixels is larger than any screen")
        return width, height
    # Without pictures, what was done may still be drawn, on an empty screen.
    pixels = source.marked(source.recording.duration_ns)
    return _NO_SIZE if pixels is None else (pixels.shape[1], pixels.shape[0])


def _lost(recording: Recording, painter: _Painter, encoder: Encoder) -> tuple[str, ...]:
    lost = [f"sharpness and fine colour: {encoder.codec} is lossy, a colour stands for four pixels"]
    unseen = [
        name for name in recording.streams if name not in {"frame", "pointer", "button", "scroll", "key"}
    ]
    if unseen:
        lost.append(f"what is not seen in a picture: {', '.join(unseen)}")
    if not len(recording.frames):
        lost.append("there are no pictures in this recording: what was done is drawn on an empty screen")
    others = len(display_ids(recording.frames)) - 1
    if others > 0:
        lost.append(f"pictures of other displays than the one with the most: {others} displays")
    if painter.broken:
        lost.append(f"moments whose picture cannot be read, with the one before in place: {painter.broken:,}")
    return tuple(lost)

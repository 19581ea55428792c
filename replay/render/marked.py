"""Pictures with what the person was doing drawn in, for what leaves the program: videos, trajectories."""

from collections.abc import Callable

import numpy as np

from formats.model.displays import display_place
from formats.model.frames import Pixels, frame_at, fullest_display
from formats.model.recording import Recording
from replay.core.canvas import Canvases
from replay.core.trails import trail
from replay.render.overlay import draw_on_picture

_PAPER = (58, 62, 74)
"""Colour of an empty screen: nothing that is drawn on it has one like it."""
_MOST_PIXELS = 1 << 25


def marked_pictures(recording: Recording) -> Callable[[int], Pixels | None]:
    """Return a function from a time to the picture then, with the trail, clicks and held keys drawn in.

    Of several displays it is the one with the most frames. A recording without any gives empty screens, as
    large as its display or as the pointer went. The function returns None where nothing is known to be shown.
    """
    frames = recording.frames
    if not len(frames):
        return _on_empty_screens(recording)
    ids = np.flatnonzero(frames["display"] == fullest_display(frames))
    shown = frames[ids]

    def draw(t_ns: int) -> Pixels | None:
        place = frame_at(shown, t_ns)
        if place < 0:
            return None
        frame = int(ids[place])
        lies = display_place(recording, frame, t_ns)
        return draw_on_picture(
            recording.pixels(frame), trail(recording, t_ns), origin=lies.origin, scale=lies.scale
        )

    return draw


def _on_empty_screens(recording: Recording) -> Callable[[int], Pixels | None]:
    canvases = Canvases(recording)

    def draw(t_ns: int) -> Pixels | None:
        canvas = canvases.at(t_ns)
        # No screen is larger; a file may say that one is.
        if canvas is None or canvas.width * canvas.height > _MOST_PIXELS:
            return None
        paper = np.full((canvas.height, canvas.width, 3), _PAPER, np.uint8)
        return draw_on_picture(paper, trail(recording, t_ns), origin=(canvas.x, canvas.y))

    return draw

"""Where a removed application stands on the pictures while another one is in front: it goes there, too."""

import numpy as np
from numpy.typing import NDArray

from formats.model.frames import Frames
from formats.model.recording import Recording
from replay.privacy.masks.window_in_sight import window_in_sight, window_seen_before
from replay.privacy.masks.windows import MaskedWindows
from replay.privacy.painting.shown import Shown
from replay.privacy.redact.plan import app_pattern, app_spans


def apps_in_sight(recording: Recording, apps: tuple[str, ...]) -> list[Shown]:
    """Find where windows of applications are in sight before they come to the front and behind others.

    Raises:
        FormatError: The windows, or where displays lie, cannot be read.
    """
    if not apps or not len(recording.frames):
        return []
    named = app_pattern(apps)
    windows = MaskedWindows(recording, recording.events("window"), lambda app, _: bool(named.search(app)))
    return [
        *(each for row in windows.rows() for each in window_in_sight(recording, windows, row)),
        *(each for row in windows.coming() for each in window_seen_before(recording, windows, row)),
    ]


def repeats_of_apps(recording: Recording, apps: tuple[str, ...], leaders: list[int]) -> NDArray[np.bool_]:
    """Say of which frames the picture was taken while an application was in front, shape (frames,).

    Args:
        recording: The original.
        apps: Names of applications.
        leaders: The frame whose picture each frame shows.
    """
    frames: Frames = recording.frames
    taken = frames["t"][leaders]
    out = np.zeros(len(frames), np.bool_)
    for span in app_spans(recording, apps):
        out |= (taken >= span.start_ns) & (taken < span.end_ns)
    return out

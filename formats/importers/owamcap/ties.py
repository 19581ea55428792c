"""When a picture of a video was taken, from messages that tell its time in the video and by the clock.

The recorder is told of a picture late: it leaves the encoder when the next one comes, on a screen at rest
seconds later. Presentation times are those of the capture, and the closest pair ties the video to the clock.

Source: open-world-agents, owa-env-gst omnimodal/appsink_recorder.py.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from formats.errors import FormatError
from formats.importers.owamcap.found import Screen
from formats.importers.owamcap.media import MediaKind
from formats.media.video import subtitles
from formats.model.time import NS_PER_MS, NS_PER_S
from formats.sources.rows import LONGEST_NS
from formats.sources.videos import opener

_SUBTITLES = 9
_SAME_NS = 30 * NS_PER_S
"""Ties further than this from the middle of all are broken."""


def near_screens(screens: Sequence[Screen], middle_ns: int) -> tuple[list[Screen], list[int]]:
    """Return the messages whose times lie around that of all, and the numbers of the others."""
    near = [
        screen
        for screen in screens
        if abs(screen.at_ns - middle_ns) <= LONGEST_NS and (screen.media.pts_ns or 0) <= LONGEST_NS
    ]
    taken = {screen.number for screen in near}
    return near, [screen.number for screen in screens if screen.number not in taken]


def video_starts(screens: Sequence[Screen]) -> dict[str, int]:
    """Return when each video that is named began, by the source's clock: the earliest that a tie allows."""
    ties: dict[str, list[int]] = {}
    for screen in screens:
        if screen.media.kind is MediaKind.VIDEO and screen.media.pts_ns is not None:
            ties.setdefault(screen.media.name, []).append(screen.at_ns - screen.media.pts_ns)
    starts = {}
    for name, readings in ties.items():
        told = np.array(readings, np.int64)
        sane = told[np.abs(told - int(np.median(told))) < _SAME_NS]
        starts[name] = int((sane if len(sane) else told).min())
    return starts


def shown_ns(screen: Screen, starts: dict[str, int]) -> int:
    """Return when a message's picture was taken, by the source's clock."""
    media = screen.media
    if media.kind is MediaKind.VIDEO and media.pts_ns is not None:
        return starts[media.name] + media.pts_ns
    return screen.at_ns


def clock_sentence(path: Path, start_ns: int) -> str:
    """Say where the recorder's own clock in the subtitles puts the video; "" where it has none."""
    try:
        texts = [(t, text.strip()) for t, text in subtitles(opener(path), _SUBTITLES)]
    except FormatError:
        # The pictures could be listed; a damaged track beside them is no reason to stop.
        return ""
    told = [(t, int(text)) for t, text in texts if text.isdecimal() and len(text) < 20]
    away = [utc_ns - t - start_ns for t, utc_ns in told]
    if not away or abs(float(np.median(away))) > _SAME_NS:
        return ""
    return (
        f"; the clock that the recorder wrote into the video's subtitles puts its start "
        f"{float(np.median(away)) / NS_PER_MS:+,.1f} ms from there"
    )


def tie_sentence(screens: Sequence[Screen], start_ns: int) -> str:
    """Say what ties a video's pictures to the clock, and how late the recorder was told of them."""
    late = [
        screen.at_ns - screen.media.pts_ns - start_ns for screen in screens if screen.media.pts_ns is not None
    ]
    middle, latest = (value / NS_PER_MS for value in (float(np.median(late)), max(late)))
    return (
        "frames have the video's own times, tied to the clock by the message that came soonest; the recorder "
        f"is told of a picture late (here {middle:,.0f} ms in the middle, up to {latest:,.0f} ms), and each "
        "tie is kept as a reading of the clock video"
    )

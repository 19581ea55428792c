"""What only the pictures tell: which cannot be read, are blank, or are not what the table says of them."""

from collections.abc import Iterator

import numpy as np

from formats.errors import FormatError
from formats.model.frames import SAME, SEEN, Pixels, Storage
from formats.model.time import NS_PER_MS, Span
from replay.core.safe_text import visible
from replay.fidelity.align.found import Alignment
from replay.fidelity.align.offset import align
from replay.fidelity.capture import Capture
from replay.fidelity.outcome import Evidence, Limits, Outcome, Places, counted, judged, unknown
from replay.fidelity.profile import Settings, limits

UNREADABLE: Settings = {"doubtful": 0, "bad": 0.01}
BLANK: Settings = {"doubtful": 0.01, "bad": 0.1}
UNCHANGED: Settings = {"doubtful": 0.01, "bad": 0.1}
OFFSET: Settings = {"doubtful": 20, "bad": 100, "least_confidence": 0.3}
SCALE: Settings = {"doubtful": 0.02, "bad": 0.05}
NAMES = ("pictures-unreadable", "pictures-blank", "pictures-changed")
_THINNED = 8
_PLAIN_LEVELS = 8


def pictures(
    capture: Capture, unreadable: Settings, blank: Settings, unchanged: Settings
) -> Iterator[Outcome]:
    """Decode every picture once, in order, two held at a time, and count what is wrong with them.

    A picture is blank if all of it has one colour. The frame table says of each frame whether it shows
    another picture than the one before it; what it says wrongly is counted, but of videos, whose noise is no
    change.
    """
    found = _Pictures(capture)
    if not found.read():
        for name in NAMES:
            yield unknown(name, "frames", "there are no pictures")
        return
    yield counted(
        NAMES[0],
        found.unreadable.count,
        found.frames,
        "frames",
        limits(unreadable),
        spans=found.unreadable,
        note=f"{found.unreadable.count:,} of {found.frames:,} pictures cannot be read",
    )
    yield counted(
        NAMES[1],
        found.blank.count,
        found.frames,
        "frames",
        limits(blank),
        spans=found.blank,
        note=f"{found.blank.count:,} of {found.frames:,} pictures have one colour",
    )
    if not found.told:
        yield unknown(NAMES[2], "frames", "pictures of videos differ by noise alone")
        return
    yield counted(
        NAMES[2],
        found.wrong.count,
        found.told,
        "frames",
        limits(unchanged),
        spans=found.wrong,
        note=f"of {found.wrong.count:,} of {found.told:,} frames it is told wrongly whether they changed",
    )


def offset(capture: Capture, settings: Settings) -> tuple[Outcome, Alignment]:
    """Say by how much the frames' times are off from those of the events, as `align` measures it.

    The limit that is told is that of the profile and what the figure may be off by itself.
    """
    name = "frame-offset"
    try:
        found = align(capture.recording, capture.progress)
    except FormatError as error:
        found = Alignment(None, None, 0.0, "none", "unknown", f"pictures cannot be read: {error}")
    figures = {
        "offset_ns": found.offset_ns,
        "uncertain_ns": found.uncertain_ns,
        "confidence": round(found.confidence, 3),
        "method": found.method,
        "drift_ppm": found.drift_ppm,
        "scale": found.scale,
    }
    note = visible(found.note)
    if found.offset_ns is None or found.confidence < settings["least_confidence"]:
        return unknown(name, "ms", note, figures), found
    # What it may be off by itself is no finding.
    unsure, told = (found.uncertain_ns or 0) / NS_PER_MS, limits(settings)
    allowed = Limits(told.doubtful + unsure, told.bad + unsure)
    value = abs(found.offset_ns) / NS_PER_MS
    words = f"frames are stamped {value:.1f} ms {'late' if found.offset_ns < 0 else 'early'}"
    place = Evidence(Span(0, max(capture.recording.duration_ns, 1)), words)
    return judged(name, value, "ms", allowed, [place], note=note, figures=figures), found


def frame_scale(capture: Capture, found: Alignment, settings: Settings) -> Outcome:
    """Say whether the events' coordinates are those of the pictures, from the cursor that is drawn in them.

    Events alone cannot tell a scale below 1. Limits are of the factor less 1, whichever side is larger.
    """
    name, scale = "frame-scale", found.scale
    if not scale:
        return unknown(name, "x", "no cursor was found in enough places of the pictures")
    words = f"the events' coordinates are {scale:.3f} times those of the pictures"
    place = Evidence(Span(0, max(capture.recording.duration_ns, 1)), words)
    told = limits(settings)
    allowed = Limits(1 + told.doubtful, 1 + told.bad)
    figures = {"scale": scale, "sightings": found.sightings}
    return judged(name, max(scale, 1 / scale), "x", allowed, [place], note=words, figures=figures)


class _Pictures:
    """Reads the pictures of a recording, display by display."""

    def __init__(self, capture: Capture) -> None:
        self._capture = capture
        self.frames = self.told = 0
        self.unreadable, self.blank, self.wrong = Places(), Places(), Places()
        self._before: dict[int, tuple[int, Pixels | None]] = {}

    def read(self) -> bool:
        """Look at every picture; False where there is none."""
        recording = self._capture.recording
        table = recording.frames
        mine = np.flatnonzero(table["storage"] != Storage.NONE)
        for number, frame in enumerate(mine.tolist()):
            if number % 64 == 0:
                self._capture.tell("pictures", number, len(mine))
            self.frames += 1
            try:
                pixels = recording.pixels(frame)
            except FormatError as error:
                self.unreadable.add(self._place(frame, str(error)))
                self._before.pop(int(table["display"][frame]), None)
                continue
            self._look(frame, pixels)
        return len(mine) > 0

    def _look(self, frame: int, pixels: Pixels) -> None:
        row = self._capture.recording.frames[frame]
        thin = pixels[::_THINNED, ::_THINNED]
        # Most pictures are not plain at a few of their pixels, and need not be looked at whole.
        if _is_plain(thin) and _is_plain(pixels):
            self.blank.add(self._place(frame, "a picture of one colour"))
        display = int(row["display"])
        number, before = self._before.get(display, (-1, None))
        self._before[display] = (frame, pixels)
        if (
            before is None
            or number < 0
            or row["storage"] == Storage.VIDEO
            or row["changed"] not in {SAME, SEEN}
        ):
            return
        self.told += 1
        same = before.shape == pixels.shape and bool(np.array_equal(before, pixels))
        if same != (row["changed"] == SAME):
            words = "the same picture, said to be another" if same else "another picture, said to be the same"
            self.wrong.add(self._place(frame, words))

    def _place(self, frame: int, words: str) -> Evidence:
        t_ns = int(self._capture.recording.frames["t"][frame])
        return Evidence(Span(t_ns, t_ns + 1), words, "doubtful")


def _is_plain(pixels: Pixels) -> bool:
    return pixels.size > 0 and int(np.ptp(pixels.reshape(-1, 3), axis=0).max()) < _PLAIN_LEVELS

"""The registry: every check by its name, with its settings, in the order in which people read them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from formats.model.frames import Storage
from formats.model.recording import Recording
from replay.fidelity.align.found import Alignment
from replay.fidelity.capture import Capture, Progress
from replay.fidelity.checks import (
    button_places,
    clocks,
    duplicates,
    frame_origin,
    frame_rate,
    frame_sizes,
    freezes,
    held,
    holds,
    jitter,
    order,
    pictures,
    pointer_silence,
    polling,
    positions,
    scale,
    stamps,
    states,
    streams,
    teleports,
    written,
)
from replay.fidelity.frames_corrected import correction_record
from replay.fidelity.outcome import NotJudged, Outcome
from replay.fidelity.profile import Profile, Settings
from replay.fidelity.report.outcomes import Report

Run = Callable[[Capture, Settings], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked for."""

    run: Run
    defaults: Settings


CHECKS: Mapping[str, Check] = {
    "order": Check(order.check, order.DEFAULTS),
    "duplicates": Check(duplicates.check, duplicates.DEFAULTS),
    "clock-offset": Check(clocks.offsets, clocks.OFFSETS),
    "clock-drift": Check(clocks.drift, clocks.DRIFT),
    "clock-steps": Check(clocks.steps, clocks.STEPS),
    "receipt-bursts": Check(stamps.bursts, stamps.BURSTS),
    "time-stamps": Check(stamps.coarse, stamps.COARSE),
    "polling-rate": Check(polling.rate, polling.RATE),
    "missed-polls": Check(polling.missed, polling.MISSED),
    "jitter": Check(jitter.check, jitter.DEFAULTS),
    "teleports": Check(teleports.check, teleports.DEFAULTS),
    "sentinel-positions": Check(positions.sentinels, positions.SENTINELS),
    "outside-display": Check(positions.outside, positions.OUTSIDE),
    "scale": Check(scale.check, scale.DEFAULTS),
    "relative-motion": Check(positions.relative, positions.RELATIVE),
    "key-never-released": Check(partial(held.never_released, stream="key"), held.DEFAULTS),
    "key-never-pressed": Check(partial(held.never_pressed, stream="key"), held.DEFAULTS),
    "key-pressed-twice": Check(partial(held.pressed_twice, stream="key"), held.DEFAULTS),
    "key-hold": Check(partial(holds.held, stream="key"), holds.DEFAULTS),
    "auto-repeat": Check(holds.repeats, holds.REPEAT_DEFAULTS),
    "button-never-released": Check(partial(held.never_released, stream="button"), held.DEFAULTS),
    "button-never-pressed": Check(partial(held.never_pressed, stream="button"), held.DEFAULTS),
    "button-pressed-twice": Check(partial(held.pressed_twice, stream="button"), held.DEFAULTS),
    "button-hold": Check(partial(holds.held, stream="button"), holds.BUTTON_DEFAULTS),
    "stop-hotkey": Check(held.left_down, held.EDGE),
    "frame-rate": Check(frame_rate.rate, frame_rate.RATE),
    "frames-missing": Check(frame_rate.missing, frame_rate.MISSING),
    "frames-late": Check(frame_rate.late, frame_rate.LATE),
    "freezes": Check(freezes.freezes, freezes.FREEZES),
    "frames-repeated": Check(freezes.repeated, freezes.REPEATED),
    "frame-size": Check(frame_sizes.sizes, frame_sizes.SIZES),
    "frames-cover": Check(frame_sizes.uncovered, frame_sizes.UNCOVERED),
    "frame-origin": Check(frame_origin.check, frame_origin.DEFAULTS),
    "input-silence": Check(streams.silence, streams.SILENCE),
    "pointer-silence": Check(pointer_silence.check, pointer_silence.DEFAULTS),
    "button-places": Check(button_places.check, button_places.DEFAULTS),
    "lost-input": Check(states.check, states.DEFAULTS),
    "lost-rows": Check(written.check, written.DEFAULTS),
    "heartbeats": Check(streams.beats, streams.HEARTBEATS),
    # Last, for it counts what the others could not read.
    "damage": Check(streams.damage, streams.DAMAGE),
}
"""Every check by its name, which is that of its outcome and of its table in a profile."""

PICTURE_DEFAULTS: Profile = {
    "frame-offset": pictures.OFFSET,
    "frame-scale": pictures.SCALE,
    "pictures-unreadable": pictures.UNREADABLE,
    "pictures-blank": pictures.BLANK,
    "pictures-changed": pictures.UNCHANGED,
}
"""The settings of what only the pictures tell, by the names of the outcomes."""

OF_SHARES = frozenset(
    {
        *("order", "duplicates", "receipt-bursts", "missed-polls", "sentinel-positions", "outside-display"),
        *("relative-motion", "key-hold", "button-hold", "button-places", "frames-missing", "frames-late"),
        *("freezes", "frame-size", "pictures-unreadable", "pictures-blank", "pictures-changed"),
    }
)
"""The names of those whose limits are shares: of the events, of the frames, of the time."""

PICTURES_SAY: Mapping[str, str] = {
    "frame-offset": "by how much the frames' times are off from those of the events",
    "frame-scale": "whether positions are those of the pictures",
    "pictures-unreadable": "which pictures cannot be read",
    "pictures-blank": "which pictures are of one colour",
    "pictures-changed": "whether frames are told rightly to show a change",
}
"""What these say, one line each."""

DEFAULTS: Profile = {**{name: each.defaults for name, each in CHECKS.items()}, **PICTURE_DEFAULTS}
"""The profile that holds where none is given."""


def check(recording: Recording, profile: Profile = DEFAULTS, progress: Progress | None = None) -> Report:
    """Run every check on a recording; reads its streams in parts, and no picture.

    Args:
        recording: What is looked at.
        profile: The settings of every check, from `read_profile`.
        progress: Told the check's name, how many are done, and how many there are.
    """
    capture = Capture(recording)
    outcomes: list[Outcome] = []
    for done, (name, each) in enumerate(CHECKS.items()):
        if progress is not None:
            progress(name, done, len(CHECKS))
        outcomes += each.run(capture, profile[name])
    return Report(
        recording.duration_ns, tuple(outcomes), _not_judged(recording), correction_record(recording)
    )


def check_pictures(
    recording: Recording, profile: Profile = DEFAULTS, progress: Progress | None = None
) -> tuple[Report, Alignment]:
    """Run what only the pictures tell: every one of them is decoded, two held at a time.

    Args:
        recording: What is looked at.
        profile: See `check`.
        progress: Told what is done, how many frames of it, and how many there are.

    Raises:
        FormatError: Events cannot be read.
    """
    capture = Capture(recording, progress)
    outcome, found = pictures.offset(capture, profile["frame-offset"])
    scaled = pictures.frame_scale(capture, found, profile["frame-scale"])
    rest = pictures.pictures(capture, *(profile[name] for name in pictures.NAMES))
    return Report(recording.duration_ns, (outcome, scaled, *rest)), found


def _not_judged(recording: Recording) -> tuple[NotJudged, ...]:
    """Return what the pictures would say, nothing where there are none."""
    if not (recording.frames["storage"] != Storage.NONE).any():
        return ()
    return tuple(NotJudged(name, what) for name, what in PICTURES_SAY.items())

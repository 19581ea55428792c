"""A comparison as JSON values; the field names are promised to programs."""

from collections.abc import Callable
from functools import cache
from typing import Any

from formats.model.recording import Recording
from replay.fidelity.compare.comparison import Comparison
from replay.fidelity.compare.moments import Describe, Way, worst_moments
from replay.fidelity.compare.streams import StreamComparison
from replay.fidelity.compare.tables import describer
from replay.fidelity.frames_corrected import correction_record, correction_words

EVENTS_NAMED = 1000
"""Lost and added events of a stream that are named one by one at most; they are counted all."""


def comparison_record(found: Comparison, reference: Recording, capture: Recording) -> dict[str, Any]:
    """Return what a comparison found.

    Times of the reference where something was lost, of the capture where it was added.
    """
    sides = {"reference": reference, "capture": capture}

    @cache
    def describing(name: str, side: str) -> Callable[[int], str]:
        return describer(name, sides[side].events(name)) if name != "frame" else "frame {}".format

    def describe(name: str, way: Way, row: int) -> str:
        return describing(name, "capture" if way == "extra" else "reference")(row)

    space, frames = found.space, found.streams.get("frame")
    return {
        "faithful": found.is_faithful,
        "in_common": None if found.in_common is None else round(found.in_common, 4),
        "streams": {name: _stream(name, stream, describe) for name, stream in found.streams.items()},
        "clock_offset_ns": found.clock.offset_ns,
        "clock_drift_ppm": None if found.clock.drift_ppm is None else round(found.clock.drift_ppm, 3),
        "clock_rests_on": found.clock_rests_on or None,
        "clock_pairs": found.clock.pairs,
        "clock_noise_ns": found.clock.noise_ns,
        "steps": [
            {"at_ns": step.at_ns, "after_ns": step.after_ns, "size_ns": step.size_ns}
            for step in found.clock.steps
        ],
        "scale": None if space is None else round(space.scale, 6),
        "scale_x": None if space is None else round(space.scale_x, 6),
        "scale_y": None if space is None else round(space.scale_y, 6),
        "shift_px": None if space is None else [round(space.shift_x, 3), round(space.shift_y, 3)],
        "path_error_px_p95": None if found.path_error_px_p95 is None else round(found.path_error_px_p95, 3),
        "stream_lag_ns": {name: stream.lag_ns for name, stream in found.streams.items()},
        "frames_lost": frames.lost if frames else 0,
        "holes": [
            {
                "start_ns": hole.start_ns,
                "end_ns": hole.end_ns,
                "after_ns": hole.after_ns,
                "until_ns": hole.until_ns,
                "events": hole.events,
            }
            for hole in found.holes
        ],
        "worst_moments": [each.record() for each in worst_moments(found, describe)],
        "frames_corrected": {name: correction_record(side) for name, side in sides.items()},
    }


def corrections_words(record: dict[str, Any]) -> str:
    """Say which corrections of frames were followed, "" for none."""
    said = {name: correction_words(each) for name, each in record["frames_corrected"].items()}
    return " ".join(f"In the {name}: {words}" for name, words in said.items() if words)


def _named(name: str, stream: StreamComparison, way: Way, describe: Describe) -> list[dict[str, Any]]:
    """Return the first lost, or added, events of a stream: their times, and what they are."""
    rows, times = (
        (stream.lost_rows, stream.lost_ns) if way == "lost" else (stream.extra_rows, stream.extra_ns)
    )
    first = zip(rows[:EVENTS_NAMED].tolist(), times[:EVENTS_NAMED].tolist(), strict=True)
    return [{"t_ns": t_ns, "event": describe(name, way, row)} for row, t_ns in first]


def _stream(name: str, stream: StreamComparison, describe: Describe) -> dict[str, Any]:
    return {
        "reference": stream.reference,
        "capture": stream.capture,
        "matched": stream.matched,
        "lost": stream.lost,
        "extra": stream.extra,
        "doubled": stream.doubled,
        "moved": stream.moved,
        "late": stream.late,
        "lag_ns": stream.lag_ns,
        "jitter_ns_p95": stream.jitter_ns_p95,
        "lost_events": _named(name, stream, "lost", describe),
        "extra_events": _named(name, stream, "extra", describe),
    }

"""What aligning pictures with events found: by how much frames are off, how surely, and by what."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from formats.model.time import NS_PER_MS

Method = Literal["recorded cursor", "learnt cursor", "near changes", "activity", "none"]
Verdict = Literal["ok", "off", "unknown"]
CurveUnit = Literal["px", "nats"]
Progress = Callable[[str, int, int], None]

OFF_NS = 20 * NS_PER_MS
"""From what offset on frames are off."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """What was found of a recording's frames and events."""

    offset_ns: int | None
    """To be added to the frames' times so that they agree with the events, at the recording's start where
    there is a drift; None where that is not known."""
    drift_ppm: float | None
    """By how much the frames' clock must be made faster; None where the recording is too short to say."""
    confidence: float
    """0 to 1."""
    method: Method
    verdict: Verdict
    note: str
    """What it rests on, or why it is not known."""
    uncertain_ns: int | None = None
    """How far off the offset may be: half the width of the minimum, or what other frames would have given."""
    scale: float | None = None
    """Of the logged coordinates to those of the picture, as they were measured; 1 where they agree."""
    sightings: int = 0
    """In how many frames the cursor was found."""
    frames: int = 0
    """In how many it was looked for."""
    curve: tuple[tuple[int, float], ...] = ()
    """Shifts, and how badly each fits, in `curve_unit`."""
    curve_unit: CurveUnit = "px"
    """px: the cursor's mean distance from the path; nats: by how much it is less likely than the best."""

    def record(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {
            "offset_ns": self.offset_ns,
            "drift_ppm": None if self.drift_ppm is None else round(self.drift_ppm, 2),
            "confidence": round(self.confidence, 3),
            "method": self.method,
            "verdict": self.verdict,
            "note": self.note,
            "uncertain_ns": self.uncertain_ns,
            "scale": None if self.scale is None else round(self.scale, 4),
            "sightings": self.sightings,
            "frames": self.frames,
            "curve": [[shift_ns, round(misfit, 2)] for shift_ns, misfit in self.curve],
            "curve_unit": self.curve_unit,
        }

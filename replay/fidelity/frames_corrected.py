"""What a report says of a correction of the frames' times that was followed: nothing is repaired silently."""

from collections.abc import Mapping
from typing import Any

from formats.model.corrected import CorrectedRecording, amount_text
from formats.model.recording import Recording

_PPB_OF_PPM = 1000


def correction_record(recording: Recording) -> dict[str, Any] | None:
    """Return by how much the frames of a recording are moved, as JSON values; None for not at all."""
    if not isinstance(recording, CorrectedRecording):
        return None
    made = recording.correction
    return {"offset_ns": made.frame_offset_ns, "drift_ppm": made.frame_drift_ppb / _PPB_OF_PPM}


def correction_words(record: Mapping[str, Any] | None) -> str:
    """Say in a sentence what `correction_record` returned, "" for None."""
    if record is None:
        return ""
    amount = amount_text(record["offset_ns"], record["drift_ppm"])
    return f"Frames are judged as moved by {amount}, not as they were recorded."

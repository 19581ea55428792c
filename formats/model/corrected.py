"""A recording whose frames have corrected times; its events, its pictures and its file are as they were.

Whoever reads it need not know: frames, and the rows of the stream `frame`, have the times that agree with the
events, so that a frame still belongs to an instant as the last one at or before it.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from formats.model.annotations import Correction
from formats.model.frames import Frames
from formats.model.header import Header
from formats.model.recording import Recording, StreamInfo
from formats.model.streams import Events
from formats.model.time import NS_PER_MS, NS_PER_S, Span
from formats.model.wrapped import WrappedRecording

HEADER_DETAIL = "frames_corrected"
"""Name in the header's details under which a corrected recording says by how much; exports carry it along."""
MOST_OFFSET_NS = 3600 * NS_PER_S
MOST_DRIFT_PPB = 10_000_000
"""One in a hundred: time still goes forward, and what is more is no drift."""

_FRAME = "frame"
_PPB = 1e9
_FARTHEST_NS = 1 << 61


def refusal(correction: Correction) -> str:
    """Say why a correction cannot be followed, "" where it can: a journal may be a stranger's."""
    if abs(correction.frame_offset_ns) > MOST_OFFSET_NS:
        return "its offset is longer than an hour"
    if abs(correction.frame_drift_ppb) > MOST_DRIFT_PPB:
        return "its drift is more than one in a hundred"
    return ""


def amount_text(offset_ns: int, drift_ppm: float) -> str:
    """Say by how much frames are moved: "+180.0 ms", "+180.0 ms, -3.2 ppm"."""
    more = f", {drift_ppm:+.1f} ppm" if drift_ppm else ""
    return f"{offset_ns / NS_PER_MS:+.1f} ms{more}"


def corrected(recording: Recording, correction: Correction | None) -> Recording:
    """Return the recording with a correction in force, in place of any other; without one, as it is.

    Raises:
        ValueError: The correction cannot be followed, see `refusal`.
    """
    raw = uncorrected(recording)
    if correction is None or not (correction.frame_offset_ns or correction.frame_drift_ppb):
        return raw
    if why := refusal(correction):
        raise ValueError(why)
    return CorrectedRecording(raw, correction)


def uncorrected(recording: Recording) -> Recording:
    """Return the recording as it was made: its content id is that of this one."""
    return recording.raw if isinstance(recording, CorrectedRecording) else recording


def corrected_times(times: NDArray[np.int64], correction: Correction) -> NDArray[np.int64]:
    """Return times of frames as they agree with the events; what was in order stays so.

    Args:
        times: As recorded, nanoseconds, shape (n,).
        correction: One that `refusal` has nothing against.
    """
    # A hostile table may hold times at which the sum would begin anew at the other end.
    times = np.clip(times, -_FARTHEST_NS, _FARTHEST_NS)
    drift = np.rint(times * (correction.frame_drift_ppb / _PPB)).astype(np.int64)
    out: NDArray[np.int64] = times + correction.frame_offset_ns + drift
    return out


class CorrectedRecording(WrappedRecording):
    """Reads another recording; closing it closes that one."""

    def __init__(self, raw: Recording, correction: Correction) -> None:
        super().__init__(raw)
        self.correction = correction

    @cached_property
    def header(self) -> Header:
        """As the recording's, with a word among the details on what was corrected."""
        header = self.raw.header
        said = {
            "offset_ns": self.correction.frame_offset_ns,
            "drift_ppb": self.correction.frame_drift_ppb,
            "note": self.correction.note,
        }
        return replace(header, details={**header.details, HEADER_DETAIL: said})

    @cached_property
    def streams(self) -> Mapping[str, StreamInfo]:
        """As the recording's, frames with their corrected times."""
        streams = dict(self.raw.streams)
        if _FRAME in streams:
            info = streams[_FRAME]
            start, end = self._times_of(np.array([info.start_ns, info.end_ns], np.int64)).tolist()
            streams[_FRAME] = StreamInfo(info.rows, start, end)
        return streams

    @cached_property
    def frames(self) -> Frames:
        """The table of frames, with corrected times."""
        frames = self.raw.frames.copy()
        frames["t"] = self._times_of(frames["t"])
        return frames

    @property
    def duration_ns(self) -> int:
        """Time of the last event or frame, at least 0."""
        last = int(self.frames["t"][-1]) if len(self.frames) else 0
        return max(0, last, *(info.end_ns for info in self.streams.values()))

    def events(self, stream: str, span: Span | None = None) -> Events:
        """Return the rows of `stream` in `span`; frames by their corrected times."""
        if stream != _FRAME:
            return self.raw.events(stream, span)
        if span is None:
            return self._corrected(self.raw.events(stream))
        return self.rows(stream, self.row_at(stream, span.start_ns), self.row_at(stream, span.end_ns))

    def rows(self, stream: str, start: int, stop: int) -> Events:
        """Return the rows numbered `start` up to `stop`."""
        rows = self.raw.rows(stream, start, stop)
        return self._corrected(rows) if stream == _FRAME else rows

    def row_at(self, stream: str, t_ns: int) -> int:
        """Return how many rows of `stream` have a time before `t_ns`."""
        return self.raw.row_at(stream, t_ns) if stream != _FRAME else bisect_left(self._frame_rows, t_ns)

    def close(self) -> None:
        """Close the recording."""
        self.raw.close()

    @cached_property
    def _frame_rows(self) -> NDArray[np.int64]:
        """Times of the stream `frame`."""
        return self._times_of(np.array(self.raw.events(_FRAME).t, np.int64))

    def _corrected(self, events: Events) -> Events:
        rows = events.rows.copy()
        rows["t"] = self._times_of(rows["t"])
        return Events(events.stream, rows, events.strings)

    def _times_of(self, times: NDArray[np.int64]) -> NDArray[np.int64]:
        return corrected_times(times, self.correction)

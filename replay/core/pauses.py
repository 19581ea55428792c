"""Pauses: spans in which the recorded person did not want to be recorded."""

from formats.model.recording import Recording
from formats.model.time import Span

PAUSE, RESUME = "pause", "resume"
"""Names of the markers between which nothing was recorded."""


def pauses(recording: Recording) -> list[Span]:
    """Return the pauses in their order; one that nothing ended lasts until the end of the recording."""
    out = []
    began_ns: int | None = None
    markers = recording.events("marker")
    for t_ns, name in zip(markers.t.tolist(), markers.texts("name").tolist(), strict=True):
        if name == PAUSE and began_ns is None:
            began_ns = t_ns
        elif name == RESUME and began_ns is not None:
            out.append(Span(began_ns, max(t_ns, began_ns + 1)))
            began_ns = None
    if began_ns is not None:
        out.append(Span(began_ns, max(recording.duration_ns, began_ns + 1)))
    return out

"""What a clean copy still tells of the typing that was removed from it: the certificate names it."""

import numpy as np
from numpy.typing import NDArray

from formats.model.recording import Recording
from formats.model.streams import Events
from formats.model.time import NS_PER_S, Span
from replay.privacy.proof.checks import marked_spans

_DONE = ("button", "scroll", "window", "clipboard")
"""Streams of what people do beside typing."""


def still_told(copy: Recording) -> list[str]:
    """Return a sentence for each thing, none where no typing was removed."""
    spans = marked_spans(copy)
    if not spans:
        return []
    told = [f"that something was typed, and in which seconds: {len(spans):,} time{'s' * (len(spans) != 1)}"]
    pictures = int(np.count_nonzero(copy.frames["t"][_inside(copy.frames["t"], spans)] % NS_PER_S))
    if pictures:
        told.append(
            f"the times of {pictures:,} picture{'s' * (pictures != 1)} in them, because something else "
            "changed; what the typing led to may be among it, and tells when that ended (--coarse-ms 1000 "
            "rounds them)"
        )
    rows = {name: _exact(copy.events(name), spans) for name in _DONE if name in copy.streams}
    done = ", ".join(f"{count:,} of {name}" for name, count in rows.items() if count)
    if done:
        told.append(f"the times of what else was done in them, in rows: {done}")
    return told


def _exact(events: Events, spans: list[Span]) -> int:
    return int(np.count_nonzero(events.t[_inside(events.t, spans)] % NS_PER_S))


def _inside(times: NDArray[np.int64], spans: list[Span]) -> NDArray[np.bool_]:
    inside = np.zeros(len(times), np.bool_)
    for span in spans:
        inside |= (times >= span.start_ns) & (times < span.end_ns)
    return inside

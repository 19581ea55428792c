"""Events out of order, as far as the importer kept the order of capture."""

from collections.abc import Iterator

import numpy as np

from formats.model.time import NS_PER_MS, Span
from replay.fidelity.capture import Capture
from replay.fidelity.outcome import Evidence, Outcome, Places, counted, unknown
from replay.fidelity.profile import Settings, limits

NAME = "order"
DEFAULTS: Settings = {"doubtful": 0, "bad": 0.01}
_LEAST = 2


def check(capture: Capture, settings: Settings) -> Iterator[Outcome]:
    """Count events of the inputs that were captured before one that has an earlier time.

    Limits are shares. Rows lie in order of time, so that one out of order shows by its place in the
    order of capture, `seq`. How late: the time back to what was captured just after it.
    """
    total = found = 0
    latest_ns = 0
    spans = Places()
    highest_seq, highest_t = -1, 0
    for part in capture.inputs():
        total += len(part.t)
        seqs = np.concatenate([[highest_seq], part.seq])
        times = np.concatenate([[highest_t], part.t])
        # The row captured last among those up to here; what has a lower seq came before it, at a later time.
        running = np.maximum.accumulate(seqs)
        leader = np.maximum.accumulate(np.where(seqs == running, np.arange(len(seqs)), 0))
        # What was captured too late by its time is passed by all that lies up to here.
        passed = np.flatnonzero(seqs < running)
        reach = times.copy()
        np.maximum.at(reach, leader[passed], times[passed])
        # Only where the order turns back: one event that came far too late is one, whatever it passed.
        for row in (leader[np.flatnonzero(seqs[1:] < seqs[:-1])]).tolist():
            found += 1
            span = Span(int(times[row]), int(reach[row]))
            latest_ns = max(latest_ns, span.duration_ns)
            words = f"captured {span.duration_ns / NS_PER_MS:.1f} ms out of order"
            spans.add(Evidence(span, words, "doubtful", span.duration_ns))
        highest_seq, highest_t = int(running[-1]), int(times[leader[-1]])
    if total < _LEAST:
        yield unknown(NAME, "events", "there are no events to compare")
        return
    yield counted(
        NAME,
        found,
        total,
        "events",
        limits(settings),
        spans=spans,
        note=f"{found:,} of {total:,} events came out of order",
        figures={"latest_ms": latest_ns / NS_PER_MS},
    )

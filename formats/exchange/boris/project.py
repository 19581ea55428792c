"""What our projects have in common with how they are read."""

from formats.model.exchange import Holds
from formats.model.time import NS_PER_MS
from formats.sinks.plain_text import one_line

STATE, POINT = "State event", "Point event"
ANNOTATOR, RECORDING = "annotator", "recording"
"""Independent variables of an observation."""
NO_MODIFIER = ("", "None")

HOLDS = Holds(
    frozenset({"segment", "mark"}),
    "BORIS",
    unit_ns=NS_PER_MS,
    first_ns=0,
    last_ns=9 * 10**12 * NS_PER_MS,
    notes=True,
    authors=True,
    line=one_line,
)

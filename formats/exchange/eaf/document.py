"""What our EAF files have in common with how they are read."""

from formats.model.exchange import Holds
from formats.model.time import NS_PER_MS
from formats.sinks.plain_text import one_line, xml_text

SPAN = "default-lt"
"""ELAN's own name for the type of a plain tier."""
POINT = "replay point"
NOTE = "replay note"
COMMENT = "replay comment"
PIN = "replay pin"
"""Of comments at an instant."""

ASSOCIATION = "Symbolic_Association"
SUBDIVISION = "Symbolic_Subdivision"

_LAST_MS = (1 << 32) - 2
"""Times are xsd:unsignedInt, and a point takes a millisecond more."""

HOLDS = Holds(
    frozenset({"segment", "mark", "comment"}),
    "ELAN",
    unit_ns=NS_PER_MS,
    first_ns=0,
    last_ns=_LAST_MS * NS_PER_MS,
    notes=True,
    authors=True,
    line=one_line,
    text=xml_text,
)

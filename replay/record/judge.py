"""What may be recorded: nothing while the person paused, no keys into a window that is left out."""

from formats.model.time import NS_PER_MS
from replay.record.spans import OpenSpans
from replay.record.tape import Row

BEFORE_NS, AFTER_NS = 250 * NS_PER_MS, 100 * NS_PER_MS
"""A window manager says only after it has given it the keys that another window is active."""
_ALWAYS = frozenset({"clock", "display", "marker", "other"})


class Judge:
    """Decides on rows in order of time."""

    def __init__(self) -> None:
        # What has the same millisecond as the key that goes on was perhaps before it.
        self.pauses = OpenSpans(after_ns=NS_PER_MS)
        self.exclusions = OpenSpans(BEFORE_NS, AFTER_NS)
        self.left_out = 0
        """How many keys were not recorded because of the window they went to."""
        self._down: set[tuple[str, int]] = set()

    def __call__(self, row: Row) -> Row | None:
        """Return the row as it may be written, None where it may not."""
        if row.stream in _ALWAYS:
            return row
        if row.stream in {"key", "button"} and not row.values["pressed"]:
            return self._released(row)
        if self.pauses.hold(row.t_ns):
            return None
        if row.stream in {"key", "clipboard"} and self.exclusions.hold(row.t_ns):
            if row.stream == "clipboard":
                return row._replace(values={**row.values, "string": ""})
            self.left_out += 1
            return None
        if row.stream in {"key", "button"}:
            self._down.add((row.stream, row.part))
        return row

    def _released(self, row: Row) -> Row | None:
        # What was seen to go down is seen to go up, whatever happened meanwhile: else it would hang for ever.
        held = (row.stream, row.part)
        if held not in self._down:
            return None
        self._down.discard(held)
        return row

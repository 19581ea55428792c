"""What recording costs the machine, told at its end."""

import resource
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a recording ended."""

    duration_s: float
    rows: int
    frames: int
    missed: int
    """Pictures that could not be taken, as while a display changed."""
    keys_left_out: int
    """Presses of keys that were not recorded because of the window they went to."""
    cores: float
    """Processor time of this program for each second recorded."""
    memory_bytes: int
    """The most memory it held."""
    late_ms: float
    """By how much the heartbeat was late at most; pauses and exclusions hold however late it is."""


class CostMeter:
    """Measures from its making on."""

    def __init__(self) -> None:
        self._started = time.monotonic()
        self._busy = time.process_time()

    def outcome(self, *, rows: int, frames: int, missed: int, keys_left_out: int, late_ms: float) -> Outcome:
        """Return what it came to until now."""
        duration_s = max(time.monotonic() - self._started, 1e-3)
        return Outcome(
            duration_s=duration_s,
            rows=rows,
            frames=frames,
            missed=missed,
            keys_left_out=keys_left_out,
            cores=(time.process_time() - self._busy) / duration_s,
            memory_bytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
            late_ms=late_ms,
        )

"""What is recorded, and how."""

from dataclasses import dataclass
from pathlib import Path

from replay.record.consent import Agreement
from replay.record.exclusion import DEFAULT_EXCLUDED

PAUSE_KEY, STOP_KEY = "Pause", "Scroll_Lock"


@dataclass(frozen=True, slots=True)
class Plan:
    """All that is decided before a recording begins."""

    out: Path
    """The file; it must not exist."""
    agreement: Agreement
    display: str = ""
    """The X display, "" for what DISPLAY says."""
    fps: float = 4.0
    seconds: float | None = None
    """When it ends by itself; None for never."""
    clipboard_text: bool = False
    excluded: tuple[str, ...] = DEFAULT_EXCLUDED
    pause_key: str = PAUSE_KEY
    stop_key: str = STOP_KEY
    recorder: str = "replay"
    """The program with its version."""
    task: str = ""

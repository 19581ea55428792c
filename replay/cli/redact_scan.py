"""A search of a recording for what should not be in it, as `replay redact` and `replay verify` need it."""

from typing import TYPE_CHECKING

from formats.model.recording import Recording
from replay.cli.progress import ProgressBar
from replay.privacy.policy import Policy

if TYPE_CHECKING:
    from replay.privacy.finding import Scan


def scanned(recording: Recording, progress: ProgressBar, policy: Policy) -> "Scan":
    """Search every channel with every detector.

    Raises:
        FormatError: The recording cannot be read.
    """
    from replay.cli.scan_command import screen_reader
    from replay.privacy.scan import scan_recording

    reader, why = screen_reader(recording, no_ocr=False)
    return scan_recording(recording, policy, progress=progress.stage, screen=reader, why_no_screen=why)


def screen_share(scan: "Scan") -> float:
    """Return the part of the pictures whose text was read."""
    return min((each.share for each in scan.searched if each.channel == "screen"), default=0.0)

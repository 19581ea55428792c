"""A search of a recording for what should not be in it, as `replay redact` and `replay verify` need it."""

from pathlib import Path
from typing import TYPE_CHECKING

from formats.model.recording import Recording
from replay.cli.progress import ProgressBar
from replay.privacy.policy import Policy

if TYPE_CHECKING:
    from replay.privacy.finding import Scan


def scanned(recording: Recording, path: Path, progress: ProgressBar, policy: Policy, *, kept: bool) -> "Scan":
    """Search every channel with every detector.

    Args:
        recording: What is searched.
        path: Where it lies.
        progress: Told how far it is.
        policy: What to look for.
        kept: Whether what a scan kept of its pictures is believed; a proof reads them anew.

    Raises:
        FormatError: The recording cannot be read.
    """
    from replay.cli.screen_text import screen_reader
    from replay.privacy.scan import scan_recording
    from replay.privacy.screen.crew import cores

    with screen_reader(recording, path, processes=cores(), keep=kept) as (reader, why):
        return scan_recording(recording, policy, progress.stage, screen=reader, why_no_screen=why)


def screen_share(scan: "Scan") -> float:
    """Return the part of the pictures whose text was read."""
    return min((each.share for each in scan.searched if each.channel == "screen"), default=0.0)

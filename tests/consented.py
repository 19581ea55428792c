"""The sample with a consent in its header, for tests of what that changes."""

from pathlib import Path

from formats.model.header import Consent
from formats.native.copy import write_recording
from formats.native.reader import Reader
from replay.cli.writing.named_consent import AgreedRecording
from tests.data import SAMPLE


def consented_sample(path: Path, consent: Consent) -> Path:
    """Write it, and return where."""
    with Reader(SAMPLE) as recording:
        write_recording(AgreedRecording(recording, consent), path)
    return path

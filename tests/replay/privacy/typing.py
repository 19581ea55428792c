"""Typed recordings for the tests of what finds secrets in them."""

from random import Random

from formats.model.memory import MemoryRecording
from replay.privacy.finding import Finding
from replay.privacy.policy import DEFAULT_POLICY, Policy
from replay.privacy.scan.scanning import scan_recording
from tests.benchmarks.privacy.typist import Typist


def typist() -> Typist:
    """Return somebody who never slips."""
    return Typist(Random(1), 0.0)


def found(recording: MemoryRecording, category: str, policy: Policy = DEFAULT_POLICY) -> list[Finding]:
    """Return what a scan without pictures finds of a category."""
    return [each for each in scan_recording(recording, policy).findings if each.category == category]


def texts(recording: MemoryRecording, category: str) -> list[str]:
    """Return the secrets of a category that a scan finds, in order of time."""
    return [each.text for each in sorted(found(recording, category), key=lambda each: each.start_ns)]

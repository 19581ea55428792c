"""Which detectors there are, in the order in which they are told to people."""

from replay.privacy.detectors import email
from replay.privacy.match import Detector

DETECTORS: tuple[Detector, ...] = (email,)
"""Every detector, a module each."""

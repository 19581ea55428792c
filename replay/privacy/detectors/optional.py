"""Detectors that a policy asks for beside those that are always there; loaded when one is asked for."""

from functools import lru_cache
from pathlib import Path

from replay.privacy.match import Detector
from replay.privacy.policy import Policy


def optional_detectors(policy: Policy) -> tuple[Detector, ...]:
    """Return the detectors that a policy names.

    Raises:
        MissingExtraError: What they need is not installed.
        FormatError: A model is none.
    """
    found: list[Detector] = []
    if policy.people_model:
        found.append(_people(policy.people_model, policy.people_labels))
    if policy.presidio:
        found.append(_presidio(policy.presidio))
    return tuple(found)


@lru_cache(maxsize=2)
def _people(model: str, labels: tuple[str, ...]) -> Detector:
    from replay.privacy.detectors.people import LABELS, PeopleDetector  # noqa: PLC0415 - an extra

    return PeopleDetector(Path(model).expanduser(), labels or LABELS)


@lru_cache(maxsize=2)
def _presidio(recognizers: tuple[str, ...]) -> Detector:
    from replay.privacy.detectors.presidio import PresidioDetector  # noqa: PLC0415 - an extra

    return PresidioDetector(recognizers)

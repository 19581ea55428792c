"""Whoever meets a defect is told what its check looks for."""

from replay.fidelity.meanings import MEANINGS
from replay.fidelity.registry import DEFAULTS


def test_every_check_has_a_meaning() -> None:
    """One sentence each, none for a check that there is not."""
    assert set(MEANINGS) == set(DEFAULTS)
    assert all(words.endswith(".") and len(words) < 110 for words in MEANINGS.values())

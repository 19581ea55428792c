"""The clipboard: what a password manager put there is a password, and so is what looks like nothing else."""

import pytest

from tests.replay.privacy.typing import texts, typist


@pytest.mark.parametrize("copied", ["fluffy-river-garden", "maple river candle tiger", "Kq7#vetarmoon"])
def test_what_is_copied_in_a_password_manager_is_a_password(copied: str) -> None:
    """Whatever it looks like."""
    ann = typist()
    ann.window("KeePassXC", "private.kdbx - KeePassXC")
    ann.copy(copied)

    assert texts(ann.recording(), "password") == [copied]


def test_a_strong_password_is_told_by_itself() -> None:
    """Copied anywhere; a word, a link and a line of code are none."""
    ann = typist()
    ann.window("firefox", "News - Firefox")
    for copied in ("Kq7#vetarmoon!2", "garden", "https://example.com/?page=2", "rows[0] = total(9)"):
        ann.copy(copied)

    assert texts(ann.recording(), "password") == ["Kq7#vetarmoon!2"]

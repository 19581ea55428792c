"""What a verification found or left open comes with what is to be done."""

from pathlib import Path

import pytest

from replay.privacy.proof.checks import Check, Status
from replay.privacy.proof.next_step import next_steps

_COPY, _ORIGINAL = Path("out put.replay"), Path("in.replay")


@pytest.mark.parametrize(
    ("name", "status", "words"),
    [
        ("detectors", "found", "`replay redact in.replay -o 'out put.replay' --force --flags --accept-all`"),
        ("painted", "found", "`replay open in.replay --as privacy`, x and P"),
        ("read", "open", "replay-desk[ocr]"),
        ("secrets", "open", "--against ORIGINAL"),
        ("rules", "open", "make it again"),
        ("list", "found", "put back the list"),
        ("list", "open", "--signed C.json"),
        ("structure", "found", "make it again"),
    ],
)
def test_each_thing_left_has_a_command(name: str, status: Status, words: str) -> None:
    """One that can be pasted into a shell; nothing is to be done of what is clean."""
    steps = next_steps([Check("texts", "clean", "looked"), Check(name, status, "looked")], _COPY, _ORIGINAL)

    assert any(words in step for step in steps)
    assert not next_steps([Check(name, "clean", "looked")], _COPY, _ORIGINAL)


def test_the_same_is_said_once() -> None:
    """However many checks it would mend; where no original was named its name is left to the person."""
    steps = next_steps([Check("events", "found", ""), Check("header", "found", "")], _COPY, None)

    assert len(steps) == 1
    assert "replay redact ORIGINAL -o" in steps[0]

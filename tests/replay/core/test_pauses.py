"""Pauses, as markers tell them."""

from formats.model.time import Span
from replay.core.pauses import pauses
from tests.replay.core.recordings import S, recording


def test_pauses_lie_between_their_markers() -> None:
    """Whatever else is marked; the last may have no end."""
    names = ["resume", "pause", "note", "pause", "resume", "pause", "end"]

    found = pauses(recording(*(("marker", at, {"name": name}) for at, name in enumerate(names))))

    assert found[0] == Span(1 * S, 4 * S)
    assert found[1].start_ns == 5 * S
    assert found[1].end_ns >= 6 * S
    assert len(found) == 2

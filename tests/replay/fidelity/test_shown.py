"""Every row of the table of what must be shown holds, on the captured desk and on the made-up day."""

import pytest

from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from tests.replay.fidelity.shown import ROWS, day_subject, desk_subject


@pytest.mark.parametrize("fault", ROWS)
def test_what_is_injected_into_the_desk_is_found(fault: str, desk: Recording) -> None:
    """With its size, within the limit that the table gives."""
    missed = [figure for figure in ROWS[fault](desk_subject(desk)) if figure.met is False]

    assert missed == []


@pytest.mark.parametrize("fault", ROWS)
def test_what_is_injected_into_the_day_is_found(fault: str, day: MemoryRecording) -> None:
    """With its size, within the limit that the table gives."""
    missed = [figure for figure in ROWS[fault](day_subject(day)) if figure.met is False]

    assert missed == []

"""What was captured or made with care gives no finding, but those that are documented here."""

from formats.model.memory import MemoryRecording
from formats.model.recording import Recording
from replay.fidelity.registry import CHECKS, check
from replay.fidelity.report.outcomes import defects

_OF_THE_DAY = {"outside-display"}
"""Its made-up hand overshoots what it aims at, and no edge of the screen stops it: 1.5 % of the positions."""


def test_the_desk_has_no_finding(desk: Recording) -> None:
    """Every verdict is ok, or that it cannot be known."""
    report = check(desk)

    assert [each.name for each in report.outcomes if each.verdict in {"doubtful", "bad"}] == []
    assert defects(report) == []


def test_the_made_up_day_has_its_own_alone(day: MemoryRecording) -> None:
    """What is found there was made so."""
    found = {each.name for each in check(day).outcomes if each.verdict in {"doubtful", "bad"}}

    assert found == _OF_THE_DAY


def test_each_check_gives_the_outcome_of_its_name(desk: Recording) -> None:
    """One outcome for each check of the registry, in its order."""
    assert [each.name for each in check(desk).outcomes] == list(CHECKS)

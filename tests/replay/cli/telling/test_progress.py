"""The bar of a long command: little is written, and of what takes hours it is said how long it takes."""

import io
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.cli.telling import progress
from replay.cli.telling.progress import ProgressBar, about


class _Screen(io.StringIO):
    """A terminal that keeps what is written, and a clock that stands where the test puts it."""

    now_s = 100.0

    def isatty(self) -> bool:
        return True

    @property
    def lines(self) -> list[str]:
        return self.getvalue().split("\r\x1b[K")[1:]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> _Screen:
    """Let stderr be a terminal."""
    made = _Screen()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=made))
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: made.now_s))
    monkeypatch.setattr("replay.cli.telling.progress.click.echo", lambda text, **_: made.write(text))
    return made


def test_of_many_it_is_counted_and_said_how_long_the_rest_takes(screen: _Screen) -> None:
    """Hours stand at 0 % for minutes: nobody could tell them from a program that hangs."""
    bar = ProgressBar()
    for second in range(11):
        screen.now_s = 100.0 + second
        bar.stage("reading text", 2 * second, 28_800)

    assert screen.lines[2].endswith("0 %  4 of 28,800")
    assert screen.lines[10].endswith("0 %  20 of 28,800, 4 h 0 min left")
    assert all(len(line) < 80 for line in screen.lines)


def test_of_few_a_hundredth_is_enough(screen: _Screen) -> None:
    """It is drawn where that changes, and nowhere else."""
    bar = ProgressBar()
    for done in range(200):
        screen.now_s += 1.0
        bar.stage("reading text", done, 200)

    assert len(screen.lines) == 100
    assert not any(" of " in line for line in screen.lines)


@given(st.floats(0, 1e6))
def test_what_lies_ahead_is_said_as_people_do(seconds: float) -> None:
    """Never "0 s", nor sixty minutes beside hours."""
    words = about(seconds)

    assert words != "0 s"
    assert not ("60 min" in words and " h " in words)

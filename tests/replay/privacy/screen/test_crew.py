"""Processes that read lines: the same is read as by one, and none outlives who started it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from formats.model.frames import Pixels
from replay.privacy.screen.crew import Crew, cores, spare_cores
from replay.privacy.screen.reading import ScreenText
from replay.privacy.texts import Texts
from tests.data import ROOT
from tests.replay.privacy.screen.bars import Bars, picture, recording

PICTURES = [picture((20 + number, 2), (140 + number, 40)) for number in range(40)]
_STARTS = """
import sys, time
from replay.privacy.screen.crew import Crew
from tests.replay.privacy.screen.bars import Bars
if __name__ == "__main__":
    crew = Crew(Bars, 2)
    print(*(each.pid for each in crew._processes), flush=True)
    time.sleep(60)
"""


class Dying(Bars):
    """Its process is killed by what it reads."""

    def recognise(self, picture: Pixels) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return super().recognise(picture)


class Telling(Bars):
    """Says how much its process gives way to others, in place of what it reads."""

    def recognise(self, picture: Pixels) -> str:
        del picture
        return str(os.nice(0))


def read(crew: Crew | None) -> list[tuple[str, int, int]]:
    texts = Texts()
    ScreenText([Bars()], crew=crew)(recording(PICTURES), texts, lambda _what, _done, _total: None)
    return [(text.text, text.start_ns, text.end_ns) for text in texts.every]


@pytest.mark.parametrize("processes", [1, 3])
def test_several_processes_read_what_one_reads(processes: int) -> None:
    """In the same order, each line once."""
    with Crew(Bars, processes) as crew:
        assert read(crew) == read(None)


def test_a_process_that_dies_is_an_error_and_no_wait_without_end() -> None:
    """What it was given is never answered."""
    with pytest.raises(ChildProcessError):
        _read_many(Dying)


def test_processes_end_where_who_started_them_is_killed(tmp_path: Path) -> None:
    """With a signal that nobody can handle."""
    program = tmp_path / "starts.py"
    program.write_text(_STARTS)
    with subprocess.Popen(
        [sys.executable, program],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as started:
        assert started.stdout is not None
        pids = [int(word) for word in started.stdout.readline().split()]
        assert len(pids) == 2
        started.kill()

    ends_s = time.monotonic() + 30
    while any(_is_there(pid) for pid in pids) and time.monotonic() < ends_s:
        time.sleep(0.05)
    assert not any(_is_there(pid) for pid in pids)


@pytest.mark.parametrize("yields", [False, True])
def test_processes_of_a_screen_give_way_to_it(yields: bool) -> None:
    """Else each key would wait for them; those of a command do not."""
    with Crew(Telling, 1, yields=yields) as crew:
        answers = [*crew.give(b"line", np.zeros((4, 4, 3), np.uint8)), *crew.rest()]
        told = [text for _, text in answers]

    assert [int(text) > os.nice(0) for text in told] == [yields]


def _read_many(make: type[Bars]) -> None:
    with Crew(make, 1) as crew:
        for number in range(200):
            list(crew.give(bytes([number]), np.zeros((4, 4, 3), np.uint8)))
        list(crew.rest())


def _is_there(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_core_is_left_to_the_screen() -> None:
    """Of several; of one nothing can be left."""
    assert spare_cores() == (cores() - 1 if cores() > 1 else 1)

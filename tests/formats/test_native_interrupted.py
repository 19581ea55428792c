"""Whoever interrupts a writer, at whatever moment, never waits for it."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from formats.model.header import Header
from formats.native.reader import Reader
from formats.native.writer import Writer

_HANGS_S = 10


@contextmanager
def _interrupted(moment: int) -> Iterator[list[int]]:
    """Interrupt this thread at the so-manyth line or return of Python code; yields how many are left."""
    left = [moment]

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if event in {"line", "return"} and "contextlib" not in frame.f_code.co_filename:
            left[0] -= 1
            if left[0] == 0:
                raise KeyboardInterrupt
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        yield left
    finally:
        sys.settrace(before)


def _hangs(*_: object) -> None:
    raise AssertionError("closing waits for ever")


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="a hang is ended by POSIX' alarm")
def test_closing_may_be_interrupted_at_any_line(tmp_path: Path) -> None:
    """The whole recording is there, or it can be begun anew; a lock held by the interrupted would hang."""
    before = signal.signal(signal.SIGALRM, _hangs)
    try:
        moment, left = 0, [0]
        while left[0] <= 0:
            moment += 1
            path = tmp_path / f"{moment}.replay"
            writer = Writer(path, Header("r"))
            signal.setitimer(signal.ITIMER_REAL, _HANGS_S)
            try:
                with writer, _interrupted(moment) as left:
                    writer.close()
            except KeyboardInterrupt:
                pass
            writer.abort()
            signal.setitimer(signal.ITIMER_REAL, 0)
            if path.exists():
                with Reader(path) as reader:
                    assert reader.complete
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

    assert moment > 30

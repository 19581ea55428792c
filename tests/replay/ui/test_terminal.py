"""What the terminal is left in when the screen is ended or stopped from outside."""

import os
import pty
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.data import ROOT, SAMPLE

_LEAVE = b"\x1b[?1049l"
"""Back from the screen of its own to the shell's."""
_SHOWN = (b"actions", b"? help")
_LONGEST_S = 30.0


class Terminal:
    """The screen of the sample in a pseudo terminal."""

    def __init__(self, folder: Path) -> None:
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            # Tests that run under `nohup` hand down that it is ignored, and it would stay so.
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
            os.chdir(ROOT)
            kept = {"XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), "TERM": "xterm-256color"}
            command = [sys.executable, "-m", "replay.cli.main", "open", str(SAMPLE)]
            os.execve(sys.executable, command, {**os.environ, **kept, "COLUMNS": "100", "LINES": "30"})

    def read_until(self, done: Callable[[bytes], bool]) -> bytes:
        """Return what is written until it is enough, or nothing more can come."""
        shown = b""
        deadline = time.monotonic() + _LONGEST_S
        while not done(shown) and time.monotonic() < deadline:
            if select.select([self.descriptor], [], [], 0.1)[0]:
                try:
                    shown += os.read(self.descriptor, 1 << 16)
                except OSError:
                    break  # Linux says so where the other end of a terminal has gone
        return shown


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """Open the sample and wait until its screen is there."""
    opened = Terminal(tmp_path)
    opened.read_until(_is_shown)
    yield opened
    try:
        os.kill(opened.pid, signal.SIGKILL)
        os.waitpid(opened.pid, 0)
    except (ProcessLookupError, ChildProcessError):
        pass  # it has ended, as it should
    os.close(opened.descriptor)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_screen_that_is_ended_leaves_the_terminal_as_it_was(
    terminal: Terminal, ending: signal.Signals
) -> None:
    """No mouse reports and no screen of its own remain, and the status is the signal's."""
    os.kill(terminal.pid, ending)
    shown = terminal.read_until(lambda _: False)
    _, status = os.waitpid(terminal.pid, 0)

    assert _LEAVE in shown
    assert os.waitstatus_to_exitcode(status) == 128 + ending


def test_a_stopped_screen_is_all_there_when_it_goes_on(terminal: Terminal) -> None:
    """Ctrl-Z gives the shell its terminal back, and going on paints every part anew."""
    os.write(terminal.descriptor, b"\x1a")
    left = terminal.read_until(lambda shown: _LEAVE in shown)
    _, status = os.waitpid(terminal.pid, os.WUNTRACED)
    os.kill(terminal.pid, signal.SIGCONT)
    back = terminal.read_until(_is_shown)

    assert _LEAVE in left
    assert os.WIFSTOPPED(status)
    assert _is_shown(back)


def _is_shown(shown: bytes) -> bool:
    return all(words in shown for words in _SHOWN)

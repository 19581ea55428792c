"""`replay subject` in a terminal: the screen opens, and what is said there is kept."""

import os
import select
import sys
import time
from pathlib import Path

import pytest

from tests.benchmarks.terminals import Terminal
from tests.replay.cli.sealing import seal_sample
from tests.replay.cli.shell import command_line, replay
from tests.replay.privacy.leaky import SECRET

LONGEST_S = 60.0


pytestmark = pytest.mark.usefixtures("apart")


def read_until(terminal: Terminal, words: str) -> None:
    """Read until something stands on the terminal."""
    deadline = time.monotonic() + LONGEST_S
    while words not in terminal.raw.decode("utf-8", "replace"):
        assert time.monotonic() < deadline, f"{words!r} did not come"
        if select.select([terminal._leader], [], [], 0.1)[0]:
            terminal.raw += os.read(terminal._leader, 1 << 16)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize("sealed", [False, True])
def test_in_a_terminal_it_opens_the_screen(tmp_path: Path, sealed: bool) -> None:
    """What they say there is kept, they are told it when they leave, and that they looked is noted."""
    made = seal_sample(tmp_path)
    path = made.path if sealed else made.plain
    with Terminal([*command_line("subject", path)]) as terminal:
        for awaited, key in (("Enter begins", "\r"), ("put back", "w"), ("WITHHELD", "q")):
            read_until(terminal, awaited)
            os.write(terminal._leader, key.encode())
        read_until(terminal, "shows it again")
        status, shown = terminal._process.wait(20), terminal.raw.decode("utf-8", "replace")

    assert status == 0
    assert "NOT DECIDED" in shown
    assert "WITHHELD" in shown
    assert "nothing removed; withheld" in shown
    assert "Traceback" not in shown
    assert replay("subject", path, "--json").document["state"] == "withheld"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_terminal_is_printed_to_where_that_is_asked_for(original: Path) -> None:
    """As it is where there is none."""
    with Terminal([*command_line("subject", original, "--text")]) as terminal:
        read_until(terminal, "replay withdraw FILE")
        status, shown = terminal._process.wait(20), terminal.raw.decode()

    assert status == 0
    assert SECRET in shown
    assert "\x1b[?1049h" not in shown


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_a_list_that_is_none_is_one_line_after_the_screen(original: Path) -> None:
    """And the status of a file that cannot be read."""
    original.with_name("leaky.replay.subject.json").write_text("a letter")
    with Terminal([*command_line("subject", original)]) as terminal:
        read_until(terminal, "recorded person's list")
        status, shown = terminal._process.wait(20), terminal.raw.decode()

    assert status == 3
    assert "recorded person's list" in shown
    assert "Traceback" not in shown

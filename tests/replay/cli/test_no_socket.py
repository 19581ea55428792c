"""No command opens a socket, from Python or below it: the kernel kills who tries."""

import json
import os
import sys
import time
from pathlib import Path

import pytest

from formats.native.copy import write_recording
from replay.cli.main import COMMANDS
from tests.benchmarks.terminals import Terminal
from tests.data import ROOT
from tests.no_sockets import KILLED, ended_without_sockets, without_sockets
from tests.replay.cli.every_command import REPORT
from tests.replay.cli.shell import command_line
from tests.replay.privacy.leaky import leaky

_PATIENCE_S = 120.0
_C = "import ctypes; libc = ctypes.CDLL(None); print('began', flush=True); "
"""What begins to ask in C."""


def own_homes(folder: Path) -> dict[str, str]:
    """Return an environment whose settings, caches and audits lie in a folder."""
    homes = {f"XDG_{name}_HOME": str(folder / "home" / name) for name in ("CONFIG", "DATA", "CACHE")}
    return {**os.environ, **homes, "PYTHONPATH": str(ROOT)}


@pytest.mark.parametrize(
    "call",
    [
        "libc.socket(2, 1, 0)",  # AF_INET, a stream
        "libc.socket(2, 2, 0)",  # datagrams, as a name is asked by
        "libc.socket(10, 1, 0)",  # AF_INET6
        "libc.socket(16, 3, 0)",  # AF_NETLINK
        "libc.socket(17, 3, 0)",  # AF_PACKET
        "libc.socket(40, 1, 0)",  # AF_VSOCK
        "libc.syscall(425, 8, bytes(120))",  # io_uring_setup
        "libc.getaddrinfo(b'replay.invalid', None, None, bytes(8))",
    ],
)
def test_the_guard_bites(call: str) -> None:
    """What asks below Python is killed before it has a socket: else all below proves nothing."""
    done = ended_without_sockets(sys.executable, "-c", _C + call)

    assert (done.stdout, done.returncode) == ("began\n", KILLED)


def test_the_guard_bites_what_is_started() -> None:
    """As Tesseract is."""
    starts = "import subprocess, sys; print(subprocess.run([sys.executable, '-c', sys.argv[1]]).returncode)"

    done = ended_without_sockets(sys.executable, "-c", starts, "import socket; socket.socket()")

    assert (done.stdout, done.returncode) == (f"{KILLED}\n", 0)


def test_no_command_opens_a_socket(tmp_path: Path) -> None:
    """All of them, with both engines that read pictures, several processes, and Presidio."""
    done = ended_without_sockets(
        sys.executable, "-m", "tests.replay.cli.every_command", str(tmp_path), environment=own_homes(tmp_path)
    )

    told = [json.loads(line) for line in (tmp_path / REPORT).read_text().splitlines()]
    begun, ended = [each["line"] for each in told[::2]], told[1::2]
    assert done.returncode == 0, f"{done.returncode} in {begun[-1]}\n{done.stderr}"
    assert {line: end for line, end in zip(begun, ended, strict=True) if end["status"] not in {0, 1}} == {}
    said = dict(zip((line.partition(" ")[0] for line in begun), ended, strict=True))
    # A process that is killed below one of them would leave something unread.
    (screen,) = (each for each in json.loads(said["scan"]["out"])["searched"] if each["channel"] == "screen")
    assert screen["unread"] == []
    assert {name.partition(" ")[0] for name in screen["detectors"]} > {"rapidocr", "tesseract", "presidio"}
    assert "open" not in said["verify"]["out"]
    # A new command has its line there, or a test below.
    assert {line.partition(" ")[0] for line in begun} == COMMANDS.keys() - {"open", "record"}


def test_the_screen_opens_no_socket(tmp_path: Path) -> None:
    """Not to look for private content either, in texts and pictures."""
    small = tmp_path / "small.replay"
    write_recording(leaky(), small, lossless=True)
    command = without_sockets(*command_line("open", small))

    ended_without_sockets(sys.executable, "--version")
    with Terminal(command, environment=own_homes(tmp_path)) as terminal:
        terminal.settle()
        for key in ("\t", " ", " "):
            terminal.press(key)
        _press(terminal, "F", b"F again reads the pictures too")
        _press(terminal, "F", b"a accepts")
        terminal.press("q")
        status = terminal._process.wait(20)

    assert status == 0


def _press(terminal: Terminal, key: str, until: bytes) -> None:
    """Press a key, and read until the screen says something."""
    before, due = len(terminal.raw), time.monotonic() + _PATIENCE_S
    terminal.press(key)
    while until not in terminal.raw[before:]:
        assert time.monotonic() < due, bytes(terminal.raw[before:])
        terminal.watch(0.1)

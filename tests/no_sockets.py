"""Starts a program that the kernel kills when it, or what it starts, opens a socket: in C as in Python.

`python -m tests.no_sockets PROGRAM WORD...`. Sockets of this machine are spared, see `replay.cli.offline`.
The kernel takes the harder of two answers: what `replay` refuses itself kills it here.
"""

import os
import signal
import subprocess
import sys

import pytest

from replay.cli.offline import KILL, filter_calls
from tests.data import ROOT

KILLED = -signal.SIGSYS
"""Status of who opened one."""
NO_FILTER = 125
"""Status where the kernel filters nothing."""


def ended_without_sockets(
    *command: str, environment: dict[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a command so to its end; skips the test where that cannot be."""
    done = subprocess.run(
        without_sockets(*command), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode == NO_FILTER:
        pytest.skip("the kernel of this machine filters no calls (seccomp)")
    return done


def without_sockets(*command: str) -> list[str]:
    """Return the command that runs another one so."""
    return [sys.executable, "-m", "tests.no_sockets", *command]


if __name__ == "__main__":
    if not filter_calls(KILL):
        sys.exit(NO_FILTER)
    os.execvp(sys.argv[1], sys.argv[1:])

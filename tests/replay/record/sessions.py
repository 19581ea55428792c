"""Sessions under Xvfb for the tests; skipped with a reason where there is none."""

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.replay.record.policy import POLICY

pytest.importorskip("Xlib", reason="python-xlib is in the extra 'record'")

from samples.x_session import XSession, missing_programs, recorder


@contextmanager
def x_session(home: Path, width: int = 1280, height: int = 800) -> Iterator[XSession]:
    """Start a session; skips the test where a program is missing."""
    missing = missing_programs()
    if missing:
        pytest.skip(f"{', '.join(missing)} not on this machine (Debian's xvfb, openbox, xterm)")
    with XSession(width, height, home=home) as session:
        yield session


def start_recording(session: XSession, out: Path, *words: str) -> "subprocess.Popen[bytes]":
    """Start the recorder with a policy, and wait until it says that it records."""
    policy = out.with_suffix(".toml")
    policy.write_text(POLICY)
    process = recorder(session, "-o", str(out), "--consent", str(policy), *words)
    assert process.stderr is not None
    first = process.stderr.readline().decode()
    assert first.startswith("recording to"), first
    # It says so a moment before: its first second is of no test.
    time.sleep(1.0)
    return process


def ended(process: "subprocess.Popen[bytes]") -> tuple[int, str]:
    """Wait for the recorder; return its status and what it said."""
    _, said = process.communicate(timeout=30)
    return process.returncode, (said or b"").decode()

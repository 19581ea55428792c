"""Runs the command as a shell does: within the test, or as a process where that makes a difference."""

import contextlib
import gc
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from replay.cli.main import run
from tests.data import ROOT

NETWORK = "open: within the tests"


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Its output as one JSON document."""
        return json.loads(self.out)

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Its output as JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


def replay(*words: str | Path) -> Ended:
    """Run the command within this process."""
    out, err = io.StringIO(), io.StringIO()
    status = 0
    with (
        patch.object(sys, "argv", ["replay", *map(str, words)]),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        try:
            # The tests keep their network, for a server of PostgreSQL.
            run(NETWORK)
        except SystemExit as stop:
            status = int(stop.code or 0)
        finally:
            # `open` switches it off, and leaves the rest to the end of its process: without it, all that the
            # tests after it make would stay, a gigabyte and more.
            gc.enable()
    return Ended(status, out.getvalue(), err.getvalue())


def command_line(*words: str | Path) -> list[str]:
    """Return what starts the command as a process."""
    return [sys.executable, "-m", "replay.cli.main", *map(str, words)]


def replay_process(*words: str | Path, input_text: str = "", **environment: str) -> Ended:
    """Run the command as a process of its own, with changes to its environment."""
    done = subprocess.run(
        command_line(*words),
        cwd=ROOT,
        env={**os.environ, **environment},
        input=input_text,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def is_refused(ended: Ended, status: int, *words: str) -> bool:
    """Say whether a command ended with one clear line that holds all `words`, and printed nothing."""
    line = ended.err.removesuffix("\n")
    said = line.startswith("replay: ") and line.isprintable() and all(word in line for word in words)
    return ended.status == status and said and not ended.out

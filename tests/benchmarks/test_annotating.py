"""The campaigns on the journal, in their short form: what they promise holds on every machine."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.data import ROOT


def figures(module: str, folder: Path, *words: str) -> dict[str, Any]:
    """Run a campaign in a process of its own, as it forks, and return its figures by their names."""
    out = folder / "figures.json"
    ended = subprocess.run(
        [sys.executable, "-m", f"tests.benchmarks.{module}", "--json", str(out), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    tables = json.loads(out.read_text())
    return {row["what"]: row["value"] for rows in tables.values() for row in rows}


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork, which Windows lacks")
def test_what_was_shown_as_saved_survives_kill_9(tmp_path: Path) -> None:
    """At any moment, the making of the store among them."""
    found = figures("annotation_kills", tmp_path, "--kills", "15")

    assert found["of them missing"] == found["stores that did not open or were unsound"] == 0
    assert found["changes shown as saved"] >= 15

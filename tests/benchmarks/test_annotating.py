"""The campaigns on the journal, in their short form: what they promise holds on every machine."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.data import ROOT


def figures(module: str, folder: Path, *words: str) -> dict[str, Any]:
    """Run a campaign in a process of its own, as it forks, and return the sums of its figures by name."""
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
    rows = [row for rows in json.loads(out.read_text()).values() for row in rows]
    absent = [row["why"] for row in rows if row["value"] is None]
    if absent:
        pytest.skip(absent[0])
    found: dict[str, Any] = {}
    for row in rows:
        found[row["what"]] = found.get(row["what"], 0) + row["value"]
    return found


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork, which Windows lacks")
def test_what_was_shown_as_saved_survives_kill_9(tmp_path: Path) -> None:
    """At any moment, the making of the store among them."""
    found = figures("annotation_kills", tmp_path, "--kills", "15")

    assert found["of them missing"] == found["stores that did not open or were unsound"] == 0
    assert found["changes shown as saved"] >= 15


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork, which Windows lacks")
@pytest.mark.parametrize("kind", ["SQLite", "PostgreSQL"])
def test_many_people_on_one_store_do_nothing_twice_and_lose_nothing(kind: str, tmp_path: Path) -> None:
    """Twenty-four processes make, share out and fill one store at the same moment."""
    found = figures("annotation_team", tmp_path, "--quick", "--only", kind)

    assert found["saves"] > 0
    nothing = ("shares claimed twice", "shares left undone", "changes told as saved, and not there")
    assert {found[name] for name in (*nothing, "errors that a user would see", "faults in the store")} == {0}

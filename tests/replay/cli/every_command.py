"""Runs a line, or more, of every command that needs no screen of its own, and writes down how each ended.

`python -m tests.replay.cli.every_command FOLDER`: one process for all, from which a test takes the sockets.
"""

import json
import os
import sys
from pathlib import Path

from formats.native.copy import write_recording
from formats.registry import EXPORTERS
from tests.data import SAMPLE
from tests.replay.cli.labelled import two
from tests.replay.cli.shell import replay
from tests.replay.privacy.leaky import SECRET, leaky

REPORT = "report.jsonl"
_POLICY = """\
version = 1
[presidio]
recognizers = ["EmailRecognizer", "UsSsnRecognizer"]
"""


def lines(folder: Path) -> list[list[str | Path]]:
    """Return what is run; files are made in order."""
    journal = two(folder / "j.jsonl")
    out, sealed, copy = folder / "o", folder / "s.replay", folder / "c.replay"
    foreign, video = out / "to-jsonl", out / "to-agentnet"
    small, policy, words = folder / "small.replay", folder / "policy.toml", folder / "words.txt"
    research = ("--purpose", "research")
    exports: list[list[str | Path]] = [
        ["export", small, "--to", name, "-o", out / f"to-{name}", *research] for name in EXPORTERS
    ]
    out.mkdir()
    write_recording(leaky(), small, lossless=True)
    policy.write_text(_POLICY)
    words.write_text(f"{SECRET}\n")
    return [
        ["info", SAMPLE],
        ["events", SAMPLE, "--stream", "key"],
        ["actions", SAMPLE],
        ["text", SAMPLE],
        ["frame", SAMPLE, "--at", "5", "-o", out / "f.png"],
        *exports,
        ["export", small, "--subject", "-o", out / "mine"],
        ["import", foreign, "-o", out / "i.replay", *research],
        ["import", video, "-o", out / "v.replay", *research],
        ["agree", SAMPLE, "--journal", journal],
        ["stats", SAMPLE, "--journal", journal],
        ["lint", SAMPLE, "--journal", journal],
        ["label", "export", SAMPLE, "--to", "csv", "-o", out / "l.csv", "--journal", journal],
        ["merge", journal, journal, "-o", out / "m.jsonl"],
        ["journal", "import", journal, "--store", out / "store.db"],
        ["journal", "verify", "--store", out / "store.db"],
        ["queue", "add", SAMPLE, "--store", out / "store.db"],
        ["queue", "status", "--store", out / "store.db"],
        ["audit", "show"],
        ["audit", "verify"],
        ["formats"],
        ["labels", "show"],
        ["scan", small, "--policy", policy, "--both-engines", "--processes", "2", "--json"],
        ["align", SAMPLE],
        ["compare", SAMPLE, SAMPLE],
        ["subject", SAMPLE],
        ["redact", small, "-o", copy, "--words-file", words, "--accept-all", *research],
        ["verify", copy, "--against", small, "--certificate", out / "c.json", "--key", out / "k"],
        ["check", small, "--pictures", "--html", out / "check.html"],
        ["recover", SAMPLE, "-o", out / "r.replay"],
        ["doctor"],
        ["keys"],
        ["identity", "--new"],
        ["identity"],
        ["seal", out / "r.replay", "-o", sealed],
        ["text", sealed],
        ["canary", "plant", SAMPLE, "-o", out / "canaries.replay", "--list", out / "planted.json"],
        ["canary", "score", out / "canaries.replay", "--list", out / "planted.json", "--no-ocr"],
        ["unseal", sealed, "-o", out / "u.replay"],
        ["withdraw", sealed, "--yes"],
    ]


def main() -> None:
    """Run them; each is in the report before it is run: a process that is killed tells nothing."""
    folder = Path(sys.argv[1])
    os.chdir(folder)
    with (folder / REPORT).open("w", buffering=1) as report:
        for words in lines(folder):
            report.write(json.dumps({"line": " ".join(map(str, words))}) + "\n")
            ended = replay(*words)
            report.write(json.dumps({"status": ended.status, "out": ended.out, "err": ended.err}) + "\n")


if __name__ == "__main__":
    main()

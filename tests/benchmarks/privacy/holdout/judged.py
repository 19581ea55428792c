"""Runs the scan on scenarios, as a person does on the command line, and holds it against what was planted."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from replay.cli.main import cli
from tests.benchmarks.privacy.holdout.typist import NEUTRAL, Planted, Typist

_NETWORK = "open: within the benchmark"
"""Closed, it would be so for all that runs in this process afterwards."""

Finding = dict[str, Any]

SECRETS = frozenset({"password", "api-key", "url-credentials", "private-key", "one-time-code"})
"""Which of them a secret is called is a matter of taste; that it is found is not."""
SENSITIVE = frozenset({"health", "union", "religion", "sensitive-words"})
_ALIKE = (SECRETS, SENSITIVE)
_TYPED = frozenset({"typed", "keys"})
_LOOSE = re.compile(r"[\s\-./()]+")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the scan made of one scenario."""

    kind: str
    slips: float
    found: tuple[Planted, ...]
    partly: tuple[Planted, ...]
    """Something of it was found, not the whole: it would be left on a list of findings as a piece."""
    missed: tuple[Planted, ...]
    false: tuple[Finding, ...]
    """One of each text and category."""


def scan(path: Path, *options: str) -> dict[str, Any]:
    """Return what `replay scan --json --reveal` prints."""
    return command("scan", str(path), "--json", "--reveal", "--keep-nothing", *options)


def command(*words: str, statuses: tuple[int, ...] = (0, 1)) -> dict[str, Any]:
    """Run a command of `replay` that prints JSON, and return that; RuntimeError where it fails."""
    result = CliRunner().invoke(cli, list(words), obj=_NETWORK)
    if result.exit_code not in statuses:
        raise RuntimeError(
            f"replay {' '.join(words)}: {result.exit_code} {result.stderr}"
        ) from result.exception
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def judged(kind: str, slips: float, typist: Typist, findings: Sequence[Finding]) -> Judged:
    """Hold findings against what was planted."""
    parted: dict[str, list[Planted]] = {"whole": [], "part": [], "none": []}
    for planted in typist.planted:
        if planted.category == NEUTRAL:
            continue
        parted[_how(planted, findings)].append(planted)
    false: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        if not any(_about(finding, planted) for planted in typist.planted):
            false.setdefault((finding["category"], loose(finding["text"] or "")), finding)
    whole, part, none = (tuple(parted[how]) for how in ("whole", "part", "none"))
    return Judged(kind, slips, whole, part, none, tuple(false.values()))


def _how(planted: Planted, findings: Iterable[Finding]) -> str:
    best = "none"
    for finding in findings:
        if same_matter(finding["category"], planted.category) and _there(finding, planted):
            if loose(planted.text) in loose(finding["text"] or "") or finding["channel"] == "keys":
                return "whole"
            if _shares(finding, planted):
                best = "part"
    return best


def same_matter(one: str, other: str) -> bool:
    """Say whether two categories may be names of one thing."""
    names = {one, other}
    return len(names) == 1 or any(names <= alike for alike in _ALIKE)


def _there(finding: Finding, planted: Planted) -> bool:
    channels = _TYPED if planted.channel == "typed" else {planted.channel}
    overlaps: bool = finding["start_ns"] <= planted.end_ns and planted.start_ns <= finding["end_ns"]
    return finding["channel"] in channels and overlaps


def _about(finding: Finding, planted: Planted) -> bool:
    """Say whether a finding is due to a secret, whatever it is called: a second name is no false alarm."""
    return _shares(finding, planted) or (finding["channel"] == "keys" and _there(finding, planted))


def _shares(finding: Finding, planted: Planted) -> bool:
    one, other = loose(finding["text"] or ""), loose(planted.text)
    return bool(one) and (one in other or other in one)


def loose(text: str) -> str:
    """Return a text without blanks and what parts numbers, in one case."""
    return _LOOSE.sub("", text).casefold()

"""Redacts scenarios without pictures, and looks whether the copies still hold what was found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.privacy.holdout.judged import command, judged, scan
from tests.benchmarks.privacy.holdout.scripts import played
from tests.benchmarks.privacy.holdout.searched import left
from tests.benchmarks.privacy.holdout.typed import ALL, SEED


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of one scenario."""

    number: int
    found: frozenset[str]
    """The secrets that the scan found whole, wherever they stand."""
    left: frozenset[str]
    """Those of them that the copy holds."""
    told: frozenset[str]
    """The secrets that our own search sees in the original: what it cannot see, it does not prove gone."""
    clean: bool
    """What `verify` says."""
    why: str


def copies(numbers: Iterable[int], folder: Path, slips: float) -> Iterator[Copied]:
    """Play scenarios, redact all that is found, verify the copies and search them on our own."""
    for number in numbers:
        script = ALL[number]
        typist = played(script, SEED + 1000 * number + int(100 * slips), slips)
        path, out = folder / f"c{number}.replay", folder / f"c{number}-copy.replay"
        typist.write(path, number)
        result = judged(script.kind, slips, typist, scan(path, "--no-ocr")["findings"])
        unfound = {secret.text for secret in (*result.missed, *result.partly)}
        found = frozenset(secret.text for secret in result.found) - unfound
        command("redact", str(path), "-o", str(out), "--accept-all", "--json")
        proof = command("verify", str(out), "--against", str(path), "--json")
        seen = frozenset(left(path, found))
        why = str([check["words"] for check in proof["checks"] if check["status"] != "clean"])
        yield Copied(number, found, frozenset(left(out, found)), seen, bool(proof["clean"]), why[:300])
        for made in folder.glob(f"c{number}[.-]*"):
            made.unlink()

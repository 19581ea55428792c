"""Drawn screens as recordings: what the scan finds and where, and what of it redaction leaves."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from formats.model.build import EventBuilder
from formats.model.frames import Pixels
from formats.model.header import Header
from formats.native.reader import Reader
from formats.native.writer import Writer
from tests.benchmarks.privacy.holdout.drawn import HEIGHT, WIDTH, Screen, Shown, drawn
from tests.benchmarks.privacy.holdout.judged import command, loose, same_matter, scan
from tests.benchmarks.privacy.holdout.typist import NEUTRAL

TOGETHER = 4
"""So many screens make a recording."""
_STEP_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Located:
    """What became of a secret on a picture."""

    seed: int
    secret: Shown
    found: bool
    """Some finding of its kind lies on its line."""
    covered: bool
    """The box of one finding, or of several together, covers all of its ink."""
    ink_left: int
    """So many pixels of its ink are as they were after redaction."""


@dataclass(frozen=True, slots=True)
class Pictured:
    """What one recording of screens gave."""

    secrets: tuple[Located, ...]
    false: tuple[dict[str, Any], ...]
    clean: bool | None
    """What `verify` says of the copy; None where it was not asked."""
    open_findings: tuple[str, ...]


def pictured(seeds: Sequence[int], folder: Path, *, verify: bool) -> Pictured:
    """Draw screens, record them, scan, redact and, which takes longest, verify."""
    screens = [drawn(seed) for seed in seeds]
    path, out = folder / f"screens-{seeds[0]}.replay", folder / f"screens-{seeds[0]}-copy.replay"
    _write(path, screens)
    findings = [found for found in scan(path)["findings"] if found["channel"] == "screen"]
    command("redact", str(path), "-o", str(out), "--accept-all", "--json")
    proof = command("verify", str(out), "--against", str(path), "--json") if verify else {"clean": None}
    secrets: list[Located] = []
    false: list[dict[str, Any]] = []
    with Reader(out) as copy:
        for number, (seed, screen) in enumerate(zip(seeds, screens, strict=True)):
            at_ns = number * _STEP_NS
            here = [
                found for found in findings if found["start_ns"] <= at_ns < max(found["end_ns"], at_ns + 1)
            ]
            here = [found for found in here if found["start_ns"] == at_ns or found["end_ns"] > at_ns]
            before, after = screen.pixels(), copy.pixels(number)
            planted = [secret for secret in screen.shown if secret.category != NEUTRAL]
            secrets += [_located(seed, secret, here, before, after) for secret in planted]
            false += [found for found in here if not any(_about(found, secret) for secret in screen.shown)]
    path.unlink()
    out.unlink()
    return Pictured(tuple(secrets), tuple(false), proof["clean"], tuple(_told(proof)))


def _told(proof: dict[str, Any]) -> Iterator[str]:
    for check in proof.get("checks", ()):
        if check["status"] != "clean":
            yield f"{check['check']}: {check['words']} {check['places'][:3]}"


def _write(path: Path, screens: Sequence[Screen]) -> None:
    header = Header(recording_id=str(uuid.uuid5(uuid.NAMESPACE_URL, path.name)), source="replay")
    rows = EventBuilder()
    rows.add("display", 0, id=0, name="0", x=0, y=0, width=WIDTH, height=HEIGHT, scale=1)
    rows.add("window", 0, app="desk", title="desk", x=0, y=0, width=WIDTH, height=HEIGHT)
    with Writer(path, header) as writer:
        for table in rows.events().values():
            writer.append(table)
        for number, screen in enumerate(screens):
            writer.add_frame(number * _STEP_NS, screen.pixels())


def _located(
    seed: int, secret: Shown, findings: Sequence[dict[str, Any]], before: Pixels, after: Pixels
) -> Located:
    left, top, width, height = secret.box
    ours = [found for found in findings if same_matter(found["category"], secret.category)]
    ours = [found for found in ours if _overlap(found["box"], secret.box)]
    covered = np.zeros(secret.ink.shape, bool)
    for found in ours:
        x, y, w, h = found["box"]
        covered[max(0, y - top) : max(0, y + h - top), max(0, x - left) : max(0, x + w - left)] = True
    part = np.s_[top : top + height, left : left + width]
    kept = (before[part] == after[part]).all(axis=2) & secret.ink
    solid = bool((after[part] == after[top, left]).all())
    bare = int((secret.ink & ~covered).sum())
    return Located(seed, secret, bool(ours), bool(ours) and bare == 0, 0 if solid else int(kept.sum()))


def _overlap(one: Sequence[int], other: Sequence[int]) -> bool:
    apart = any(
        one[axis] + one[axis + 2] <= other[axis] or other[axis] + other[axis + 2] <= one[axis]
        for axis in (0, 1)
    )
    return not apart


def _about(found: dict[str, Any], secret: Shown) -> bool:
    return _overlap(found["box"], secret.box) or loose(secret.text) in loose(found["text"] or "")

"""How many of the secrets on drawn desktop pictures are located, and what ink a redaction leaves of them."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from formats.model.memory import MemoryRecording
from replay.privacy.finding import Finding
from replay.privacy.painting.painted import fill_mask
from replay.privacy.redact.copying import redact
from replay.privacy.redact.found import from_findings
from replay.privacy.redact.plan import plan
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.texts import ScreenReader
from tests.benchmarks.figures import Figure
from tests.benchmarks.privacy.screens import Shown, screens

AIM = 0.99

_AT_ONCE = 6


@dataclass(slots=True)
class Measured:
    """What a scan and a redaction did to drawn pictures."""

    shown: list[Shown] = field(default_factory=list)
    located: list[bool] = field(default_factory=list)
    """Of each secret, whether a finding stands on its line."""
    ink_left: list[int] = field(default_factory=list)
    """Of each secret, the pixels of it that the copy still shows."""
    false_alarms: int = 0
    """Findings on lines that show no secret."""
    scan_s: float = 0
    """Processor time."""
    redact_s: float = 0


def measure(seed: int, count: int, reader: ScreenReader) -> Measured:
    """Draw, scan, redact all that is found, and look at what is left; some pictures at a time.

    A secret is looked for on every other picture of its recording, which is not what is measured here.
    """
    whole = Measured()
    for number, first in enumerate(range(0, count, _AT_ONCE)):
        recording, shown = screens(seed + number, min(_AT_ONCE, count - first))
        start_s = time.process_time()
        findings = [
            each for each in scan_recording(recording, screen=reader).findings if each.box is not None
        ]
        whole.scan_s += time.process_time() - start_s
        start_s = time.process_time()
        whole.ink_left += _ink_left(recording, findings, shown)
        whole.redact_s += time.process_time() - start_s
        whole.shown += shown
        whole.located += [any(_is_on(each, one) for each in findings) for one in shown]
        whole.false_alarms += sum(not any(_is_on(each, one) for one in shown) for each in findings)
    return whole


def figures(measured: Measured, count: int) -> list[Figure]:
    """Return the shares of each class, size and theme, and the ink."""
    out: list[Figure] = []
    for name in ("category", "size_px", "theme"):
        of = [str(getattr(each, name)) for each in measured.shown]
        every = Counter(of)
        hit = Counter(key for key, is_located in zip(of, measured.located, strict=True) if is_located)
        out.extend(
            Figure(f"located, {name} {key} ({every[key]:,})", hit[key] / every[key], "", at_least=AIM)
            for key in sorted(every)
        )
    ink = [left for left, is_located in zip(measured.ink_left, measured.located, strict=True) if is_located]
    return [
        *out,
        Figure(
            f"located, all ({len(measured.shown):,})",
            sum(measured.located) / len(measured.shown),
            "",
            at_least=AIM,
        ),
        Figure("ink left of located secrets", sum(ink), "pixels", at_most=0),
        Figure("secrets with ink left, of all", sum(map(bool, measured.ink_left)), ""),
        Figure("findings on lines without a secret", measured.false_alarms, ""),
        Figure("scan of a picture, processor time", measured.scan_s / count, "s"),
        Figure("redaction of a picture, processor time", measured.redact_s / count, "s"),
    ]


def _ink_left(recording: MemoryRecording, findings: Sequence[Finding], shown: Sequence[Shown]) -> list[int]:
    asked = from_findings(
        [each.record(reveal=True) for each in findings], recording.frames, accept_all=True
    ).redactions
    made = redact(recording, plan(recording, asked))
    place = {frame: number for number, frame in enumerate(made.frames)}
    left: list[int] = []
    for one in shown:
        filled = fill_mask(made.boxes[place[one.frame]], *recording.pixels(one.frame).shape[1::-1])
        left.append(
            int((one.ink & ~filled[one.box.top : one.box.bottom, one.box.left : one.box.right]).sum())
        )
    return left


def _is_on(finding: Finding, one: Shown) -> bool:
    """Say whether a finding stands on the line of a secret, and reaches to it."""
    if finding.frame != one.frame or finding.box is None:
        return False
    x, y, wide, high = finding.box
    middle = (one.box.top + one.box.bottom) / 2
    return y <= middle < y + high and x < one.box.right and one.box.left < x + wide

"""Redaction that goes on until the copy tells nothing new.

What is removed changes what is left: without the password, the name that was typed before it stands where a
password would, and beside a fill an engine reads what it passed over. So the copy is searched, and what it
tells is removed from the original, too.
"""

from collections.abc import Iterable
from dataclasses import replace

from formats.model.recording import Recording
from replay.privacy.finding import Finding
from replay.privacy.policy import Policy
from replay.privacy.redact.copying import Redacted, redact
from replay.privacy.redact.found import from_findings
from replay.privacy.redact.plan import plan
from replay.privacy.redact.redactions import Redactions, merged
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.sought import FILL, Words
from replay.privacy.texts import Progress, ScreenReader

_MOST_ROUNDS = 4
"""Each removes something; what is still told then is left to people, and `verify` finds it."""


def redact_again(
    recording: Recording,
    asked: Redactions,
    policy: Policy,
    progress: Progress,
    screen: ScreenReader | None = None,
) -> tuple[Redacted, Redactions]:
    """Build a copy that tells nothing that a search finds, and return all that had to go for it.

    Args:
        recording: The original.
        asked: What is to be removed in any case.
        policy: What is looked for.
        progress: Told how far it is.
        screen: Reads the copy's pictures; without it they are not read again.

    Raises:
        FormatError: The recording cannot be read.
    """
    # Where something is in the copy tells where it is in the original only while times are not rounded.
    coarse_ms, asked = asked.coarse_ms, replace(asked, coarse_ms=0)
    made = redact(recording, plan(recording, asked), progress)
    allowed = Words(asked.allowed)
    for _ in range(_MOST_ROUNDS):
        scan = scan_recording(made.recording, policy, progress, screen=screen, asked=asked.sought)
        found = told(scan.findings, allowed)
        records = [each.record(reveal=True) for each in found]
        more = from_findings(records, made.recording.frames, accept_all=True).redactions
        wider = replace(merged(asked, more), keep_names=asked.keep_names)
        if wider == asked:
            break
        asked = wider
        made = redact(recording, plan(recording, asked), progress)
    if coarse_ms:
        asked = replace(asked, coarse_ms=coarse_ms)
        made = redact(recording, plan(recording, asked), progress)
    return made, asked


def told(findings: Iterable[Finding], allowed: Words) -> list[Finding]:
    """Return what a search finds in a copy that should not be there: not what stands for something removed.

    Args:
        findings: Of the copy.
        allowed: Texts of findings that a person rejected.
    """
    return [
        each
        for each in findings
        if each.text.strip("[]") != FILL.strip("[]") and not _is_allowed(each.text, allowed)
    ]


def _is_allowed(text: str, allowed: Words) -> bool:
    """Say whether a text is what was rejected and nothing more: a card's number may begin with a year."""
    rest = text.replace(FILL, "")
    spans = allowed.spans(rest)
    for start, stop in reversed(spans):
        rest = rest[:start] + rest[stop:]
    return bool(spans) and not any(letter.isalnum() for letter in rest)

"""Redaction that goes on until the copy tells nothing new.

What is removed changes what is left: without the password, the name that was typed before it stands where a
password would. So the copy's texts are searched, and what they tell is removed from the original, too.
"""

from dataclasses import replace

from formats.model.recording import Recording
from replay.privacy.policy import Policy
from replay.privacy.redact import Redacted, redact
from replay.privacy.redact_plan import plan
from replay.privacy.redact_words import Words
from replay.privacy.redactions import Redactions, merged
from replay.privacy.redactions_found import from_findings
from replay.privacy.scan import Progress, scan_recording
from replay.privacy.verify_scan import told

_MOST_ROUNDS = 4
"""Each removes something; what is still told then is left to people, and `verify` finds it."""


def redact_again(
    recording: Recording, asked: Redactions, policy: Policy, progress: Progress
) -> tuple[Redacted, Redactions]:
    """Build a copy whose texts tell nothing that a search finds, and return all that had to go for it.

    Its pictures are not read again: what is removed in addition goes from them as all else does.

    Args:
        recording: The original.
        asked: What is to be removed in any case.
        policy: What is looked for.
        progress: Told how far it is.

    Raises:
        FormatError: The recording cannot be read.
    """
    made = redact(recording, plan(recording, asked), progress)
    allowed = Words(asked.allowed)
    for _ in range(_MOST_ROUNDS):
        found = told(scan_recording(made.recording, policy, progress).findings, allowed)
        records = [each.record(reveal=True) for each in found]
        more = from_findings(records, made.recording.frames, accept_all=True).redactions
        wider = replace(merged(asked, more), keep_names=asked.keep_names)
        if wider == asked:
            break
        asked = wider
        made = redact(recording, plan(recording, asked), progress)
    return made, asked

"""Every detector over every channel of the copy; a channel that was not read whole is open."""

from replay.privacy.finding import Scan
from replay.privacy.policy import DEFAULT_POLICY, Policy
from replay.privacy.proof.checks import Check
from replay.privacy.redact.again import told
from replay.privacy.sought import Words

_SHOWN = 100


def check_scan(scan: Scan, allowed: Words, policy: Policy = DEFAULT_POLICY) -> list[Check]:
    """Judge a search of the copy: what the detectors found, and what they could not read.

    Args:
        scan: Of the copy.
        allowed: Texts of findings that a person rejected.
        policy: What was looked for.
    """
    found = [f"{each.category} in {each.channel}: {each.id}" for each in told(scan.findings, allowed)]
    texts, characters = (
        sum(getattr(each, name) for each in scan.searched) for name in ("texts", "characters")
    )
    detectors = sorted({name for each in scan.searched for name in each.detectors})
    looked = f"{len(detectors)} detectors over {texts:,} texts of {characters:,} characters, {policy.told}"
    if allowed.words:
        looked += f"; {len(allowed.words):,} texts that a person rejected"
    first = Check.of("detectors", looked, found[:_SHOWN], f"{len(found):,} findings")
    unread = [
        f"{each.channel}: {sentence}"
        for each in scan.searched
        if each.share < 1
        for sentence in each.unread or (f"{each.share:.0%} was read",)
    ]
    if unread:
        return [first, Check("read", "open", f"{len(unread):,} parts were not read", tuple(unread[:_SHOWN]))]
    return [first, Check("read", "clean", "all channels were read whole")]

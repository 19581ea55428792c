"""What people decided on findings: a verdict on a finding's id is its status."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from formats.model.annotations import Annotation, Decision, Verdict
from replay.privacy.finding import Finding, Status

_STATUS: Mapping[Verdict, Status] = {
    "accepted": "confirmed",
    "adjusted": "confirmed",
    "rejected": "rejected",
    "skipped": "deferred",
}


def decided(findings: Iterable[Finding], standing: Iterable[Annotation]) -> tuple[Finding, ...]:
    """Return findings with the status that decisions give them.

    Args:
        findings: In any order, which is kept.
        standing: Annotations in force; the last decision on a finding counts.
    """
    verdicts = {each.subject: each.verdict for each in standing if isinstance(each, Decision)}
    return tuple(
        replace(finding, status=_STATUS[verdicts[finding.id]]) if finding.id in verdicts else finding
        for finding in findings
    )

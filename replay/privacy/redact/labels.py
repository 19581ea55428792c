"""What people wrote about a recording, without what must not leave with it: labels, notes and comments."""

from collections.abc import Callable, Iterable, Sequence

from formats.model.recording import Recording
from formats.model.time import Span
from replay.core.typed_text import typed_runs
from replay.privacy.detecting import matches_in
from replay.privacy.finding import Finding
from replay.privacy.match import Detector
from replay.privacy.policy import DECIDED_BY_PEOPLE, DEFAULT_POLICY, Policy
from replay.privacy.redact.plan import app_spans, state_spans
from replay.privacy.redact.redactions import Redactions
from replay.privacy.redact.typed import joined
from replay.privacy.sought import FILL, Words, usable_words


def removed_spans(recording: Recording, removed: Redactions) -> tuple[Span, ...]:
    """Return all times of which the recorded person removed everything: spans, and those of applications."""
    return joined([*removed.cuts, *app_spans(recording, removed.apps)])


def removed_texts(recording: Recording, removed: Redactions) -> tuple[str, ...]:
    """Return what a note may quote of what the recorded person removed, beside their words.

    The applications by name, and the titles, entries and typed lines of removed times that stand at no other.
    """
    cuts = removed_spans(recording, removed)
    if not cuts:
        return ()
    gone: set[str] = set()
    left: set[str] = set()
    for stream, column in (("window", "title"), ("window", "app"), ("clipboard", "string")):
        events = recording.events(stream)
        for text, holds in zip(events.texts(column), state_spans(events.t), strict=True):
            _sort(text, holds, cuts, gone, left)
    for run in typed_runs(recording):
        for line in run.text.splitlines():
            _sort(line, Span(run.start_ns, run.end_ns + 1), cuts, gone, left)
    return tuple(dict.fromkeys([*removed.apps, *sorted(gone - left)]))


def _sort(text: str, holds: Span, cuts: Iterable[Span], gone: set[str], left: set[str]) -> None:
    """Say of a text whether it stood in a removed time, or at another."""
    (gone if any(cut.overlaps(holds) for cut in cuts) else left).add(text.strip())


def label_redaction(
    findings: Iterable[Finding],
    words: Iterable[str] = (),
    policy: Policy = DEFAULT_POLICY,
    more: Sequence[Detector] = (),
) -> Callable[[str], str]:
    """Return what takes secrets out of one text, and puts `FILL` in their place.

    Gone is what was found in the recording and not rejected, what is named, and what detectors find in the
    text itself: a comment may tell what the recording does not. Words that only a person can judge, of
    health or religion, stay unless a finding of them was confirmed.

    Args:
        findings: Of the recording, with what people decided.
        words: Secrets besides; short ones go where they stand alone.
        policy: What detectors look for.
        more: Detectors beside those that are always asked.
    """
    found = [each for each in findings if each.status != "rejected"]
    meant = [
        each.text for each in found if each.category not in DECIDED_BY_PEOPLE or each.status == "confirmed"
    ]
    secrets = Words(*usable_words([*usable_words(meant)[0], *words]))

    def redacted(text: str) -> str:
        kept = secrets.removed(text)
        for match in reversed(matches_in(kept, more)):
            secret = kept[match.start : match.stop]
            wanted = policy.wants(match.category, match.rule, match.confidence, secret)
            if wanted and match.category not in DECIDED_BY_PEOPLE and FILL not in secret:
                kept = f"{kept[: match.start]}{FILL}{kept[match.stop :]}"
        return kept

    return redacted

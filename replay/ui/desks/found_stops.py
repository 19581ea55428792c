"""What a search for private content and the checks of a capture find, as stops; for a thread.

A stop never says what was typed: whoever walks them may share a screen.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterable

from formats.model.annotations import Defect, Region
from formats.model.frames import Frames
from formats.model.recording import Recording
from replay.annotate.stops import Stop, TextPlace
from replay.fidelity.figure_text import figure_text
from replay.fidelity.registry import check
from replay.fidelity.report.outcomes import defects
from replay.privacy.finding import Finding
from replay.privacy.review.same_secret import secret_numbers, worst_first
from replay.privacy.scan.scanning import scan_recording
from replay.privacy.texts import ScreenReader
from replay.ui.private.policy_in_force import needing_two, policy_in_force

_TYPING = frozenset({"typed", "keys"})
_WITH_IT = "; all typed with it goes"
"""Of typed text whole runs go: the rest of one tells by its rhythm how long the secret is."""
_TEXTS = "detectors"
_OFTEN_S = 0.5
"""From one telling to the next: a search that takes no longer says nothing."""


def private_findings(
    recording: Recording, tell: Callable[[str], None], screen: ScreenReader | None = None
) -> tuple[Finding, ...]:
    """Return what a search of every text finds.

    Args:
        recording: Searched whole.
        tell: Told in a few words how far it is, where it takes long.
        screen: Reads the pictures, too, which takes longer.

    Raises:
        FormatError: The policy in the settings cannot be read or is wrong, or the recording is damaged.
    """
    policy = policy_in_force()
    told_at = time.monotonic()

    def progress(what: str, done: int, total: int) -> None:
        nonlocal told_at
        if what != _TEXTS or time.monotonic() - told_at < _OFTEN_S:
            return
        # Between two texts nothing else asks whether the screen was left.
        _ = recording.frames
        told_at = time.monotonic()
        tell(f"looking through the texts, {done * 100 // max(total, 1)} % …")

    return needing_two(scan_recording(recording, policy, progress, screen=screen).findings, policy)


def private_stops(findings: Iterable[Finding], frames: Frames) -> list[Stop]:
    """Return findings as stops, the worst and likeliest secret first with all of its places.

    Args:
        findings: Of one recording.
        frames: Of the same.
    """
    every = list(findings)
    same = secret_numbers(every)
    counts = Counter(same.values())
    return [
        Stop(
            each.start_ns,
            "finding",
            each.id,
            f"{each.severity}: {each.category} in {each.channel} ({each.rule})"
            f"{_times(counts[same[each.id]])}{', two must decide alike' if each.needs_second else ''}"
            f"{_WITH_IT if each.channel in _TYPING else ''}",
            group=f"secret {same[each.id]}",
            region=_region(each, frames),
            place=TextPlace(each.channel, each.place, each.start, each.stop, each.category),
            needs_two=each.needs_second,
        )
        for each in worst_first(every, same)
    ]


def checked(recording: Recording) -> tuple[list[Defect], str]:
    """Return the defects of a capture, and what of it is bad in a line, "" where nothing is."""
    report = check(recording)
    bad = [
        f"{each.name} {figure_text(each.value, each.unit)} (limit {each.limit})"
        if each.value is not None
        else each.name
        for each in report.outcomes
        if each.verdict == "bad"
    ]
    return defects(report), ", ".join(bad)


def defect_stops(recording: Recording) -> list[Stop]:
    """Return what the checks call doubtful or bad; one that is accepted becomes an annotation."""
    return [
        Stop(each.start.t_ns, "defect", each.id, f"{each.check}: {each.note}, {each.verdict}", makes=each)
        for each in defects(check(recording))
    ]


def _region(finding: Finding, frames: Frames) -> Region | None:
    """Return where a finding stands on a picture."""
    if finding.box is None or finding.frame is None or not 0 <= finding.frame < len(frames):
        return None
    x, y, width, height = finding.box
    return Region(int(frames["display"][finding.frame]), x, y, max(width, 1), max(height, 1))


def _times(count: int) -> str:
    return f", one of {count} places" if count > 1 else ""

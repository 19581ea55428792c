"""Masks of what was found and flagged."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from formats.model.annotations import Decision, Flag, Region
from formats.model.frames import Frames
from formats.model.time import NS_PER_S, Span
from replay.core.text_runs import TextRuns
from replay.privacy.finding import CHANNELS, Finding
from replay.privacy.masks.mask import Mask
from replay.privacy.painting.painted import Box, line_of

EVERYWHERE = frozenset(CHANNELS) - {"metadata"}
"""What a flag without channels hides in its span; the header has no time."""
_LATE_NS = 2 * NS_PER_S
"""A picture shows what was typed at most so long after it, where few are taken."""
_OF_FLAGS: Mapping[str, frozenset[str]] = {
    "typed": frozenset({"typed", "keys"}),
    "title": frozenset({"title", "accessibility"}),
    "clipboard": frozenset({"clipboard"}),
    "screen": frozenset({"screen"}),
    "metadata": frozenset({"metadata", "marker", "other"}),
}


def found_masks(
    findings: Iterable[Finding], flags: Iterable[Flag], decisions: Mapping[str, Decision], frames: Frames
) -> list[Mask]:
    """Return what hides findings, and the flags that nobody has rejected.

    Args:
        findings: Those that nobody has rejected.
        flags: As they stand, whoever set them.
        decisions: In force, by what they decide on.
        frames: Of the recording.
    """
    findings = list(findings)
    own = [
        replace(mask_of_finding(each, frames), is_decided=_is_confirmed(each, decisions)) for each in findings
    ]
    return [*own, *_while_typed(findings, own), *masks_of_flags(flags, decisions)]


def mask_of_finding(finding: Finding, frames: Frames) -> Mask:
    """Return what hides a finding.

    Args:
        finding: One that is open.
        frames: Of the recording.
    """
    region, end_ns = None, max(finding.end_ns, finding.start_ns + 1)
    if finding.box is not None and finding.frame is not None and 0 <= finding.frame < len(frames):
        row = frames[finding.frame]
        x, y, width, height = finding.box
        # As wide as the picture: a fill as wide as the word tells how long that is.
        line = line_of(Box(x, y, x + width, y + height), int(row["width"]) or x + width)
        region = Region(int(row["display"]), line.left, line.top, line.right - line.left, max(line.height, 1))
        end_ns = max(end_ns, int(row["t"]) + 1)
    channels = {"typed", "keys"} if finding.channel in {"typed", "keys"} else {finding.channel}
    if finding.channel == "screen" and region is None:
        channels = set()  # nobody knows where it stands: its word alone is hidden
    return Mask(
        finding.id,
        Span(finding.start_ns, end_ns),
        frozenset(channels),
        f"{finding.category} in {finding.channel}",
        finding.text,
        region,
    )


def _is_confirmed(finding: Finding, decisions: Mapping[str, Decision]) -> bool:
    return finding.id in decisions and decisions[finding.id].verdict in {"accepted", "adjusted"}


def _while_typed(findings: Sequence[Finding], own: Sequence[Mask]) -> list[Mask]:
    """Return what hides the line on which a secret came to stand from its first key on: half of it is there.

    That is the line of each finding of the same kind that is first seen on the screen while it is typed.

    Args:
        findings: Those that are open.
        own: The mask of each.
    """
    lines: dict[str, list[tuple[int, Mask]]] = {}
    for each, mask in zip(findings, own, strict=True):
        if mask.region is not None:
            lines.setdefault(each.category, []).append((mask.span.start_ns, mask))
    for found in lines.values():
        found.sort(key=lambda line: line[0])
    masks = []
    for each in findings:
        found = lines.get(each.category, []) if each.channel in {"typed", "keys"} else []
        first = bisect_left(found, each.start_ns, key=lambda line: line[0])
        stop = bisect_left(found, each.end_ns + _LATE_NS, key=lambda line: line[0])
        for start_ns, line in found[first:stop]:
            span = Span(each.start_ns, max(start_ns, each.start_ns + 1))
            masks.append(replace(line, id=each.id, span=span, word=""))
    return masks


def masks_of_runs(runs: TextRuns) -> list[Mask]:
    """Return what hides every run of typed text, where nothing can tell which of them are passwords."""
    return [
        Mask(f"run:{run.first_seq}", Span(run.start_ns, run.end_ns + 1), _OF_FLAGS["typed"], "unknown field")
        for run in runs
    ]


def unread_masks(spans: Iterable[Span]) -> list[Mask]:
    """Return what hides everything where somebody may have flagged something; what, is not read yet."""
    return [
        Mask(f"unread:{span.start_ns}:{span.end_ns}", span, EVERYWHERE, "flags not read yet")
        for span in spans
    ]


def masks_of_flags(flags: Iterable[Flag], decisions: Mapping[str, Decision]) -> list[Mask]:
    """Return what hides the flags that nobody has rejected.

    A flag without channels hides everything in its span, unless it has a region, which is then what it means;
    `replay.privacy.redact.found.from_flags` removes the same.

    Args:
        flags: As they stand, whoever set them.
        decisions: In force, by what they decide on.
    """
    masks = []
    for flag in flags:
        if flag.id in decisions and decisions[flag.id].verdict == "rejected":
            continue
        channels = frozenset(name for each in flag.channels for name in _OF_FLAGS.get(each, ()))
        if flag.region is not None:
            channels |= {"screen"}
        elif not flag.channels:
            channels = EVERYWHERE
        span = Span(flag.start.t_ns, max(flag.end.t_ns, flag.start.t_ns + 1))
        masks.append(Mask(flag.id, span, channels, "flag", region=flag.region, is_decided=True))
    return masks
